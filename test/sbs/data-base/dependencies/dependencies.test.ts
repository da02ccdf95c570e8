/** What members refer to, read from what they hold. */
import test from 'ava';
import fc from 'fast-check';
import {assemble} from '../../../../source/assembler/assemble.js';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {limits} from '../../../../source/base/limits.js';
import {referencesOf} from '../../../../source/sbs/data-base/dependencies/index.js';
import {lines} from '../../../support/assemble.js';

const recordsOf = (source: readonly string[]): Uint8Array[] =>
	source.map(line => toEbcdic(line.padEnd(80).slice(0, 80)));

const inText = (type: string, text: string): string[] =>
	referencesOf(type, recordsOf(lines(text))).map(({kind, name}) => `${kind} ${name}`).toSorted();

test('a source uses what it copies, calls and links to, and defines its sections and entries', t => {
	t.deepEqual(inText('ASSEMBLE', `
		 COPY  EQUATES
		SORT CSECT
		 ENTRY SORT2,SORT3
		 EXTRN COMPARE,SWAP
		 WXTRN TRACE
		 SAVE (14,12)
		 L 15,=V(READ)
		 LM 1,2,=V(ONE)
		 CALL COMPARE,(A,B) REMARKS ARE =V(NOTHING)
		 MVC 0(4,1),='=V(TEXT)'
		TABLE DC F'1',V(LEFT,RIGHT),2VL4(UPPER),C'V(TEXT)'
		SORT2 DS 0H
		* COPY COMMENT
		 END
	`), [
		'copy EQUATES',
		'defines SORT',
		'defines SORT2',
		'defines SORT3',
		'external COMPARE',
		'external LEFT',
		'external ONE',
		'external READ',
		'external RIGHT',
		'external SWAP',
		'external UPPER',
		'macro CALL',
		'macro SAVE',
		'weak TRACE',
	]);
});

test('a macro that the source defines itself is not the library\'s, except where it is called before', t => {
	t.deepEqual(inText('ASSEMBLE', `
		 EARLY 1
		 MACRO
		 OWN &A
		 LATER &A
		 SHARED &A
		 &A(2) 3
		 MEND
		 MACRO
		 LATER &A
		 MEND
		 MACRO
		 EARLY
		 MEND
		A CSECT
		 OWN 1
		LEAVE OPSYN RETURN
		 LEAVE
		 END
	`), ['defines A', 'macro EARLY', 'macro RETURN', 'macro SHARED']);
});

test('a macro member uses what its body calls; its sections are those of who calls it', t => {
	t.deepEqual(inText('MACRO', `
		 MACRO
		&N PRINTL &TEXT
		 COPY LINES
		&N LINEEDIT TEXT=&TEXT
		 L 15,=V(PRINTER)
		 AIF (&X).OUT
		.OUT ANOP
		&N CSECT
		PRV CSECT
		 MEND
	`), ['copy LINES', 'external PRINTER', 'macro LINEEDIT']);
	t.deepEqual(inText('COPY', `
		SHARED CSECT
		 SAVE 1
	`), ['macro SAVE']);
});

test('statements that go on, and columns of one\'s own', t => {
	t.deepEqual(inText('ASSEMBLE', [
		`A        CSECT${' '.repeat(58)}00000010`,
		`         EXTRN ONE,${' '.repeat(52)}X00000020`,
		'               TWO',
		`         CALL  ONE,TWO${' '.repeat(49)} SAVE`,
	].join('\n')), ['defines A', 'external ONE', 'external TWO', 'macro CALL']);
	t.deepEqual(referencesOf('ASSEMBLE', recordsOf([
		'         ICTL  25,71,40', `${'COPY HERE'.padEnd(25)} COPY THERE`,
	])), [{kind: 'copy', name: 'THERE'}]);
});

test('a deck says what its dictionary says', t => {
	const {cards} = assemble(lines(`
		MAIN CSECT
		 ENTRY MAIN2
		 EXTRN SUB
		 WXTRN MAYBE
		 L 15,=V(OTHER)
		MAIN2 DC A(SUB,MAYBE)
		 END
	`));
	t.deepEqual(referencesOf('TEXT', cards).map(({kind, name}) => `${kind} ${name}`).toSorted(), [
		'defines MAIN', 'defines MAIN2', 'external OTHER', 'external SUB', 'weak MAYBE',
	]);
});

test('a procedure calls programs, also behind &IF', t => {
	t.deepEqual(inText('EXEC', `
		* ERASE NOTHING
		&CONTROL OFF
		&IF &INDEX EQ 0 &IF X EQ X &GOTO -OUT
		-LOOP SBS GET A B
		&IF &1 EQ ? HELPME
		EXEC BUILD &1
		&STACK NOT THIS
	`), ['program BUILD', 'program HELPME', 'program SBS']);
});

test('a type that nothing is known of has no references', t => {
	t.deepEqual(referencesOf('LISTING', recordsOf([' COPY X'])), []);
});

const symbol = fc.stringMatching(/^[A-Z$#@][A-Z$#@\d]{0,7}$/);

test('whatever names it has, a source refers to those, once each', t => {
	fc.assert(fc.property(
		fc.uniqueArray(symbol, {maxLength: 20}), fc.uniqueArray(symbol, {maxLength: 20}), (copied, external) => {
			const source = [
				...copied.flatMap(name => [` COPY ${name}`, ` COPY ${name} AGAIN`]),
				...external.map((name, index) => [` EXTRN ${name}`, ` DC V(${name})`, ` L 1,=V(${name})`][index % 3]),
			];
			t.deepEqual(
				new Set(referencesOf('ASSEMBLE', recordsOf(source)).map(({kind, name}) => `${kind} ${name}`)),
				new Set([...copied.map(name => `copy ${name}`), ...external.map(name => `external ${name}`)]),
			);
		},
	));
});

test('any records at all: it ends, with names that can be names', t => {
	const types = ['ASSEMBLE', 'MACRO', 'COPY', 'TEXT', 'EXEC'];
	const card = fc.oneof(
		fc.uint8Array({maxLength: 90}),
		fc.array(fc.constantFrom(
			' ', ',', '\'', '(', ')', '&', '=V(', 'MACRO', 'MEND', 'COPY', 'OPSYN', 'DC', 'L\'', '.', 'X', '\u0002ESD', '*',
		), {maxLength: 40}).map(words => toEbcdic(words.join(' ').slice(0, 80))),
	);
	fc.assert(fc.property(fc.constantFrom(...types), fc.array(card, {maxLength: 30}), (type, records) => {
		const references = referencesOf(type, records);
		t.true(references.every(({name}) => /^[\w$#@+:-]{1,8}$/.test(name)));
	}));
});

test('no more names than the limit says, however many there are, and no time without end', t => {
	const many = Array.from({length: 3000}, (_, index) => ` COPY M${index}`);
	t.is(referencesOf('ASSEMBLE', recordsOf(many)).length, limits.references.value);
	// One statement of as many cards as a file has records: commas and blanks on each.
	const long = Array.from({length: 65_000}, () => `               A,${' '.repeat(54)}X`);
	const start = performance.now();
	referencesOf('ASSEMBLE', recordsOf([`         CALL  A,${' '.repeat(54)}X`, ...long]));
	t.true(performance.now() - start < 4000);
});
