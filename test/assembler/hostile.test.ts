/** Sources that somebody wrote to make the assembler run, grow or recurse without end: each ends, and says why. */
import test from 'ava';
import {assemble, type AssemblyResult} from '../../source/assembler/assemble.js';
import type {Library} from '../../source/assembler/source/library.js';
import {limits} from '../../source/base/limits.js';

const codes = ({diagnostics}: AssemblyResult): string[] => [...new Set(diagnostics.map(({code}) => code))];

const times = <T>(count: number, make: (index: number) => T): T[] =>
	Array.from({length: count}, (_, index) => make(index));

/** A statement that goes on over so many cards. */
function continued(first: string, part: string, cards: number, last: string): string[] {
	const room = 71 - 15;
	const middle = part.repeat(Math.floor(room / part.length)).padEnd(room);
	return [
		`${first.padEnd(71)}X`,
		...times(cards, () => `${' '.repeat(15)}${middle}X`),
		' '.repeat(15) + last,
	];
}

test('a macro that calls itself twice ends at the depth of calls, and at the statements an assembly has', t => {
	const result = assemble([
		'         MACRO', '         TWICE', '         TWICE', '         TWICE', '         MEND', '         TWICE', '         END',
	]);
	t.deepEqual(codes(result), ['IFO088', 'IFO118', 'IFO260']);
});

test('loops within loops end, whatever ACTR says', t => {
	const result = assemble([
		'         MACRO', '         INNER', '         ACTR  2147483647', '.A       AGO   .A', '         MEND',
		'         INNER', '         END',
	]);
	t.deepEqual(codes(result), ['IFO118', 'IFO260']);
});

test('members that COPY each other eight times each are not read without end', t => {
	let read = 0;
	const library: Library = {
		member(name) {
			read++;
			const next = `         COPY  A${Number(name.slice(1)) + 1}`;
			return [...times(992, () => '*'), ...times(8, () => next)];
		},
	};
	const result = assemble([...times(20, () => '         COPY  A1'), '         END'], {library});
	t.true(codes(result).includes('IFO070'));
	t.true(read * 1000 <= limits.assemblerCopied.value + 1000);
});

test('a hundred thousand symbols, each used, and ten megabytes of cards are a program like any other', t => {
	const symbols = assemble([
		'P        CSECT', ...times(100_000, index => `S${index}`.padEnd(9) + 'EQU   *'), '         DC    A(S99999)', '         END',
	]);
	t.is(symbols.returnCode, 0);
	t.is(symbols.symbols.length, 100_001);
	const cards = assemble(['P        CSECT', ...times(131_072, () => '         BALR  1,2'.padEnd(80)), '         END']);
	t.is(cards.returnCode, 0);
	t.is(cards.sections[0].length, 262_144);
});

test('a chain of symbols that each need the one before is no deeper than one of them', t => {
	const result = assemble([
		'         AIF   (L\'S20000 EQ 1).X', '.X       ANOP', 'S0       EQU   1',
		...times(20_000, index => `S${index + 1}`.padEnd(9) + `EQU   S${index}+1`), '         AIF   (L\'S20000 EQ 1).Y', '.Y       ANOP',
		'         END',
	]);
	t.is(result.returnCode, 0);
	t.is(result.symbols.find(({name}) => name === 'S20000')?.value, 20_001);
});

test('a value of SETC that doubles stays at its 255 characters', t => {
	const result = assemble([
		'         LCLC  &C', '&C       SETC  \'AB\'', '.A       ANOP', '&C       SETC  (255)\'&C&C&C&C\'', 'X        EQU   K\'&C',
		'         AIF   (K\'&C LT 1000).A', '         END',
	]);
	t.true(codes(result).includes('IFO118'));
});

test('a duplication factor that no section has room for is flagged, and nothing is made of it', t => {
	for (const operand of ['16777215CL65535\'A\'', '16777215D\'0\'', '16777215A(P)', '16777215AL3(P)', '16777215V(X)']) {
		const result = assemble(['P        CSECT', `X        DC    ${operand}`, 'Y        DC    C\'Y\'', '         END']);
		t.deepEqual(codes(result), ['IFO240'], operand);
		t.is(result.sections[0].length, 1, operand);
	}
});

test('address constants more than a loader is given are flagged; what is behind them stays where it was', t => {
	const result = assemble(['P        CSECT', '         DC    1000001A(P)', 'Y        DC    C\'Y\'', '         END']);
	t.deepEqual(codes(result), ['IFO206']);
	t.is(result.symbols.find(({name}) => name === 'Y')?.value, 4_000_004);
});

test('text that is assembled over and over again has an end', t => {
	const result = assemble([
		'D        DSECT', ...times(4, () => ['         ORG   D', '         DC    16000000X\'00\'']).flat(), '         END',
	].flat());
	t.deepEqual(result.diagnostics.map(({code, statement}) => [code, statement]), [['IFO240', 7], ['IFO240', 9]]);
});

test('constants of single bits are put together in a time that grows as they do', t => {
	const result = assemble(['P        CSECT', '         DC    4000000FL.1\'1\',XL.7\'0\'', '         END']);
	t.is(result.returnCode, 0);
	t.is(result.sections[0].length, 500_001);
});

test('parentheses within each other end at a depth, signs and NOTs in a row may be as many as there is room', t => {
	for (const [first, part, last] of [
		['&A       SETA  ('.padEnd(71, '('), '(', '1'],
		['         AIF   ('.padEnd(71, '('), '(', '1).X'],
		['&A       SETA  '.padEnd(71, '-'), '&BB(', '1)'],
	]) {
		const result = assemble(['         LCLA  &A,&BB(9)', ...continued(first, part, 2000, last), '         END']);
		t.is(codes(result)[0], 'IFO233');
	}

	const signs = assemble([
		'         LCLA  &A', ...continued('&A       SETA  '.padEnd(71, '-'), '-', 2000, '5'),
		...continued('X        EQU   '.padEnd(71, '-'), '-', 2000, '7'),
		...continued('         AIF   (NOT ', 'NOT ', 2000, '1).X'), '.X       ANOP', '         END',
	]);
	t.is(signs.returnCode, 0);
	t.is(Math.abs(signs.symbols[0].value), 7);
});
