/**
 * What holds in a master whatever happens to it, in whatever order: users that ask, give up and ask again, slaves that
 * start, end, hang and come back, time, DRAIN and STOP.
 */
import test from 'ava';
import fc from 'fast-check';
import {
	initialState, type Effect, type MasterEvent, type MasterState, type SlaveRules,
} from '../../../source/service/master/state.js';
import {nextDeadline} from '../../../source/service/master/deadlines.js';
import {transition} from '../../../source/service/master/transitions.js';

const rules: SlaveRules = {
	prefix: 'SLV', minimum: 1, maximum: 3, idle: 300, waiting: 60, time: 600, session: 1800, start: 60, failures: 3,
	returning: 30, users: ['*'],
};

/** A master with the world round it: which exchanges its users have open, and whom the slaves serve. */
class World {
	state: MasterState = initialState;
	now = 0;
	exchange = 0;
	/** Open requests by exchange; `undefined`: no answer yet. */
	readonly open = new Map<number, {
		readonly user: string; readonly isFurther: boolean; answer: string | undefined;
	}>();

	readonly answers = new Map<number, number>();
	readonly slaves = new Map<string, string | undefined>();
	/** Exchanges as they were granted. */
	readonly order = {first: [] as number[], further: [] as number[]};
	over = false;

	constructor(readonly rule: SlaveRules = rules) {
		this.happen({kind: 'tick'});
	}

	happen(event: MasterEvent): readonly Effect[] {
		const {state, effects} = transition(this.state, event, this.rule, this.now);
		this.state = state;
		for (const effect of effects) {
			this.#perform(effect);
		}

		return effects;
	}

	obtain(user: string, kind: 'obtain' | 'further' = 'obtain'): readonly Effect[] {
		const exchange = ++this.exchange;
		this.open.set(exchange, {user, isFurther: kind === 'further', answer: undefined});
		return this.happen({
			kind, user, exchange, request: exchange,
		});
	}

	end(exchange: number): void {
		this.open.delete(exchange);
		this.happen({kind: 'ended', exchange});
	}

	#answer(exchange: number, answer: string): void {
		const request = this.open.get(exchange);
		if (request) {
			request.answer = answer;
		}

		this.answers.set(exchange, (this.answers.get(exchange) ?? 0) + 1);
	}

	#perform(effect: Effect): void {
		switch (effect.kind) {
			case 'create': {
				this.slaves.set(effect.slave, undefined);
				break;
			}

			case 'assign': {
				this.slaves.set(effect.slave, effect.user);
				break;
			}

			case 'release': {
				this.slaves.set(effect.slave, undefined);
				break;
			}

			case 'delete': {
				this.slaves.delete(effect.slave);
				break;
			}

			case 'grant': {
				this.order[this.open.get(effect.exchange)?.isFurther ? 'further' : 'first'].push(effect.exchange);
				this.#answer(effect.exchange, effect.slave);
				break;
			}

			case 'deny': {
				this.#answer(effect.exchange, effect.reason);
				this.open.delete(effect.exchange);
				break;
			}

			case 'end': {
				this.open.delete(effect.exchange);
				break;
			}

			case 'prepare':
			case 'remember': {
				break;
			}

			case 'logoff': {
				this.over = true;
				break;
			}
		}
	}
}

const users = ['ANNE', 'BERT', 'CARL', 'DORA', 'EMIL'];

type Turn =
	| {readonly kind: 'obtain' | 'further' | 'giveUp' | 'done' | 'doneFurther'; readonly user: string}
	| {readonly kind: 'ready' | 'forced' | 'hung' | 'refused'; readonly slave: number}
	| {readonly kind: 'time'; readonly seconds: number}
	| {readonly kind: 'drain' | 'start' | 'stop'};

const turn: fc.Arbitrary<Turn> = fc.oneof(
	{
		weight: 12,
		arbitrary: fc.record({
			kind: fc.constantFrom('obtain', 'further', 'further', 'giveUp', 'done', 'doneFurther'),
			user: fc.constantFrom(...users),
		}),
	},
	{weight: 8, arbitrary: fc.record({kind: fc.constant('ready'), slave: fc.nat(3)})},
	{weight: 3, arbitrary: fc.record({kind: fc.constantFrom('forced', 'hung', 'refused'), slave: fc.nat(3)})},
	{weight: 3, arbitrary: fc.record({kind: fc.constant('time'), seconds: fc.constantFrom(1, 20, 60, 300, 600)})},
	{weight: 1, arbitrary: fc.record({kind: fc.constantFrom('drain', 'start')})},
);

function take(world: World, {kind, ...more}: Turn): void {
	const slave = 'slave' in more ? world.state.slaves[more.slave]?.name : undefined;
	const own = 'user' in more ? [...world.open].filter(([, {user}]) => user === more.user) : [];
	switch (kind) {
		case 'obtain':
		case 'further': {
			world.obtain('user' in more ? more.user : '', kind);
			break;
		}

		case 'doneFurther': {
			const done = own.find(([, {answer, isFurther}]) => isFurther && answer !== undefined);
			if (done) {
				world.end(done[0]);
			}

			break;
		}

		case 'giveUp':
		case 'done': {
			for (const [exchange] of own.filter(([, {answer}]) => (answer !== undefined) === (kind === 'done'))) {
				world.end(exchange);
			}

			break;
		}

		case 'ready': {
			if (slave && world.state.slaves.find(({name}) => name === slave)?.stage === 'starting') {
				world.happen({kind, slave});
			}

			break;
		}

		case 'forced':
		case 'hung':
		case 'refused': {
			if (slave) {
				if (kind === 'forced') {
					world.slaves.delete(slave);
				} else if (kind === 'refused') {
					if (!world.slaves.get(slave)) {
						break;
					}

					// CP did not assign it: its user is not there.
					world.slaves.set(slave, undefined);
				}

				world.happen(kind === 'refused'
					? {kind: 'notAssigned', slave}
					: {kind: 'lost', slave, reason: 'FORCED'});
			}

			break;
		}

		case 'time': {
			world.now += 'seconds' in more ? more.seconds : 0;
			world.happen({kind: 'tick'});
			break;
		}

		case 'drain':
		case 'start':
		case 'stop': {
			world.happen({kind});
		}
	}
}

test('whatever happens: one answer a request, one user a slave, nobody waits beside a ready slave, first come first served', t => {
	fc.assert(fc.property(fc.array(turn, {maxLength: 120}), turns => {
		const world = new World();
		for (const each of turns) {
			take(world, each);
			const {state} = world;
			if (world.over) {
				break;
			}

			// Each open request is in one place, and has had no more than one answer.
			for (const [exchange, {answer}] of world.open) {
				const waits = state.waiting.filter(waiting => waiting.exchange === exchange).length;
				const served = state.slaves.filter(({work}) => work?.exchange === exchange).length;
				t.is(waits + served, 1);
				t.is(answer === undefined, waits === 1);
			}

			t.true([...world.answers.values()].every(count => count === 1));
			// Nobody has two slaves or a place in the queue beside one, but further ones while he has one of his own.
			const all = [...state.waiting, ...state.slaves.flatMap(({work}) => work ?? [])];
			const first = all.filter(({isFurther}) => !isFurther);
			t.is(new Set(first.map(({user}) => user)).size, first.length);
			const served = new Set(state.slaves.flatMap(({work}) => work && !work.isFurther ? work.user : []));
			t.true(all.every(({user, isFurther}) => !isFurther || served.has(user)));
			// Who waits for a further one waits for none that somebody has.
			const starting = state.slaves.filter(({stage}) => stage === 'starting').length;
			const further = state.waiting.filter(({isFurther}) => isFurther).length;
			t.true(further === 0 || state.waiting.length <= starting);
			// What the master believes of its slaves is so.
			for (const {name, work} of state.slaves) {
				t.true(world.slaves.has(name));
				t.is(world.slaves.get(name), work?.user);
			}

			t.is(state.slaves.length, world.slaves.size);
			t.true(state.slaves.length <= rules.maximum);
			t.false(state.waiting.length > 0 && state.slaves.some(({stage}) => stage === 'ready'));
			// Somebody is on the way to whoever waits, or all that there may be are at work.
			t.true(state.waiting.length === 0 || state.slaves.some(({stage}) => stage === 'starting')
				|| state.slaves.length === rules.maximum);
			// Something is due for everybody who waits or works: nobody waits for ever.
			t.true(all.length === 0 || nextDeadline(state, rules)! <= world.now + rules.time);
			t.true(nextDeadline(state, rules) === undefined || nextDeadline(state, rules)! > world.now - rules.time);
		}

		for (const order of [world.order.first, world.order.further]) {
			t.deepEqual(order, order.toSorted((a, b) => a - b));
		}
	}), {numRuns: 500});
});

test('after the last of its users a service that is drained ends, with every slave deleted', t => {
	fc.assert(fc.property(fc.array(turn, {maxLength: 60}), turns => {
		const world = new World();
		for (const each of turns.filter(({kind}) => kind !== 'drain' && kind !== 'start')) {
			take(world, each);
		}

		world.happen({kind: 'drain'});
		for (let second = 0; second < 20 && !world.over; second++) {
			world.now += 600;
			world.happen({kind: 'tick'});
		}

		t.true(world.over);
		t.is(world.slaves.size, 0);
		t.is(world.open.size, 0);
	}), {numRuns: 200});
});

test('what is due is done: nothing stays due, so that the master never turns in a circle', t => {
	fc.assert(fc.property(fc.array(turn, {maxLength: 60}), turns => {
		const world = new World();
		for (const each of turns) {
			take(world, each);
			world.happen({kind: 'tick'});
			if (world.over) {
				break;
			}

			const due = nextDeadline(world.state, rules);
			t.true(due === undefined || due > world.now, `${due} at ${world.now}`);
		}
	}), {numRuns: 500});
});

const kinds = (effects: readonly Effect[]): string[] =>
	effects.map(effect => Object.values(effect).filter(value => value !== undefined).join(' '));

/** A world with so many slaves ready. */
function ready(count: number, rule: Partial<SlaveRules> = {}): World {
	const world = new World({...rules, minimum: count, ...rule});
	for (const {name} of world.state.slaves) {
		world.happen({kind: 'ready', slave: name});
	}

	return world;
}

test('a further slave is for who has one, where nobody else wants it; it goes when his own goes', t => {
	const world = ready(2, {maximum: 3});
	t.deepEqual(kinds(world.obtain('ANNE', 'further')), ['deny 1 ENDED']);
	world.obtain('ANNE');
	t.deepEqual(kinds(world.obtain('ANNE', 'further')), ['assign SLV01 ANNE', 'grant 3 SLV01']);
	t.deepEqual(kinds(world.obtain('ANNE', 'further')), ['create SLV03 SLV01'], 'it waits for one that starts');
	t.deepEqual(kinds(world.obtain('ANNE', 'further')), ['deny 5 WAIT'], 'not for one that somebody has');
	t.deepEqual(kinds(world.obtain('BERT')), ['deny 4 WAIT'], 'nor for one that starts for others');
	t.deepEqual(kinds(world.happen({kind: 'ready', slave: 'SLV03'})), ['assign SLV03 BERT', 'grant 6 SLV03']);
	t.deepEqual(kinds(world.happen({kind: 'ended', exchange: 2})), ['release SLV02 SLV01', 'end 3', 'release SLV01 SLV01']);
});

test('a slave that starts is for who has none, whoever asked first', t => {
	const world = ready(1, {maximum: 3});
	world.obtain('ANNE');
	world.obtain('ANNE', 'further');
	world.obtain('BERT');
	const starting = world.state.slaves.filter(({stage}) => stage === 'starting').map(({name}) => name);
	t.is(starting.length, 2);
	t.deepEqual(kinds(world.happen({kind: 'ready', slave: starting[0]})), [
		`assign ${starting[0]} BERT`, `grant 3 ${starting[0]}`,
	]);
	t.deepEqual(kinds(world.happen({kind: 'ready', slave: starting[1]})), [
		`assign ${starting[1]} ANNE`, `grant 2 ${starting[1]}`,
	]);
});

test('who keeps further slaves while others have none loses as many as these need, the oldest first, and not at once', t => {
	const world = ready(3, {maximum: 3});
	world.obtain('ANNE');
	world.obtain('ANNE', 'further');
	world.now = 5;
	world.obtain('ANNE', 'further');
	world.now = 30;
	t.deepEqual(kinds(world.happen({kind: 'tick'})), [], 'nobody wants them');
	world.obtain('ANNE');
	for (const {name} of world.state.slaves) {
		world.happen({kind: 'ready', slave: name});
	}

	world.obtain('ANNE', 'further');
	world.now = 35;
	world.obtain('ANNE', 'further');
	t.deepEqual(kinds(world.obtain('BERT')), []);
	t.is(nextDeadline(world.state, world.rule), 50);
	world.now = 50;
	t.deepEqual(kinds(world.happen({kind: 'tick'})).map(each => each.split(' ')[0]), ['end', 'release']);
	t.is(world.open.get(5), undefined);
	t.is(world.open.get(6)?.user, 'ANNE', 'one is enough');
	t.true((nextDeadline(world.state, world.rule) ?? 0) > 55);
	world.happen({kind: 'ready', slave: world.state.slaves.find(({stage}) => stage === 'starting')!.name});
	t.truthy(world.open.get(7)?.answer, 'BERT has it');
});

test('two users with further slaves: none waits for those of the other', t => {
	const world = ready(2, {maximum: 2});
	world.obtain('ANNE');
	world.obtain('BERT');
	t.deepEqual(kinds(world.obtain('ANNE', 'further')), ['deny 3 WAIT']);
	t.deepEqual(kinds(world.obtain('BERT', 'further')), ['deny 4 WAIT']);
	world.end(1);
	t.deepEqual(kinds(world.obtain('BERT', 'further')), [], 'the one of ANNE is being cleared');
	world.happen({kind: 'ready', slave: 'SLV02'});
	t.is(world.open.get(5)?.answer, 'SLV02');
});

test('a user whose slave is forced loses the further ones, and hears why of the one', t => {
	const world = ready(2, {maximum: 2});
	world.obtain('ANNE');
	world.obtain('ANNE', 'further');
	t.deepEqual(kinds(world.happen({kind: 'lost', slave: 'SLV01', reason: 'FORCED'})).slice(0, 2), ['end 2', 'delete SLV01']);
	world.happen({kind: 'ready', slave: 'SLV03'});
	t.deepEqual(kinds(world.obtain('ANNE', 'further')), ['assign SLV03 ANNE', 'grant 3 SLV03']);
	t.true(kinds(world.happen({kind: 'lost', slave: 'SLV02', reason: 'FORCED'})).includes('end 3'));
	t.deepEqual(kinds(world.happen({
		kind: 'why', user: 'ANNE', exchange: 9, request: 1,
	})), ['deny 9 FORCED']);
});

test('six who stop their command with HX leave the seventh a slave', t => {
	const world = ready(3);
	for (const user of ['A', 'B', 'C', 'D', 'E', 'F']) {
		world.obtain(user);
		world.end(world.exchange);
	}

	for (const {name} of world.state.slaves) {
		world.happen({kind: 'ready', slave: name});
	}

	t.true(kinds(world.obtain('G')).some(effect => effect.startsWith('assign')));
});

test('FORCE of a slave: whether it is ready, starting or at work, another is started; its user is told why', t => {
	const world = ready(1);
	t.deepEqual(kinds(world.happen({kind: 'lost', slave: 'SLV01', reason: 'FORCED'})), ['delete SLV01', 'create SLV02']);
	t.deepEqual(kinds(world.happen({kind: 'lost', slave: 'SLV02', reason: 'FORCED'})), ['delete SLV02', 'create SLV03']);
	world.happen({kind: 'ready', slave: 'SLV03'});
	world.obtain('ANNE');
	t.deepEqual(
		kinds(world.happen({kind: 'lost', slave: 'SLV03', reason: 'FORCED'})),
		['end 1', 'delete SLV03', 'create SLV04'],
	);
	t.deepEqual(kinds(world.happen({
		kind: 'why', user: 'ANNE', exchange: 9, request: 1,
	})), ['deny 9 FORCED']);
});

test('what is told late of a slave that is gone does not meet the one in its place', t => {
	const world = ready(1);
	world.happen({kind: 'lost', slave: 'SLV01', reason: 'ENDED'});
	t.deepEqual(kinds(world.happen({kind: 'lost', slave: 'SLV01', reason: 'FORCED'})), []);
	t.is(world.state.slaves.length, 1);
});

test('a slave that is at work too long is taken away, one that never starts too; then who waits is told', t => {
	const world = ready(1, {maximum: 1});
	world.obtain('ANNE');
	world.now = 600;
	t.deepEqual(kinds(world.happen({kind: 'tick'})), ['end 1', 'delete SLV01', 'create SLV02']);
	const told: string[] = [];
	world.now = 650;
	world.obtain('BERT');
	for (let attempt = 0; attempt < 3; attempt++) {
		world.now += 59;
		told.push(...kinds(world.happen({kind: 'tick'})));
	}

	t.true(told.includes('deny 2 WAIT'));
});

test('slaves that cannot be created: after three in a row who waits is told, and the next request tries again', t => {
	const world = new World();
	world.happen({kind: 'notCreated', slave: 'SLV01'});
	world.happen({kind: 'notCreated', slave: 'SLV02'});
	t.deepEqual(kinds(world.happen({kind: 'notCreated', slave: 'SLV03'})), ['delete SLV03']);
	t.deepEqual(kinds(world.obtain('ANNE')), ['create SLV04']);
	world.happen({kind: 'notCreated', slave: 'SLV04'});
	world.happen({kind: 'notCreated', slave: 'SLV05'});
	t.deepEqual(kinds(world.happen({kind: 'notCreated', slave: 'SLV06'})), ['delete SLV06', 'deny 1 START']);
});

test('slaves beyond the minimum go after the idle limit, no sooner, and the minimum stays', t => {
	const world = ready(1);
	world.obtain('ANNE');
	world.obtain('BERT');
	t.is(world.state.slaves.length, 2);
	world.happen({kind: 'ready', slave: 'SLV02'});
	world.end(1);
	world.end(2);
	for (const {name} of world.state.slaves) {
		world.happen({kind: 'ready', slave: name});
	}

	t.is(nextDeadline(world.state, world.rule), 300);
	world.now = 299;
	t.deepEqual(kinds(world.happen({kind: 'tick'})), []);
	world.now = 300;
	t.is(kinds(world.happen({kind: 'tick'})).length, 1);
	t.is(world.state.slaves.length, 1);
	t.is(nextDeadline(world.state, world.rule), undefined);
});

test('whoever is not among the users of a service gets no slave', t => {
	const world = ready(1, {users: ['ANNE']});
	t.deepEqual(kinds(world.obtain('BERT')), ['deny 1 USERS']);
	t.deepEqual(kinds(world.obtain('ANNE')), ['assign SLV01 ANNE', 'grant 2 SLV01']);
});

test('DRAIN: who waits or works is served to the end, nobody new; START in between takes it back', t => {
	const world = ready(1, {maximum: 1});
	world.obtain('ANNE');
	world.obtain('BERT');
	world.happen({kind: 'drain'});
	t.deepEqual(kinds(world.obtain('CARL')), ['deny 3 DRAIN']);
	world.end(1);
	t.deepEqual(kinds(world.happen({kind: 'ready', slave: 'SLV01'})), ['assign SLV01 BERT', 'grant 2 SLV01']);
	world.happen({kind: 'start'});
	world.obtain('CARL');
	t.true(world.open.has(world.exchange));
	world.happen({kind: 'drain'});
	world.end(2);
	world.happen({kind: 'ready', slave: 'SLV01'});
	t.false(world.over);
	world.end(4);
	t.true(world.over);
});

test('DRAIN with a user who might have come back and did not: the master waits for those at work, not for him', t => {
	const world = ready(2);
	world.obtain('ANNE');
	world.obtain('BERT');
	world.happen({kind: 'lost', slave: world.state.slaves.find(({work}) => work?.user === 'ANNE')!.name, reason: 'FORCED'});
	world.happen({kind: 'drain'});
	world.now = rules.returning + 1;
	world.happen({kind: 'tick'});
	t.false(world.over);
	t.true(nextDeadline(world.state, world.rule)! > world.now);
	world.end(2);
	t.true(world.over);
});

test('STOP: everybody is told, every slave deleted', t => {
	const world = ready(1, {maximum: 1});
	world.obtain('ANNE');
	world.obtain('BERT');
	t.deepEqual(kinds(world.happen({kind: 'stop'})), [
		'remember true', 'deny 2 DRAIN', 'end 1', 'delete SLV01', 'logoff',
	]);
	t.is(world.slaves.size, 0);
});

test('a slave whose program begins again while it works has lost that work, and is cleared', t => {
	const world = ready(1);
	world.obtain('ANNE');
	t.deepEqual(kinds(world.happen({kind: 'ready', slave: 'SLV01'})), ['end 1', 'release SLV01 SLV01']);
});

test('the first slave that is ready is prepared; the others begin as it was, and again after every user', t => {
	const world = new World({...rules, minimum: 2});
	t.deepEqual(kinds(world.happen({kind: 'ready', slave: 'SLV01'})), ['prepare SLV01']);
	t.deepEqual(kinds(world.happen({kind: 'ready', slave: 'SLV02'})), []);
	world.obtain('ANNE');
	world.obtain('BERT');
	t.true(kinds(world.obtain('CARL')).includes('create SLV03 SLV01'));
	t.deepEqual(kinds(world.happen({kind: 'ended', exchange: 1})), ['release SLV02 SLV01']);
});

test('an image goes with the slave that holds it, or when what it came from changed: the next one ready is prepared', t => {
	const world = ready(2);
	world.happen({kind: 'lost', slave: 'SLV01', reason: 'FORCED'});
	world.obtain('ANNE');
	t.deepEqual(kinds(world.happen({kind: 'ended', exchange: 1})), ['release SLV02']);
	t.deepEqual(kinds(world.happen({kind: 'ready', slave: 'SLV03'})), ['prepare SLV03']);
	world.happen({kind: 'ready', slave: 'SLV02'});
	world.happen({kind: 'imageGone', slave: 'SLV03'});
	world.obtain('BERT');
	t.deepEqual(kinds(world.happen({kind: 'ended', exchange: 2})), ['release SLV02']);
	t.deepEqual(kinds(world.happen({kind: 'ready', slave: 'SLV02'})), ['prepare SLV02']);
	// Told late of the one before.
	world.happen({kind: 'imageGone', slave: 'SLV03'});
	t.deepEqual(world.state.image, {slave: 'SLV02'});
});

test('where CP prepares no slave of a prototype, none is tried again before START', t => {
	const world = ready(1);
	world.happen({kind: 'notPrepared', slave: 'SLV01'});
	world.obtain('ANNE');
	t.deepEqual(kinds(world.happen({kind: 'ended', exchange: 1})), ['release SLV01']);
	t.deepEqual(kinds(world.happen({kind: 'ready', slave: 'SLV01'})), []);
	world.happen({kind: 'start'});
	world.obtain('ANNE');
	world.happen({kind: 'ended', exchange: 2});
	t.deepEqual(kinds(world.happen({kind: 'ready', slave: 'SLV01'})), ['prepare SLV01']);
});

test('of those that idle the one that holds the image goes last', t => {
	const world = ready(3, {minimum: 3});
	const fewer = {...world.rule, minimum: 1};
	const {state} = transition(world.state, {kind: 'tick'}, fewer, 300);
	t.deepEqual(state.slaves.map(({name}) => name), ['SLV01']);
});

test('FORCE of a slave at work while its service is drained: its user is served by another, nobody new, and the end comes', t => {
	const world = ready(1);
	world.obtain('ANNE');
	world.happen({kind: 'drain'});
	world.happen({kind: 'lost', slave: 'SLV01', reason: 'FORCED'});
	t.false(world.over, 'ANNE may come back');
	t.is(nextDeadline(world.state, rules), 30);
	t.deepEqual(kinds(world.obtain('BERT')), ['deny 2 DRAIN']);
	const exchange = ++world.exchange;
	t.deepEqual(kinds(world.happen({
		kind: 'again', user: 'ANNE', exchange, request: 1,
	})), ['create SLV02']);
	t.deepEqual(kinds(world.happen({kind: 'ready', slave: 'SLV02'})), ['prepare SLV02', 'assign SLV02 ANNE', 'grant 3 SLV02']);
	world.happen({kind: 'ended', exchange});
	t.true(world.over);
	t.is(world.slaves.size, 0);
});

test('who does not come back holds up the end of a service for so long and no longer; no slave is made for want of work', t => {
	const world = ready(1);
	world.obtain('ANNE');
	world.happen({kind: 'drain'});
	t.deepEqual(kinds(world.happen({kind: 'lost', slave: 'SLV01', reason: 'FORCED'})), ['end 1', 'delete SLV01']);
	world.now = 29;
	t.deepEqual(kinds(world.happen({kind: 'tick'})), []);
	world.now = 30;
	t.deepEqual(kinds(world.happen({kind: 'tick'})), ['logoff']);
});

test('the master after one that was drained serves who comes back, nobody new, and ends', t => {
	const world = new World({...rules, minimum: 0});
	world.happen({kind: 'resumeDrain'});
	t.deepEqual(kinds(world.obtain('BERT')), ['deny 1 DRAIN']);
	t.false(world.over);
	t.true(kinds(world.happen({
		kind: 'again', user: 'ANNE', exchange: 2, request: 1,
	})).includes('create SLV01'));
	world.happen({kind: 'ready', slave: 'SLV01'});
	world.now = 30;
	world.happen({kind: 'tick'});
	t.false(world.over);
	world.happen({kind: 'ended', exchange: 2});
	t.true(world.over);
});

test('a slave is a user\'s in a session for longer than one request may last, and not for ever', t => {
	const world = new World();
	world.happen({kind: 'ready', slave: 'SLV01'});
	world.happen({
		kind: 'obtain', user: 'A', exchange: 1, request: 1, isSession: true,
	});
	world.now = rules.session - 1;
	t.deepEqual(world.happen({kind: 'tick'}).map(({kind}) => kind), []);
	t.is(nextDeadline(world.state, rules), rules.session);
	world.now = rules.session;
	t.true(world.happen({kind: 'tick'}).some(({kind}) => kind === 'delete'));
});
