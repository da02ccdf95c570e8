/**
 * The command loop (DMSINT, SY20-0884): reads a line and runs it. Everything that ends abnormally comes back here.
 */
import {everythingEnabled} from '../../../base/architecture.js';
import type {Step} from '../../../guest/action.js';
import {type Abend, abendOf} from '../abend.js';
import type {Nucleus} from '../nucleus.js';
import {recover} from '../recovery.js';
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

				const line = yield * nucleus.console.readCommand();
				nucleus.state.abendsInARow = 0;
				yield * runTerminalLine(nucleus, line);
				nucleus.debug.forgetAbend();
			}
		} catch (error) {
			yield * recover(nucleus, abendOf(error, nucleus.routine));
		}
	}
}

/** Takes over from everything that runs: after HX (no abend) or an abend in a handler. Never ends. */
export function * takeOver(nucleus: Nucleus, abend?: Abend): Step {
	nucleus.control.abandonOthers();
	yield * recover(nucleus, abend);
	yield * terminalLoop(nucleus);
}
