/**
 * The thread of `watchdog.ts`. Node gives signals to handlers of the main thread only; libuv gives them to every event
 * loop that asks, and Node's own `signal_wrap` is how to ask from here (seen with Node 20, 22 and 24; where it is
 * missing, the timeout alone is watched). To end the process with a status of its own the main thread must be made to
 * do it: the inspector interrupts it in whatever JavaScript or WebAssembly it is, says where that is, and has it exit,
 * so that its exit handlers still give the terminal back. A main thread that sits in the host's kernel (a pipe that
 * nobody reads) cannot be interrupted: SIGKILL.
 */
import {appendFileSync, writeSync} from 'node:fs';
import {Session} from 'node:inspector';
import {createRequire} from 'node:module';
import process from 'node:process';
import {workerData} from 'node:worker_threads';
import type {WatchdogOrders} from './watchdog.js';

/** How often the beats are looked at, milliseconds. */
const look = 100;
/** How long the main thread has to let itself be ended, milliseconds. */
const lastPatience = 1000;
const timeoutStatus = 124;

type SignalHandle = {onsignal: (signal: number) => void; start(signal: number): number};
type Internals = {internalBinding(name: 'signal_wrap'): {readonly Signal: new () => SignalHandle}};

const {beats, timeout, patience, grace, signals, title, log} = workerData as WatchdogOrders;
const words = new Int32Array(beats);
let isEnding = false;

/** Says why and where, and ends the process. */
function end(status: number, why: string): void {
	if (isEnding) {
		return;
	}

	isEnding = true;
	const message = `${title}: ${why}\n`;
	writeSync(2, message);
	setTimeout(() => {
		note(message);
		process.kill(process.pid, 'SIGKILL');
	}, lastPatience);
	const session = new Session();
	session.connectToMainThread();
	const urls = new Map<string, string>();
	session.on('Debugger.scriptParsed', ({params: {scriptId, url}}) => {
		urls.set(scriptId, url);
	});
	session.on('Debugger.paused', ({params: {callFrames}}) => {
		const places = callFrames.map(({functionName, location: {scriptId, lineNumber}}) =>
			`    at ${functionName || '(anonymous)'} ${urls.get(scriptId) ?? ''}:${lineNumber + 1}\n`);
		note(message + places.join(''));
		// Without standard error the inspector cannot write there that it is waiting for a debugger.
		const expression = `process.getBuiltinModule('node:fs').closeSync(2); process.exit(${status})`;
		session.post('Runtime.evaluate', {expression});
	});
	session.post('Debugger.enable');
	session.post('Debugger.pause');
}

function note(text: string): void {
	if (log === undefined) {
		return;
	}

	try {
		appendFileSync(log, `${new Date().toISOString()} ${text}`, {mode: 0o600});
	} catch {
		// A full disk must not keep the process alive.
	}
}

/**
 * The main thread is to end: where it is silent for `patience`, or is not done after `grace`, it is ended. Looks are
 * counted, not time: while the whole process or host sleeps nobody is silent.
 */
function expectEnd(status: number, why: string): void {
	let last = Atomics.load(words, 0);
	let silent = 0;
	let looks = 0;
	setInterval(() => {
		const now = Atomics.load(words, 0);
		silent = now === last ? silent + look : 0;
		last = now;
		looks += look;
		if (silent >= patience || looks >= grace) {
			end(status, `${why}; the system did not answer and is ended`);
		}
	}, look);
}

function signalHandles(): (new () => SignalHandle) | undefined {
	try {
		const internals = createRequire(import.meta.url)('internal/test/binding') as Internals;
		return internals.internalBinding('signal_wrap').Signal;
	} catch {
		return undefined;
	}
}

const Signal = signalHandles();
for (const number of Signal ? signals : []) {
	const handle = new Signal!();
	let isExpected = false;
	handle.onsignal = () => {
		if (!isExpected) {
			isExpected = true;
			expectEnd(128 + number, `signal ${number}`);
		}
	};

	handle.start(number);
}

Atomics.store(words, 1, 1);
if (timeout !== undefined) {
	setTimeout(() => {
		expectEnd(timeoutStatus, 'timeout');
	}, timeout);
}
