import test from 'ava';
import {bareConsole, parseActions} from '../../../source/commands/bare/bare-console.js';
import {Standalone} from '../../../source/machine/standalone.js';
import {programBytes} from '../../support/assemble.js';

/** Waits; types which interruption ended that (`E` or `A`), a line that it reads, and waits again. */
const program = programBytes(`
	ECHO     START X'400'
	         USING *,15
	         MVC   88(8),EXTERNAL
	         MVC   120(8),INPUT
	         LCTL  0,0,KEY            NOT THE INTERVAL TIMER
	AGAIN    LPSW  WAIT
	GOTEXT   MVI   WHICH,C'E'
	         B     READ
	GOTIO    TM    68,X'80'          ATTENTION?
	         BZ    AGAIN
	         MVI   WHICH,C'A'
	READ     LA    1,CHAIN
	         ST    1,72
	         SIO   X'009'
	         BNZ   AGAIN
	TEST     TIO   X'009'
	         BC    2,TEST
	         B     AGAIN
	         DS    0D
	EXTERNAL DC    A(0,GOTEXT)
	INPUT    DC    A(0,GOTIO)
	WAIT     DC    X'FF06000000000000'
	CHAIN    CCW   X'01',WHICH,X'60',1
	         CCW   X'0A',LINE,X'60',4
	         CCW   X'09',LINE,X'20',4
	KEY      DC    A(X'40')
	WHICH    DC    C' '
	LINE     DC    CL4' '
	         END
`);

/** What the program types while its operator does what the lines say, and how the machine comes to rest. */
function session(...lines: readonly string[]): {readonly typed: string; readonly rest: string | undefined} {
	const system = new Standalone(65_536);
	let typed = '';
	const {device, idle} = bareConsole(parseActions(lines, 'INPUT'), {
		timeline: system.events,
		interrupt() {
			system.interrupt();
		},
	}, text => {
		typed += text;
	});
	system.channels.attach(9, device);
	system.onIdle = idle;
	system.machine.storage.store(0x400, program);
	system.machine.cpu.gpr[15] = 0x400;
	system.machine.cpu.psw.load(0, 0x400);
	return {rest: system.run(1_000_000), typed};
}

test('Request and the interrupt key reach the program, lines its reads', t => {
	t.deepEqual(session('!WAIT', '!REQUEST', 'ABCD', '!WAIT', '!EXTERNAL', 'EFGH'), {
		rest: 'enabled wait', typed: 'AABCD\nEEFGH\n',
	});
});

test('a key without waiting is pressed at once; small letters do', t => {
	t.is(session('!request', 'ABCD').typed, 'AABCD\n');
});

test('waiting for output goes on behind it', t => {
	const {typed} = session('!REQUEST', 'ABAB', '!WAIT AB', '!WAIT AB', '!REQUEST', 'CDCD', '!WAIT XY', '!REQUEST');
	t.is(typed, 'AABAB\nACDCD\n', 'what never comes holds everything behind it');
});

test('what is no key is told with its line', t => {
	t.throws(() => parseActions(['ABC', '!QUEST'], 'F'), {
		message: 'F, line 2: !QUEST is none of !REQUEST, !EXTERNAL, !WAIT, !WAIT TEXT',
	});
	t.throws(() => parseActions(['!REQUEST 9'], 'F'));
});
