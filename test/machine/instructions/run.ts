/** Runs tables of cases, a test for each instruction. */
import test from 'ava';
import type {Case} from '../../support/instruction-cases/table.js';
import {complaints} from '../../support/instruction-cases/run.js';

/** One test for each instruction of the tables, in their order. */
export function testCases(cases: readonly Case[]): void {
	for (const mnemonic of new Set(cases.map(each => each.mnemonic))) {
		const all = cases.filter(each => each.mnemonic === mnemonic);
		test(`${mnemonic}: ${all.length} ${all.length === 1 ? 'case' : 'cases'}`, t => {
			t.deepEqual(all.flatMap(each => complaints(each)), []);
		});
	}
}
