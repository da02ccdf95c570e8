/**
 * The command loop (DMSINT, SY20-0884): reads a line and runs it. Everything that ends abnormally comes back here.
 */
import {everythingEnabled} from '../../../base/architecture.js';
import type {Step} from '../../../guest/action.js';
import {messages} from '../../messages/index.js';
import {Abend, shown} from '../abend.js';
import type {Nucleus} from '../nucleus.js';
import {nucon} from '../storage/nucon.js';
import {releaseSaveAreas} from '../svc/save-area.js';
import {runTerminalLine} from './terminal-line.js';

/**
 * Never ends; only a reset or another entry that takes over stops it. `beginning`: done before the first line is read.
 */
export function * terminalLoop(nucleus: Nucleus, beginning?: Step): Step {
	for (let first = beginning; ; first = undefined) {
		try {
			yield {kind: 'mask', systemMask: everythingEnabled};
			if (first) {
				yield * first;
			}

			for (;;) {
				if (nucleus.console.stacked === 0) {
					nucleus.console.haltTyping = false;
				}

				const line = yield * nucleus.console.read({asTyped: true});
				yield * runTerminalLine(nucleus, line);
			}
		} catch (error) {
			if (!(error instanceof Abend)) {
				throw error;
			}

			yield * recover(nucleus, error);
		}
	}
}

/** Takes over from everything that runs: after HX (no abend) or an abend in a handler. Never ends. */
export function * takeOver(nucleus: Nucleus, abend?: Abend): Step {
	nucleus.control.abandonOthers();
	yield * recover(nucleus, abend);
	yield * terminalLoop(nucleus);
}

/** What DMSABN does: everything the commands held is given up, `CMS` is typed. */
function * recover(nucleus: Nucleus, abend?: Abend): Step {
	releaseSaveAreas(nucleus.guest, nucleus.free);
	nucleus.running.length = 0;
	nucleus.guest.storage.setWord(nucon.commandActive, 0);
	nucleus.execs.length = 0;
	nucleus.execGlobals.clear();
	nucleus.settings.suppressMessages = false;
	nucleus.console.haltTyping = false;
	nucleus.console.clearStack();
	yield {kind: 'mask', systemMask: everythingEnabled};
	if (nucleus.started) {
		nucleus.fileDefinitions.clear(({permanent}) => !permanent);
		yield * nucleus.activeFiles.close('*', '*', '*');
	}

	if (abend && abend.shown !== 'quiet') {
		const ending = {code: abend.code, caller: abend.from};
		const message = abend.shown ?? shown(messages.DMSABN148T, ending);
		yield * nucleus.editedMessage(message.id, message.text);
	}

	yield * nucleus.console.typeAlways('CMS');
}
