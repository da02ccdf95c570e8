/** `--linear` over the echo system, as a program of its own. */
import process from 'node:process';
import {startLinear} from '../../source/terminal/linear/linear.js';
import {echoSystem} from './echo-system.js';

process.exitCode = await startLinear({
	connect: echoSystem().connect,
	welcome: ['type: logon user1'],
	stdin: process.stdin,
	stdout: process.stdout,
	async onQuit() {
		console.log('the end');
	},
});
