/** Compiled lines and the interpreter: the same answers at the same time. */
import test from 'ava';
import fc from 'fast-check';
import {CmsSession} from '../../../support/cms-session.js';

const most = 12;

/** What a procedure types, and the instructions that are charged for it. */
function run(lines: readonly string[]): {readonly typed: readonly string[]; readonly instructions: number} {
	const session = new CmsSession({files: {'T EXEC': lines}});
	const typed = session.enter('T 5 X');
	return {typed, instructions: session.vm.cpu.instructions};
}

/** A variable that has a control word's name leaves every line to the interpreter. */
const interpreted = '&COMMENT = 1';
const compiled = '&COMMENX = 1';

const value = fc.constantFrom('&A', '&B', '&C', '&N', '&X&N', '&&N', '&1', '&INDEX', '&RETCODE', '3', '0', '-2', '007', 'AB', '&NULL');
const operator = fc.constantFrom('+', '-', '*', '/');
const target = fc.constantFrom('&A', '&B', '&C', '&X&N', '&RETCODE', '&GLOBAL1');
const join = (...parts: ReadonlyArray<fc.Arbitrary<string>>): fc.Arbitrary<string> =>
	fc.tuple(...parts).map(words => words.join(' '));
const just = (text: string): fc.Arbitrary<string> => fc.constant(text);
const condition = join(value, fc.constantFrom('EQ', 'NE', 'LT', '>=', '=', 'XX'), fc.oneof(value, just('&$'), just('&*')));

/** Statement at place `at` of so many; jumps lead on. */
function statement(at: number, count: number): fc.Arbitrary<string> {
	const simple = fc.oneof(
		join(target, just('='), value),
		join(target, just('='), value, operator, value),
		join(target, just('='), value, operator, value, operator, value),
		join(target, just('='), fc.constantFrom('&LENGTH', '&CONCAT', '&DATATYPE', '&LITERAL', '&SUBSTR'), value, value),
		just('&CONTINUE'),
		just('* A COMMENT'),
		join(just('&TYPE'), value, just('&LINENUM')),
		join(just('&SKIP'), fc.constantFrom('0', '1', '2')),
		fc.integer({min: at + 1, max: count}).map(label => `&GOTO -L${label}`),
		join(just('&GOTO'), fc.constantFrom('-NOWHERE', '-&A')),
		just('STATE NO FILE'),
	);
	return fc.oneof(
		{weight: 4, arbitrary: simple},
		{weight: 3, arbitrary: join(just('&IF'), condition, simple)},
		{weight: 1, arbitrary: join(just('&LOOP'), fc.constantFrom('1', '2', '3', '0', '-OUT'), fc.constantFrom('2', '0', '&INDEX', '4096'))},
		{weight: 1, arbitrary: just('&LOOP 1 &J GT 3\n&J = &J + 1')},
	);
}

const body = fc.integer({min: 1, max: 10}).chain(count => fc.tuple(
	...Array.from({length: count}, (_, at) => statement(at, count).map(text => text.startsWith('*') ? text : `-L${at} ${text}`)),
).map(lines => [...lines.flatMap(line => line.split('\n')), `-L${count} &I = &I + 1`]));

const procedure = (first: string, lines: readonly string[]): string[] => [
	'&CONTROL OFF NOMSG',
	first,
	'&N = 0',
	'&I = 0',
	'&J = 0',
	'-TOP &N = &N + 1',
	`&IF &N GT ${most} &GOTO -OUT`,
	...lines,
	'&GOTO -TOP',
	'-OUT &TYPE &A &B &C &I &N &X1 &X2 &RETCODE',
];

test('whatever an EXEC says, it is the same compiled and interpreted, and takes the same time', t => {
	fc.assert(fc.property(body, lines => {
		t.deepEqual(run(procedure(compiled, lines)), run(procedure(interpreted, lines)), lines.join('\n'));
	}), {numRuns: 60});
});
