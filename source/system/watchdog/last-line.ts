/**
 * An exception that no wall holds (`cp/machine/wall.ts`) ends the process: with one line in place of Node's own, after
 * what restores the terminal (`uncaughtExceptionMonitor`), and a report in the log. What the journal has is safe.
 */
import process from 'node:process';
import {faultText} from '../../cp/machine/wall.js';
import {appendToLog} from './fault-log.js';

/** Exit status: a fault of ours, as Node has it. */
const status = 1;

/** `title`: `yorktown`; `log`: a file. Returns what takes the listener away. */
export function leaveLastLine(title: string, log: string): () => void {
	const listener = (error: unknown): void => {
		const stack = (error instanceof Error ? error.stack : undefined) ?? String(error);
		appendToLog(log, `${new Date().toISOString()} ${title} ended by a fault of the system\n${stack}\n`);
		process.stderr.write(`${title}: fault of the system: ${faultText(error)}; ${log} has more\n`);
		process.exit(status);
	};

	process.on('uncaughtException', listener);
	return () => {
		process.off('uncaughtException', listener);
	};
}
