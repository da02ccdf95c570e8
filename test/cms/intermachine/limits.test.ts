/** What other machines send has its bounds: neither a queue nor a block grows as they like. */
import test from 'ava';
import {ebcdicField} from '../../../source/base/ebcdic.js';
import {
	emptyExchange, event, exchangeBlock, interruptionCode, request, slaveBlock, slaveRequest,
} from '../../../source/base/intermachine.js';
import {limits} from '../../../source/base/limits.js';
import type {CmsCommand} from '../../../source/cms/cms.js';
import {Intermachine} from '../../../source/cms/intermachine/intermachine.js';
import {verb} from '../../../source/service/verbs.js';
import type {Step} from '../../../source/guest/action.js';
import {CmsSession} from '../../support/cms-session.js';
import {Installation} from '../../support/installation.js';
import {verbMessage} from '../../support/party.js';

/** Runs in CMS, where `Intermachine` has a machine round it. */
function inCms(run: (cms: Parameters<CmsCommand['run']>[0]['cms']) => Step): void {
	const command: CmsCommand = {
		name: 'PROBE', minimum: 5, syntax: ['PROBE'], summary: 'Looks.',
		* run({cms}) {
			yield * run(cms);
			return 0;
		},
	};
	new CmsSession({commands: [command]}).enter('probe');
}

test('signals that nobody looks at are refused from a limit on; those that end are forgotten', t => {
	const most = limits.intermachineEvents.value;
	const refused: number[] = [];
	const found: number[] = [];
	inCms(function * (cms) {
		let area = 0;
		let interrupting = 0;
		const handlers = new Map<number, () => Step | void>();
		const intermachine = new Intermachine({
			guest: {
				...cms.guest,
				perform(action) {
					// A request to CP in an interruption: the only one there can be is a refusal.
					if (interrupting !== 0 && action.kind === 'diagnose') {
						refused.push(interrupting);
					}

					return cms.guest.perform(action);
				},
			},
			externalHandlers: handlers,
			running: [],
			state: {interruptionBlock: 0},
			charge: (charge, ...rest) => cms.charge(charge, ...rest),
			hasRoom: () => true,
			allocate(bytes) {
				// The first is where CP stores the blocks of interruptions.
				const address = cms.allocate(bytes);
				area ||= address;
				return address;
			},
			release() {
				// Nothing is given back here.
			},
		});
		const endpoint = intermachine.endpoint({verbs: ['ASKS']});
		yield * endpoint.authorize('*');
		const interrupt = (code: number, exchange: number): void => {
			cms.guest.storage.store(area, exchangeBlock.encode({
				...emptyExchange, code, exchange, userid: 'OTHER', message: verbMessage('ASKS'),
			}));
			interrupting = exchange;
			const step = handlers.get(interruptionCode)!();
			if (step && !step.next(0).done) {
				step.return();
			}

			interrupting = 0;
		};

		for (let exchange = 1; exchange <= 20_000; exchange++) {
			interrupt(event.signalled, exchange);
			if (exchange % 10 !== 0) {
				interrupt(event.ended, exchange);
			}
		}

		for (let count = 0; count < most; count++) {
			const {exchange} = yield * endpoint.next(() => true);
			found.push(exchange);
		}
	});
	t.deepEqual(found, Array.from({length: most}, (_, index) => (index + 1) * 10));
	const signals = 20_000 - (most * 10);
	t.is(refused.length, signals);
	t.is(refused[0], (most * 10) + 1);
});

/** Free storage of a CMS machine that nothing else uses here. */
const at = 0xA_0000;

test('a block announced longer than the receiver has storage for is refused, and nobody abends', t => {
	const installation = new Installation();
	t.teardown(() => {
		installation.close();
	});
	const user = installation.logOn('USER1');
	const {cp} = installation.system;
	const ends: string[] = [];
	cp.events.observe(happened => {
		if (happened.kind === 'exchange' && happened.action === 'end') {
			ends.push(`${happened.vm.userid} to ${happened.partner.userid}`);
		}
	});
	// USER1 has a slave as SBS gives him one, and is the one its requests come from.
	const listed = user.enter('sbs list');
	t.regex(listed[0], /^SBS1\d\d. NO /);
	const ask = (asked: Partial<typeof emptyExchange>): void => {
		user.vm.storage.store(at, exchangeBlock.encode({...emptyExchange, ...asked}));
		t.is(cp.intermachine.request(user.vm, at), 0);
	};

	const signal = (userid: string, word: string, value: number): void => {
		const message = new Uint8Array(8);
		message.set(ebcdicField(word, 4));
		new DataView(message.buffer).setUint32(4, value);
		ask({code: request.signal, userid, message});
	};

	ask({code: request.authorize, userid: '*', area: at + 0x100});
	for (const value of [0x7FFF_FFFF, 0xFFFF_FFFF, 0x3E_0000]) {
		signal('SBSMASTR', verb.obtain, 1);
		cp.schedule(100_000, () => {
			const slave = cp.slaves.list().find(each => cp.slaves.owner(each) === 'USER1');
			signal(slave!.userid, verb.last, value);
		});
		installation.settle();
		t.true(ends.some(end => /^SBSSLV.. to USER1$/.test(end)), String(value));
		ends.length = 0;
	}

	t.deepEqual(user.enter('sbs list'), listed);
});
