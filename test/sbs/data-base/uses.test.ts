/** WHEREUSED and IMPACT: the tables that say who uses whom. */
import test from 'ava';
import fc from 'fast-check';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {runToEnd} from '../../../source/guest/action.js';
import type {MemberId} from '../../../source/sbs/data-base/member-id.js';
import {
	forgetUses, impactOf, moveUses, recordUses, referencesIn, whereUsed,
} from '../../../source/sbs/data-base/uses.js';
import {MemoryStore} from '../../support/memory-store.js';

const member = (text: string): MemberId => {
	const [name, type] = text.split(' ');
	return {name, type};
};

const recordsOf = (lines: readonly string[]): Uint8Array[] => lines.map(line => toEbcdic(line));

function put(store: MemoryStore, id: string, ...lines: readonly string[]): void {
	runToEnd(store.change(transaction => recordUses(transaction, member(id), recordsOf(lines))));
}

const usersOf = (store: MemoryStore, id: string): string[] =>
	runToEnd(store.read(reader => whereUsed(reader, member(id)))).map(({name, type, kind}) => `${name} ${type} ${kind}`);

const impact = (store: MemoryStore, id: string, most = 100): string[] =>
	runToEnd(store.read(reader => impactOf(reader, member(id), most))).impacts.map(({
		level, name, type, because,
	}) => `${level} ${name} ${type} (${because.name})`);

/** A sort that calls a comparison, both with a macro that uses another one. */
function library(): MemoryStore {
	const store = new MemoryStore();
	put(store, 'BEGIN MACRO', ' MACRO', ' BEGIN', ' EQUATES', ' MEND');
	put(store, 'EQUATES MACRO', ' MACRO', ' EQUATES', ' MEND');
	put(store, 'COMPARE ASSEMBLE', 'COMPARE CSECT', ' BEGIN', ' END');
	put(store, 'SORT ASSEMBLE', 'SORT CSECT', ' BEGIN', ' L 15,=V(COMPARE)', ' END');
	put(store, 'TEST EXEC', 'SORT INPUT');
	return store;
}

test('who uses a member, how, and whom a change reaches', t => {
	const store = library();
	t.deepEqual(usersOf(store, 'EQUATES MACRO'), ['BEGIN MACRO macro']);
	t.deepEqual(usersOf(store, 'BEGIN MACRO'), ['COMPARE ASSEMBLE macro', 'SORT ASSEMBLE macro']);
	t.deepEqual(usersOf(store, 'COMPARE ASSEMBLE'), ['SORT ASSEMBLE external']);
	t.deepEqual(usersOf(store, 'SORT MODULE'), ['TEST EXEC program']);
	t.deepEqual(usersOf(store, 'SORT ASSEMBLE'), []);
	t.deepEqual(impact(store, 'EQUATES MACRO'), [
		'1 BEGIN MACRO (EQUATES)', '2 COMPARE ASSEMBLE (BEGIN)', '2 SORT ASSEMBLE (BEGIN)',
	]);
});

test('members that use each other in a circle are reached once', t => {
	const store = new MemoryStore();
	put(store, 'ONE MACRO', ' MACRO', ' ONE', ' TWO', ' MEND');
	put(store, 'TWO MACRO', ' MACRO', ' TWO', ' THREE', ' MEND');
	put(store, 'THREE MACRO', ' MACRO', ' THREE', ' ONE', ' THREE', ' MEND');
	t.deepEqual(impact(store, 'ONE MACRO'), ['1 THREE MACRO (ONE)', '2 TWO MACRO (THREE)']);
	const {isComplete} = runToEnd(store.read(reader => impactOf(reader, member('ONE MACRO'), 1)));
	t.false(isComplete);
	t.is(impact(store, 'ONE MACRO', 1).length, 1);
});

test('a new version changes what has changed, a member that goes takes all along', t => {
	const store = library();
	put(store, 'SORT ASSEMBLE', 'SORT CSECT', ' ENTRY SORTA', ' EQUATES', ' END');
	t.deepEqual(usersOf(store, 'BEGIN MACRO'), ['COMPARE ASSEMBLE macro']);
	t.deepEqual(usersOf(store, 'COMPARE ASSEMBLE'), []);
	t.deepEqual(usersOf(store, 'EQUATES MACRO'), ['BEGIN MACRO macro', 'SORT ASSEMBLE macro']);
	runToEnd(store.change(transaction => moveUses(transaction, member('SORT ASSEMBLE'), member('ORDER ASSEMBLE'))));
	t.deepEqual(usersOf(store, 'EQUATES MACRO'), ['BEGIN MACRO macro', 'ORDER ASSEMBLE macro']);
	for (const id of ['BEGIN MACRO', 'EQUATES MACRO', 'COMPARE ASSEMBLE', 'ORDER ASSEMBLE', 'TEST EXEC']) {
		runToEnd(store.change(transaction => forgetUses(transaction, member(id))));
	}

	t.deepEqual(store.entries, []);
});

test('an unchanged version writes nothing', t => {
	const store = library();
	const puts: number[] = [];
	runToEnd(store.change(transaction => recordUses({
		...transaction,
		* put() {
			puts.push(1);
		},
		* remove() {
			puts.push(-1);
		},
	}, member('SORT ASSEMBLE'), recordsOf(['SORT CSECT', ' BEGIN', ' L 15,=V(COMPARE)', ' END']))));
	t.deepEqual(puts, []);
});

test('the two tables always agree, whatever was stored before', t => {
	const macro = fc.constantFrom('A', 'B', 'C', 'D');
	fc.assert(fc.property(
		fc.array(fc.tuple(macro, fc.array(macro, {maxLength: 4})), {maxLength: 12}), versions => {
			const store = new MemoryStore();
			const latest = new Map<string, readonly string[]>();
			for (const [name, uses] of versions) {
				put(store, `${name} MACRO`, ' MACRO', ` ${name}`, ...uses.map(use => ` COPY ${use}`), ' MEND');
				latest.set(name, uses);
			}

			for (const name of ['A', 'B', 'C', 'D']) {
				const users = [...latest].filter(([, uses]) => uses.includes(name));
				t.deepEqual(usersOf(store, `${name} COPY`), users.map(([user]) => `${user} MACRO copy`).toSorted());
				const references = runToEnd(store.read(reader => referencesIn(reader, member(`${name} MACRO`))));
				t.deepEqual(
					references.map(reference => reference.name), [...new Set(latest.get(name))].toSorted(),
				);
			}
		},
	), {numRuns: 50});
});

test('three thousand members: who uses one is found in milliseconds', t => {
	const store = new MemoryStore();
	runToEnd(store.change(function * (transaction) {
		for (let number = 0; number < 3000; number++) {
			yield * recordUses(transaction, {name: `M${number}`, type: 'ASSEMBLE'}, recordsOf([
				`M${number} CSECT`, ` MAC${number % 60}`, ` EXTRN M${(number + 1) % 3000}`,
			]));
		}
	}));
	const start = performance.now();
	t.is(usersOf(store, 'MAC7 MACRO').length, 50);
	t.true(performance.now() - start < 20);
	t.is(impact(store, 'MAC7 MACRO', 5000).length, 3000);
});
