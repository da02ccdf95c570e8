import test from 'ava';
import {columns, helpText} from '../../../../source/cms/nucleus/command/help-text.js';
import {cmsCommands} from '../../../../source/cms/commands/index.js';
import {functionDefinitions} from '../../../../source/cms/exec/expression/functions.js';
import {statements} from '../../../../source/cms/exec/statements/index.js';
import {subcommands} from '../../../../source/cms/edit/subcommands/index.js';
import {debugWords} from '../../../../source/cms/nucleus/debug/environment.js';
import {CmsSession} from '../../../support/cms-session.js';

test('HELP CP shows the file of a CP command, abbreviated or not', t => {
	const session = new CmsSession({systemFiles: {'MESSAGE HELPCP S2': ['SENDS A MESSAGE']}});
	t.deepEqual(session.enter('help cp message'), ['SENDS A MESSAGE', 'Ready;']);
	t.deepEqual(session.enter('help mess'), ['SENDS A MESSAGE', 'Ready;']);
	t.true(session.enter('help').includes('MESSAGE'));
	t.deepEqual(session.enter('help cp nosuch'), [
		'HELP cannot find the information requested: CP NOSUCH',
		'Ready(00028);',
	]);
	t.true(session.terminal.line.complete('help cp m').includes('MESSAGE'));
	t.true(session.terminal.line.complete('mess').includes('MESSAGE'));
});

test('the immediate commands have HELP', t => {
	const lines = new CmsSession().enter('help hx');
	t.true(lines.includes('Halts execution: what runs is given up, CMS waits for a command.'));
});

test('HELP of a message by its number says what it means and its return code', t => {
	const session = new CmsSession();
	const page = session.enter('help dmsacc112s');
	t.is(page[0], 'CMS'.padEnd(69) + 'DMSACC112S');
	t.true(page.includes("DMSACC112S '{disk} ' DEVICE ERROR"));
	t.deepEqual(page.slice(-3), ['Severity: S, severe error', 'Return code: 100', 'Ready;']);
	t.deepEqual(session.enter('help message dmsacc112s'), page);
	t.deepEqual(session.enter('help acc112s'), page);
	t.true(session.enter('help dmsext072e').includes('   808  Invalid form of condition'));
	t.deepEqual(session.enter('help dmsacc999e'), [
		'HELP cannot find the information requested: DMSACC99',
		'Ready(00028);',
	]);
});

test('HELP of a message in an EXEC, which cuts its number to eight characters, shows each that begins so', t => {
	const session = new CmsSession({files: {'H EXEC A1': ['HELP DMSCPY002E']}});
	const lines = session.enter('exec h');
	t.true(lines.some(line => line.startsWith('DMSCPY002E {INPUT|OVERLAY} FILE')));
	t.true(lines.some(line => line.startsWith('DMSCPY003E INVALID OPTION')));
	t.is(lines.at(-1), 'Ready;');
});

test('every definition says what it does, how it is written, and fits the screen', t => {
	for (const command of cmsCommands) {
		const lines = helpText(command);
		t.true(lines.includes('Format:') && command.summary !== '' && command.syntax.length > 0, command.name);
		t.deepEqual(lines.filter(line => line.length > 79), [], command.name);
		t.true(command.minimum <= command.name.length, command.name);
	}
});

test('a format wider than the screen goes on in the next line, at a blank outside brackets', t => {
	const syntax = [
		'SPool {Reader|RDR|vaddr} [CLass {c|*}] [CONt|NOCont] [HOld|NOHold] [EOF|NOEOF] [COpy nn]',
		'      short',
	];
	const lines = helpText({
		name: 'SPOOL', minimum: 2, summary: 'x', syntax,
	}, 'CP');
	t.deepEqual(lines.slice(lines.indexOf('Format:') + 1).slice(0, 3), [
		'   SPool {Reader|RDR|vaddr} [CLass {c|*}] [CONt|NOCont] [HOld|NOHold]',
		'         [EOF|NOEOF] [COpy nn]',
		'         short',
	]);
});

test('the text of a return code goes on under itself', t => {
	const lines = helpText({
		name: 'X', minimum: 1, summary: 'x', syntax: ['X'], returnCodes: [`24   ${'word '.repeat(16).trim()}`],
	});
	t.is(lines.at(-1), '        word word');
});

test('names are unique, so that the first match is the only one', t => {
	const names = cmsCommands.flatMap(({name, synonyms = []}) => [name, ...synonyms]);
	t.deepEqual(names, [...new Set(names)]);
});

test('columns fill the width', t => {
	t.deepEqual(columns(['A', 'B', 'C'], 30), ['A                             B', 'C']);
});

test('every control word of EXEC, its functions and every subcommand of EDIT has a page', t => {
	const session = new CmsSession();
	const words = [
		...[...statements.values()].map(({word}) => ['exec', word]),
		...functionDefinitions.map(({name}) => ['exec', name]),
		...subcommands.map(({name}) => ['edit', name]),
	];
	for (const [part, word] of words) {
		const page = session.enter(`help ${part} ${word}`);
		t.deepEqual(page[0].split(/ +/), [part.toUpperCase(), word]);
		t.is(page.at(-1), 'Ready;');
	}

	const loop = session.enter('help exec &loop');
	t.true(loop.includes('   &LOOP n condition'));
	t.deepEqual(session.enter('help &loop'), loop);
	t.is(session.enter('help edit c')[0], session.enter('help edit change')[0]);
});

test('HELP EXEC and HELP EDIT list what has a page, and nothing is found by a wrong word', t => {
	const session = new CmsSession();
	t.regex(session.enter('help exec').join(' '), /Control words, functions and special variables.*&GOTO .*&LOOP .*&SUBSTR/);
	t.regex(session.enter('help edit').join(' '), /Subcommands.*CHANGE .*LOCATE/);
	t.is(session.enter('help exec &nosuch').at(-1), 'Ready(00028);');
	t.is(session.enter('help &nosuch').at(-1), 'Ready(00028);');
});

test('HELP of a control word in a procedure is not what the word does there', t => {
	const session = new CmsSession({files: {'H EXEC A1': ['HELP EXEC &READ', 'HELP &READ', 'HELP EXEC &SUBSTR']}});
	const lines = session.enter('exec h');
	t.is(lines.filter(line => line.startsWith('EXEC') && line.endsWith('&READ')).length, 2);
	t.is(lines.at(-1), 'Ready;');
});

test('every subcommand of DEBUG has a page', t => {
	const session = new CmsSession();
	for (const word of debugWords) {
		t.deepEqual(session.enter(`help debug ${word}`)[0].split(/ +/), ['DEBUG', word]);
	}

	t.regex(session.enter('help debug').join(' '), /Subcommands.*CAW .*STORE/);
});

test('special variables of EXEC have a page, those of a kind the same one', t => {
	const session = new CmsSession();
	for (const [word, page] of [
		['&index', '&INDEX'], ['&readflag', '&READFLAG'], ['&3', '&n'], ['&diskb', '&DISKx'], ['&disk*', '&DISK*'],
		['&global4', '&GLOBALn'], ['&global', '&GLOBAL'], ['&retcode', '&RETCODE'], ['&*', '&*'], ['assign', 'ASSIGN'],
	]) {
		t.deepEqual(session.enter(`help exec ${word}`)[0].split(/ +/), ['EXEC', page], word);
	}
});

test('HELP SET and HELP QUERY of an option show the command that has it', t => {
	const session = new CmsSession({systemFiles: {'SET HELPCP S2': ['CP\'S SET'], 'QUERY HELPCP S2': ['CP\'S QUERY']}});
	t.deepEqual(session.enter('help set emsg'), ['CP\'S SET', 'Ready;']);
	t.deepEqual(session.enter('help cpset'), ['CP\'S SET', 'Ready;']);
	t.deepEqual(session.enter('help query names'), ['CP\'S QUERY', 'Ready;']);
	const page = session.enter('help set');
	t.deepEqual(session.enter('help set blip'), page);
	t.deepEqual(session.enter('help cmsset'), page);
	t.is(session.enter('help listfile names').at(-1), 'Ready(00028);');
});

test('HELP with BRIEF, MORE or ALL, and menus', t => {
	const session = new CmsSession();
	const page = session.enter('help genmod').slice(0, -1);
	const brief = session.enter('help genmod (brief').slice(0, -1);
	t.true(brief.includes('Format:') && brief.length < page.length);
	t.deepEqual([...brief, ' ', ...session.enter('help genmod (more)').slice(0, -1)], page);
	t.deepEqual(session.enter('help genmod (all').slice(0, -1), page);
	t.deepEqual(session.enter('help genmod (less'), ['INVALID OPTION \'LESS\'.', 'Ready(00024);']);
	t.true(session.enter('help exec menu').some(line => line.includes('&LOOP')));
	t.true(session.enter('help edit menu').some(line => line.includes('LOCATE')));
	t.deepEqual(session.enter('help cms menu'), session.enter('help menu'));
});
