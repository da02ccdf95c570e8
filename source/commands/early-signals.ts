/**
 * Signals that come while an installation is opened, before a terminal hears them: it is given up then, in order, as
 * soon as it is open. Their default would end the process in the middle of a first start.
 */
import {constants} from 'node:os';
import process from 'node:process';

export const endingSignals = ['SIGTERM', 'SIGHUP'] as const;

export class EarlySignals {
	/** When one came. */
	readonly came: Promise<void>;
	/** Exit status of the first one; `undefined` = none came. */
	status: number | undefined;
	readonly #handle: (signal: NodeJS.Signals) => void;

	constructor() {
		let come = (): void => undefined;
		this.came = new Promise(resolve => {
			come = resolve;
		});
		this.#handle = signal => {
			if (process.listenerCount(signal) > 1) {
				// The terminal hears it.
				return;
			}

			this.status ??= 128 + constants.signals[signal];
			come();
		};

		for (const signal of endingSignals) {
			process.on(signal, this.#handle);
		}
	}

	end(): void {
		for (const signal of endingSignals) {
			process.off(signal, this.#handle);
		}
	}
}
