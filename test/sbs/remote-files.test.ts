/** What a slave takes the master's answers for. */
import test from 'ava';
import {Failure} from '../../source/base/failure.js';
import {event} from '../../source/base/intermachine.js';
import type {Endpoint} from '../../source/cms/intermachine/endpoint.js';
import {runToEnd} from '../../source/guest/action.js';
import {emptyBlock, encodeBlock, type Block} from '../../source/service/block.js';
import {noSuchFile, ownerGone, RemoteFiles} from '../../source/sbs/remote-files.js';

/** A master that answers so; `undefined`: what it has does not fit into the slave. */
const answering = (answer: Block | undefined): Pick<Endpoint, 'send' | 'next' | 'receive'> => ({
	* send() {
		return {kind: 'transferred'};
	},
	* next() {
		return {
			code: event.signalled, exchange: 1, userid: 'MASTER', message: {verb: 'ANSW', value: 0}, text: '', reason: 0,
			moved: 0,
		};
	},
	* receive() {
		return answer && encodeBlock(answer);
	},
});

const read = (answer: Block | undefined) => runToEnd(new RemoteFiles(answering(answer), 'MASTER').read('SBS', 'INDEX'));

test('a file that the master cannot send, or the slave not take, is a failure, and not a file that is not there', t => {
	t.is(read({...emptyBlock, returnCode: noSuchFile}), undefined);
	t.deepEqual(read({...emptyBlock, returnCode: ownerGone}), new Failure(ownerGone));
	t.deepEqual(read(undefined), new Failure(ownerGone));
	const file = {
		name: 'SBS', type: 'INDEX', recordFormat: 'V', recordLength: 1, records: [Uint8Array.of(0xC1)],
	} as const;
	t.like(read({...emptyBlock, files: [file]}), {name: 'SBS', type: 'INDEX'});
});
