/** The programs of `dasd/library`: every member assembles, CMS links and loads it, and it does what it says. */
import test from 'ava';
import {toEbcdic} from '../../source/base/ebcdic.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import {readFile} from '../../source/cms/file-system/disk/host.js';
import {VolumeBlocks} from '../../source/system/volumes/volume-blocks.js';
import {cmsVolume} from '../support/cms-disk.js';
import {CmsSession} from '../support/cms-session.js';
import {
	assembledLibrary, assembleWithLibrary, libraryDecks, libraryMembers, libraryPrograms, linkedMembers,
} from '../support/program-library.js';

type Files = Readonly<Record<string, readonly string[]>>;

const session = (files: Files = {}): CmsSession =>
	new CmsSession({volumes: {0x191: cmsVolume(files, libraryDecks)}});

/** A session in which a program is a command. */
function sessionWith(program: string, files: Files = {}): CmsSession {
	const cms = session(files);
	cms.enter(`load ${program}`);
	cms.enter(`genmod ${program}`);
	return cms;
}

test('every member assembles without a word', t => {
	t.true(assembledLibrary.size >= 40);
	const diagnostics = [...assembledLibrary].flatMap(([name, {result}]) =>
		result.diagnostics.map(({code, text, line, member}) => `${name} ${member ?? ''}:${line} ${code} ${text}`));
	t.deepEqual(diagnostics, []);
});

test('statements stand in their columns', t => {
	const misplaced = libraryMembers.flatMap(({file, lines}) => lines
		.map((line, index) => ({line, place: `${file}:${index + 1}`}))
		.filter(({line}) => line.length > 71 || /[^ -~]/.test(line) || (!line.startsWith('*') && !line.startsWith('.*')
			&& !/^(?:\S{1,8} +| {9})(?<=^.{9})\S{1,5}(?:$|\s+(?<=^.{15})\S)|^.{9}\S{6,8}(?:$| \S)/.test(line)))
		.map(({place}) => place));
	t.deepEqual(misplaced, []);
});

test('each routine and program says what it is, what it takes and what it returns', t => {
	const silent = libraryMembers.filter(({type}) => type === 'ASSEMBLE').filter(({name, lines}) => {
		const head = lines.slice(0, lines.findIndex(line => line.includes(' CSECT'))).join('\n');
		const isProgram = libraryPrograms.includes(name);
		return !head.includes(`TITLE '${name} - `) || !head.includes(`*  ${name}: `)
			|| !(isProgram || (head.includes(`CALLS ${name}`) && head.includes('*  R15 ') && head.includes('Reentrant')));
	});
	t.deepEqual(silent.map(({file}) => file), []);
});

for (const name of libraryPrograms.filter(program => program.endsWith('TEST'))) {
	test(`${name} finds no fault, and leaves the routines as they were`, t => {
		const volume = cmsVolume({}, libraryDecks);
		const cms = new CmsSession({volumes: {0x191: volume}});
		t.deepEqual(cms.enter(`load ${name}`), ['Ready;']);
		t.deepEqual(cms.enter('genmod before'), ['Ready;']);
		const typed = cms.enter('start');
		t.regex(typed.at(-2) ?? '', /^\d{2,} TESTS, 0 FAILED$/, typed.join('\n'));
		t.is(typed.at(-1), 'Ready;');
		t.deepEqual(cms.enter('genmod after'), ['Ready;']);
		// The program and the stack stand in front of the routines.
		const own = assembledLibrary.get(name)!.result.sections
			.filter(section => section.kind === 'SD')
			.reduce((sum, {length}) => sum + (Math.ceil(length / 8) * 8), 0);
		const [before, after] = ['BEFORE', 'AFTER'].map(module =>
			Buffer.concat(readFile(new VolumeBlocks(volume), module, 'MODULE')!.slice(1, -1)).subarray(own));
		t.true(before.length > 1000);
		t.true(before.equals(after));
	});
}

test('a test that fails is told, and its program returns 8', t => {
	const cms = session();
	cms.enter('load dectest');
	// The literal that what DECFROM makes is compared with.
	const storage = Buffer.from(cms.vm.storage.fetch(0x2_0000, 0x4000));
	const literal = storage.indexOf(Buffer.from('000002147483648D', 'hex'));
	t.true(literal > 0);
	cms.enter('debug');
	cms.enter(`store ${(0x2_0000 + literal + 7).toString(16)} 9d`);
	cms.enter('return');
	t.deepEqual(cms.enter('start'), [
		'Execution begins...',
		'FAILED DECFROM: 000002147483648D, NOT 000002147483649D',
		'69 TESTS, 1 FAILED',
		'Ready(00008);',
	]);
});

test('whoever calls where the stack has no room is told, and goes on', t => {
	const program = (stack: number): NewFile => {
		const text = `
SMALL    MAIN  STACK=${stack}
         CALLS DECADD,SUM,=PL8'1',=PL8'2'
         LTR   15,15
         BNZ   OUT
         CVB   15,SUM
OUT      LEAVE
SUM      DS    D
         END`;
		const {result, deck} = assembleWithLibrary(`S${stack}`, text.split('\n').slice(1));
		t.deepEqual(result.diagnostics, []);
		return deck;
	};

	const programs = [512, 240, 200].map(stack => program(stack));
	const cms = new CmsSession({volumes: {0x191: cmsVolume({}, [...libraryDecks, ...programs])}});
	const start = (name: string): string => {
		cms.enter(`load ${name}`);
		return cms.enter('start').at(-1)!;
	};

	t.is(start('s512'), 'Ready(00003);');
	// DECADD has its frame, and what it calls needs none.
	t.is(start('s240'), 'Ready(00003);');
	t.is(start('s200'), 'Ready(00100);');
});

test('a macro that is used wrong says so', t => {
	const noted = (statement: string): string[] =>
		assembleWithLibrary('X', ['X        MAIN', statement, '         LEAVE', '         END'])
			.result.diagnostics.map(({text}) => text);
	t.deepEqual(noted('         CALLS STRCMP,A,B,C,D,E,F,G,H,I'), ['CALLS: MORE THAN 8 ARGUMENTS']);
	t.true(noted('         CALLS STRCMP,,X').includes('CALLS: AN ARGUMENT IS MISSING'));
	t.deepEqual(noted('X1       STRING'), ['STRING: NEITHER TEXT NOR MAX']);
	t.deepEqual(noted('X1       STRING \'ABC\',MAX=2'), ['DUPLICATION FACTOR ERROR']);
	t.deepEqual(noted('X1       STRING \'ABC\',MAX=3'), []);
});

test('a program is linked by INCLUDE of its members, too', t => {
	const cms = session({'POEM DATA': ['A LINE']});
	const [name, ...called] = linkedMembers('WORDS');
	t.is(cms.enter(`load ${name} (noauto`).at(-1), 'Ready(00004);');
	for (const member of called.slice(0, -1)) {
		t.is(cms.enter(`include ${member} (noauto`).at(-1), 'Ready(00004);');
	}

	t.deepEqual(cms.enter(`include ${called.at(-1)} (noauto`), ['Ready;']);
	t.deepEqual(cms.enter('genmod'), ['Ready;']);
	t.deepEqual(cms.enter('words poem data').slice(1), ['         2 words', '         6 characters', 'Ready;']);
});

test('the same decks give the same MODULE, whatever ran before', t => {
	const volume = cmsVolume({}, libraryDecks);
	const cms = new CmsSession({volumes: {0x191: volume}});
	const module = () => Buffer.concat(readFile(new VolumeBlocks(volume), 'WORDS', 'MODULE')!);
	cms.enter('load words (clear');
	cms.enter('genmod');
	const first = module();
	cms.enter('load dattest (start');
	cms.enter('load words (clear');
	cms.enter('genmod');
	t.true(module().equals(first));
});

test('CALENDAR types a month', t => {
	const cms = sessionWith('calendar');
	t.deepEqual(cms.enter('calendar 7 1976'), [
		'      July 1976',
		' Mo Tu We Th Fr Sa Su',
		'           1  2  3  4',
		'  5  6  7  8  9 10 11',
		' 12 13 14 15 16 17 18',
		' 19 20 21 22 23 24 25',
		' 26 27 28 29 30 31',
		'Ready;',
	]);
	t.deepEqual(cms.enter('calendar 2 1999').slice(1), [
		' Mo Tu We Th Fr Sa Su',
		'  1  2  3  4  5  6  7',
		'  8  9 10 11 12 13 14',
		' 15 16 17 18 19 20 21',
		' 22 23 24 25 26 27 28',
		'Ready;',
	]);
	t.regex(cms.enter('calendar')[0], /^ +[A-Z][a-z]+ \d{4}$/);
	t.deepEqual(cms.enter('calendar 13'), ['CALENDAR [month [year]]: 1 to 12, 1 to 9999', 'Ready(00024);']);
	t.is(cms.enter('calendar may').at(-1), 'Ready(00024);');
});

test('WORDS counts', t => {
	const cms = sessionWith('words', {'POEM DATA': ['THE QUICK  BROWN', ' FOX', ' ']});
	t.deepEqual(
		cms.enter('words poem data').map(line => line.trim()),
		['3 lines', '4 words', '21 characters', 'Ready;'],
	);
	t.deepEqual(cms.enter('words poem verse'), ['No such file.', 'Ready(00028);']);
	t.is(cms.enter('words poem').at(-1), 'Ready(00024);');
});

test('SORTF sorts files, whatever their records, in order of what is equal', t => {
	const lines = Array.from({length: 300}, (_, index) =>
		`${'ABCDEFG'[(index * 37) % 7]}${String((index * 7919) % 100).padStart(2, '0')} ${index}`);
	const cms = sessionWith('sortf', {'SOME DATA': lines});
	const records = (): string[] => cms.enter('type some sorted').map(line => line.trim()).slice(1, -2);
	t.deepEqual(cms.enter('sortf some data a some sorted a ( key 1 1'), ['       300 records', 'Ready;']);
	const letters = [...'ABCDEFG'];
	t.deepEqual(records(), letters.flatMap(letter => lines.filter(line => line.startsWith(letter))));
	cms.enter('sortf some data a some sorted a ( descend');
	const inEbcdic = (one: string, other: string): number =>
		Buffer.compare(Buffer.from(toEbcdic(one.padEnd(8))), Buffer.from(toEbcdic(other.padEnd(8))));
	t.deepEqual(records(), lines.toSorted((one, other) => inEbcdic(other, one)));
	cms.enter('sortf some data a some sorted a ( key 1 1 unique');
	t.deepEqual(records(), letters.map(letter => lines.find(line => line.startsWith(letter))));
	// A file onto itself; what it was written as is gone.
	cms.enter('sortf some sorted a some sorted a ( desc');
	t.deepEqual(records()[0], lines.find(line => line.startsWith('A')));
	cms.enter('sortf some sorted a some sorted a ( descend');
	t.deepEqual(records()[0], lines.find(line => line.startsWith('G')));
	t.is(cms.enter('state some cmsut1 a').at(-1), 'Ready(00028);');
});

test('SORTF leaves the file as it was where the disk is full, or storage too small', t => {
	const line = (index: number): string => String(99_999 - index).padEnd(500, 'X');
	const lines = Array.from({length: 1180}, (_, index) => line(index));
	const cms = sessionWith('sortf', {'SOME DATA': lines.slice(0, 80), 'OTHER DATA': lines});
	t.deepEqual(cms.enter('sortf some data a some data a'), ['The file cannot be read or written.', 'Ready(00100);']);
	t.deepEqual(cms.enter('listfile some * a (alloc').slice(1, -1).map(line => line.split(/ +/).slice(0, 6).join(' ')), [
		'SOME DATA A1 V 500 80',
	]);
	t.deepEqual(cms.enter('sortf other data a other data a'), ['Storage does not hold the file.', 'Ready(00041);']);
});

test('SORTF refuses what it cannot do', t => {
	const cms = sessionWith('sortf', {'SOME DATA': ['B', 'A']});
	t.deepEqual(cms.enter('sortf no data a no sorted a'), ['No such file.', 'Ready(00028);']);
	t.deepEqual(
		cms.enter('sortf some data a some sorted a ( key 2 1'),
		['The key does not lie in the records.', 'Ready(00032);'],
	);
	t.is(cms.enter('sortf some data a some sorted a ( backwards').at(-1), 'Ready(00024);');
	t.is(cms.enter('sortf some data a some sorted a ( key 0 1').at(-1), 'Ready(00024);');
	t.is(cms.enter('sortf some data a').at(-1), 'Ready(00024);');
	t.is(cms.enter('sortf some data a some sorted q').at(-1), 'Ready(00100);');
});
