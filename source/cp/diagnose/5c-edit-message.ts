/** DIAGNOSE X'5C': error message editing (GC20-1807). */
import type {Diagnose} from './diagnose.js';

/** An identifier is ten bytes (`DMSxxxnnns`) and a blank behind it. */
const identifierLength = 10;

export const editError: Diagnose = {
	code: 0x5C,
	summary: 'Error message editing',
	/** Rx: address of the message, Ry: length; both are changed to what SET EMSG leaves of it, length 0 for nothing. */
	perform(call) {
		const length = call.y;
		switch (call.vm.settings.emsg) {
			case 'OFF': {
				call.y = 0;
				break;
			}

			case 'CODE': {
				call.y = Math.min(length, identifierLength);
				break;
			}

			case 'TEXT': {
				const skipped = Math.min(length, identifierLength + 1);
				call.x += skipped;
				call.y = length - skipped;
				break;
			}

			case 'ON': {
				break;
			}
		}

		return undefined;
	},
};
