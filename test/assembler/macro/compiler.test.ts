/**
 * A statement that conditional assembly runs for the first time is interpreted, from then on it runs as what it was
 * compiled to: a macro called three times must make what three macros make that are called once.
 */
import test from 'ava';
import fc from 'fast-check';
import {assemble} from '../../../source/assembler/assemble.js';

const definition = (name: string, body: readonly string[]): string[] => [
	'         MACRO',
	`&N       ${name} &P,&Q,&K=(A,B)`,
	'         LCLA  &A,&AV(3)',
	'         LCLB  &B',
	'         LCLC  &C,&CV(3)',
	'&A       SETA  3',
	'&AV(2)   SETA  -7',
	'&B       SETB  1',
	'&C       SETC  \'X\'\'Y\'',
	'&CV(1)   SETC  \'12\'',
	...body,
	'         MEND',
];

const operands = ['5,(1,(2,3),C)', '(X,,Z),\'A B\',K=', 'LAB,,K=X\'1F\'', ',7', '&&,R1,K=(1)'];

/** What is assembled, and what is said. */
function outcome(names: readonly [string, string, string], body: readonly string[], given: string): unknown {
	const {cards, diagnostics, symbols} = assemble([
		...[...new Set(names)].flatMap(name => definition(name, body)),
		'LAB      DC    PL3\'1.5\'',
		...names.map((name, index) => `L${index}       ${name.padEnd(5)} ${given}`),
		'         END',
	]);
	return {
		cards: cards.slice(0, -1).map(card => Buffer.from(card.subarray(0, 72)).toString('hex')),
		diagnostics: diagnostics.map(({code, text}) => `${code} ${text}`),
		symbols: symbols.map(({name, value}) => [name, value]),
	};
}

const variable = fc.constantFrom(...(
	'&A &AV(2) &AV(&A) &AV &AV(4) &B &C &CV(1) &CV(9) &P &P(1) &P(2) &Q &Q(2) &Q(0) &K &K(2) &K(1,1) &N &SYSLIST(1) '
	+ '&SYSLIST(2,2) &SYSLIST(0) &SYSLIST(9) &SYSLIST &SYSNDX &SYSECT &SYSPARM &NONE &A(1) &AV(&P) &p &A.B &LONGNAME'
).split(' '));
const attribute = fc.tuple(fc.constantFrom('K\'', 'N\'', 'T\'', 'L\'', 'S\'', 'I\'', 'k\''), variable)
	.map(([letter, of]) => letter + of);
const term = fc.constantFrom('1', '0', '2147483647', 'X\'F\'', 'C\'&A\'', 'B\'11\'', '99999999999', '');
const number = fc.oneof(variable, attribute, term);
const sum = fc.oneof(
	number,
	fc.constantFrom('-7/2', '7/-&A', '(1-8)/2', '&AV(2)/&A', '2147483647+1', '65536*&A*65536', '7/0', '( 1 )'),
	fc.tuple(number, fc.constantFrom('+', '-', '*', '/', ' '), number).map(parts => parts.join('')),
	fc.tuple(number, fc.constantFrom('+', '*', '/-', '-('), number).map(([a, sign, b]) => `(${a}${sign}${b})*2`),
);
const text = fc.oneof(
	variable.map(each => `'${each}'`),
	fc.tuple(variable, variable).map(([a, b]) => `'${a}.${b}..'`),
	fc.tuple(variable, sum, sum).map(([a, start, length]) => `'${a}ABC'(${start},${length})`),
	fc.tuple(variable, variable).map(([a, b]) => `'${a}'.'${b}'`),
	fc.tuple(sum, variable).map(([copies, a]) => `(${copies})'${a}'`),
	variable.map(each => `T'${each}`),
	fc.constantFrom('\'\'', '\'A\'\'B\'', '\'&&A\'', 'ABC', '\'open'),
);
const relation = fc.oneof(
	fc.tuple(sum, fc.constantFrom('EQ', 'NE', 'LT', 'GT', 'LE', 'GE', 'eq', 'XX'), sum).map(parts => parts.join(' ')),
	fc.tuple(text, fc.constantFrom('EQ', 'NE', 'LT', 'GT'), text).map(parts => parts.join(' ')),
	sum,
	variable,
);
const condition = fc.oneof(
	relation,
	fc.tuple(relation, fc.constantFrom('AND', 'OR', 'AND NOT'), relation).map(([a, word, b]) => `(${a}) ${word} (${b})`),
	fc.tuple(relation, relation).map(([a, b]) => `NOT ((${a}) OR ${b})`),
);

const emit = ['         MNOTE 1,\'&A/&B/&C\''];
const statement = fc.oneof(
	sum.map(each => [`&A       SETA  ${each}`, ...emit]),
	sum.map(each => [`&AV(${each}) SETA 1`, '&A       SETA  &AV(1)+&AV(2)*10+&AV(3)*100', ...emit]),
	text.map(each => [`&C       SETC  ${each}`, ...emit]),
	condition.map(each => [`&B       SETB  (${each})`, ...emit]),
	condition.map(each => [`         AIF   (${each}).OUT`, '         DC    X\'01\'', '.OUT     ANOP', '         DC    X\'02\'']),
	variable.map(each => [`         DC    C'<${each}>'`]),
	variable.map(each => [`         LA    ${each},4(${each})     REMARKS`]),
	variable.map(each => ['&N       EQU   *', `         INNER ${each},(${each},1),K=${each}`]),
);

const inner = [
	'         MACRO',
	'         INNER &X,&Y,&K=',
	'         DC    C\'&X/&Y/&Y(1)/&K\'',
	'         MEND',
];

test('a macro called three times makes what three macros make', t => {
	fc.assert(fc.property(
		fc.array(statement, {minLength: 1, maxLength: 3}),
		fc.constantFrom(...operands),
		(statements, given) => {
			const body = statements.flat().map(line => line.slice(0, 71));
			// The definition of INNER stands in the first body that runs: in front of all of them.
			const one = outcome(['MAC', 'MAC', 'MAC'], [...inner, ...body], given);
			const three = outcome(['MAC1', 'MAC2', 'MAC3'], [...inner, ...body], given);
			t.deepEqual(one, three);
		},
	), {numRuns: 400});
});

test('a loop takes the value that a variable symbol has each time, and stops where a subscript is wrong', t => {
	const {diagnostics, symbols} = assemble([
		'         MACRO',
		'         FILL  &LIST',
		'         LCLA  &I,&V(3)',
		'.NEXT    ANOP',
		'&I       SETA  &I+1',
		'&V(&I)   SETA  &LIST(&I)',
		'E&I      EQU   &V(&I)',
		'         AIF   (&I LT 5).NEXT',
		'         MEND',
		'         FILL  (10,20,30,40,50)',
		'         END',
	]);
	t.deepEqual(symbols.map(({name, value}) => [name, value]), [['E1', 10], ['E2', 20], ['E3', 30]]);
	t.deepEqual(diagnostics.map(({code}) => code), ['IFO106', 'IFO106', 'IFO106', 'IFO106']);
});
