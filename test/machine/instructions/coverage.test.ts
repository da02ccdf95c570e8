/** The instruction table against the tables of cases: nothing of it is left out. */
import test from 'ava';
import {instructionCatalogue} from '../../../source/machine/instructions/instruction-catalogue.js';
import {conditionCodeOf, interruptionOf, type Case, type Interruption} from '../../support/instruction-cases/table.js';
import {chapters} from './cases/index.js';
import {inputOutput} from './cases/input-output.js';
import {conditionCodes} from './condition-code-settings.js';
import {shapes} from './shapes.js';

const catalogue = instructionCatalogue();
const all: readonly Case[] = Object.values(chapters).flat();
const casesOf = (mnemonic: string): readonly Case[] => all.filter(each => each.mnemonic === mnemonic);
const inOrder = (values: Iterable<number>): number[] => [...new Set(values)].toSorted((a, b) => a - b);

/** What the letters of the instruction table stand for. */
const exceptions: Readonly<Record<string, Interruption>> = {
	A: 'addressing',
	P: 'protection',
	S: 'specification',
	D: 'data',
	IF: 'fixedPointOverflow',
	IK: 'fixedPointDivide',
	DF: 'decimalOverflow',
	DK: 'decimalDivide',
	EO: 'exponentOverflow',
	EU: 'exponentUnderflow',
	LS: 'significance',
	FK: 'floatingPointDivide',
	EX: 'execute',
	MO: 'monitorEvent',
	SO: 'specialOperation',
	TS: 'translationSpecification',
};

test('every instruction has a case that ends without a program interruption', t => {
	const normal = new Set([
		...all.filter(each => interruptionOf(each) === undefined).map(({mnemonic}) => mnemonic),
		...inputOutput.map(({mnemonic}) => mnemonic),
	]);
	t.deepEqual(catalogue.map(({row}) => row.mnemonic).filter(mnemonic => !normal.has(mnemonic)), []);
	t.is(normal.size, catalogue.length, 'and every case belongs to an instruction');
});

test('every condition code of every instruction has a case, and no case one that the manual does not know', t => {
	for (const {row: {mnemonic}} of catalogue.filter(({row}) => row.mnemonic !== 'EX')) {
		const tested = [
			...casesOf(mnemonic).map(each => conditionCodeOf(each)),
			...inputOutput.filter(each => each.mnemonic === mnemonic).map(({cc}) => cc),
		];
		t.deepEqual(inOrder(tested.filter(code => code !== undefined)), conditionCodes.get(mnemonic) ?? [], mnemonic);
	}

	t.deepEqual(
		[...conditionCodes.keys()].filter(mnemonic => !catalogue.some(({row}) => row.mnemonic === mnemonic)),
		[],
	);
});

test('every exception of every instruction has a case, or comes with its operands in the tests of access', t => {
	const accessed = new Set(shapes.filter(({operands}) => operands.length > 0).map(({row}) => row.mnemonic));
	for (const {row: {mnemonic, exceptions: letters}} of catalogue) {
		// Every privileged instruction is in `exceptions.test.ts`.
		for (const letter of letters.split(' ').filter(each => each !== '' && each !== 'M')) {
			const name = exceptions[letter];
			const isTested =
				casesOf(mnemonic).some(each => interruptionOf(each) === name)
				|| ((letter === 'A' || letter === 'P') && accessed.has(mnemonic));
			t.true(isTested, `${mnemonic}: ${letter} (${name})`);
		}
	}
});

test('every case stands in the chapter of its instruction', t => {
	for (const [chapter, cases] of Object.entries(chapters)) {
		for (const mnemonic of new Set(cases.map(each => each.mnemonic))) {
			t.is(catalogue.find(({row}) => row.mnemonic === mnemonic)?.chapter, chapter, mnemonic);
		}
	}

	t.deepEqual(
		new Set(catalogue.filter(({chapter}) => chapter === 'Input/Output Operations').map(({row}) => row.mnemonic)),
		new Set(inputOutput.map(({mnemonic}) => mnemonic)),
	);
});
