import test from 'ava';
import fc from 'fast-check';
import {ebcdicField, fromEbcdic, toEbcdic} from '../../../source/base/ebcdic.js';
import {event, exchangeBlock, flag, interruptionCode, reason, refusal, request} from '../../../source/base/intermachine.js';
import {limits} from '../../../source/base/limits.js';
import {TestSystem} from '../../support/cp.js';
import {Party} from '../../support/party.js';

function parties(): {readonly system: TestSystem; readonly user: Party; readonly server: Party; readonly other: Party} {
	const system = new TestSystem();
	const party = (userid: string, address: string): Party => {
		const made = new Party(system, system.logOn(userid, address).vm);
		made.listen();
		return made;
	};

	return {
		system,
		user: party('USER1', 'GRAF 021'),
		server: party('USER2', 'GRAF 022'),
		other: party('USER3', 'GRAF 023'),
	};
}

test('by default nobody can reach a machine; AUTHORIZE lets all or the named signal, REVOKE stops new signals at once', t => {
	const {user, server, other} = parties();
	t.is(user.signal(server), -refusal.notAuthorized);
	t.is(server.authorize('USER1'), 0);
	t.true(user.signal(server) > 0);
	t.is(other.signal(server), -refusal.notAuthorized);
	t.is(server.authorize('*'), 0);
	t.true(other.signal(server) > 0);
	t.is(server.ask(request.revoke), 0);
	t.is(user.signal(server), -refusal.notAuthorized);
	server.authorize('USER1');
	server.authorize('USER3');
	t.is(server.ask(request.revoke, {userid: 'USER1'}), 0);
	t.is(user.signal(server), -refusal.notAuthorized);
	t.true(other.signal(server) > 0);
});

test('a block moves in four steps: signal, reply, both approvals, transfer', t => {
	const {user, server} = parties();
	user.authorize();
	server.authorize();
	const data = toEbcdic('THE BYTES OF THE BLOCK');
	user.vm.storage.store(0x2FF0, data);

	const exchange = user.signal(server, 'PUT');
	t.like(server.take(), {code: event.signalled, exchange, from: 'USER1', message: 'PUT'});
	t.is(server.ask(request.reply, {exchange, message: 'GIVE'}), 0);
	t.like(user.take(), {code: event.replied, exchange, from: 'USER2', message: 'GIVE'});

	t.is(user.approve(exchange, 'send', 0x2FF0, data.length), 0);
	t.is(server.take(), undefined, 'one approval moves nothing');
	t.deepEqual(server.vm.storage.fetch(0x5000, data.length), new Uint8Array(data.length));
	t.is(server.approve(exchange, 'receive', 0x5000, 100), 0);
	t.like(user.take(), {code: event.transferred, exchange, moved: data.length});
	t.like(server.take(), {code: event.transferred, exchange, moved: data.length});
	t.deepEqual(server.vm.storage.fetch(0x5000, data.length), data);
});

test('out of turn is refused: a reply to one\'s own signal, an approval before the reply, a second one, a stranger\'s', t => {
	const {user, server, other} = parties();
	server.authorize();
	user.authorize();
	const exchange = user.signal(server);
	t.is(user.ask(request.reply, {exchange}), refusal.sequence);
	t.is(user.approve(exchange, 'send', 0x2000, 8), refusal.sequence);
	t.is(other.approve(exchange, 'receive', 0x2000, 8), refusal.unknownExchange);
	server.ask(request.reply, {exchange});
	t.is(server.ask(request.reply, {exchange}), refusal.sequence);
	t.is(user.approve(exchange, 'send', 0x2000, 8), 0);
	t.is(user.approve(exchange, 'send', 0x2000, 8), refusal.sequence);
	t.is(user.ask(99), refusal.unknownFunction);
});

test('a bad address is refused on the side that gave it; the other side waits unharmed', t => {
	const {user, server} = parties();
	server.authorize();
	user.authorize();
	t.is(server.ask(request.authorize, {userid: '*', area: 0xFF_FFF8}), refusal.address);
	const exchange = user.signal(server);
	server.ask(request.reply, {exchange});
	t.is(user.approve(exchange, 'send', user.vm.storage.size - 4, 8), refusal.address);
	t.is(user.approve(exchange, 'send', 0x2000, 8), 0, 'it may try again');
});

test('both sending, or more than the receiver has room for, ends the exchange for both', t => {
	const {user, server} = parties();
	server.authorize();
	user.authorize();
	for (const [direction, length, why] of [['send', 8, reason.direction], ['receive', 4, reason.tooLong]] as const) {
		const exchange = user.signal(server);
		server.take();
		server.ask(request.reply, {exchange});
		user.take();
		user.approve(exchange, 'send', 0x2000, 8);
		server.approve(exchange, direction, 0x2000, length);
		t.like(user.take(), {code: event.ended, exchange, why});
		t.like(server.take(), {code: event.ended, exchange, why});
	}
});

test('refusal, reset and logoff end an exchange: the partner is told why', t => {
	const {user, server, system} = parties();
	server.authorize();
	user.authorize();
	const refused = user.signal(server);
	server.ask(request.refuse, {exchange: refused});
	t.like(user.take(), {code: event.ended, exchange: refused, why: reason.refused});

	const reset = user.signal(server);
	server.vm.reset(true);
	t.like(user.take(), {code: event.ended, exchange: reset, why: reason.reset});
	t.is(user.signal(server), -refusal.notAuthorized, 'a reset machine has authorized nobody');

	server.authorize();
	const left = user.signal(server);
	system.cp.sessions.logoff(server.vm);
	t.like(user.take(), {code: event.ended, exchange: left, why: reason.loggedOff});
	t.is(user.signal(server), -refusal.notLoggedOn);
});

test('a flood of signals stops at its source', t => {
	const {user, server, other} = parties();
	server.authorize();
	let signals = 0;
	while (user.signal(server) > 0) {
		signals++;
	}

	t.is(user.signal(server), -refusal.tooMany);
	t.is(signals, limits.exchanges.value);
	t.true(other.signal(server) > 0);
});

test('a machine that takes no interruptions is signalled only so often, and still told how exchanges end', t => {
	const {user, server} = parties();
	server.authorize();
	let last = user.signal(server);
	for (let count = 0; count < 3000; count++) {
		user.ask(request.refuse, {exchange: last});
		const next = user.signal(server);
		last = next > 0 ? next : last;
	}

	t.is(user.signal(server), -refusal.tooMany);
	const {external} = server.vm.cpu;
	t.true(external.length >= limits.exchangeInterruptions.value);
	t.true(external.length <= limits.exchangeInterruptions.value + limits.exchanges.value);
	while (server.take()) {
		// Takes what waits.
	}

	t.true(user.signal(server) > 0);
});

test('who signals a machine whose low storage has gone with a segment does not stumble over its timer', t => {
	const {system, user, server} = parties();
	server.authorize();
	const {vm} = server;
	vm.settings.timer = 'REAL';
	vm.cpu.psw.load(0x0102_0000, 0x2000);
	vm.cpu.cr[0] = 0;
	vm.begin();
	system.run(0.05);
	t.true(vm.holds.has('wait'));
	vm.cpu.prefix = 0xF0_0000;
	system.cp.clock.advance(100_000);
	t.true(user.signal(server) > 0);
	t.false(vm.holds.has('wait'));
	system.run(0.05);
	t.true(vm.holds.has('cp'), 'where its interruptions would be stored there is nothing: it stops (DMKDSP453W)');
});

test('AUTHORIZE by name ends somewhere; who is authorized stays so', t => {
	const {user, server} = parties();
	t.is(server.authorize(user.vm.userid), 0);
	for (let count = 1; count < limits.authorizations.value; count++) {
		t.is(server.authorize(`U${count}`), 0);
	}

	t.is(server.authorize('ONEMORE'), refusal.tooMany);
	t.is(server.authorize('U1'), 0);
	t.true(user.signal(server) > 0);
});

test('whatever three machines ask in whatever order, nothing moves without both approvals, and every exchange ends', t => {
	const machine = fc.constantFrom(0, 1, 2);
	const step = fc.oneof(
		fc.record({kind: fc.constant('signal' as const), by: machine, to: machine}),
		fc.record({
			kind: fc.constantFrom('reply' as const, 'refuse' as const, 'send' as const, 'receive' as const),
			by: machine,
			exchange: fc.integer({min: 1, max: 12}),
		}),
		fc.record({kind: fc.constantFrom('reset' as const, 'authorize' as const, 'revoke' as const), by: machine}),
	);
	fc.assert(
		fc.property(fc.array(step, {maxLength: 60}), steps => {
			const {user, server, other, system} = parties();
			const all = [user, server, other];
			const approvals = new Map<number, Set<number>>();
			for (const [index, party] of all.entries()) {
				party.vm.storage.store(0x2000, new Uint8Array(16).fill(index + 1));
				party.authorize();
			}

			for (const one of steps) {
				const party = all[one.by];
				switch (one.kind) {
					case 'signal': {
						party.signal(all[one.to]);
						break;
					}

					case 'reply':
					case 'refuse': {
						party.ask(request[one.kind], {exchange: one.exchange});
						break;
					}

					case 'send':
					case 'receive': {
						if (party.approve(one.exchange, one.kind, one.kind === 'send' ? 0x2000 : 0x3000, 16) === 0) {
							approvals.set(one.exchange, (approvals.get(one.exchange) ?? new Set()).add(one.by));
						}

						break;
					}

					case 'reset': {
						party.vm.reset(false);
						party.vm.cpu.external.length = 0;
						break;
					}

					case 'authorize': {
						party.authorize();
						break;
					}

					case 'revoke': {
						party.ask(request.revoke);
						break;
					}
				}
			}

			for (const party of all) {
				for (let told = party.take(); told; told = party.take()) {
					if (told.code === event.transferred) {
						t.is(approvals.get(told.exchange)?.size, 2);
					}
				}
			}

			for (const party of all) {
				system.cp.sessions.logoff(party.vm);
			}

			t.is(system.cp.exchanges.size, 0);
		}),
		{numRuns: 60},
	);
});
