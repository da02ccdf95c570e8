import test from 'ava';
import {act} from '../../source/guest/act.js';
import type {Step} from '../../source/guest/action.js';
import type {Guest} from '../../source/guest/guest.js';
import {eyeCatcher} from '../../source/base/resident-page.js';
import {
	firstStub, ResidentHost, stubPage, type Perform, type ResidentControl, type ResidentMachineServices,
} from '../../source/guest/resident.js';
import {fromEbcdic} from '../../source/base/ebcdic.js';

const base = 0x1_F000;
const guest = {} as unknown as Guest;
const entry = (index: number): number => base + firstStub + (index * 4);

const performing = (perform: Perform): ResidentMachineServices => ({perform, slack: () => 0});

test('a stub page carries eye-catcher, name and DIAGNOSE X\'100\' in every stub', t => {
	const page = stubPage('CMS');
	t.is(fromEbcdic(page.subarray(0, 16)), `${eyeCatcher}CMS     `);
	const view = new DataView(page.buffer);
	for (let at = firstStub; at < 4096; at += 4) {
		t.is(view.getUint32(at), 0x8300_0100);
	}
});

/** Enters, and answers where what goes on waits. */
function entered(host: ResidentHost, address: number): number {
	host.enter(address, 0);
	return host.continuation;
}

test('a yielded generator is an address; reaching it resumes the generator with the condition code', t => {
	const seen: number[] = [];
	const host = new ResidentHost(() => ({
		entries: [function * (): Step {
			seen.push(yield {kind: 'charge', instructions: 5}, yield {kind: 'wait', systemMask: 0xFF});
		}],
	}), guest, base);
	t.like(host.enter(entry(0), 0), {kind: 'charge'});
	t.like(host.enter(host.continuation, 2), {kind: 'wait'});
	t.is(host.enter(host.continuation, 1), 'ended');
	t.deepEqual(seen, [2, 1]);
});

test('each arrival at a fixed entry starts afresh; an address nobody waits at means nothing', t => {
	let started = 0;
	const host = new ResidentHost(() => ({
		entries: [function * (): Step {
			started++;
			yield {kind: 'charge', instructions: 1};
		}],
	}), guest, base);
	const one = entered(host, entry(0));
	const two = entered(host, entry(0));
	t.is(started, 2);
	t.not(one, two);
	t.is(host.enter(entry(700), 0), undefined);
	host.enter(one, 0);
	t.is(host.enter(one, 0), undefined, 'a continuation is resumed once');
});

test('abandoned continuations run their finally blocks and never resume', t => {
	const log: string[] = [];
	let control!: ResidentControl;
	const host = new ResidentHost(given => {
		control = given;
		return {
			entries: [
				function * (): Step {
					try {
						yield {kind: 'wait', systemMask: 0xFF};
						log.push('resumed');
					} finally {
						log.push('abandoned');
					}
				},
				function * (): Step {
					control.abandonOthers();
					yield {kind: 'charge', instructions: 1};
					log.push('survivor goes on');
				},
			],
		};
	}, guest, base);
	const waiting = entered(host, entry(0));
	const survivor = entered(host, entry(1));
	t.is(host.enter(waiting, 0), undefined);
	t.is(host.enter(survivor, 0), 'ended');
	t.deepEqual(log, ['abandoned', 'survivor goes on']);
});

test('an action is done at once where nothing comes first, at an address where its program goes on', t => {
	const done: Array<readonly [kind: string, goesOnAt: number]> = [];
	const seen: number[] = [];
	const psw = {cc: 2};
	const host = new ResidentHost(given => ({
		entries: [function * (): Step {
			seen.push(
				yield * act(given.guest, {kind: 'charge', instructions: 1}),
				yield * act(given.guest, {kind: 'mask', systemMask: 0}),
			);
		}],
	}), {psw} as unknown as Guest, base, performing(({kind}, continuation) => {
		done.push([kind, continuation]);
		return kind === 'charge';
	}));
	t.like(host.enter(entry(0), 0), {kind: 'suspended'});
	t.deepEqual(done, [['charge', entry(1)], ['mask', entry(2)]]);
	t.is(host.continuation, entry(2));
	t.is(host.enter(entry(1), 0), undefined, 'nobody waits where it went straight on');
	t.is(host.enter(host.continuation, 1), 'ended');
	t.deepEqual(seen, [2, 1]);
});

test('a program whose machine is reset by what it does ends there', t => {
	const log: string[] = [];
	const host: ResidentHost = new ResidentHost(given => ({
		entries: [function * (): Step {
			try {
				yield * act(given.guest, {kind: 'charge', instructions: 1});
				log.push('went on');
			} finally {
				log.push('abandoned');
			}
		}],
	}), {psw: {cc: 0}} as unknown as Guest, base, performing(() => {
		host.discard();
		return true;
	}));
	t.like(host.enter(entry(0), 0), {kind: 'suspended'});
	t.deepEqual(log, ['abandoned']);
	t.is(host.enter(host.continuation, 0), undefined);
});

test('what fails in CP is no fault of the program, which can be resumed', t => {
	const log: string[] = [];
	const host = new ResidentHost(given => ({
		entries: [function * (): Step {
			try {
				yield * act(given.guest, {kind: 'charge', instructions: 1});
				log.push('went on');
			} catch {
				log.push('caught');
			}
		}],
	}), {psw: {cc: 0}} as unknown as Guest, base, performing(() => {
		throw new TypeError('planted');
	}));
	t.throws(() => host.enter(entry(0), 0), {message: 'planted'});
	t.is(host.enter(host.continuation, 0), 'ended');
	t.deepEqual(log, ['went on']);
});

test('a program whose machine is gone, or begins anew, with what it does stores nothing there at its end', t => {
	const log: string[] = [];
	const host: ResidentHost = new ResidentHost(given => ({
		entries: [function * (): Step {
			try {
				yield * act(given.guest, {kind: 'charge', instructions: 1});
			} finally {
				log.push('stored');
			}
		}],
	}), {psw: {cc: 0}} as unknown as Guest, base, performing(() => {
		host.end();
		return false;
	}));
	t.like(host.enter(entry(0), 0), {kind: 'suspended'});
	t.deepEqual(log, []);
});

test('what an abandoned program would do at its end is not done by the one that runs', t => {
	const done: string[] = [];
	const host = new ResidentHost(({guest: {perform}, abandonOthers}) => ({
		entries: [
			function * (): Step {
				try {
					yield {kind: 'wait', systemMask: 0xFF};
				} finally {
					yield * act({perform}, {kind: 'mask', systemMask: 0});
					done.push('went on');
				}
			},
			function * (): Step {
				abandonOthers();
				yield * act({perform}, {kind: 'charge', instructions: 1});
			},
		],
	}), {psw: {cc: 0}} as unknown as Guest, base, performing(({kind}) => {
		done.push(kind);
		return true;
	}));
	host.enter(entry(0), 0);
	t.is(host.enter(entry(1), 0), 'ended');
	t.deepEqual(done, ['charge']);
});
