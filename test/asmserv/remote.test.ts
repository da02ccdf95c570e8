/** REMOTE ASSEMBLE: a second service, added by a profile and a program. */
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {toEbcdic} from '../../source/base/ebcdic.js';
import {encodeLibrary} from '../../source/cms/commands/programs/text-library.js';
import {folderWith, yorktown} from '../support/cli.js';
import {Installation, type InstalledUser} from '../support/installation.js';

function start(t: ExecutionContext, ...userids: readonly string[]): InstalledUser[] {
	const installation = new Installation();
	t.teardown(() => {
		installation.close();
	});
	return userids.map(userid => {
		const user = installation.logOn(userid);
		user.enterAll('SET BLIP OFF', 'SET EMSG ON');
		return user;
	});
}

/** Types a file in by EDIT. */
function file(user: InstalledUser, name: string, type: string, ...lines: readonly string[]): void {
	user.enterAll(`EDIT ${name} ${type}`, 'INPUT', ...lines, '', 'FILE');
}

const program = (name: string, ...lines: readonly string[]): string[] =>
	[`${name} CSECT`, ' BALR 12,0', ' USING *,12', ...lines, ' SR 15,15', ' BR 14', ` END ${name}`];

const clean = ['ASSEMBLER (XF) DONE', 'NO STATEMENTS FLAGGED IN THIS ASSEMBLY', 'Ready;'];

test('what another machine assembled runs; the listing is there too', t => {
	const [user] = start(t, 'USER1');
	file(user, 'GOOD', 'ASSEMBLE', ...program('GOOD'));
	t.deepEqual(user.enter('REMOTE ASSEMBLE GOOD'), clean);
	t.regex(user.enter('TYPE GOOD LISTING').join('\n'), /1 GOOD +CSECT/);
	t.deepEqual(user.enter('LOAD GOOD ( START'), ['DMSLIO740I Execution begins...', 'Ready;']);
});

test('flagged statements are typed; the highest severity is the return code; options are the assembler\'s', t => {
	const [user] = start(t, 'USER1');
	file(user, 'FLAWED', 'ASSEMBLE', ...program('FLAWED', ' BAD 1,2', ' LA 1,NOWHERE'));
	const typed = user.enter('REMOTE ASSEMBLE FLAWED ( NOOBJECT XREF ( SHORT ) NOESD');
	t.regex(typed[1], /^ *FLA0+40 +4 +BAD +1,2$/);
	t.deepEqual(typed.filter(line => /^(?:ASS|IFO|NUM|Rea)/.test(line)), [
		'ASSEMBLER (XF) DONE',
		'IFO078 UNDEFINED OP CODE',
		'IFO188 NOWHERE IS AN UNDEFINED SYMBOL',
		'NUMBER OF STATEMENTS FLAGGED IN THIS ASSEMBLY =     2',
		'Ready(00008);',
	]);
	t.regex(user.enter('TYPE FLAWED LISTING').join('\n'), /ALIGN, NOESD, .*XREF\(SHORT\)/);
	t.is(user.enter('STATE FLAWED TEXT').at(-1), 'Ready(00028);');
	t.is(user.enter('REMOTE ASSEMBLE FLAWED ( NOTERM').length, 3);
});

test('macros and COPY members typed in, put into a MACLIB, are there for the next assembly', t => {
	const [user] = start(t, 'USER1');
	file(user, 'SEVEN', 'MACRO', ' MACRO', ' SEVEN &R', ' COPY REGS', ' LA &R,R7', ' MEND');
	file(user, 'REGS', 'COPY', 'R7 EQU 7');
	file(user, 'OURS', 'ASSEMBLE', 'OURS CSECT', ' USING *,15', ' SEVEN 15', ' BR 14', ' END');
	t.is(user.enter('REMOTE ASSEMBLE OURS').at(-1), 'Ready(00008);');
	t.deepEqual(user.enter('MACLIB GEN MINE SEVEN REGS'), ['Ready;']);
	t.deepEqual(user.enter('GLOBAL MACLIB MINE'), ['Ready;']);
	t.deepEqual(user.enter('REMOTE ASSEMBLE OURS'), clean);
	t.deepEqual(user.enter('LOAD OURS ( START'), ['DMSLIO740I Execution begins...', 'Ready(00007);']);
});

test('macros come from the libraries of GLOBAL MACLIB', async t => {
	const macro = [' MACRO', ' OURS &R', ' LA &R,7', ' MEND'].map(line => toEbcdic(line.padEnd(80)));
	const library = encodeLibrary([{names: ['OURS'], records: macro}]) as Uint8Array[];
	const folder = await folderWith(t, {
		'ours.maclib': Buffer.concat(library),
		'uses.assemble': program('USES', ' OURS 3').join('\n') + '\n',
		'p.exec': '&CONTROL OFF\nREMOTE ASSEMBLE USES\n&TYPE RC &RETCODE\nGLOBAL MACLIB OURS\nREMOTE ASSEMBLE USES\n&TYPE RC &RETCODE\n',
	});
	const {lines} = await yorktown(['run', '--mount', `${folder}:A`, path.join(folder, 'p.exec')]);
	t.deepEqual(lines.slice(-4), ['RC 8', ...clean.slice(0, 2), 'RC 0']);
});

test('what cannot be assembled is said before anybody is asked', t => {
	const [user] = start(t, 'USER1');
	user.enter('COPYFILE HELLO EXEC Y V ASSEMBLE A');
	t.deepEqual(user.enter('REMOTE ASSEMBLE'), ['DMSASM001E NO FILENAME SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(user.enter('REMOTE ASSEMBLE NIX'), ['DMSASM002E FILE \'NIX ASSEMBLE\' NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(
		user.enter('REMOTE ASSEMBLE V'),
		['DMSASM007E FILE \'V ASSEMBLE\' IS NOT FIXED, 80 CHAR. RECORDS.', 'Ready(00032);'],
	);
	t.deepEqual(user.enter('REMOTE ASSEMBLE V ( FROB'), ['DMSASM003E INVALID OPTION \'FROB\'.', 'Ready(00024);']);
	t.deepEqual(user.enter('REMOTE FROB V'), ['DMSREM014E INVALID FUNCTION \'FROB\'.', 'Ready(00024);']);
});

test('two users are served by two slaves at once, each pays for his own', t => {
	const [one, other] = start(t, 'USER1', 'USER2');
	file(one, 'ONE', 'ASSEMBLE', ...program('ONE'));
	file(other, 'OTHER', 'ASSEMBLE', ...program('OTHER'));
	const {cp} = one.installation.system;
	let most = 0;
	cp.events.observe(() => {
		most = Math.max(most, cp.slaves.list('ASMSERV').filter(slave => cp.slaves.owner(slave) !== 'ASMSERV').length);
	});
	one.take();
	one.type('REMOTE ASSEMBLE ONE');
	t.deepEqual(other.enter('REMOTE ASSEMBLE OTHER'), clean);
	t.deepEqual(one.take(), clean);
	t.is(most, 2);
	t.regex(one.enter('SERVICE QUERY ASMSERV').join('\n'), /^ASMSERV {2}SERVING/);
});
