/** Programs in one machine have each its own side of intermachine communication. */
import test from 'ava';
import {everythingEnabled} from '../../../source/base/architecture.js';
import {accepted, event, reason, refusal, request} from '../../../source/base/intermachine.js';
import {
	vmcfFunction, vmcfOption, vmcHeader, vmcParm,
} from '../../../source/base/vmcf.js';
import type {Cms, CmsCommand} from '../../../source/cms/cms.js';
import type {Endpoint} from '../../../source/cms/intermachine/endpoint.js';
import type {Step} from '../../../source/guest/action.js';
import {CmsSession} from '../../support/cms-session.js';
import {Party, verbMessage} from '../../support/party.js';

const command = (name: string, run: (cms: Cms) => Step<number>): CmsCommand => ({
	name, minimum: name.length, syntax: [name], summary: 'Looks.', run: ({cms}) => run(cms),
});

/** ALICE at CMS with commands of a test, BOB and CAROL driven by hand. */
function setUp(commands: Readonly<Record<string, (cms: Cms) => Step<number>>>): {
	readonly alice: CmsSession; readonly bob: Party; readonly carol: Party;
} {
	const alice = new CmsSession({commands: Object.entries(commands).map(([name, run]) => command(name, run))});
	const party = (userid: string): Party => {
		const made = new Party(alice.cp, alice.cp.logOn(userid).vm);
		made.authorize();
		return made;
	};

	return {alice, bob: party('BOB'), carol: party('CAROL')};
}

/** A server that stays in ALICE's machine, as ACCESS would start it, and counts under verb FILE. */
function * serve(cms: Cms, seen: string[]): Step<number> {
	const endpoint: Endpoint = cms.intermachine.endpoint({
		verbs: ['FILE'],
		lasting: true,
		* onEvent({code, exchange, userid}) {
			seen.push(`${code} ${userid}`);
			if (code === event.signalled) {
				yield * endpoint.reply(exchange, 'SERVED');
			}
		},
	});
	yield * endpoint.authorize('*');
	return 0;
}

test('a server in the machine works while the user sits at VM READ, and its verbs are its own', t => {
	const seen: string[] = [];
	const {alice, bob} = setUp({SERVE: cms => serve(cms, seen)});
	t.deepEqual(alice.enter('serve'), ['Ready;']);
	t.true(bob.signal(alice, verbMessage('FILE')) > 0);
	alice.run();
	t.like(bob.take(), {code: event.replied, message: 'SERVED', from: 'ALICE'});
	t.true(bob.signal(alice, verbMessage('MAIL')) > 0);
	alice.run();
	t.like(bob.take(), {code: event.ended, why: reason.refused});
	t.deepEqual(seen, [`${event.signalled} BOB`]);
	t.is(alice.enter('query disk s').at(-1), 'Ready;');
});

test('two programs in a machine never eat each other\'s events', t => {
	const seen: string[] = [];
	const asked: string[] = [];
	const {alice, bob, carol} = setUp({
		SERVE: cms => serve(cms, seen),
		* ASK({intermachine}) {
			const endpoint = intermachine.endpoint({verbs: ['ANSW']});
			yield * endpoint.authorize('CAROL');
			const signalled = yield * endpoint.signal('CAROL', {verb: 'WORK', value: 1});
			t.is(signalled.kind, 'signalled');
			for (let count = 0; count < 2; count++) {
				const {code, userid, message} = yield * endpoint.next(() => true);
				asked.push(`${code} ${userid} ${message.verb}`);
			}

			return 7;
		},
	});
	alice.enter('serve');
	t.deepEqual(alice.enter('ask'), []);
	const {exchange} = (carol.take()!);
	for (const verb of ['FILE', 'ANSW', 'WORK']) {
		bob.signal(alice, verbMessage(verb));
	}

	carol.signal(alice, verbMessage('FILE'));
	alice.run();
	t.deepEqual(bob.takeAll().map(({code}) => code), [event.replied, event.ended, event.ended]);
	t.is(carol.take()?.code, event.replied);
	carol.ask(request.reply, {exchange, message: 'YES     '});
	carol.signal(alice, verbMessage('ANSW'));
	alice.run();
	t.deepEqual(alice.typed, ['Ready(00007);']);
	t.deepEqual(asked, [`${event.replied} CAROL YES`, `${event.signalled} CAROL ANSW`]);
	t.deepEqual(seen, [`${event.signalled} BOB`, `${event.signalled} CAROL`]);
	// The command's exchanges ended with it, both the one it began and the one it left unanswered.
	const refused = [event.ended, reason.refused];
	t.deepEqual(carol.takeAll().map(({code, why}) => [code, why]), [refused, refused]);
});

test('a program takes back what it authorized, and only that', t => {
	const {alice, bob, carol} = setUp({
		SERVE: cms => serve(cms, []),
		* STAY({intermachine}) {
			const endpoint = intermachine.endpoint({verbs: ['STAY'], lasting: true});
			yield * endpoint.authorize('BOB');
			return 0;
		},
		* ASK({intermachine}) {
			const endpoint = intermachine.endpoint({verbs: ['ANSW']});
			yield * endpoint.authorize('BOB');
			yield * endpoint.authorize('CAROL');
			yield * endpoint.revoke('CAROL');
			yield * endpoint.authorize('CAROL');
			return 0;
		},
		* OPEN({intermachine}) {
			const endpoint = intermachine.endpoint({verbs: ['OPEN']});
			yield * endpoint.authorize('*');
			yield * endpoint.revoke('*');
			return 0;
		},
	});
	alice.enter('stay');
	alice.enter('ask');
	alice.enter('open');
	t.true(bob.signal(alice, verbMessage('STAY')) > 0);
	t.is(carol.signal(alice, verbMessage('STAY')), -refusal.notAuthorized);
});

test('HX ends the exchanges of the command, its authorizations, and nothing of a server that stays', t => {
	const seen: string[] = [];
	const {alice, bob, carol} = setUp({
		SERVE: cms => serve(cms, seen),
		* ASK({intermachine}) {
			const endpoint = intermachine.endpoint({verbs: ['ANSW']});
			yield * endpoint.authorize('CAROL');
			yield * endpoint.send('CAROL', 'WORK', new Uint8Array(64));
			return 0;
		},
	});
	alice.enter('serve');
	bob.signal(alice, verbMessage('FILE'));
	alice.run();
	bob.takeAll();
	alice.enter('ask');
	const {exchange} = carol.take()!;
	t.is(carol.ask(request.reply, {exchange}), accepted);
	alice.run();
	t.deepEqual(alice.enter('hx'), ['CMS']);
	t.like(carol.take(), {exchange, code: event.ended, why: reason.refused});
	t.is(carol.approve(exchange, 'receive', 0x4000, 64), refusal.unknownExchange);
	t.deepEqual(bob.takeAll(), []);
	t.true(bob.signal(alice, verbMessage('FILE')) > 0);
	alice.run();
	t.is(bob.take()?.code, event.replied);
});

test('HX in a command that closes its endpoint in any case: nothing of it stays open', t => {
	const {alice, bob, carol} = setUp({
		* ASK({intermachine}) {
			const endpoint = intermachine.endpoint({verbs: ['ANSW']});
			try {
				yield * endpoint.authorize('CAROL');
				for (const userid of ['BOB', 'CAROL', 'BOB']) {
					yield * endpoint.signal(userid, {verb: 'WORK', value: 1});
				}

				yield * endpoint.next(() => false);
			} finally {
				yield * endpoint.close();
			}

			return 0;
		},
	});
	alice.enter('ask');
	t.is([bob.take(), bob.take(), carol.take()].filter(each => each?.code === event.signalled).length, 3);
	alice.enter('hx');
	t.is([bob.take(), bob.take(), carol.take()].filter(each => each?.code === event.ended).length, 3);
	t.is(carol.signal(alice, verbMessage('ANSW')), -refusal.notAuthorized);
});

test('storage of a transfer stays the exchange\'s until that is over, HX or not', t => {
	const found: string[] = [];
	const {alice, carol} = setUp({
		* TAKE({intermachine}) {
			const endpoint = intermachine.endpoint({verbs: ['GIVE']});
			yield * endpoint.authorize('*');
			yield * endpoint.receive(yield * endpoint.next(() => true));
			return 0;
		},
		* FREE(cms) {
			// The lowest address of free storage: what is handed out next where nothing has come back.
			const address = cms.allocate(0x2000);
			cms.release(address, 0x2000);
			yield * cms.console.type(String(address));
			return 0;
		},
		* WATCH(cms) {
			const endpoint = cms.intermachine.endpoint({
				verbs: ['LOOK'],
				lasting: true,
				* onEvent({exchange}) {
					const address = cms.allocate(0x2000);
					cms.release(address, 0x2000);
					found.push(String(address));
					yield * endpoint.refuse(exchange);
				},
			});
			yield * endpoint.authorize('*');
			return 0;
		},
	});
	alice.enter('watch');
	// Areas for requests are there from the first use on.
	alice.enter('take');
	alice.enter('hx');
	const free = alice.enter('free');
	carol.signal(alice, verbMessage('LOOK', 0));
	alice.run();
	carol.takeAll();
	alice.enter('take');
	const exchange = carol.signal(alice, verbMessage('GIVE', 0x2000));
	alice.run();
	t.is(carol.take()?.code, event.replied);
	carol.signal(alice, verbMessage('LOOK', 0));
	alice.run();
	t.is(found.length, 2);
	t.true(Number(found[1]) <= Number(found[0]) - 0x2000, 'what the transfer goes into is nobody else\'s');
	alice.enter('hx');
	t.is(carol.approve(exchange, 'send', 0x4000, 0x2000), refusal.unknownExchange);
	t.deepEqual(alice.enter('free'), free);
});

test('HX ends what a program did by VMCF', t => {
	const {alice} = setUp({
		* VMCF(cms) {
			const {guest} = cms;
			const area = cms.allocate(vmcParm.length + vmcHeader.length);
			guest.storage.store(area, vmcParm.encodeSome({
				code: vmcfFunction.authorize, area: area + vmcParm.length, length: vmcHeader.length,
				options: vmcfOption.specialMessages,
			}));
			guest.gpr[1] = area;
			yield {
				kind: 'diagnose', code: 0x68, rx: 1, ry: 2,
			};
			t.is(guest.gpr[2], 0);
			for (;;) {
				yield {kind: 'wait', systemMask: everythingEnabled};
			}
		},
	});
	const smsg = (): string | undefined => alice.cp.cp.vmcf.special(alice.vm, 'BOB', '');
	alice.enter('vmcf');
	t.is(smsg(), undefined);
	alice.enter('hx');
	t.is(smsg(), 'NOT AUTHORIZED');
});

test('a routine that HX finds at work gives its exchange up and goes on with the next', t => {
	const seen: number[] = [];
	const {alice, bob} = setUp({
		* SERVE({intermachine}) {
			const endpoint: Endpoint = intermachine.endpoint({
				verbs: ['FILE'],
				lasting: true,
				* onEvent({exchange, code, message}) {
					seen.push(message.value);
					if (code === event.signalled) {
						yield * endpoint.reply(exchange, 'SERVED');
						// Only who says so is waited for.
						if (message.value === 1) {
							yield * endpoint.of(exchange);
						}
					}
				},
			});
			yield * endpoint.authorize('*');
			return 0;
		},
		* WORK() {
			for (;;) {
				yield {kind: 'wait', systemMask: everythingEnabled};
			}
		},
	});
	alice.enter('serve');
	alice.enter('work');
	const first = bob.signal(alice, verbMessage('FILE', 1));
	alice.run();
	const second = bob.signal(alice, verbMessage('FILE', 2));
	alice.run();
	t.deepEqual(seen, [1]);
	t.like(bob.take(), {exchange: first, code: event.replied});
	alice.enter('hx');
	t.deepEqual(seen, [1, 2]);
	t.deepEqual(
		bob.takeAll().map(({code, exchange}) => [code, exchange]),
		[[event.ended, first], [event.replied, second]],
	);
});
