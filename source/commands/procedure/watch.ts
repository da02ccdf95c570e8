/**
 * The watchdog of a procedure: at once where there is a timeout, else once the run is no short one. Until it hears
 * signals they keep their default, which ends the process whatever it does: nothing is written back before the end.
 */
import {constants} from 'node:os';
import {startWatchdog, type Watchdog} from '../../system/watchdog/watchdog.js';

/** A run that is over by then pays nothing for it, host milliseconds. */
const short = 250;

export type ProcedureWatch = {
	/** To be called now and then. */
	look(): void;
	end(): void;
};

/** `verb`: of the message; `seconds`: of host time, the timeout; `begin`: called once signals may be handled. */
export function watchProcedure(verb: string, seconds: number | undefined, begin: () => void): ProcedureWatch {
	const started = performance.now();
	let watchdog: Watchdog | undefined;
	let isHandled = false;
	const start = (): void => {
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

			if (!isHandled && watchdog?.isWatching) {
				isHandled = true;
				begin();
			}
		},
		end() {
			watchdog?.stop();
		},
	};
}
