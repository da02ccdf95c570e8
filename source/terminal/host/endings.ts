/** The ways out that nobody asked for: signals, a terminal that is gone, an exception. */
import {constants} from 'node:os';
import process from 'node:process';

const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

/** Exit status when nobody is there any more to read a last line. */
export const hungUp = 128 + constants.signals.SIGHUP;

/**
 * Calls `end` with the exit status (128 + the signal's number) at a signal or when the terminal is gone, as at SIGHUP.
 * Returns what takes the listeners away.
 */
export function onEnding(
	stdin: NodeJS.ReadStream,
	stdout: NodeJS.WriteStream,
	end: (status: number) => void,
): () => void {
	const signalled = (signal: NodeJS.Signals): void => {
		end(128 + constants.signals[signal]);
	};

	const lost = (): void => {
		end(hungUp);
	};

	for (const signal of signals) {
		process.on(signal, signalled);
	}

	stdin.on('end', lost);
	stdin.on('error', lost);
	stdout.on('error', lost);
	return () => {
		// A last write to a terminal that is gone still fails quietly: stdout keeps its listener.
		stdin.off('end', lost);
		stdin.off('error', lost);
		for (const signal of signals) {
			process.off(signal, signalled);
		}
	};
}

/**
 * Calls `restore` when the process exits, and before Node prints an exception: else that would vanish with the
 * alternate screen. Returns what takes the listeners away.
 */
export function onExit(restore: () => void): () => void {
	process.on('exit', restore);
	process.on('uncaughtExceptionMonitor', restore);
	return () => {
		process.off('exit', restore);
		process.off('uncaughtExceptionMonitor', restore);
	};
}
