/** Sessions at EDIT on a typewriter terminal (GC20-1818, section 4; GC20-1819, section 5). */
import test from 'ava';
import {cmsVolume} from '../../support/cms-disk.js';
import {EditSession} from '../../support/edit-session.js';

const poem = {'POEM DATA': ['ONE FISH', 'TWO FISH', 'RED FISH', 'BLUE FISH']};

test('a new file: input mode, null line, FILE', t => {
	const session = new EditSession();
	t.deepEqual(session.enter('edit hello exec'), ['NEW FILE:', 'EDIT:']);
	t.deepEqual(session.enter('input'), ['INPUT:']);
	t.deepEqual(session.enter('&control off', '&type hello &1', ''), ['EDIT:']);
	t.deepEqual(session.enter('file'), ['Ready;']);
	t.deepEqual(session.enter('hello world'), ['HELLO WORLD', 'Ready;']);
});

test('the current line pointer: TOP, BOTTOM, UP, DOWN, NEXT, TYPE', t => {
	const session = new EditSession(poem);
	t.deepEqual(session.enter('EDIT POEM DATA'), ['EDIT:']);
	t.deepEqual(session.enter('TYPE *'), ['TOF:', 'ONE FISH', 'TWO FISH', 'RED FISH', 'BLUE FISH', 'EOF:']);
	t.deepEqual(session.enter('TOP', 'NEXT', 'DOWN 2', 'UP', 'BOTTOM', 'NEXT', 'UP 9'), [
		'TOF:',
		'ONE FISH',
		'RED FISH',
		'TWO FISH',
		'BLUE FISH',
		'EOF:',
		'TOF:',
	]);
	t.deepEqual(session.enter('N', 'T 2', 'U'), ['ONE FISH', 'ONE FISH', 'TWO FISH', 'ONE FISH']);
});

test('LOCATE and FIND go down, and start at the top after the end', t => {
	const session = new EditSession(poem);
	session.enter('EDIT POEM DATA');
	t.deepEqual(session.enter('LOCATE /fish/', 'l/RED', '/BL/', 'L/XX/'), [
		'ONE FISH',
		'RED FISH',
		'BLUE FISH',
		'NOT FOUND',
		'EOF:',
	]);
	t.deepEqual(session.enter('F TW'), ['TOF:', 'TWO FISH']);
	t.deepEqual(session.enter('FIND     F', 'FIND FISH'), ['RED FISH', 'EOF:']);
});

test('CHANGE: once, everywhere, on many lines', t => {
	const session = new EditSession(poem);
	session.enter('EDIT POEM DATA', 'NEXT');
	t.deepEqual(session.enter('CHANGE /FISH/DOG/'), ['ONE DOG']);
	t.deepEqual(session.enter('C /FISH/DOG/'), ['NOT FOUND']);
	t.deepEqual(session.enter('C /FISH/CAT/ 3'), ['TWO CAT', 'RED CAT']);
	t.deepEqual(
		session.enter('TOP', 'C /E/ee/ * G'),
		['TOF:', 'ONee DOG', 'ReeD CAT', 'BLUee FISH', 'EOF:'].map(line => line.toUpperCase()),
	);
	t.deepEqual(session.enter('UP', 'C //THE /', 'C ,THE,A,'), ['BLUEE FISH', 'THE BLUEE FISH', 'A BLUEE FISH']);
});

test('INPUT, REPLACE, DELETE and OVERLAY change lines; QUIT forgets, SAVE does not', t => {
	const session = new EditSession(poem);
	session.enter('EDIT POEM DATA', 'NEXT', 'INPUT ONE AND A HALF', 'NEXT', 'REPLACE TWO DOGS', 'NEXT', 'DELETE 2');
	t.deepEqual(session.enter('TOP', 'T *'), ['TOF:', 'TOF:', 'ONE FISH', 'ONE AND A HALF', 'TWO DOGS', 'EOF:']);
	t.deepEqual(session.enter('QUIT'), ['Ready;']);
	t.deepEqual(session.content('POEM DATA'), ['ONE FISH', 'TWO FISH', 'RED FISH', 'BLUE FISH']);
	t.deepEqual(session.enter('EDIT POEM DATA', 'N', 'O     BIRD', 'SAVE', 'DEL *', 'QUIT'), [
		'EDIT:',
		'ONE FISH',
		'ONE BIRD',
		'EDIT:',
		'EOF:',
		'Ready;',
	]);
	t.deepEqual(session.content('POEM DATA'), ['ONE BIRD', 'TWO FISH', 'RED FISH', 'BLUE FISH']);
});

test('DSTRING deletes up to a string, or nothing', t => {
	const session = new EditSession(poem);
	t.deepEqual(session.enter('EDIT POEM DATA', 'N', 'DSTRING /GREEN/', 'DS /RED/', 'UP'), [
		'EDIT:',
		'ONE FISH',
		'STRING NOT FOUND, NO DELETIONS MADE',
		'RED FISH',
		'TOF:',
	]);
});

test('what is not a subcommand is given back', t => {
	const session = new EditSession(poem);
	session.enter('EDIT POEM DATA');
	t.deepEqual(session.enter('FOO bar', 'UP X', 'C //A/ 1 G', '', 'SHORT', 'FOO'), [
		'?EDIT: FOO bar',
		'?EDIT: UP X',
		'?EDIT: C //A/ 1 G',
		'EDIT:',
		'¬',
	]);
});

test('upper case by default, mixed case for SCRIPT and MEMO, CASE between', t => {
	const session = new EditSession();
	session.enter('EDIT A SCRIPT', 'INPUT Mixed', 'CASE U', 'INPUT Upper');
	t.deepEqual(session.enter('CASE', 'TOP', 'T*', 'FILE'), ['U', 'TOF:', 'TOF:', 'Mixed', 'UPPER', 'EOF:', 'Ready;']);
	session.enter('EDIT A DATA', 'INPUT plain', 'CASE M', 'INPUT plain');
	t.deepEqual(session.enter('TOP', 'T*', 'QUIT').slice(2, 4), ['PLAIN', 'plain']);
});

test('file types bring record format, length, truncation and tabs', t => {
	const session = new EditSession();
	session.enter('EDIT P ASSEMBLE');
	t.deepEqual(session.enter('RECFM', 'TRUNC', 'ZONE', 'INPUT A\tLR\t1,2\tload', 'T'), [
		'F',
		'71',
		'1 71',
		'A        LR    1,2            LOAD',
	]);
	t.deepEqual(session.enter('FILE', 'STATE P ASSEMBLE A', 'EDIT P ASSEMBLE', 'VERIFY 80', 'N'), [
		'Ready;',
		'Ready;',
		'EDIT:',
		'A        LR    1,2            LOAD'.padEnd(72) + 'P  00010',
	]);
	session.enter('QUIT');
	t.deepEqual(session.enter('EDIT P EXEC', 'RECFM', 'QUIT'), ['NEW FILE:', 'EDIT:', 'V', 'Ready;']);
});

test('lines are cut at the truncation column, and that is said', t => {
	const session = new EditSession();
	session.enter('EDIT P DATA (LRECL 10');
	t.deepEqual(session.enter('INPUT 123456789012', 'CHANGE /9/9999/', 'INPUT', 'ABCDEFGHIJK', ''), [
		'TRUNCATED',
		'1234567890',
		'TRUNCATED',
		'1234567899',
		'INPUT:',
		'TRUNCATED',
		'ABCDEFGHIJ',
		'EDIT:',
	]);
});

test('GETFILE takes lines of another file', t => {
	const session = new EditSession({...poem, 'OTHER DATA': ['A', 'B', 'C', 'D']});
	session.enter('EDIT POEM DATA', 'NEXT');
	t.deepEqual(session.enter('GETFILE OTHER DATA A 2 2', 'G OTHER', 'G NOSUCH', 'G OTHER DATA A 9'), [
		'C',
		'EOF REACHED',
		'D',
		'FILE NOT FOUND',
		'STARTING POINT BEYOND EOF',
	]);
	t.deepEqual(session.enter('TOP', 'T *').slice(2), [
		'ONE FISH',
		'B',
		'C',
		'A',
		'B',
		'C',
		'D',
		'TWO FISH',
		'RED FISH',
		'BLUE FISH',
		'EOF:',
	]);
});

test('FNAME and FMODE rename; FILE takes a name of its own', t => {
	const session = new EditSession(poem, [], {192: cmsVolume()});
	session.enter('ACCESS 192 B', 'EDIT POEM DATA');
	t.deepEqual(session.enter('FNAME', 'FMODE', 'FNAME VERSE', 'FMODE B', 'FMODE', 'SAVE', 'FILE RHYME TEXT1'), [
		'POEM',
		'A1',
		'B1',
		'EDIT:',
		'Ready;',
	]);
	t.deepEqual(session.enter('STATE VERSE DATA B', 'STATE RHYME TEXT1 B', 'STATE VERSE DATA A'), [
		'Ready;',
		'Ready;',
		'File \'VERSE DATA A\' not found.',
		'Ready(00028);',
	]);
});

test('a disk that cannot be written keeps the user in EDIT with his lines', t => {
	const session = new EditSession();
	t.deepEqual(session.enter('EDIT P DATA', 'INPUT LINE', 'FMODE S', 'FILE', 'FMODE A', 'FILE'), [
		'NEW FILE:',
		'EDIT:',
		'SET NEW FILEMODE AND RETRY',
		'EDIT:',
		'Ready;',
	]);
	t.deepEqual(session.content('P DATA'), ['LINE']);
});

test('? and = repeat subcommands, X and Y keep them', t => {
	const session = new EditSession(poem);
	session.enter('EDIT POEM DATA', 'X N', 'Y C/FISH/CAT/');
	t.deepEqual(session.enter('X 2', 'Y', 'N', '?', '=', '= UP'), [
		'ONE FISH',
		'TWO FISH',
		'TWO CAT',
		'RED FISH',
		'N',
		'BLUE FISH',
		'RED FISH',
		'BLUE FISH',
	]);
});

test('an EXEC edits with stacked subcommands', t => {
	const session = new EditSession({
		'FIX EXEC': [
			'&CONTROL OFF',
			'&BEGSTACK',
			'LOCATE /RED/',
			'CHANGE /RED/GREEN/',
			'INPUT',
			'new line',
			'&END',
			// The null line that ends input: &STACK alone; a blank line under &BEGSTACK is a line of blanks.
			'&STACK',
			'&STACK FILE',
			'EDIT &1 &2',
			'&EXIT &RETCODE',
		],
		...poem,
	});
	session.enter('FIX POEM DATA');
	t.true(session.content('POEM DATA').includes('GREEN FISH'));
});

test('wrong calls of EDIT', t => {
	const session = new EditSession(poem);
	t.deepEqual(
		session.enter(
			'EDIT',
			'EDIT POEM',
			'EDIT POEM DATA (FOO',
			'EDIT POEM DATA (LRECL X',
			'EDIT POEM DATA (LRECL 999',
			'EDIT POEM DATA (LRECL 4',
			'EDIT NEW DATA Q',
		),
		[
			'INCOMPLETE FILEID SPECIFIED.',
			'Ready(00024);',
			'INCOMPLETE FILEID SPECIFIED.',
			'Ready(00024);',
			'INVALID OPTION \'FOO\'.',
			'Ready(00024);',
			'INVALID PARAMETER \'X\' IN THE OPTION \'LRECL\' FIELD.',
			'Ready(00024);',
			'RECORD LENGTH EXCEEDS ALLOWABLE MAXIMUM.',
			'Ready(00032);',
			'ACTUAL RECORD LENGTH EXCEEDS THAT SPECIFIED.',
			'Ready(00040);',
			'DISK \'Q\' NOT ACCESSED.',
			'Ready(00036);',
		],
	);
});

test('AUTOSAVE writes the file after so many changes, in input mode too', t => {
	const session = new EditSession(poem);
	session.enter('EDIT POEM DATA', 'NEXT');
	t.deepEqual(session.enter('AUTOSAVE', 'AUTO 2', 'AUTOSAVE', 'C /FISH/CAT/', 'N', 'C /FISH/CAT/'), [
		'OFF',
		'2',
		'ONE CAT',
		'TWO FISH',
		'TWO CAT',
		'SAVED',
	]);
	t.deepEqual(session.enter('INPUT', 'A', 'B', 'C', '', 'QUIT'), ['INPUT:', 'SAVED', 'EDIT:', 'Ready;']);
	t.deepEqual(session.content('POEM DATA'), ['ONE CAT', 'TWO CAT', 'A', 'B', 'RED FISH', 'BLUE FISH']);
	t.deepEqual(session.enter('EDIT POEM DATA', 'AUTO 0', 'AUTO X', 'FMODE S', 'AUTO 1', 'INPUT', 'D', 'N'), [
		'EDIT:',
		'?EDIT: AUTO 0',
		'?EDIT: AUTO X',
		'INPUT:',
		'SET NEW FILEMODE AND RETRY',
		'EDIT:',
		'ONE CAT',
	]);
});

test('ALTER changes a character, given as it is or by its code', t => {
	const session = new EditSession(poem);
	session.enter('EDIT POEM DATA', 'NEXT');
	t.deepEqual(session.enter('ALTER F W', 'AL c9 c1 2 G', 'ALTER Z Y', 'ALTER AB C'), [
		'ONE WISH',
		'ONE WASH',
		'TWO FASH',
		'NOT FOUND',
		'NOT FOUND',
	]);
	t.deepEqual(session.enter('ALTER A', 'ALTER ABC D'), ['?EDIT: ALTER A', '?EDIT: ALTER ABC D']);
});

test('REPEAT lets one OVERLAY be for several lines; FORWARD and BACKWARD move', t => {
	const session = new EditSession(poem);
	session.enter('EDIT POEM DATA', 'NEXT');
	t.deepEqual(session.enter('REPEAT 3', 'OVERLAY X', 'OVERLAY Y', 'BACKWARD 2', 'FO 3'), [
		'XNE FISH',
		'XWO FISH',
		'XED FISH',
		'YED FISH',
		'XNE FISH',
		'BLUE FISH',
	]);
	t.deepEqual(session.enter('REPEAT *', 'OVERLAY G', 'REPEAT X'), ['GLUE FISH', 'EOF:', '?EDIT: REPEAT X']);
});

test('an edit macro is an EXEC that stacks subcommands; one that fails leaves no stacked lines', t => {
	const session = new EditSession({
		...poem,
		'$DOWN EXEC': ['&CONTROL OFF', '&STACK NEXT &1'],
		'$BAD EXEC': ['&CONTROL OFF', '&STACK TOP', '&GOTO -NOWHERE'],
	});
	session.enter('EDIT POEM DATA');
	t.deepEqual(session.enter('$DOWN 2', '$NOSUCH 1', '$BAD', 'TYPE'), [
		'TWO FISH',
		'?EDIT: $NOSUCH 1',
		'Error in EXEC file $BAD, line 3 - &SKIP or &GOTO error',
		'STACKED LINES CLEARED',
		'TWO FISH',
	]);
	t.deepEqual(session.enter('SHORT', 'FOO', '$NOSUCH'), ['¬', '¬$']);
});

test('subcommands can be shortened as far as the manual says', t => {
	const session = new EditSession(poem);
	session.enter('EDIT POEM DATA', 'NEXT');
	t.deepEqual(session.enter('DE', 'DEL', 'TYPE'), ['?EDIT: DE', 'TWO FISH']);
	t.deepEqual(session.enter('REC', 'PRE', 'CASE M', 'RES', 'CASE'), ['V', 'U']);
});

test('$DUP copies the current line, and drops what is stacked behind it', t => {
	const session = new EditSession({...poem, 'TWICE EXEC': ['&CONTROL OFF', '&STACK NEXT', '&STACK $DUP', '&STACK TYPE',
		'EDIT POEM DATA']});
	t.deepEqual(session.enter('EDIT POEM DATA', 'N 2', '$DUP', '$dup 2', 'UP 4'), [
		'EDIT:', 'TWO FISH', 'TWO FISH', 'TWO FISH', 'ONE FISH',
	]);
	t.deepEqual(session.enter('$DUP 26', '$DUP 0', '$DUP 1 2', 'TOP', '$DUP'), [
		'?EDIT: $DUP 26', '?EDIT: $DUP 0', '?EDIT: $DUP 1 2', 'TOF:', '?EDIT: $DUP',
	]);
	t.deepEqual(session.enter('T *', 'QUIT').slice(1, 6), ['ONE FISH', ...Array.from({length: 4}, () => 'TWO FISH')]);
	t.deepEqual(session.enter('TWICE'), ['EDIT:', 'ONE FISH', 'STACKED LINES CLEARED BY $DUP', 'ONE FISH']);
});

test('$MOVE takes lines up, down, or behind a label', t => {
	const session = new EditSession(poem);
	const order = (): string[] => session.enter('TOP', 'T *').slice(2, -1).map(line => line.split(' ')[0]);
	session.enter('EDIT POEM DATA', 'N');
	t.deepEqual(session.enter('$MOVE 2 DOWN 1'), ['TWO FISH']);
	t.deepEqual(order(), ['RED', 'ONE', 'TWO', 'BLUE']);
	t.deepEqual(session.enter('BOTTOM', '$MOVE 1 UP 2'), ['BLUE FISH', 'BLUE FISH']);
	t.deepEqual(order(), ['RED', 'BLUE', 'ONE', 'TWO']);
	session.enter('TOP', 'N', '$MOVE 1 TO TWO');
	t.deepEqual(order(), ['BLUE', 'ONE', 'TWO', 'RED']);
	session.enter('TOP', 'N', '$MOVE 1 U 9');
	t.deepEqual(order(), ['BLUE', 'ONE', 'TWO', 'RED']);
	session.enter('TOP', 'N', '$MOVE 25 D 1', 'TOP', 'N 2');
	t.deepEqual(session.enter('$MOVE 1 TO GREEN', '$MOVE 2 TO TWO', '$MOVE', '$MOVE 26 UP 1', '$MOVE 1 SIDE 1'), [
		'?EDIT: $MOVE 1 TO GREEN',
		'?EDIT: $MOVE 2 TO TWO',
		'?EDIT: $MOVE',
		'?EDIT: $MOVE 26 UP 1',
		'?EDIT: $MOVE 1 SIDE 1',
	]);
});

test('a string wider than the zone is an error; without second string the first is deleted', t => {
	const session = new EditSession(poem);
	session.enter('EDIT POEM DATA', 'N');
	t.deepEqual(session.enter('C /O', 'C //O/ 1 G', 'C //O/', 'C /'), [
		'NE FISH', '?EDIT: C //O/ 1 G', 'ONE FISH', '?EDIT: C /',
	]);
	t.deepEqual(session.enter('ZONE 1 3', 'C /FISH/CAT/', 'DS /FISH/', 'DS /'), ['ZONE ERROR', 'ZONE ERROR', 'TWO FISH']);
});

test('in the CMS subset, and in macros, nothing needs the user area', t => {
	const session = new EditSession({
		...poem, '$TRY EXEC': ['&CONTROL OFF', 'COPYFILE POEM DATA A NEW = =', '&TYPE &RETCODE', 'STATE POEM DATA A', '&TYPE &RETCODE'],
	});
	t.deepEqual(session.enter('edit poem data', 'cms'), ['EDIT:', 'CMS SUBSET']);
	t.deepEqual(session.enter('copyfile poem data a new = =', 'edit other file'), [
		'INVALID SUBSET COMMAND', 'INVALID SUBSET COMMAND',
	]);
	t.deepEqual(session.enter('state poem data a', 'listfile poem data a (noh'), [
		'Ready;', 'POEM     DATA     A1', 'Ready;',
	]);
	t.deepEqual(session.enter('return', '$try'), ['EDIT:', '-2', '0']);
	session.enter('quit');
	t.deepEqual(session.enter('copyfile poem data a new = ='), ['Ready;']);
});

test('FMODE keeps the number, FIND without characters goes on by a line, $DUP numbers its copies', t => {
	const session = new EditSession(poem);
	t.deepEqual(session.enter('edit poem data', 'fmode a3', 'fmode a', 'fmode', 'fmode a b', 'fname x y'), [
		'EDIT:', 'A3', '?EDIT: fmode a b', '?EDIT: fname x y',
	]);
	t.deepEqual(session.enter('find', 'find  '), ['ONE FISH', 'TWO FISH']);
	session.enter('quit', 'edit prog vsbasic', 'input', 'rem', 'end', '', 'up', 'prompt 4');
	t.deepEqual(session.enter('$dup 3', 'top', 'type *'), [
		'00019 REM', 'TOF:', 'TOF:', '00010 REM', '00014 REM', '00018 REM', '00019 REM', '00020 END', 'EOF:',
	]);
});
