/**
 * Guests that do their worst, beside one who waits for a line: he is answered as if they were not there, in simulated
 * time, and the host's event loop gets its turn. What becomes of the guest is its own matter.
 */
import test, {type ExecutionContext} from 'ava';
import {hexBytes} from '../../source/base/hex.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import type {SavedSystem} from '../../source/cp/systems/saved-system.js';
import {CkdDisk} from '../../source/machine/devices/disk/3350.js';
import {programBytes} from '../support/assemble.js';
import {CpSession, patch, start, type RecordingTerminal} from '../support/cp-session.js';
import {memoryVolume} from '../support/disks.js';

/** The neighbour's answer may take so long, simulated seconds: the slice of another machine and its own work. */
const patience = 0.15;
/** A piece of CP's work that may last 5 ms, milliseconds of the host: a busy host is given time. */
const longestPiece = 400;

/** SIO to the console with a read; its interruption is a disabled wait. */
const reads = '05F0 D2030048F01E 9C000009 8200F00E FF02000000000000 0A002000 20000050 00001018 00000000';
const ended = '000A0000 0000C00D';

function neighbour(session: CpSession): {vm: VirtualMachine; terminal: RecordingTerminal} {
	const {vm, terminal} = session.logOn('BOB');
	patch(vm, 120, ended);
	start(vm, reads);
	session.run(0.01);
	return {vm, terminal};
}

/** The longest piece of work, in milliseconds of the host, while `seconds` of simulated time pass. */
function pass(session: CpSession, seconds: number): number {
	let longest = 0;
	const {cp} = session;
	const end = cp.clock.now() + (seconds * 1e6);
	const cancel = cp.schedule(seconds * 1e6, () => undefined);
	while (cp.clock.now() < end) {
		const began = performance.now();
		const state = cp.pump(5);
		longest = Math.max(longest, performance.now() - began);
		if (state === 'idle') {
			break;
		}
	}

	cancel();
	return longest;
}

type Guest = {
	/** A program at X'1000'. */
	readonly program: string;
	/** System mask of its first PSW. */
	readonly mask?: number;
	/** Before it starts. */
	readonly prepare?: (session: CpSession, vm: VirtualMachine) => void;
	readonly savedSystems?: readonly SavedSystem[];
};

function harmless(t: ExecutionContext, {program, mask = 0, prepare, savedSystems}: Guest): void {
	const session = new CpSession({savedSystems});
	const {vm: victim, terminal} = neighbour(session);
	const {vm} = session.logOn('ALICE');
	vm.devices.attach({
		address: 0x191, kind: 'DASD', type: '3350', device: new CkdDisk(memoryVolume(1)), readOnly: false,
	});
	for (const definition of ['DEFINE PUNCH AS 00D', 'DEFINE PRINTER AS 00E']) {
		session.cp.execute(definition, {vm, line: undefined, reply: () => undefined, done: () => undefined});
	}

	prepare?.(session, vm);
	start(vm, hexBytes(programBytes(program)), mask);
	let longest = pass(session, 0.4);
	for (let time = 0; time < 2; time++) {
		terminal.take();
		terminal.line.enter('HELLO');
		longest = Math.max(longest, pass(session, patience));
		t.is(victim.cpu.psw.address, 0xC00D, `answer ${time}`);
		start(victim, reads);
		longest = Math.max(longest, pass(session, 0.1));
	}

	t.false(victim.session.loggedOff);
	t.true(longest < longestPiece, `${longest} ms`);
}

/** Behind a CCW: a TIC back to the first. */
const back = '\n         DC    X\'08\',AL3(CCW),X\'0000\',H\'1\'';

const guests: Readonly<Record<string, Guest>> = {
	'loops disabled': {program: `
EVIL     START X'1000'
         BALR  15,0
HERE     BR    15
         END`},
	'loads PSWs that are none, again and again': {
		program: `
EVIL     START X'1000'
         BALR  12,0
         USING *,12
         MVC   X'68'(8),AGAIN
AGAINST  LPSW  WRONG
WRONG    DC    0D'0',X'FFFFFFFFFFFFFFFF'
AGAIN    DC    0D'0',X'00000000',A(AGAINST)
         END`,
	},
	'has no program new PSW that could be loaded': {
		program: `
EVIL     START X'1000'
         BALR  12,0
         USING *,12
         MVC   X'68'(8),WRONG
         LPSW  WRONG
WRONG    DC    0D'0',X'FFFFFFFFFFFFFFFF'
         END`,
	},
	'loads itself by IPL, for ever': {
		program: ipl(),
		savedSystems: [{
			name: 'EVIL', pages: new Map([[1, pageOf(programBytes(ipl()))]]), psw: [0, 0x1000],
		}],
	},
	'has a TIC that leads to itself': {program: startIo('X\'08\',AL3(CCW),X\'4000\',H\'1\'')},
	'chains no-operations in a circle': {
		program: startIo('X\'03\',AL3(0),X\'6000\',H\'1\'' + back),
	},
	'chains writes to its console in a circle': {
		program: startIo('X\'09\',AL3(CCW),X\'6000\',H\'8\'' + back),
	},
	'chains seeks and searches of a disk in a circle': {
		program: startIo('X\'07\',AL3(0),X\'6000\',H\'6\'' + back, '191'),
	},
	'has CP run a channel program in a circle': {program: diagnoseIo('X\'03\',AL3(0),X\'6000\',H\'1\'')},
	'points IDAWs outside storage': {
		program: startIo('X\'09\',AL3(LIST),X\'2400\',H\'4096\'', '009', 'LIST     DC    0F\'0\',4X\'00FFF800\''),
	},
	'points at IDAWs that lie outside storage': {program: startIo('X\'09\',X\'FFFFFC\',X\'2400\',H\'4096\'')},
	'moves long over everything': {program: `
EVIL     START X'1000'
         BALR  12,0
         USING *,12
         MVC   X'68'(8),ONCE
AGAIN    L     2,=A(X'2000')
         L     3,=X'00FFFFFF'
         LR    4,2
         LR    5,3
         MVCL  2,4
         L     2,=A(X'2000')
         L     3,=X'00FFFFFF'
         SR    5,5
         MVCL  2,4
         B     AGAIN
ONCE     DC    0D'0',X'00000000',A(AGAIN)
         END`},
	'floods its console': {program: startIo('X\'09\',AL3(CCW),X\'2000\',H\'130\'')},
	'floods the spool, and closes what it wrote': {
		program: startIo('X\'01\',AL3(CCW),X\'2000\',H\'80\'', '00D', '', `
         LA    2,CLOSE
         LA    4,7
         DC    X'83240008'`),
	},
	'floods the spool with a printer that goes in a circle': {
		program: startIo('X\'09\',AL3(CCW),X\'6000\',H\'80\'' + back, '00E'),
	},
	'is interrupted by every timer at once, always': {program: timers('-1')},
	'is interrupted by its interval timer, always': {program: timers('128')},
	'asks CP for something, always': {program: `
EVIL     START X'1000'
         BALR  12,0
         USING *,12
AGAIN    LA    2,ASKED
         LA    4,12
         DC    X'83240008'
         DC    X'8322000C'
         LA    2,X'800'
         SLL   2,4
         LR    4,2
         DC    X'83240010'
         DC    X'83240024'
         B     AGAIN
ASKED    DC    C'QUERY FILES '
         END`},
};

/** A guest's page. */
function pageOf(bytes: Uint8Array): Uint8Array {
	const page = new Uint8Array(4096);
	page.set(bytes);
	return page;
}

function ipl(): string {
	return `
EVIL     START X'1000'
         BALR  12,0
         USING *,12
         LA    2,ASKED
         LA    4,8
         DC    X'83240008'
         B     *
ASKED    DC    C'IPL EVIL'
         END`;
}

/** `enabled`: control register 0. */
function timers(enabled: string): string {
	return `
EVIL     START X'1000'
         BALR  12,0
         USING *,12
         MVC   X'58'(8),BACK
         LCTL  0,0,ENABLED
         MVC   X'50'(4),SOON
         LPSW  OPEN
ENABLED  DC    A(${enabled})
SOON     DC    F'1'
OPEN     DC    0D'0',X'01000000',A(HERE)
BACK     DC    0D'0',X'00000000',A(TIMED)
TIMED    MVC   X'50'(4),SOON
         LPSW  OPEN
HERE     B     HERE
         END`;
}

/** SIO of a channel program to a device, again and again; what `between` does, each time. */
function startIo(ccws: string, device = '009', more = '', between = ''): string {
	return `
EVIL     START X'1000'
         BALR  12,0
         USING *,12
         MVC   72(4),CAW
AGAIN    SIO   X'${device}'${between}
         TIO   X'${device}'
         B     AGAIN
CAW      DC    A(CCW)
CLOSE    DC    C'CLOSE D'
CCW      DC    0D'0',${ccws}
${more}
         LTORG
         END`;
}

/** DIAGNOSE X'20' and X'18' of a channel program that goes in a circle. */
function diagnoseIo(ccw: string): string {
	return `
EVIL     START X'1000'
         BALR  12,0
         USING *,12
AGAIN    LA    2,X'191'
         LA    4,CCW
         LA    15,1
         DC    X'83240020'
         DC    X'83240018'
         B     AGAIN
CCW      DC    0D'0',${ccw}${back}
         END`;
}

for (const [what, guest] of Object.entries(guests)) {
	test(`nobody notices a guest that ${what}`, t => {
		harmless(t, guest);
	});
}
