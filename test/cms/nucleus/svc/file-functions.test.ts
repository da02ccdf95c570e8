/**
 * What System/370 programs do with files: the lists that FSREAD, FSWRITE, FSOPEN, FSCLOSE, FSPOINT, FSSTATE and FSERASE
 * make (GC20-1819, "CMS macros").
 */
import test from 'ava';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import type {NewFile} from '../../../../source/cms/file-system/disk/disk.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {programFile} from '../../../support/program-file.js';

/** A control block as FSCB makes it. */
function fscb(
	label: string,
	[command, name, type, mode]: readonly [string, string, string, string],
	rest: {
		readonly item?: number;
		readonly buffer?: string;
		readonly size?: number;
		readonly format?: string;
		readonly count?: number;
	} = {},
): string {
	const {item = 0, buffer = 'BUFFER', size = 80, format = 'F', count = 1} = rest;
	return [
		`${label.padEnd(8)} DC    0D'0'`,
		` DC    CL8'${command}'`,
		` DC    CL8'${name}'`,
		` DC    CL8'${type}'`,
		` DC    CL2'${mode}'`,
		` DC    H'${item}'`,
		` DC    A(${buffer})`,
		` DC    F'${size}'`,
		` DC    CL2'${format}'`,
		` DC    H'${count}'`,
		' DC    F\'0\'',
	].join('\n');
}

const buffer = 'BUFFER   DS    CL80';
/** Goes on at `error` with the return code in 15. */
const call = (list: string, error: string): string => ` LA    1,${list}\n SVC   202\n DC    AL4(${error})`;
const card = (text: string): Uint8Array => toEbcdic(text.padEnd(80));

function session(programs: readonly NewFile[], files: Readonly<Record<string, readonly string[]>> = {}): CmsSession {
	return new CmsSession({volumes: {0x191: cmsVolume(files, programs)}});
}

/** LOAD, START; what START typed behind `Execution begins...`. */
function start(cms: CmsSession, name: string): string[] {
	cms.enter(`load ${name}`);
	return cms.enter('start').slice(1);
}

const cards: NewFile = {
	name: 'CARDS',
	type: 'DATA',
	modeNumber: '1',
	recordFormat: 'F',
	recordLength: 80,
	records: ['ONE', 'TWO', 'THREE'].map(text => card(text)),
};

const copy = programFile('COPY', `
LOOP     DS    0H
${call('IN', 'END')}
${call('OUT', 'FAIL')}
 B     LOOP
END      LR    7,15
 LA    1,IN
 MVC   0(8,1),=CL8'FINIS'
 SVC   202
 DC    AL4(1)
 LA    1,OUT
 MVC   0(8,1),=CL8'FINIS'
 SVC   202
 DC    AL4(1)
 LR    15,7
 BR    14
FAIL     LA    15,100(,15)
 BR    14
${fscb('IN', ['RDBUF', 'CARDS', 'DATA', '*'])}
${fscb('OUT', ['WRBUF', 'CARDS', 'COPY', 'A1'])}
${buffer}
`);

test('a program copies a file record by record; the end of the file is return code 12', t => {
	const cms = session([cards, copy]);
	t.deepEqual(start(cms, 'copy'), ['Ready(00012);']);
	t.deepEqual(cms.enter('listfile cards * a (alloc'), [
		'FILENAME FILETYPE FM FORMAT    RECS BLOCKS',
		'CARDS    DATA     A1 F    80      3      1',
		'CARDS    COPY     A1 F    80      3      1',
		'Ready;',
	]);
	t.deepEqual(cms.enter('type cards copy').map(line => line.trim()), ['', 'ONE', 'TWO', 'THREE', '', 'Ready;']);
	// It is appended to.
	t.deepEqual(start(cms, 'copy'), ['Ready(00012);']);
	t.is(cms.enter('type cards copy').length, 9);
});

test('a program that never closes its file finds it written at Ready', t => {
	const cms = session([programFile('LEAVE', `
${call('OUT', 'END')}
END      BR    14
${fscb('OUT', ['WRBUF', 'LEFT', 'OPEN', 'A'], {format: 'V', size: 5})}
BUFFER   DC    C'HELLO'
`)]);
	t.deepEqual(start(cms, 'leave'), ['Ready;']);
	t.deepEqual(cms.enter('type left open'), [' ', 'HELLO', ' ', 'Ready;']);
	t.deepEqual(cms.enter('finis left open'), ['Ready(00006);']);
});

test('what a program wrote and did not close, the command it calls next finds on the disk', t => {
	const cms = session([programFile('WRITER', `
${call('OUT', 'END')}
${call('NEW', 'END')}
END      BR    14
${fscb('OUT', ['WRBUF', 'LEFT', 'OPEN', 'A'], {format: 'V', size: 5})}
NEW      DC    CL8'RENAME',CL8'LEFT',CL8'OPEN',CL8'A'
 DC    CL8'COPY',CL8'DATA',CL8'A',8X'FF'
BUFFER   DC    C'HELLO'
`)]);
	t.deepEqual(start(cms, 'writer'), ['Ready;']);
	t.deepEqual(cms.enter('type copy data'), [' ', 'HELLO', ' ', 'Ready;']);
});

test('records are read and replaced by number, several at a time', t => {
	const cms = session([cards, programFile('UPDATE', `
${call('TWO', 'END')}
 MVC   BUFFER(80),BUFFER+80
${call('FIRST', 'END')}
${call('THIRD', 'END')}
END      BR    14
${fscb('TWO', ['RDBUF', 'CARDS', 'DATA', 'A1'], {item: 2, size: 160, count: 2})}
FIRST    EQU   *
 DC    CL8'FINIS',CL8'*',CL8'*',CL8'*'
${fscb('THIRD', ['WRBUF', 'CARDS', 'DATA', 'A1'], {item: 1})}
BUFFER   DS    CL160
`)]);
	t.deepEqual(start(cms, 'update'), ['Ready;']);
	t.deepEqual(cms.enter('type cards data').map(line => line.trim()), ['', 'THREE', 'TWO', 'THREE', '', 'Ready;']);
});

test('a variable record of another length ends the file where it stands', t => {
	const cms = session([programFile('CUT', `
${call('OUT', 'END')}
END      BR    14
${fscb('OUT', ['WRBUF', 'POEM', 'DATA', 'A1'], {item: 2, format: 'V', size: 5})}
BUFFER   DC    C'SHORT'
`)], {'POEM DATA': ['A LINE', 'ANOTHER LINE', 'THE LAST']});
	t.deepEqual(start(cms, 'cut'), ['Ready;']);
	t.deepEqual(cms.enter('type poem data'), [' ', 'A LINE', 'SHORT', ' ', 'Ready;']);
});

/** A program of one call; its return code is the program's. */
const one = (list: string, more = buffer): string => `${call('LIST', 'END')}\nEND      BR    14\n${list}\n${more}`;

test('what is wrong is told by the return code', t => {
	const said: ReadonlyArray<readonly [string, number]> = [
		[fscb('LIST', ['RDBUF', 'NOSUCH', 'FILE', 'A1']), 1],
		[fscb('LIST', ['RDBUF', 'CARDS', 'DATA', 'A1'], {buffer: 'X\'FFFFF0\''}), 2],
		[fscb('LIST', ['RDBUF', 'CARDS', 'DATA', 'A1'], {buffer: 'X\'12000\''}), 2],
		[fscb('LIST', ['RDBUF', 'CARDS', 'DATA', 'A1'], {count: 0}), 5],
		[fscb('LIST', ['RDBUF', 'CARDS', 'DATA', 'A1'], {size: 10}), 8],
		[fscb('LIST', ['RDBUF', 'CARDS', 'DATA', 'A1'], {item: 4}), 12],
		[fscb('LIST', ['RDBUF', 'POEM', 'DATA', 'A1'], {count: 2}), 11],
		[fscb('LIST', ['WRBUF', 'NEW', 'FILE', '*']), 4],
		[fscb('LIST', ['WRBUF', 'NEW', 'FILE', 'A9']), 5],
		[fscb('LIST', ['WRBUF', 'NEW', 'FILE', 'A1'], {item: 3, format: 'V'}), 7],
		[fscb('LIST', ['WRBUF', 'NEW', 'FILE', 'A1'], {size: 0}), 8],
		[fscb('LIST', ['WRBUF', 'NEW', 'FILE', 'A1'], {format: 'X'}), 11],
		[fscb('LIST', ['WRBUF', 'NEW', 'FILE', 'S1']), 12],
		[fscb('LIST', ['WRBUF', 'NEW', 'FILE', 'A1'], {count: 3}), 14],
		[fscb('LIST', ['WRBUF', 'CARDS', 'DATA', 'A1'], {size: 40}), 15],
		[fscb('LIST', ['WRBUF', 'CARDS', 'DATA', 'A1'], {format: 'V'}), 16],
		[fscb('LIST', ['WRBUF', 'NEW', 'FILE', 'A1'], {format: 'V', count: 2}), 18],
		[fscb('LIST', ['WRBUF', 'N.W', 'FILE', 'A1']), 20],
		[fscb('LIST', ['FINIS', 'CARDS', 'DATA', 'A1']), 6],
		[fscb('LIST', ['POINT', 'NOSUCH', 'FILE', 'A1']), 1],
		[fscb('LIST', ['STATE', 'NOSUCH', 'FILE', 'A1']), 28],
		[fscb('LIST', ['ERASE', 'NOSUCH', 'FILE', 'A1']), 28],
	];
	const programs = said.map(([list], index) => programFile(`P${index}`, one(list)));
	const cms = session([cards, ...programs], {'POEM DATA': ['A LINE']});
	for (const [index, [list, code]] of said.entries()) {
		const [ready] = start(cms, `p${index}`);
		t.is(ready, `Ready(${String(code).padStart(5, '0')});`, list);
	}
});

test('STATE answers with the address of the directory entry', t => {
	const cms = session([cards, programFile('LOOK', `
${call('LIST', 'END')}
 L     2,LIST+28
 LH    15,26(,2)
 A     15,32(,2)
 CLI   30(2),C'F'
 BER   14
 SR    15,15
END      BR    14
${fscb('LIST', ['STATE', 'CARDS', 'DATA', '*'])}
${buffer}
`)]);
	t.deepEqual(start(cms, 'look'), ['Ready(00083);']);
});

test('POINT sets where a file is read and written next', t => {
	const cms = session([cards, programFile('SKIP', `
${call('POINT', 'END')}
${call('IN', 'END')}
 MVC   TYPLINE+8(4),=A(BUFFER)
${call('TYPLINE', 'END')}
END      BR    14
POINT    DC    CL8'POINT',CL8'CARDS',CL8'DATA',CL2'A1',H'0',H'3',H'0'
${fscb('IN', ['RDBUF', 'CARDS', 'DATA', 'A1'])}
TYPLINE  DC    CL8'TYPLIN',A(0),C'B',X'00',AL2(5)
${buffer}
`)]);
	t.deepEqual(start(cms, 'skip'), ['THREE', 'Ready;']);
});

test('a disk that is full ends writing with 13; what was written before is there', t => {
	const cms = session([programFile('FILL', `
LOOP     DS    0H
${call('OUT', 'END')}
 B     LOOP
END      BR    14
${fscb('OUT', ['WRBUF', 'BIG', 'FILE', 'A1'], {size: 32_000})}
BUFFER   DS    CL32000
`)]);
	t.deepEqual(start(cms, 'fill'), ['Ready(00013);']);
	t.regex(cms.enter('query disk a')[0], /100% FULL|9\d% FULL/);
});

test('a file that is written cannot be read, one that is read cannot be written', t => {
	const cms = session([cards, programFile('BOTH', `
${call('IN', 'END')}
${call('OUT', 'NEXT')}
 BR    14
NEXT     LR    7,15
 LA    1,IN
 MVC   0(8,1),=CL8'FINIS'
 SVC   202
 DC    AL4(1)
${call('OUT', 'END')}
 MVC   IN(8),=CL8'RDBUF'
${call('IN', 'LAST')}
LAST     AR    15,7
END      BR    14
${fscb('IN', ['RDBUF', 'CARDS', 'DATA', 'A1'])}
${fscb('OUT', ['WRBUF', 'CARDS', 'DATA', 'A1'])}
${buffer}
`)]);
	t.deepEqual(start(cms, 'both'), ['Ready(00018);']);
});
