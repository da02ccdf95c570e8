/**
 * What an exchange between two machines costs: `npx tsc && node build/bench/exchange.js` prints one JSON object.
 * Microseconds of processor time of the host for a whole exchange: signal, reply, both approvals, transfer, and all
 * interruptions and dispatches between. Of moved pages the receiver reads and the sender writes every page anew.
 */
import process from 'node:process';
import {addressOf, assembled} from '../test/support/assemble.js';
import {CmsSession} from '../test/support/cms-session.js';
import {CpSession} from '../test/support/cp-session.js';
import {Party} from '../test/support/party.js';
import {TestSystem} from '../test/support/cp.js';
import {link} from '../source/assembler/object/absolute-loader.js';
import {flag, request} from '../source/base/intermachine.js';
import type {Cms, CmsCommand} from '../source/cms/cms.js';
import type {VirtualMachine} from '../source/cp/machine/virtual-machine.js';
import type {Step} from '../source/guest/action.js';

/** Rounds that count, behind those in which the host's compiler has yet to do with what runs. */
const rounds = 7;
const before = 3;
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.trunc(values.length / 2)];

type Cost = {readonly best: number; readonly median: number};

/** Microseconds of processor time of one of `count`, of some rounds. */
function each(count: number, work: (count: number) => void): Cost {
	const times = Array.from({length: before + rounds}, () => {
		const start = process.cpuUsage();
		work(count);
		const {user, system} = process.cpuUsage(start);
		return (user + system) / count;
	}).slice(before);
	return {best: Number(Math.min(...times).toFixed(2)), median: Number(median(times).toFixed(2))};
}

/** Two resident programs in CMS, by endpoints. */
function resident(length: number): Cost {
	const command = (name: string, run: (cms: Cms) => Step<number>): CmsCommand => ({
		name, minimum: name.length, syntax: [name], summary: name, run: ({cms}) => run(cms),
	});
	let count = 0;
	const session = new CmsSession({
		commands: [
			command('SERVE', function * ({intermachine}) {
				const endpoint = intermachine.endpoint({verbs: ['DATA']});
				yield * endpoint.authorize('*');
				for (;;) {
					yield * endpoint.receive(yield * endpoint.next(() => true));
				}
			}),
			command('ASK', function * ({intermachine}) {
				const endpoint = intermachine.endpoint();
				const data = new Uint8Array(length);
				for (let index = 0; index < count; index++) {
					const {kind} = yield * endpoint.send('BOB', 'DATA', data);
					if (kind !== 'transferred') {
						throw new Error(kind);
					}
				}

				return 0;
			}),
		],
	});
	const bob = session.cp.logOn('BOB');
	session.cp.cp.ipl(bob.vm, 'CMS');
	session.run();
	for (const line of ['ACCESS (NOPROF', 'SERVE']) {
		bob.terminal.line.enter(line);
		session.run();
	}

	return each(4000, times => {
		count = times;
		session.enter('ask');
	});
}

const machineProgram = `
IMC      START X'1000'
         USING IMC,12
BEGIN    LA    1,LISTEN            where to be told
         DC    X'83120104'
         LTR   9,9
         BZ    SLEEP               a server waits
AGAIN    LA    1,SIGNAL
         DC    X'83120104'
SLEEP    LPSW  WAIT
TOLD     CLI   EVENT,4             replied
         BE    APPROVE
         CLI   EVENT,3             signalled
         BE    ANSWER
         LTR   9,9                 transferred
         BZ    SLEEP
         BCT   9,AGAIN
         LPSW  DONE
ANSWER   MVC   REPLY+4(4),EVENT+4
         LA    1,REPLY
         DC    X'83120104'
APPROVE  MVC   AREA+4(4),EVENT+4
         LA    1,AREA
         DC    X'83120104'
         LPSW  WAIT
WAIT     DC    0D'0',X'01020000',A(0)
DONE     DC    0D'0',X'01020000',A(X'DDDD')
EVENT    DS    0D,CL40
LISTEN   DC    0D'0',X'01000000',F'0',CL8'*',XL8'0',A(EVENT),3F'0'
SIGNAL   DC    0D'0',X'03000000',F'0',CL8'BOB',XL8'0',4F'0'
REPLY    DC    0D'0',X'04000000',F'0',XL16'0',4F'0'
AREA     DC    0D'0',X'05800000',F'0',XL16'0',A(X'4000',4096),2F'0'
         END
`;

/** Two System/370 programs. */
function programs(): Cost {
	const result = assembled(machineProgram);
	const {bytes} = link(result.cards, 0x1000);
	const at = (name: string): number => addressOf(result, name) - 0x1000;
	const session = new CpSession();
	const load = (userid: string, direction: number): VirtualMachine => {
		const {vm} = session.logOn(userid);
		vm.storage.store(0x1000, bytes);
		vm.storage.store(at('AREA') + 1, Uint8Array.of(direction));
		vm.storage.setWord(0x58, 0);
		vm.storage.setWord(0x5C, at('TOLD'));
		return vm;
	};

	const start = (vm: VirtualMachine, count: number): void => {
		vm.cpu.gpr[12] = 0x1000;
		vm.cpu.gpr[9] = count;
		vm.cpu.psw.load(0, at('BEGIN'));
		vm.begin();
		session.run(3600);
	};

	const [alice, bob] = [load('ALICE', flag.send), load('BOB', flag.receive)];
	start(bob, 0);
	return each(5000, count => {
		start(alice, count);
		if (alice.cpu.gpr[9] !== 0) {
			throw new Error('an exchange did not end');
		}
	});
}

/** The engine alone, by its requests; `others`: machines that have an exchange open meanwhile. */
function engine(length: number, flags: number, others = 0): Cost {
	const slaves = Array.from({length: others}, (_, index) => `USER S${index} S 256K 256K G\n CONSOLE 009 3215\n`);
	const users = ['ALICE', 'BOB'].map(userid => `USER ${userid} A 1M 1M G\n CONSOLE 009 3215\n`);
	const system = new TestSystem({directory: `DIRECTORY 351 3350 VMSYS\n${[...users, ...slaves].join('')}`});
	const party = (userid: string): Party => {
		const made = new Party(system, system.cp.sessions.logon(system.cp.directory.find(userid)!, undefined));
		made.authorize();
		return made;
	};

	const [alice, bob] = [party('ALICE'), party('BOB')];
	for (let index = 0; index < others; index++) {
		party(`S${index}`).signal(bob);
	}

	bob.takeAll();
	const area = 0x1_0000;
	return each(length > 4096 ? 2000 : 8000, count => {
		for (let index = 0; index < count; index++) {
			for (let page = 0; page < length; page += 4096) {
				alice.vm.storage.setWord(area + page, index + page);
			}

			const exchange = alice.signal(bob);
			bob.ask(request.reply, {exchange});
			alice.ask(request.approve, {exchange, flags: flag.send | flags, area, length});
			bob.ask(request.approve, {exchange, flags: flag.receive | flags, area, length});
			for (let page = 0; page < length; page += 4096) {
				if (bob.vm.storage.word(area + page) !== index + page) {
					throw new Error('not what was sent');
				}
			}

			alice.vm.cpu.external.length = 0;
			bob.vm.cpu.external.length = 0;
		}
	});
}

const KiB = 1024;
const small = engine(4 * KiB, 0);
const moved = engine(64 * KiB, flag.move);
process.stdout.write(`${JSON.stringify({
	resident: {KiB4: resident(4 * KiB), KiB64: resident(64 * KiB)},
	programs: {KiB4: programs()},
	engine: {
		KiB4: small,
		KiB64: engine(64 * KiB, 0),
		KiB64moved: moved,
		KiB64exchanged: engine(64 * KiB, flag.exchange),
		movedToSmall: Number((moved.best / small.best).toFixed(2)),
		with500: engine(4 * KiB, 0, 500),
	},
}, undefined, '\t')}\n`);
