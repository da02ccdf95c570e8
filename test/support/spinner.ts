/**
 * A program under the real watchdog whose main thread stops answering, or fails: `spinner.js loop|wasm|kernel|fault
 * TIMEOUT LOG`.
 * Says `ready` once signals are heard.
 */
import {execFileSync} from 'node:child_process';
import {openSync, readSync, writeSync} from 'node:fs';
import process from 'node:process';
import {leaveLastLine} from '../../source/system/watchdog/last-line.js';
import {startWatchdog} from '../../source/system/watchdog/watchdog.js';

const [how, timeout, log] = process.argv.slice(2);
const watchdog = startWatchdog({
	timeout: timeout === '-' ? undefined : Number(timeout) * 1000, signals: [15], title: 'spinner', log,
});
process.on('SIGTERM', () => undefined);
process.on('exit', () => {
	writeSync(1, 'terminal restored\n');
});

function plantedLoop(): void {
	for (;;) {
		// Nobody leaves.
	}
}

// A module whose one function is `loop br 0 end`.
const endless = Uint8Array.from([
	0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0,
	10, 9, 1, 7, 0, 3, 0x40, 12, 0, 11, 11,
]);

setInterval(() => {
	if (!watchdog.isWatching) {
		return;
	}

	writeSync(1, 'ready\n');
	switch (how) {
		case 'loop': {
			plantedLoop();

			break;
		}

		case 'wasm': {
			const {f} = new WebAssembly.Instance(new WebAssembly.Module(endless), {}).exports as {f: () => void};
			f();

			break;
		}

		case 'kernel': {
		// Nobody writes to this pipe: the host does not come back.
			execFileSync('mkfifo', [`${log}.pipe`]);
			readSync(openSync(`${log}.pipe`, 'r+'), new Uint8Array(1));

			break;
		}

		case 'fault': {
			leaveLastLine('spinner', log);
			throw new TypeError('planted');
		}
	// No default
	}
}, 50);
