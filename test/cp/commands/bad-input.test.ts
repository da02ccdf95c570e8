/**
 * Bad input to CP's commands: operands missing, too many, too long, nonsense, in every class. There is a numbered
 * message and the return code of its number, never an exception (GC20-1808).
 */
import fc from 'fast-check';
import test from 'ava';
import {cpCommands} from '../../../source/cp/commands/index.js';
import type {CpCommand} from '../../../source/cp/command.js';
import {TestSystem} from '../../support/cp.js';

/** A user of each privilege class, named by it. */
const classes = [...'ABCDEFG'];
const directory = ['DIRECTORY 150 3350 YRKRES', ...classes.flatMap(letter => [
	`USER USER${letter} USER${letter} 512K 1M ${letter}`,
	' ACCOUNT SYSTEM',
	' CONSOLE 009 3215',
	' SPOOL 00C 2540 READER *',
	' SPOOL 00D 2540 PUNCH A',
	' SPOOL 00E 1403 A',
	` MDISK 191 3350 00${classes.indexOf(letter) + 1} 001 YRKUSR MR ALL WRITE`,
])].join('\n');

const wordsOf = ({syntax}: CpCommand): string[] =>
	syntax.flatMap(form => form.split(/[^A-Za-z\d]+/).slice(1)).filter(word => word !== '').map(word => word.toUpperCase());

const nonsense = fc.oneof(
	fc.constantFrom('', '*', '-1', '0', '999999', 'FFF', '009', 'USERA', 'USERG', '(', ')', '.', ':', '"', '\u{FFFD}'),
	fc.string({maxLength: 12}),
	fc.string({minLength: 200, maxLength: 300}),
);

/** What ends the session or the system is for other tests. */
const leaves = new Set(['SHUTDOWN', 'LOGOFF', 'DISCONN', 'FORCE', 'SLEEP']);
const line = fc.constantFrom(...cpCommands.filter(({name}) => !leaves.has(name))).chain(command =>
	fc.array(fc.oneof(fc.constantFrom('', ...wordsOf(command)), nonsense), {maxLength: 6})
		.map(words => [command.name, ...words].join(' ')));

const numbered = /^DMK[A-Z]{3}\d{3}[AEISTRW]/;

/** What is wrong with how a command was answered. */
function complaint(rc: number | undefined, response: readonly string[]): string | undefined {
	if (rc === undefined || rc === 0) {
		return undefined;
	}

	return rc > 0 && rc < 1000 && response.some(text => numbered.test(text) || text.startsWith('?CP:'))
		? undefined
		: `return code ${rc}, ${response.length === 0 ? 'and nothing said' : response.join(' / ')}`;
}

for (const letter of classes) {
	test(`whatever a user of class ${letter} enters ends with a return code, and a numbered message where it is not 0`, t => {
		t.notThrows(() => {
			fc.assert(fc.property(fc.array(line, {minLength: 1, maxLength: 12}), lines => {
				const system = new TestSystem({
					directory,
					onFault(fault) {
						throw new Error('a fault of ours', {cause: fault});
					},
				});
				const user = system.logOn(`USER${letter}`);
				user.vm.settings.emsg = 'ON';
				for (const text of lines) {
					const {rc, response} = user.execute(text);
					const wrong = complaint(rc, response);
					if (wrong !== undefined) {
						throw new Error(`${text}: ${wrong}`);
					}
				}
			}), {numRuns: 6});
		});
	});
}
