/** What the requests of a program in CMS come to, whatever CP and the other machine answer. */
import test from 'ava';
import {VirtualClock} from '../../../source/base/clock.js';
import {
	accepted, emptyExchange, event, exchangeBlock, interruptionCode, reason, refusal, request, slaveBlock,
	type ExchangeBlock,
} from '../../../source/base/intermachine.js';
import type {Endpoint} from '../../../source/cms/intermachine/endpoint.js';
import {Intermachine} from '../../../source/cms/intermachine/intermachine.js';
import {guestView} from '../../../source/cp/machine/guest-view.js';
import type {Step} from '../../../source/guest/action.js';
import {Machine} from '../../../source/machine/machine.js';

/** CP and the other machine, as the block of a DIAGNOSE X'104' finds them: Ry, and what is told next. */
type Other = (asked: ExchangeBlock) => {readonly result: number; readonly told?: Partial<ExchangeBlock>};

const number = 7;

type Party = {
	readonly intermachine: Intermachine;
	readonly endpoint: Endpoint;
	run<T>(step: Step<T>): T;
	/** Areas of free storage not given back. */
	held(): number;
};

function setUp(other: Other, owner = ''): Party {
	const machine = new Machine({storage: 131_072, timers: {clock: new VirtualClock()}});
	const guest = guestView(machine.cpu);
	const handlers = new Map<number, () => Step | void>();
	let free = 0x2000;
	let held = 0;
	const intermachine = new Intermachine({
		guest,
		externalHandlers: handlers,
		running: [],
		state: {interruptionBlock: 0},
		* charge() {
			// Nothing is accounted here.
		},
		hasRoom: () => true,
		allocate(bytes) {
			held++;
			const address = free;
			free += Math.ceil(bytes / 8) * 8;
			return address;
		},
		release() {
			held--;
		},
	});
	let area = 0;
	const diagnose = (code: number): number => {
		const {gpr, storage} = guest;
		const address = gpr[1];
		if (code === 0x108) {
			const bytes = storage.fetch(address, slaveBlock.length);
			slaveBlock.change(bytes, 0, {other: owner});
			storage.store(address, bytes);
			gpr[2] = owner === '' ? refusal.noSlave : accepted;
			return owner === '' ? 1 : 0;
		}

		const asked = exchangeBlock.decode(storage.fetch(address, exchangeBlock.length));
		area = asked.code === request.authorize ? asked.area : area;
		const {result, told} = asked.code === request.authorize ? {result: accepted} : other(asked);
		if (asked.code === request.signal && result === accepted) {
			storage.setWord(address + exchangeBlock.offset.exchange, number);
		}

		if (told) {
			storage.store(area, exchangeBlock.encode({...emptyExchange, exchange: number, ...told}));
			const step = handlers.get(interruptionCode)!();
			if (step) {
				run(step);
			}
		}

		gpr[2] = result;
		return result === accepted ? 0 : 1;
	};

	const run = <T>(step: Step<T>): T => {
		let next = step.next(0);
		for (let turn = 0; !next.done; turn++) {
			if (next.value.kind === 'wait' || turn > 100) {
				throw new Error('waits for ever');
			}

			next = step.next(next.value.kind === 'diagnose' ? diagnose(next.value.code) : 0);
		}

		return next.value;
	};

	const endpoint = intermachine.endpoint();
	run(endpoint.authorize('*'));
	return {
		intermachine, endpoint, run, held: () => held,
	};
}

const message = {verb: 'WORK', value: 0};

test('a signal is an exchange by its number, or the refusal that CP gave', t => {
	const open = setUp(() => ({result: accepted}));
	t.deepEqual(open.run(open.endpoint.signal('OTHER', message)), {kind: 'signalled', exchange: number});
	const closed = setUp(() => ({result: refusal.notAuthorized}));
	t.deepEqual(
		closed.run(closed.endpoint.signal('OTHER', message)),
		{kind: 'refused', refusal: refusal.notAuthorized},
	);
});

test('a register that somebody stored into meanwhile is a refusal all the same', t => {
	const {endpoint, run} = setUp(() => ({result: 0x7FFF}));
	t.is(run(endpoint.signal('OTHER', message)).kind, 'refused');
});

test('a block that is offered is transferred, or it is said why not, and its area is given back', t => {
	const bytes = new Uint8Array(16);
	const replied = {result: accepted, told: {code: event.replied}} as const;
	const cases: ReadonlyArray<readonly [Other, unknown]> = [
		[() => ({result: refusal.notLoggedOn}), {kind: 'refused', refusal: refusal.notLoggedOn}],
		[
			() => ({result: accepted, told: {code: event.ended, reason: reason.refused}}),
			{kind: 'ended', reason: reason.refused},
		],
		[
			({code}) => code === request.signal ? replied : {result: refusal.sequence},
			{kind: 'refused', refusal: refusal.sequence},
		],
		[
			({code}) => code === request.signal
				? replied
				: {result: accepted, told: {code: event.ended, reason: reason.tooLong}},
			{kind: 'ended', reason: reason.tooLong},
		],
		[
			({code}) => code === request.signal
				? replied
				: {result: accepted, told: {code: event.transferred, moved: bytes.length}},
			{kind: 'transferred'},
		],
	];
	for (const [other, expected] of cases) {
		const {endpoint, run, held} = setUp(other);
		const before = held();
		t.deepEqual(run(endpoint.send('OTHER', 'WORK', bytes)), expected as never);
		t.is(held(), before);
	}
});

test('a slave has an owner as CP says, and none where CP refuses to say', t => {
	const owned = setUp(() => ({result: accepted}), 'USER1');
	t.is(owned.run(owned.intermachine.ownerOf('SLAVE1')), 'USER1');
	const none = setUp(() => ({result: accepted}));
	t.is(none.run(none.intermachine.ownerOf('SLAVE1')), undefined);
});
