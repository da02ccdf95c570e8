/** A request whose program goes wrong: its user hears that, and the machine in which it ran goes on. */
import test from 'ava';
import {event} from '../../source/base/intermachine.js';
import {runToEnd, type Step} from '../../source/guest/action.js';
import {decodeBlock, emptyBlock, encodeBlock} from '../../source/service/block.js';
import {JobLost} from '../../source/service/program.js';
import {verb} from '../../source/service/verbs.js';
import {Work, type WorkHost} from '../../source/service/work.js';

/** What its user hears of a request in which `error` is thrown. */
function answerTo(error: Error): readonly string[] {
	const sent: string[] = [];
	const host = {
		cms: {},
		profile: {name: 'SUMS', administrators: []},
		program: {
			name: 'SUMS',
			work(): Step<never> {
				throw error;
			},
		},
		endpoint: {
			* receive(): Step<Uint8Array> {
				return encodeBlock({...emptyBlock, words: ['1', 'ADD']});
			},
			* send(_user: string, _verb: string, data: Uint8Array): Step<{kind: 'transferred'}> {
				sent.push(...decodeBlock(data)!.lines);
				return {kind: 'transferred'};
			},
		},
		patience: 0,
	} as unknown as WorkHost;
	runToEnd(new Work(host, 'USER1').serve({
		code: event.signalled, exchange: 1, userid: 'USER1', message: {verb: verb.last, value: 0}, text: '', reason: 0, moved: 0,
	}));
	return sent;
}

test('a mistake in the program is told to whose request it is', t => {
	t.deepEqual(answerTo(new TypeError('sum is undefined')), ['DMSSRV012E SUMS FAILED IN YOUR REQUEST - SUM IS UNDEFINED']);
});

test('a user who is gone hears nothing', t => {
	t.deepEqual(answerTo(new JobLost()), []);
});
