/**
 * Bad input to the commands that EXECs call most: operands missing, too many, too long, nonsense. There is a return
 * code, and a message where it says that the operands are wrong; never an abend or a CMS that does not read again.
 */
import fc from 'fast-check';
import test from 'ava';
import {cmsCommands} from '../../../source/cms/commands/index.js';
import type {CmsCommand} from '../../../source/cms/cms.js';
import {CmsSession} from '../../support/cms-session.js';

const names = new Set([
	'ASSEMBLE', 'DDR', 'DISK', 'DLBL', 'EXECIO', 'GLOBALV', 'IDENTIFY', 'LISTDS', 'LISTFILE', 'NAMEFIND',
	'OPTION', 'PRINT', 'PUNCH', 'RDR', 'READCARD', 'RECEIVE', 'SENDFILE', 'STATE', 'STATEW', 'SVCTRACE', 'SYNONYM',
	'TAPE', 'TAPEMAC', 'TAPPDS', 'TELL', 'TYPE', 'VMFPLC2',
]);
const commands = cmsCommands.filter(({name}) => names.has(name));

const wordsOf = ({syntax}: CmsCommand): string[] =>
	syntax.flatMap(form => form.split(/[^A-Za-z\d]+/).slice(1)).filter(word => word !== '').map(word => word.toUpperCase());

const nonsense = fc.oneof(
	fc.constantFrom('', '*', '%', '-1', '0', '3', '9999999', 'A', 'A9', 'FILE', 'EXEC', '(', ')', '.', '/X/', '/', ':', '&'),
	fc.stringMatching(/^[ -~]{1,12}$/),
	fc.stringMatching(/^[A-Z]{100,130}$/),
);

const line = fc.constantFrom(...commands).chain(command =>
	fc.array(fc.oneof(fc.constantFrom('', ...wordsOf(command)), nonsense), {maxLength: 6})
		.map(words => [command.name, ...words].join(' ').slice(0, 130)))
	// So many lines would be read of the terminal.
	.filter(text => !/^EXECIO +\d{2,6} /.test(text));

test('whatever is behind a command, CMS answers with a return code and reads again', t => {
	t.is(commands.length, names.size);
	fc.assert(fc.property(fc.array(line, {minLength: 10, maxLength: 20}), lines => {
		const session = new CmsSession({files: {'SOME FILE': ['ONE', 'TWO']}});
		for (const text of lines) {
			// What EXECIO reads of the terminal where the stack is empty, null lines at last.
			const typed = session.enter(text);
			for (let more = 0; more < 5 && !(typed.at(-1) ?? '').startsWith('Ready'); more++) {
				typed.push(...session.enter(''));
			}

			session.enter('DESBUF');
			const ready = typed.findLast(each => each.startsWith('Ready'));
			const isQuiet = text.includes(' NOTYPE');
			if (ready?.startsWith('Ready(00024)') && typed.length < 2 && !isQuiet) {
				throw new Error(`${text}: ${typed.join(' / ')}`);
			}

			if (typed.some(each => /ABEND|DMSABN|DMSITP/.test(each))) {
				throw new Error(`${text}: ${typed.join(' / ')}`);
			}
		}

		const last = session.enter('STATE SOME FILE A');
		if (last.at(-1) !== 'Ready;') {
			throw new Error(`${lines.join(' / ')}: ${last.join(' / ')}`);
		}
	}), {numRuns: 12});
});

/** Commands that go on with lines of their own, or with another program; CP's commands are its own. */
const elsewhere = new Set(['CP', 'DEBUG', 'EDIT', 'START', 'WAKEUP', 'CONWAIT']);

test('every word of every command\'s syntax, alone, as an option, small and doubled, leaves CMS as it was', t => {
	const session = new CmsSession({files: {'SOME FILE': ['ONE', 'TWO']}});
	const lines = cmsCommands.filter(({name}) => !elsewhere.has(name)).flatMap(command => [
		command.name,
		`${command.name} NO FILE Q (NONSENSE`,
		...[...new Set(wordsOf(command))].flatMap(word => [
			`${command.name} ${word}`, `${command.name} NO FILE Q (${word}`, `${command.name} NO FILE Q (${word} ${word} x`,
		]),
	]);
	t.true(lines.length > 1000);
	for (const line of lines) {
		const typed = session.enter(line);
		for (let more = 0; more < 5 && !typed.some(each => each.startsWith('Ready')); more++) {
			typed.push(...session.enter(''));
		}

		if (!typed.some(each => each.startsWith('Ready')) || typed.some(each => /^DMS(?:ABN|ITP)\d/.test(each))) {
			throw new Error(`${line}: ${typed.join(' / ')}`);
		}
	}

	session.enter('ACCESS 191 A');
	t.is(session.enter('CP QUERY TIME').at(-1), 'Ready;');
});
