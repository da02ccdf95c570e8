import test from 'ava';
import {assemble} from '../../source/assembler/assemble.js';

const time = Date.UTC(1975, 10, 19, 9, 0) * 1000;

const source = [
	'DEMO     TITLE \'A LISTING\'',
	'         MACRO',
	'&L       ONE   &N                  GENERATES',
	'&L       DC    AL1(&N)             ONE BYTE',
	'         MEND',
	'P        CSECT                                                          00000100',
	'         USING P,12',
	'         L     1,=F\'42\'           COMMENT',
	'         MVC   FIELD,FIELD+1',
	'         L     2,NOWHERE',
	'FIELD    DS    CL3',
	'X        ONE   7',
	'Y        DC    F\'1,2,3\'',
	'         SPACE 2',
	'         PRINT NOGEN',
	'         ONE   8',
	'         DC    A(P,X),V(EXT)',
	'         END   P',
];

const pages = (options = {}) => {
	const {listing} = assemble(source, {time, ...options});
	return listing.join('\n').split(/^(?=1)/m).map(page => page.trimEnd().split('\n'));
};

test('source and object program: IFOX00\'s columns', t => {
	t.deepEqual(pages()[1], [
		`1${'DEMO     A LISTING'.padEnd(111)}PAGE    2`,
		`-${'  LOC  OBJECT CODE    ADDR1 ADDR2  STMT   SOURCE STATEMENT'.padEnd(97)}ASM 0201 09.00 11/19/75`,
		'0                                      2          MACRO',
		'                                       3 &L       ONE   &N                  GENERATES',
		'                                       4 &L       DC    AL1(&N)             ONE BYTE',
		'                                       5          MEND',
		' 000000                                6 P        CSECT                                                       '
		+ '   00000100',
		'                             00000     7          USING P,12',
		' 000000 5810 C030      00030           8          L     1,=F\'42\'           COMMENT',
		' 000004 D202 C00E C00F 0000E 0000F     9          MVC   FIELD,FIELD+1',
		' 00000A 0000 0000      00000          10          L     2,NOWHERE',
		'          *** ERROR ***',
		' 00000E                               11 FIELD    DS    CL3',
		'                                      12 X        ONE   7',
		' 000011 07                            13+X        DC    AL1(7)              ONE BYTE',
		' 000012 0000',
		' 000014 0000000100000002              14 Y        DC    F\'1,2,3\'',
		'0',
		'                                      16          PRINT NOGEN',
		'                                      17          ONE   8',
		' 000021 000000',
		' 000024 0000000000000011              19          DC    A(P,X),V(EXT)',
		' 000000                               20          END   P',
		' 000030 0000002A                      21                =F\'42\'',
	]);
});

test('dictionaries and cross references', t => {
	const [symbols, , relocations, references, literals, diagnostics] = pages();
	t.deepEqual(symbols.slice(2), ['0P         SD  0001 000000 000034', ' EXT       ER  0002']);
	t.deepEqual(relocations.slice(2), [
		'0 0001     0001      0C     000024',
		'  0001     0001      0C     000028',
		'  0001     0002      1C     00002C',
	]);
	t.deepEqual(references.slice(2), [
		'0FIELD    00003 0000000E 00011  00009 00009',
		' NOWHERE  ****UNDEFINED****     00010',
		' P        00001 00000000 00006  00007 00019 00020',
		' X        00001 00000011 00013  00019',
		' Y        00004 00000014 00014',
	]);
	t.deepEqual(literals.slice(2), ['0=F\'42\'   00004 00000030 00021  00008']);
	t.deepEqual(diagnostics.slice(2, 5), [
		'0   10  IFO188      NOWHERE IS AN UNDEFINED SYMBOL',
		' NUMBER OF STATEMENTS FLAGGED IN THIS ASSEMBLY =     1',
		' HIGHEST SEVERITY WAS    8',
	]);
});

test('the short cross reference leaves out what nobody refers to', t => {
	t.false(pages({crossReference: 'short'})[3].some(line => line.startsWith(' Y ')));
});

test('a page has as many lines as the option says', t => {
	const long = assemble(['P        CSECT', ...Array.from({length: 120}, () => '         DS    F'), '         END'], {
		time,
		lineCount: 30,
	});
	t.is(
		long.listing.filter(line =>
			line.startsWith('1')
			&& !line.includes('DICTIONARY')
			&& !line.includes('CROSS')
			&& !line.includes('DIAGNOSTICS')).length,
		5,
	);
	t.true(long.listing.every(line => line.length <= 121));
});

test('the same source gives the same listing and deck', t => {
	t.deepEqual(assemble(source, {time}), assemble(source, {time}));
});
