/** The lock table: what two may have at once, who is next, and what is left when one of them stops for ever. */
import test from 'ava';
import fc from 'fast-check';
import {ebcdicField} from '../../../source/base/ebcdic.js';
import {limits} from '../../../source/base/limits.js';
import {
	cellAt, bucketAt, bucketOf, lockMode, lockPlaces, lockTableLength, type LockMode,
} from '../../../source/cms/locks/lock-layout.js';
import {
	atOnce, formatLockTable, isLockTable, LockTable, type LockStorage, type Stoppable,
} from '../../../source/cms/locks/lock-table.js';
import {conflicts} from '../../../source/cms/locks/wait-for.js';
import {DamagedStructure} from '../../../source/guest/bounded/fault.js';

const base = 0x1000;

/** A segment that everybody here has loaded. */
function segment(): LockStorage {
	const bytes = new Uint8Array(base + lockTableLength);
	const view = new DataView(bytes.buffer);
	return {
		fetch: (address, length) => bytes.slice(address, address + length),
		store(address, content) {
			bytes.set(content, address);
		},
		word: address => view.getUint32(address),
		setWord(address, value) {
			view.setUint32(address, value);
		},
	};
}

function group(...userids: string[]) {
	const storage = segment();
	atOnce(formatLockTable(storage, base));
	const table = new LockTable(storage, base);
	const generations = userids.map(userid => atOnce(table.join(userid))!.generation);
	const acquire = (member: number, name: string, mode: LockMode, wait = true) =>
		atOnce(table.acquire(generations[member], {
			name, type: 'DATA', mode, implicit: false, wait,
		}));
	const release = (member: number, name: string) =>
		atOnce(table.release(generations[member], {name, type: 'DATA', implicit: false}));
	return {
		storage, table, generations, acquire, release,
	};
}

test('readers share a file, one who updates it has it alone', t => {
	const {acquire, release} = group('SLAVE01', 'SLAVE02', 'SLAVE03');
	t.is(acquire(0, 'PARSER', lockMode.share).kind, 'held');
	t.is(acquire(1, 'PARSER', lockMode.share).kind, 'held');
	t.deepEqual(acquire(2, 'PARSER', lockMode.update, false), {kind: 'conflict', owners: ['SLAVE01', 'SLAVE02']});
	t.is(acquire(2, 'LEXER', lockMode.update).kind, 'held');
	t.deepEqual(release(0, 'PARSER'), []);
	t.deepEqual(release(1, 'PARSER'), []);
	t.is(acquire(2, 'PARSER', lockMode.update, false).kind, 'held');
	t.deepEqual(acquire(0, 'PARSER', lockMode.share, false), {kind: 'conflict', owners: ['SLAVE03']});
});

test('who waits is served in the order of asking: a reader does not pass a writer in line', t => {
	const {acquire, release} = group('SLAVE01', 'SLAVE02', 'SLAVE03', 'SLAVE04');
	acquire(0, 'PARSER', lockMode.share);
	t.is(acquire(1, 'PARSER', lockMode.update).kind, 'waiting');
	t.is(acquire(2, 'PARSER', lockMode.share).kind, 'waiting');
	t.is(acquire(3, 'PARSER', lockMode.share).kind, 'waiting');
	t.deepEqual(release(0, 'PARSER'), ['SLAVE02']);
	t.deepEqual(release(1, 'PARSER'), ['SLAVE03', 'SLAVE04']);
});

test('who leaves the line lets those behind it in', t => {
	const {acquire, release} = group('SLAVE01', 'SLAVE02', 'SLAVE03');
	acquire(0, 'PARSER', lockMode.share);
	acquire(1, 'PARSER', lockMode.update);
	acquire(2, 'PARSER', lockMode.share);
	t.deepEqual(release(1, 'PARSER'), ['SLAVE03']);
});

test('a reader that wants the file alone keeps what it has', t => {
	const {acquire, table} = group('SLAVE01', 'SLAVE02');
	acquire(0, 'PARSER', lockMode.share);
	acquire(1, 'PARSER', lockMode.share);
	t.deepEqual(acquire(0, 'PARSER', lockMode.exclusive), {kind: 'conflict', owners: ['SLAVE02']});
	t.deepEqual(table.locks().map(({owner, mode}) => [owner, mode]), [['SLAVE01', 1], ['SLAVE02', 1]]);
	t.is(acquire(0, 'LEXER', lockMode.share).kind, 'held');
	t.is(acquire(0, 'LEXER', lockMode.exclusive).kind, 'held');
	t.deepEqual(table.locksOf({name: 'LEXER', type: 'DATA'}).map(({mode}) => mode), [lockMode.exclusive]);
});

test('who would close a circle of waiting is refused, and learns who else is in it', t => {
	const {acquire, table} = group('SLAVE01', 'SLAVE02', 'SLAVE03');
	acquire(0, 'A', lockMode.update);
	acquire(1, 'B', lockMode.update);
	acquire(2, 'C', lockMode.update);
	t.is(acquire(0, 'B', lockMode.update).kind, 'waiting');
	t.is(acquire(1, 'C', lockMode.update).kind, 'waiting');
	t.deepEqual(acquire(2, 'A', lockMode.update), {kind: 'circle', owners: ['SLAVE01', 'SLAVE02']});
	t.is(table.locks().length, 5);
});

test('a machine that is gone leaves nothing: its locks go to those in line', t => {
	const {acquire, table, generations} = group('SLAVE01', 'SLAVE02', 'SLAVE03');
	acquire(0, 'A', lockMode.update);
	acquire(0, 'B', lockMode.exclusive);
	acquire(1, 'A', lockMode.update);
	acquire(2, 'B', lockMode.share);
	t.deepEqual([...atOnce(table.recover(generations[0]))!].toSorted(), ['SLAVE02', 'SLAVE03']);
	t.deepEqual(table.members(), ['SLAVE02', 'SLAVE03']);
	t.false(table.locks().some(({owner, waiting}) => owner === 'SLAVE01' || waiting));
});

test('a machine that comes back is a new one: its earlier life has nothing and can do nothing', t => {
	const {acquire, table, generations} = group('SLAVE01', 'SLAVE02');
	acquire(0, 'A', lockMode.update);
	const {generation} = atOnce(table.join('SLAVE01'))!;
	t.not(generation, generations[0]);
	t.deepEqual(table.locks(), []);
	t.is(acquire(0, 'A', lockMode.update).kind, 'notMember');
});

test('as many as the limit says stand in line for a file, and no more than the table has room for', t => {
	const users = Array.from({length: limits.lockWaiters.value + 2}, (_, index) => `USER${index}`);
	const {acquire} = group(...users);
	acquire(0, 'A', lockMode.update);
	for (let member = 1; member <= limits.lockWaiters.value; member++) {
		t.is(acquire(member, 'A', lockMode.update).kind, 'waiting');
	}

	t.is(acquire(limits.lockWaiters.value + 1, 'A', lockMode.update).kind, 'full');
	const alone = group('USER1');
	const results = Array.from({length: 1000}, (_, index) => alone.acquire(0, `F${index}`, lockMode.share).kind);
	t.true(results.includes('full'));
	t.false(results.some(kind => kind !== 'held' && kind !== 'full'));
});

test('storage that is no lock table is none', t => {
	const storage = segment();
	t.false(isLockTable(storage, base));
	t.throws(() => new LockTable(storage, base), {instanceOf: DamagedStructure});
});

/** Stops work for ever after so many steps; whether it came to its end. */
function stopAfter<T>(work: Stoppable<T>, steps: number): boolean {
	for (let step = 0; step < steps; step++) {
		if (work.next().done) {
			return true;
		}
	}

	return false;
}

/** No two have what cannot be had at once. */
function alone(table: LockTable): boolean {
	const held = table.locks().filter(({waiting}) => !waiting);
	return held.every(one => held.every(other => one.owner === other.owner || one.name !== other.name
		|| !conflicts(one.mode, other.mode)));
}

/** No two have what cannot be had at once, nobody waits for nothing, no latch and no intent is left. */
function whole(table: LockTable, storage: LockStorage): boolean {
	const locks = table.locks();
	const waits = locks.filter(({waiting}) => waiting).every(one => locks.some(other => other.name === one.name
		&& other.owner !== one.owner && other.sequence < one.sequence && conflicts(one.mode, other.mode)));
	const members = new Set(table.members());
	const heads = Array.from({length: lockPlaces.buckets}, (_, bucket) => bucketAt(base, bucket));
	return alone(table) && waits && locks.every(({owner}) => members.has(owner))
		&& heads.every(at => storage.word(at) === 0 && storage.word(at + 4) === 0);
}

test('a holder stopped for ever at any instruction of lock and unlock is repaired, and the repair too', t => {
	for (let steps = 0; ; steps++) {
		let finished = true;
		for (const what of ['acquire', 'wait', 'release'] as const) {
			for (let repairSteps = 0; ; repairSteps++) {
				const {table, storage, generations, acquire} = group('SLAVE01', 'SLAVE02', 'SLAVE03');
				acquire(1, 'A', lockMode.share);
				acquire(0, 'B', lockMode.update);
				acquire(2, 'B', lockMode.update);
				const [generation] = generations;
				const request = {type: 'DATA', implicit: false};
				const work: Stoppable<unknown> = what === 'release'
					? table.release(generation, {...request, name: 'B'})
					: table.acquire(generation, {
						...request, name: what === 'wait' ? 'A' : 'C', mode: lockMode.update, wait: true,
					});
				finished = stopAfter(work, steps) && finished;
				const repaired = stopAfter(table.recover(generations[0]), repairSteps);
				const told = atOnce(table.recover(generations[0]));
				t.not(told, undefined);
				t.true(whole(table, storage), `${what} stopped after ${steps}, repair after ${repairSteps}`);
				t.deepEqual(table.members(), ['SLAVE02', 'SLAVE03']);
				t.is(acquire(1, 'C', lockMode.exclusive, false).kind, 'held');
				if (repaired) {
					break;
				}
			}
		}

		if (finished) {
			return;
		}
	}
});

test('who was halted at any instruction of unlock and goes on itself finishes first what it had begun', t => {
	for (let steps = 0; ; steps++) {
		const {table, generations, acquire} = group('SLAVE01');
		acquire(0, 'B', lockMode.update);
		const file = {name: 'B', type: 'DATA', implicit: false};
		const finished = stopAfter(table.release(generations[0], file), steps);
		t.is(acquire(0, 'B', lockMode.update).kind, 'held');
		t.deepEqual(table.locks().map(({name, owner}) => [name, owner]), [['B', 'SLAVE01']], `after ${steps}`);
		if (finished) {
			return;
		}
	}
});

test('joining can stop anywhere too', t => {
	for (let steps = 0; ; steps++) {
		const {table, storage} = group('SLAVE01');
		const finished = stopAfter(table.join('SLAVE02'), steps);
		t.truthy(atOnce(table.join('SLAVE02')));
		t.deepEqual(table.members(), ['SLAVE01', 'SLAVE02']);
		t.true(whole(table, storage));
		if (finished) {
			return;
		}
	}
});

test('what another machine changes just now is left alone: ask again', t => {
	const {table, generations, acquire, release} = group('SLAVE01', 'SLAVE02');
	const work = table.acquire(generations[0], {
		name: 'A', type: 'DATA', mode: lockMode.update, implicit: false, wait: true,
	});
	stopAfter(work, 3);
	t.is(acquire(1, 'A', lockMode.update).kind, 'busy');
	t.is(release(1, 'A'), undefined);
	atOnce(work);
	t.is(acquire(1, 'A', lockMode.update, false).kind, 'conflict');
});

test('an intent that names no cell is damage, not a store somewhere', t => {
	const {table, storage, generations} = group('SLAVE01');
	const bucket = bucketAt(base, bucketOf(Buffer.concat([ebcdicField('A', 8), ebcdicField('DATA', 8)])));
	storage.setWord(bucket, generations[0]);
	storage.setWord(bucket + 4, 0x0100_0000);
	t.throws(() => atOnce(table.release(generations[0], {name: 'A', type: 'DATA', implicit: false})), {
		instanceOf: DamagedStructure,
	});
	t.true(cellAt(bucket, lockPlaces.cells) <= bucket + 0x400);
});

type Step = {
	readonly member: number;
	readonly name: string;
	readonly mode: LockMode;
	readonly act: 'acquire' | 'release' | 'die' | 'run';
	readonly steps: number;
};

test('machines that take turns at any instruction, and die at any, never break the table', t => {
	const step = fc.record<Step>({
		member: fc.nat(4),
		name: fc.constantFrom('A', 'B', 'C'),
		mode: fc.constantFrom(1, 2, 3),
		act: fc.constantFrom('acquire', 'acquire', 'release', 'die', 'run', 'run', 'run'),
		steps: fc.integer({min: 1, max: 12}),
	});
	fc.assert(fc.property(fc.array(step, {maxLength: 60}), steps => {
		const users = ['M0', 'M1', 'M2', 'M3', 'M4'];
		const {table, storage, generations} = group(...users);
		const work = new Map<number, Stoppable<unknown>>();
		for (const {member, name, mode, act, steps: count} of steps) {
			if (act === 'die') {
				work.delete(member);
				// Busy: somebody else is stopped inside; here the repair is tried again at the end.
				const joined = atOnce(table.join(users[member]));
				if (joined) {
					generations[member] = joined.generation;
				}
			} else if (!work.has(member) && act !== 'run') {
				const file = {name, type: 'DATA', implicit: false};
				work.set(member, act === 'acquire'
					? table.acquire(generations[member], {...file, mode, wait: true})
					: table.release(generations[member], file));
			}

			const own = work.get(member);
			if (own && stopAfter(own, count)) {
				work.delete(member);
			}

			if (work.size === 0 && !alone(table)) {
				return false;
			}
		}

		for (const [member, own] of work) {
			atOnce(own);
			work.delete(member);
		}

		for (const [member, userid] of users.entries()) {
			const joined = atOnce(table.join(userid));
			generations[member] = joined?.generation ?? 0;
			if (!joined || table.locks().some(({owner}) => owner === userid)) {
				return false;
			}
		}

		return whole(table, storage) && table.locks().length === 0;
	}), {numRuns: 2000});
	t.pass();
});
