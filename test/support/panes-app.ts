/** The panes over the echo system, as a program of its own: for tests on a pty and for trying by hand. */
import process from 'node:process';
import {HostClock} from '../../source/base/clock.js';
import {startPanes} from '../../source/terminal/start.js';
import {echoSystem} from './echo-system.js';

const system = echoSystem();
const clock = process.argv.includes('--still') ? {now: () => Date.UTC(1975, 10, 19, 9, 41, 7) * 1000} : new HostClock();
const status = await startPanes({
	connect: system.connect,
	panes: [{operator: true, lines: ['type 09:41:02 GRAF 021 LOGON  AS USER1    USERS = 002']}, {}],
	title: 'YORKTOWN',
	now: () => clock.now(),
	stdin: process.stdin,
	stdout: process.stdout,
	load: () => 'Q1 2  Q2 1  paging 0/s',
	machines: {
		rows: () => [
			{
				userid: 'OPERATOR', state: 'CP READ', queue: 'Q1', cpu: 10_000, pages: 4, io: 12,
			},
			{
				userid: 'SBSSLV01',
				state: system.isBusy() ? 'RUN' : 'WAIT',
				queue: 'Q2',
				cpu: 12_750_000,
				pages: 131,
				io: 2210,
				note: 'WORKS FOR USER1',
			},
		],
		flow: () => ({first: 0, lines: system.flow}),
		observe: system.observe,
	},
	async onQuit() {
		await new Promise(resolve => {
			setTimeout(resolve, 50);
		});
	},
});
console.log(`left with ${status}`);
process.exitCode = status;
