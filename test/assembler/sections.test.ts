import test from 'ava';
import {link} from '../../source/assembler/object/absolute-loader.js';
import {assemble} from '../../source/assembler/assemble.js';
import {fromEbcdic} from '../../source/base/ebcdic.js';
import {assembled, joined, lines, objectCode} from '../support/assemble.js';

const value = (text: string, name: string): number => {
	const symbol = assemble(lines(text)).symbols.find(each => each.name === name)!;
	return symbol.value + (symbol.base?.origin ?? 0);
};

test('sections follow each other on doublewords; a section can be resumed', t => {
	const {sections} = assembled('A CSECT\n DS CL5\nB CSECT\n DS CL3\nA CSECT\n DS CL2\n END');
	t.deepEqual(sections.map(({name, origin, length}) => [name, origin, length]), [['A', 0, 7], ['B', 8, 3]]);
});

test('dummy and common sections begin at 0 and have no text', t => {
	const {sections, cards} = assembled('A CSECT\n DC F\'1\'\nD DSECT\nX DS F\nY DC F\'2\'\nC COM\n DS CL80\n END');
	t.deepEqual(sections.map(({kind, length}) => [kind, length]), [['SD', 4], ['DSECT', 8], ['CM', 80]]);
	t.deepEqual(cards.map(card => fromEbcdic(card.subarray(1, 4))), ['ESD', 'TXT', 'END']);
});

test('START gives the first section its origin', t => {
	t.is(value('A START 4096\nX DS F\n END', 'X'), 0x1000);
	t.is(value('A START X\'100\'\nX DS F\nB CSECT\nY DS F\n END', 'Y'), 0x108);
});

test('ORG goes back, forth and to the end', t => {
	t.is(objectCode('P CSECT\nX DC CL4\'ABCD\'\n ORG X+1\n DC C\'Z\'\n ORG\n DC C\'E\'\n END'), 'C1E9C3C4C5');
	t.deepEqual(
		assemble(lines('P CSECT\n ORG *+LATER\nLATER EQU 8\n END')).diagnostics.map(({code}) => code),
		['IFO231'],
	);
});

test('CNOP aligns with no-operations', t => {
	t.is(objectCode('P CSECT\n BR 14\n CNOP 0,8\n DC C\'A\'\n END'), '07FE070007000700C1');
	t.is(objectCode('P CSECT\n BR 14\n CNOP 6,8\n BR 14\n END'), '07FE0700070007FE');
	t.is(assemble(lines('P CSECT\n CNOP 4,4\n END')).returnCode, 8);
});

test('EQU takes values of earlier statements only', t => {
	t.is(value('P CSECT\nA DS CL8\nB EQU *-A+1\n END', 'B'), 9);
	t.deepEqual(
		assemble(lines('P CSECT\nA EQU B\nB EQU 4\nC EQU D\n END')).diagnostics.map(({code, text}) => [code, text]),
		[
			['IFO231', 'SYMBOL NOT PREVIOUSLY DEFINED - B'],
			['IFO188', 'D IS AN UNDEFINED SYMBOL'],
		],
	);
});

test('a symbol keeps its first definition', t => {
	const {symbols, diagnostics} = assemble(lines('P CSECT\nA EQU 1\nA EQU 2\n END'));
	t.is(symbols[0].value, 1);
	t.is(diagnostics[0].text, 'A HAS BEEN PREVIOUSLY DEFINED');
});

test('of two base registers the nearer is taken, of equal ones the higher', t => {
	t.is(
		objectCode('P CSECT\n USING P,10\n USING P+8,11\n LA 1,P+4\n LA 1,P+8\n USING P,9\n LA 1,P\n DROP 11\n LA 1,P+8\n END'),
		'4110A0044110B0004110A0004110A008',
	);
});

test('one USING promises several registers 4096 apart', t => {
	t.is(objectCode('P CSECT\n USING P,10,11\n LA 1,P+4096\n END'), '4110B000');
});

test('USING for a dummy section', t => {
	t.is(objectCode('P CSECT\n USING D,5\n L 1,Y\nD DSECT\nX DS F\nY DS F\n END'), '58105004');
});

test('without a USING nothing can be addressed', t => {
	t.deepEqual(
		assemble(lines('P CSECT\n L 1,P\n DROP 3\n END')).diagnostics.map(({code}) => code),
		['IFO209', 'IFO195'],
	);
});

test('PUSH and POP keep the base registers', t => {
	t.is(
		objectCode('P CSECT\n USING P,10\n PUSH USING\n DROP\n USING P,2\n LA 1,P\n POP USING\n LA 1,P\n END'),
		'411020004110A000',
	);
});

test('ENTRY, EXTRN and V-type constants link programs', t => {
	const {cards} = assembled('A CSECT\n ENTRY E\n EXTRN X\n DC A(X+4),V(Y),V(B)\nE DC F\'0\'\nB CSECT\n DC A(E)\n END E');
	const program = link(cards, 0x1000);
	t.is(program.entry, 0x100C);
	t.deepEqual([...program.names], [['A', 0x1000], ['B', 0x1010], ['E', 0x100C]]);
	t.deepEqual([...program.unresolved], ['X', 'Y']);
	t.is(Buffer.from(program.bytes).toString('hex'), joined('0000000400000000000010100000000000 00100c'));
});

test('literals go to the next LTORG, the longest first, equal ones once', t => {
	t.is(
		objectCode('P CSECT\n USING P,12\n LA 1,=C\'A\'\n LA 1,=F\'1\'\n LA 1,=D\'1\'\n LA 1,=H\'2\'\n LA 1,=F\'1\'\n LTORG\n LA '
			+ '1,=F\'1\'\n END'),
		joined('4110C0264110C0204110C0184110C0244110C02000000000 4110000000000000 00000001 0002 C1 00 4110C030 00000000 '
			+ '00000001'),
	);
});

test('a literal that cannot be assembled is flagged where it stands', t => {
	const {diagnostics} = assemble(lines('P CSECT\n USING P,12\n L 1,=F\'X\'\n L 1,=F\n L 1,=A(NOWHERE)\n END'));
	t.deepEqual(
		diagnostics.map(({code, statement, line}) => [code, statement, line]),
		[
			['IFO236', 7, 3],
			['IFO255', 8, 4],
			['IFO188', 9, 5],
		],
	);
});

test('a V-type constant is external even where the section has the name', t => {
	const {cards} = assembled('P CSECT\n DC V(P)\n END');
	t.is(cards[0][11], 32);
	t.is(Buffer.from(link(cards, 0x2000).bytes).toString('hex'), '00002000');
});

test('names of statements in error are defined all the same', t => {
	const {symbols, diagnostics} = assemble(lines('P CSECT\nA EQU (((((((1)))))))\nB DC (LATER)X\'0\'\nLATER EQU 1\n DC A(A,B)\n END'));
	t.deepEqual(symbols.map(({name}) => name), ['A', 'B', 'LATER', 'P']);
	t.deepEqual(diagnostics.map(({code}) => code), ['IFO233', 'IFO231']);
});

test('a literal pool at END belongs to the first control section', t => {
	const {sections} = assembled('A CSECT\n USING A,12\n L 1,=F\'1\'\nD DSECT\n DS CL100\n END');
	t.is(sections[0].length, 12);
});
