/** A master among users who never stop asking: its time limits hold all the same, and STOP is the end. */
import test from 'ava';
import {event, slaveRequest} from '../../../source/base/intermachine.js';
import {limits} from '../../../source/base/limits.js';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import type {Cms} from '../../../source/cms/cms.js';
import type {IntermachineEvent} from '../../../source/cms/intermachine/event.js';
import type {Action} from '../../../source/guest/action.js';
import {Master} from '../../../source/service/master/master.js';
import {parseServiceProfile, type ServiceProfile} from '../../../source/service/service-profile.js';
import {administrations, verb} from '../../../source/service/verbs.js';

const profile = parseServiceProfile('TEST', [
	'MASTER MASTER', 'PROTOTYPE PROTO', 'PREFIX SLV', 'MINIMUM 1', 'MAXIMUM 1', 'ADMINISTRATORS OPERATOR',
].map(line => toEbcdic(line))) as ServiceProfile;

const happened = (more: Partial<IntermachineEvent>): IntermachineEvent => ({
	code: event.signalled, exchange: 0, userid: 'USER9', message: {verb: verb.why, value: 1}, text: '', reason: 0, moved: 0,
	...more,
});

const asks = (userid: string, what: typeof administrations[number]): Partial<IntermachineEvent> =>
	({userid, message: {verb: verb.administer, value: administrations.indexOf(what)}});

function * answer<T>(value: T): Generator<Action, T> {
	return value;
}

/** A master whose CP does all it is asked, noted in `done`; a second passes with each look at the clock. */
function start(events: Iterator<IntermachineEvent>, done: string[] = []) {
	let now = 0;
	const endpoint = {
		take() {
			const next = events.next();
			return answer(next.done ? undefined : next.value);
		},
		slave(code: number, name: string) {
			done.push(`${code} ${name}`);
			return answer(0);
		},
		authorize: () => answer(0),
		reply: () => answer(0),
		approve: () => answer(0),
		refuse: () => answer(0),
		close: () => answer(0),
	};
	const cms = {
		intermachine: {endpoint: () => endpoint, workFor: () => answer(0), endWork: () => answer(0)},
		pseudoTimer() {
			now++;
			const two = (value: number): string => String(value).padStart(2, '0');
			return answer({date: '11/19/75', time: `00:${two(Math.trunc(now / 60))}:${two(now % 60)}`});
		},
		cp: () => answer(0),
		settings: {},
		disks: {disk: () => undefined},
		guest: {storage: {setWord() {/* No timer. */}, store() {/* No block. */}}},
		hasRoom: () => true,
		allocate: () => 0x1000,
		release() {/* No storage. */},
	};
	return new Master(cms as unknown as Cms, profile).run();
}

test('a slave that never starts is given up at its time, however many ask meanwhile', t => {
	let whileTheyAsk: readonly string[] = [];
	const done: string[] = [];
	const run = start((function * () {
		for (let exchange = 1; exchange < 2 * limits.slaveStart.value; exchange++) {
			yield happened({exchange});
			whileTheyAsk = [...done];
		}
	})(), done);
	t.like(run.next(), {value: {kind: 'wait'}, done: false});
	t.true(whileTheyAsk.includes(`${slaveRequest.delete} SLV01`));
	t.true(whileTheyAsk.includes(`${slaveRequest.create} SLV02`));
});

test('STOP is the end, though others go on asking how the service stands', t => {
	const run = start((function * () {
		yield happened({exchange: 1, ...asks('OPERATOR', 'STOP')});
		yield happened({exchange: 2, ...asks('USER9', 'QUERY')});
		yield happened({exchange: 1, code: event.transferred});
		for (let exchange = 3; exchange < 1000; exchange++) {
			yield happened({exchange, ...asks('USER9', 'QUERY')});
		}
	})());
	t.true(run.next().done);
});
