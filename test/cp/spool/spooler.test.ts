import test from 'ava';
import fc from 'fast-check';
import {limits} from '../../../source/base/limits.js';
import {memorySpool, type NewSpoolFile, type SpoolFile} from '../../../source/cp/spool/spool-file.js';
import {Spooler} from '../../../source/cp/spool/spooler.js';
import {TestSystem} from '../../support/cp.js';

const file: NewSpoolFile = {
	owner: 'USER1',
	originator: 'USER1',
	origin: 'PUN',
	queue: 'RDR',
	class: 'A',
	copies: 1,
	hold: false,
	name: '',
	type: '',
	distribution: '',
	tag: '',
	records: [{command: 1, data: new Uint8Array(97)}],
};

test('spool space is for open and closed files together', t => {
	const spooler = new Spooler(new TestSystem().cp, memorySpool, 250);
	t.true(spooler.claim(100, 'USER1'));
	t.true(spooler.claim(100, 'USER1'));
	t.false(spooler.claim(100, 'USER1'));
	spooler.release(100);
	const closed = spooler.add(file)!;
	t.false(spooler.claim(100, 'USER1'));
	spooler.purge(closed);
	t.true(spooler.claim(100, 'USER1'));
});

test('numbers go up to 9900 and begin again, past those in use', t => {
	const old: SpoolFile = {
		...file, id: 9899, sequence: 7, created: 0,
	};
	const spooler = new Spooler(new TestSystem().cp, {...memorySpool, load: () => [old, {...old, id: 1, sequence: 3}]});
	t.deepEqual([spooler.add(file)!.id, spooler.add(file)!.id], [9900, 2]);
	t.deepEqual(spooler.filesOf('USER1', 'RDR').map(({id}) => id), [1, 9899, 9900, 2]);
});

test('a user who makes files without end is stopped; another one goes on', t => {
	const spooler = new Spooler(new TestSystem().cp, memorySpool);
	const made = Array.from({length: limits.spoolFilesOfUser.value}, () => spooler.add(file));
	t.true(made.every(Boolean));
	t.is(spooler.add(file), undefined);
	t.false(spooler.claim(1, 'USER1'));
	t.true(spooler.claim(1, 'USER2'));
	t.is(spooler.add({...file, originator: 'USER2'})!.id, made.length + 1);
	spooler.purge(made[0]!);
	t.true(spooler.claim(1, 'USER1'));
	t.truthy(spooler.add(file));
});

test('with every number in use a file more is refused, a device that goes or not', t => {
	const old = Array.from({length: limits.spoolFiles.value}, (_, index): SpoolFile => ({
		...file, originator: `U${index}`, id: index + 1, sequence: index, created: 0,
	}));
	const spooler = new Spooler(new TestSystem().cp, {...memorySpool, load: () => old});
	t.is(spooler.add(file), undefined);
	t.is(spooler.add(file, true), undefined);
	spooler.purge(old[99]);
	t.is(spooler.add(file)!.id, 100);
});

/** Does one thing to USER1's reader queue; `taken` are the files a reader has. */
function act(spooler: Spooler, kind: string, at: number, taken: SpoolFile[]): void {
	const files = spooler.filesOf('USER1', 'RDR');
	const chosen = files.at(at % Math.max(1, files.length));
	if (kind === 'add') {
		spooler.add(file);
	} else if (kind === 'putBack') {
		const back = taken.pop();
		if (back) {
			spooler.putBack(back, false);
		}
	} else if (chosen && kind === 'take') {
		taken.push(chosen);
		spooler.take(chosen);
	} else if (chosen && kind === 'order') {
		spooler.order([chosen]);
	} else if (chosen && kind === 'purge') {
		spooler.purge(chosen);
	} else if (chosen) {
		spooler.transfer(chosen, 'USER2');
	}
}

test('whatever is done to a queue, files stand in it once, in order, and space is given back', t => {
	const doing = fc.record({
		kind: fc.constantFrom('add', 'take', 'putBack', 'order', 'purge', 'transfer'),
		at: fc.nat(9),
	});
	t.notThrows(() => {
		fc.assert(fc.property(fc.array(doing, {maxLength: 60}), doings => {
			const spooler = new Spooler(new TestSystem().cp, memorySpool, 10_000);
			const taken: SpoolFile[] = [];
			for (const {kind, at} of doings) {
				act(spooler, kind, at, taken);
				const queue = spooler.filesOf(undefined, 'RDR');
				if (
					new Set(queue.map(({id}) => id)).size < queue.length
						|| queue.some((each, index) => index > 0 && queue[index - 1].sequence >= each.sequence)
				) {
					return false;
				}
			}

			for (const each of [...taken, ...spooler.filesOf(undefined, 'RDR')]) {
				spooler.purge(each);
			}

			return spooler.claim(10_000, 'USER1');
		}), {numRuns: 50});
	});
});
