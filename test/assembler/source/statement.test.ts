import test from 'ava';
import fc from 'fast-check';
import {assemble} from '../../../source/assembler/assemble.js';
import {lines} from '../../support/assemble.js';

test('ICTL moves the columns', t => {
	const {returnCode, symbols} = assemble([
		'         ICTL  5,60,20',
		'SEQ P         CSECT',
		'SEQ X         DS    CL3',
		'    Y         EQU   X',
		'              END',
	]);
	t.is(returnCode, 0);
	t.deepEqual(symbols.map(({name}) => name), ['P', 'X', 'Y']);
});

test('a diagnostic says line and column', t => {
	const {diagnostics: [first]} = assemble(lines('P        CSECT\n         L     1,(5\n         END'));
	t.is(first.code, 'IFO178');
	t.deepEqual([first.line, first.column, first.statement, first.severity], [2, 20, 2, 8]);
});

test('lower case is upper case, except in strings', t => {
	const {returnCode, cards} = assemble(lines('p csect\nx dc c\'a\',x\'ab\'\n la 1,X-p\n end'));
	t.is(returnCode, 0);
	t.is(Buffer.from(cards[1].subarray(16, 22)).toString('hex'), '81ab41100000');
});

test('a missing END is supplied', t => {
	t.deepEqual(assemble(['P        CSECT']).diagnostics.map(({code, severity}) => [code, severity]), [['IFO260', 4]]);
	t.is(assemble([]).returnCode, 4);
});

const word = fc.constantFrom(
	'L',
	'LA',
	'MVC',
	'DC',
	'DS',
	'EQU',
	'USING',
	'AIF',
	'SETC',
	'MACRO',
	'MEND',
	'&A',
	'.X',
	'*',
	'=F\'1\'',
	'(',
	')',
	'\'',
	',',
	'1',
	'X\'F',
	'CSECT',
	'ORG',
	'LTORG',
	'CNOP',
	' ',
	'+',
	'-',
	'A',
	'END',
	'LCLA',
	'T\'',
	'L\'',
	'AL.3',
	'E\'1E9\'',
	'PRINT',
	'ENTRY',
	'CCW',
	'&SYSLIST(1',
	'OPSYN',
	'TITLE',
	'SPACE',
);

test('whatever stands on the cards, the assembler answers', t => {
	fc.assert(
		fc.property(
			fc.array(
				fc.array(word, {maxLength: 8}).map(words => words.join(' ').slice(0, 80)),
				{maxLength: 25},
			),
			source => {
				const {returnCode, cards} = assemble(source);
				return returnCode >= 0 && cards.every(card => card.length === 80);
			},
		),
		{numRuns: 400},
	);
	fc.assert(
		fc.property(
			fc.array(
				fc.array(word, {maxLength: 6}).map(words => ` ${words.join('').slice(0, 70)}`),
				{maxLength: 15},
			),
			source => assemble(source).returnCode >= 0,
		),
		{numRuns: 400},
	);
	t.pass();
});
