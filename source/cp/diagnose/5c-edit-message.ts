/** DIAGNOSE X'5C': error message editing (GC20-1807). */
import {toEbcdic} from '../../base/ebcdic.js';
import type {Diagnose} from './diagnose.js';

/** An identifier is ten bytes (`DMSxxxnnns`) and a blank behind it. */
const identifierLength = 10;

/**
 * Severities whose identifier stays under TEXT, as the recordings of CMS show (EMS6): R, a reply is wanted, and S,
 * severe. A person has to look them up.
 */
const answered: ReadonlySet<number> = new Set(toEbcdic('RS'));

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
				if (
					length >= identifierLength
					&& call.inStorage(call.x, length)
					&& answered.has(call.vm.storage.fetch(call.x + identifierLength - 1, 1)[0])
				) {
					break;
				}

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
