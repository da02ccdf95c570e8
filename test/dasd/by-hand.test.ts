/** A program with routines of the library, made in CMS as its README.md says: MACLIB, the assembler's service, LOAD. */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {folderWith, yorktown} from '../support/cli.js';
import {
	assembledLibrary, assembleWithLibrary, libraryMembers, linkedMembers,
} from '../support/program-library.js';

const program = `
WEEKDAY  CSECT
         COPY  REGS
WEEKDAY  MAIN
         CALLS DATWEEK,=AL2(1975,11,19)
         LEAVE RC=(R0)
         END
`.slice(1);

test('macros in a MACLIB, members assembled by the service, linked and run; the decks are those of the host', async t => {
	const routines = linkedMembers('DATWEEK');
	const members = [assembleWithLibrary('WEEKDAY', program.split('\n').slice(0, -1)), ...routines.map(name =>
		assembledLibrary.get(name)!)];
	const used = [...new Set(members.flatMap(({uses}) => [...uses]))].map(id => id.split(' ')[0]);
	const procedure = [
		'&CONTROL OFF',
		`MACLIB GEN YORKLIB ${used.slice(0, 5).join(' ')}`,
		`MACLIB ADD YORKLIB ${used.slice(5).join(' ')}`,
		'GLOBAL MACLIB YORKLIB',
		...['WEEKDAY', ...routines].map(name => `REMOTE ASSEMBLE ${name} ( NOPRINT`),
		'LOAD WEEKDAY (CLEAR',
		'GENMOD',
		'WEEKDAY',
		'&TYPE DAY &RETCODE',
	];
	const files = libraryMembers.filter(({name}) => routines.includes(name) || used.includes(name));
	const folder = await folderWith(t, {
		...Object.fromEntries(files.map(({name, type, lines}) => [`${name}.${type}`, `${lines.join('\n')}\n`])),
		'WEEKDAY.ASSEMBLE': program,
		'P.EXEC': `${procedure.join('\n')}\n`,
	});
	const {lines} = await yorktown(['run', '--mount', `${folder}:A`, path.join(folder, 'P.EXEC')]);
	t.is(lines.at(-1), 'DAY 3');
	t.is(lines.filter(line => line === 'NO STATEMENTS FLAGGED IN THIS ASSEMBLY').length, members.length);
	// The END card has the day of the assembly.
	const end = 80;
	for (const {deck} of members) {
		const made = readFileSync(path.join(folder, `${deck.name.toLowerCase()}.text`));
		t.true(made.subarray(0, -end).equals(Buffer.concat(deck.records).subarray(0, -end)), deck.name);
	}
});
