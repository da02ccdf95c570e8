import fc from 'fast-check';
import test from 'ava';
import {cpCommands} from '../../../source/cp/commands/index.js';
import {TestSystem} from '../../support/cp.js';

const words = fc.constantFrom(
	'RDR',
	'PUN',
	'PRT',
	'CLASS',
	'COPY',
	'NAME',
	'DIST',
	'CLOSE',
	'PURGE',
	'CONT',
	'FROM',
	'*',
	'USER1',
	'USER2',
	'OPERATOR',
	'ALL',
	'191',
	'190',
	'19E',
	'009',
	'00C',
	'777',
	'FFF',
	'FFFFFF',
	'0',
	'1',
	'99',
	'-1',
	'ON',
	'OFF',
	'G',
	'G0:F',
	'Y',
	'X2.3',
	'PSW',
	'T0.40',
	'K',
	'L100-END',
	'END',
	'CLEAR',
	'STOP',
	'PARM',
	'RR',
	'MW',
	'PASS=',
	'PASS=X',
	'HOLD',
	'SEC',
	'CHARDEL',
	'LINESIZE',
	'EMSG',
	'PF3',
	'PF0',
	'LOGMSG',
	'NULL',
	'VIRTUAL',
	'DASD',
	'STORAGE',
	'SET',
	'TERMINAL',
	'USERS',
	'NAMES',
	'TIME',
	'LINKS',
	'STATUS',
	'S10',
	'C1C2',
	'ABCDEFGHIJ',
	'LOAD',
	'USER',
	'TO',
	'AS',
	'.',
	'-',
	':',
	'()',
	'\u00FF',
	'\u2028',
);

const names = cpCommands.map(({name}) => name).filter(name => name !== 'SHUTDOWN');
const command = fc
	.tuple(fc.constantFrom(...names), fc.array(words, {maxLength: 5}))
	.map(([name, operands]) => [name, ...operands].join(' '));

/** Whether every command ends in order; SLEEP and prompts end later, or with the session. */
function allEnd(commands: readonly string[]): boolean {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	system.logOn('USER1', 'GRAF 021');
	for (const line of commands) {
		// LOGOFF, FORCE and DISCONN are among them.
		if (!operator.terminal.line.vm) {
			break;
		}

		const {rc = 0, response} = operator.execute(line);
		if (rc < 0 || rc > 999 || response.some(text => text.length > 130)) {
			return false;
		}
	}

	return true;
}

test('no operand makes a command fail in itself: there is always a return code', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.array(command, {minLength: 1, maxLength: 20}), allEnd), {numRuns: 60});
	});
});
