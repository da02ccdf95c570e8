/** The watchdog of a procedure or script: at once where there is a timeout, else once the run is no short one. */
import {constants} from 'node:os';
import {startWatchdog, type Watchdog} from '../../system/host/watchdog.js';

/** A run that is over by then pays nothing for it, host milliseconds. */
const short = 250;

export type ProcedureWatch = {
	/** To be called now and then. */
	look(): void;
	end(): void;
};

/** `verb`: of the message; `seconds`: of host time, the timeout; `begin`: called as signals begin to be heard. */
export function watchProcedure(verb: string, seconds: number | undefined, begin: () => void): ProcedureWatch {
	const started = performance.now();
	let watchdog: Watchdog | undefined;
	const start = (): void => {
		begin();
		watchdog = startWatchdog({
			timeout: seconds === undefined ? undefined : seconds * 1000,
			signals: [constants.signals.SIGINT, constants.signals.SIGTERM],
			title: `yorktown ${verb}`,
			log: undefined,
		});
	};

	if (seconds !== undefined) {
		start();
	}

	return {
		look() {
			if (!watchdog && performance.now() - started > short) {
				start();
			}
		},
		end() {
			watchdog?.stop();
		},
	};
}
