/**
 * Immediate commands (GC20-1818, "Immediate commands"): lines entered after attention while something runs. HX ends it,
 * HT and RT stop and resume typing, HO SO RO do so with tracing (there is none to stop: accepted). Every other line is
 * stacked.
 */
import type {Nucleus} from '../nucleus.js';
import {upper} from '../command/scan.js';

export function runImmediate(nucleus: Nucleus, line: string): 'halt execution' | 'done' {
	switch (upper(line).trim()) {
		case 'HX': {
			return 'halt execution';
		}

		case 'HT': {
			nucleus.console.haltTyping = true;
			break;
		}

		case 'RT': {
			nucleus.console.haltTyping = false;
			break;
		}

		case 'HO': case 'SO': case 'RO': {
			break;
		}

		default: {
			nucleus.console.stack(line, 'FIFO');
		}
	}

	return 'done';
}
