/** What a slave takes the master's answers for. */
import test from 'ava';
import {Failure} from '../../source/base/failure.js';
import {runToEnd} from '../../source/guest/action.js';
import {SlaveFiles} from '../../source/sbs/shared-files.js';
import {emptyBlock, type Block} from '../../source/service/block.js';
import {ContentLost} from '../../source/service/parts.js';
import {masterGone} from '../../source/service/program.js';

/** Files of a master that answers so, one after the other. */
const answering = (...answers: readonly Block[]): SlaveFiles => {
	const rest = [...answers];
	return new SlaveFiles({
		* ask() {
			return rest.shift()!;
		},
	});
};

const index = (records: number, ...carried: readonly number[]): Block => ({
	...emptyBlock,
	words: [String(records)],
	files: [{
		name: 'SBS', type: 'INDEX', recordFormat: 'V', recordLength: 1, records: carried.map(byte => Uint8Array.of(byte)),
	}],
});

test('a file that the master cannot send, or the slave not take, is a failure, and not a file that is not there', t => {
	const read = (answer: Block) => runToEnd(answering(answer).read('SBS', 'INDEX'));
	t.is(read({...emptyBlock, returnCode: 28}), undefined);
	t.deepEqual(read({...emptyBlock, returnCode: masterGone}), new Failure(masterGone));
	t.like(read(index(1, 0xC1)), {name: 'SBS', type: 'INDEX', records: 1});
});

test('a file comes in parts; one whose rest cannot be had is lost, and not shorter', t => {
	const whole = runToEnd(answering(index(3, 1, 2), index(3, 3)).read('SBS', 'INDEX'));
	t.false(whole instanceof Failure || whole === undefined);
	if (whole && !(whole instanceof Failure)) {
		t.deepEqual([1, 2, 3].map(number => runToEnd(whole.read(number))[0]), [1, 2, 3]);
	}

	const cut = runToEnd(answering(index(3, 1, 2), {...emptyBlock, returnCode: masterGone}).read('SBS', 'INDEX'));
	t.throws(() => cut && !(cut instanceof Failure) && runToEnd(cut.read(3)), {instanceOf: ContentLost});
});
