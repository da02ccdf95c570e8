/**
 * Immediate commands (GC20-1818, "Immediate commands"): lines entered after attention while something runs. HX ends it,
 * HT and RT stop and resume typing, SO and RO tracing (SVCTRACE), HO ends it. Every other line is stacked.
 */
import {longestCpCommand} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Nucleus} from '../nucleus.js';
import {area} from '../storage/layout.js';
import {endTrace} from '../svc/trace.js';
import {upper} from '../command/scan.js';

export function * runImmediate(nucleus: Nucleus, line: string): Step<'halt execution' | 'done'> {
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

		case 'HO': {
			yield * haltTracing(nucleus);
			break;
		}

		case 'SO': case 'RO': {
			nucleus.state.traceSuspended = upper(line).trim() === 'SO' && nucleus.state.isTracing;
			break;
		}

		default: {
			nucleus.console.stack(line, 'FIFO');
		}
	}

	return 'done';
}

/** What was interrupted may have a command for CP in storage and not have issued it yet: it finds it there again. */
function * haltTracing(nucleus: Nucleus): Step {
	const {storage} = nucleus.guest;
	const command = storage.fetch(area.cpCommand, longestCpCommand);
	yield * endTrace(nucleus);
	storage.store(area.cpCommand, command);
}
