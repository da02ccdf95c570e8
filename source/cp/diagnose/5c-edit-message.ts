/** DIAGNOSE X'5C': error message editing (GC20-1807). */
import {fromEbcdic} from '../../base/ebcdic.js';
import type {Diagnose, DiagnoseCall} from './diagnose.js';

/** An identifier is ten bytes (`DMSxxxnnns`) and a blank behind it. */
const identifierLength = 10;

/**
 * Severities whose identifier stays under TEXT, as the recordings of CMS show (EMS6): R, a reply is wanted, and S,
 * severe. A person has to look them up.
 */
const answered: ReadonlySet<string> = new Set(['R', 'S']);

/** The first ten characters of the message; '' where it has fewer, or lies outside storage. */
function identifierAt(call: DiagnoseCall, length: number): string {
	return length >= identifierLength && call.inStorage(call.x, length)
		? fromEbcdic(call.vm.storage.fetch(call.x, identifierLength))
		: '';
}

export const editError: Diagnose = {
	code: 0x5C,
	summary: 'Error message editing',
	/** Rx: address of the message, Ry: length; both are changed to what SET EMSG leaves of it, length 0 for nothing. */
	perform(call) {
		const length = call.y;
		const identifier = identifierAt(call, length);
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
				if (answered.has(identifier.at(-1) ?? '')) {
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

		// What is typed next is this message, and known to the terminal as such.
		const left = call.inStorage(call.x, call.y) ? fromEbcdic(call.vm.storage.fetch(call.x, call.y)) : '';
		call.vm.console.lineClass.edited(identifier, left);
		return undefined;
	},
};
