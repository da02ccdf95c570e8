/** What a machine of the group does when CP says that another has ended, though nobody waits for that one's locks. */
import test from 'ava';
import {
	accepted, event, reason, slaveRequest,
} from '../../../source/base/intermachine.js';
import {BufferStorage} from '../../../source/cms/file-system/directory/directory-storage.js';
import type {Endpoint} from '../../../source/cms/intermachine/endpoint.js';
import type {EndpointOptions} from '../../../source/cms/intermachine/endpoint-options.js';
import type {IntermachineEvent} from '../../../source/cms/intermachine/event.js';
import {LockGroup} from '../../../source/cms/locks/lock-group.js';
import {bucketAt, lockMode, lockPlaces, lockTableLength} from '../../../source/cms/locks/lock-layout.js';
import {
	atOnce, formatLockTable, LockTable, type Lock, type Stoppable,
} from '../../../source/cms/locks/lock-table.js';
import {runToEnd, type Step} from '../../../source/guest/action.js';

const base = 0x1000;

/** A machine of the group, and what CP tells it. */
function master() {
	const storage = new BufferStorage();
	storage.allocate(base + lockTableLength);
	atOnce(formatLockTable(storage, base));
	const watched: string[] = [];
	const lost: Lock[] = [];
	let serve = function * (_happened: IntermachineEvent): Step {
		// Until it joins.
	};

	const endpoint = (options: EndpointOptions): Endpoint => {
		serve = options.onEvent as typeof serve ?? serve;
		return {
			* authorize() {
				return accepted;
			},
			* reply() {
				return accepted;
			},
			* refuse() {
				return accepted;
			},
			* slave(code: number, name: string) {
				requireWatch(code === slaveRequest.watch);
				watched.push(name);
				return accepted;
			},
		} as unknown as Endpoint;
	};

	const group = runToEnd(LockGroup.join({
		userid: 'MASTER',
		storage,
		endpoint,
		* charge() {
			// Time does not matter here.
		},
		lost(_generations, locks) {
			lost.push(...locks);
		},
		* now() {
			return 0;
		},
	}, {base}))!;
	const tell = (happened: Partial<IntermachineEvent>): void => {
		runToEnd(serve({
			code: 0, exchange: 0, userid: '', message: {verb: '', value: 0}, text: '', reason: 0, moved: 0, ...happened,
		}));
	};

	return {
		storage, table: new LockTable(storage, base), group, watched, lost,
		/** A machine that has joined asks who is there. */
		asks(userid: string, generation: number): void {
			tell({
				code: event.signalled, exchange: 7, userid, message: {verb: 'LKID', value: generation},
			});
		},
		ended(userid: string): void {
			tell({code: event.machineEnded, userid, reason: reason.loggedOff});
		},
	};
}

function requireWatch(isWatch: boolean): void {
	if (!isWatch) {
		throw new Error('another request than watch');
	}
}

/** Whether it came to its end within so many steps. */
function stopAfter(work: Stoppable<unknown>, steps: number): boolean {
	for (let step = 0; step < steps; step++) {
		if (work.next().done) {
			return true;
		}
	}

	return false;
}

test('a holder that stops at any instruction of lock and unlock is repaired when CP tells, without anybody waiting', t => {
	for (const what of ['lock', 'unlock'] as const) {
		for (let steps = 0; ; steps++) {
			const {
				storage, table, group, watched, asks, ended,
			} = master();
			const {generation} = atOnce(table.join('SLAVE01'))!;
			asks('SLAVE01', generation);
			t.deepEqual(watched, ['SLAVE01']);
			const file = {name: 'A', type: 'DATA', implicit: false};
			const lock = table.acquire(generation, {...file, mode: lockMode.update, wait: true});
			if (what === 'unlock') {
				atOnce(lock);
			}

			const finished = stopAfter(what === 'lock' ? lock : table.release(generation, file), steps);
			ended('SLAVE01');
			t.deepEqual(table.locks(), [], `${what} stopped after ${steps}`);
			t.deepEqual(table.members(), ['MASTER']);
			for (let bucket = 0; bucket < lockPlaces.buckets; bucket++) {
				t.is(storage.word(bucketAt(base, bucket)), 0);
				t.is(storage.word(bucketAt(base, bucket) + 4), 0);
			}

			t.is(atOnce(table.acquire(group.own.generation, {...file, mode: lockMode.exclusive, wait: false})).kind, 'held');
			if (finished) {
				break;
			}
		}
	}
});

test('what the machine was doing is told before it is repaired; those it asks for go with it', t => {
	const {
		table, lost, asks, ended,
	} = master();
	const {generation} = atOnce(table.join('SLAVE01'))!;
	const user = atOnce(table.join('ALICE', generation))!;
	const file = {type: 'DATA', mode: lockMode.update, implicit: true, wait: false};
	atOnce(table.acquire(generation, {...file, name: 'A'}));
	atOnce(table.acquire(user.generation, {...file, name: 'B'}));
	asks('SLAVE01', generation);
	ended('SLAVE01');
	t.deepEqual(lost.map(({owner, name}) => [owner, name]), [['SLAVE01', 'A']]);
	t.deepEqual(table.locks(), []);
	t.is([...table.generations()].length, 1);
});

test('nobody\'s end takes another one\'s locks: not a stranger\'s who gives his number, nor that of an earlier life', t => {
	const {table, asks, ended} = master();
	const {generation} = atOnce(table.join('SLAVE01'))!;
	const file = {name: 'A', type: 'DATA', mode: lockMode.update, implicit: false, wait: false};
	atOnce(table.acquire(generation, file));
	asks('MALLORY', generation);
	ended('MALLORY');
	t.is(table.locks().length, 1);
	asks('SLAVE01', generation);
	const again = atOnce(table.join('SLAVE01'))!;
	atOnce(table.acquire(again.generation, file));
	ended('SLAVE01');
	t.deepEqual(table.locks().map(lock => lock.generation), [again.generation]);
});
