/** Systems: what they include, in which order, and what that makes of their members. */
import test from 'ava';
import fc from 'fast-check';
import {runToEnd, type Step} from '../../../source/guest/action.js';
import {
	allSystems, circleOf, composition, excludePart, findSystem, forgetPart, includePart, memberPart, movePart, partsOf,
	putSystem, systemPart, type Part,
} from '../../../source/sbs/data-base/systems.js';
import {systemDemandingReserve, systemsOf} from '../../../source/sbs/data-base/membership.js';
import type {Reader, Transaction} from '../../../source/sbs/store/store.js';
import {MemoryStore} from '../../support/memory-store.js';

const change = (store: MemoryStore, work: (transaction: Transaction) => Step): void => {
	runToEnd(store.change(work));
};

const look = <T>(store: MemoryStore, work: (reader: Reader) => Step<T>): T => runToEnd(store.read(work));

const define = (store: MemoryStore, name: string, requiresReserve = false): void => {
	change(store, transaction => putSystem(transaction, {
		name, owner: 'SARAH', isSubsystem: false, requiresReserve, date: '11/19/75', time: '09:00:00', next: 1,
	}));
};

function include(store: MemoryStore, system: string, part: Part): void {
	change(store, function * (transaction) {
		yield * includePart(transaction, (yield * findSystem(transaction, system))!, part);
	});
}

const parser = {name: 'PARSER', type: 'ASSEMBLE'};

function compiler(): MemoryStore {
	const store = new MemoryStore();
	for (const name of ['COMPILER', 'FRONT', 'BACK', 'COMMON']) {
		define(store, name);
	}

	include(store, 'COMPILER', systemPart('FRONT'));
	include(store, 'COMPILER', systemPart('BACK'));
	include(store, 'FRONT', systemPart('COMMON'));
	include(store, 'BACK', systemPart('COMMON'));
	include(store, 'FRONT', memberPart(parser));
	include(store, 'COMPILER', memberPart({name: 'MAIN', type: 'ASSEMBLE'}));
	include(store, 'COMMON', memberPart({name: 'REGS', type: 'COPY'}));
	return store;
}

test('a composition is in the order of inclusion, each system once', t => {
	const store = compiler();
	t.deepEqual(look(store, reader => composition(reader, 'COMPILER')), [
		{system: 'COMPILER', depth: 0, members: [{name: 'MAIN', type: 'ASSEMBLE'}]},
		{system: 'FRONT', depth: 1, members: [parser]},
		{system: 'COMMON', depth: 2, members: [{name: 'REGS', type: 'COPY'}]},
		{system: 'BACK', depth: 1, members: []},
	]);
	t.deepEqual(look(store, reader => allSystems(reader)).map(({name}) => name), ['BACK', 'COMMON', 'COMPILER', 'FRONT']);
});

test('the systems of a member: its own, and those around them', t => {
	const store = compiler();
	t.deepEqual(look(store, reader => systemsOf(reader, {name: 'REGS', type: 'COPY'})), ['COMMON', 'BACK', 'FRONT', 'COMPILER']);
	t.deepEqual(look(store, reader => systemsOf(reader, {name: 'NONE', type: 'COPY'})), []);
});

test('a circle is found and named, however long', t => {
	const store = compiler();
	const circle = (system: string, other: string) => look(store, reader => circleOf(reader, system, other));
	t.deepEqual(circle('COMMON', 'COMPILER'), ['COMMON', 'COMPILER', 'FRONT', 'COMMON']);
	t.deepEqual(circle('FRONT', 'FRONT'), ['FRONT', 'FRONT']);
	t.is(circle('FRONT', 'BACK'), undefined);
	t.is(circle('COMPILER', 'COMMON'), undefined);
});

test('a system that demands RESERVE demands it of all below', t => {
	const store = compiler();
	const demanding = () => look(store, reader => systemDemandingReserve(reader, {name: 'REGS', type: 'COPY'}));
	t.is(demanding(), undefined);
	change(store, function * (transaction) {
		yield * putSystem(transaction, {...(yield * findSystem(transaction, 'COMPILER'))!, requiresReserve: true});
	});
	t.is(demanding(), 'COMPILER');
});

test('a member that goes leaves no trace; one that is renamed keeps its place', t => {
	const store = compiler();
	include(store, 'FRONT', memberPart({name: 'SCANNER', type: 'ASSEMBLE'}));
	change(store, transaction => movePart(transaction, parser, {name: 'READER', type: 'ASSEMBLE'}));
	const names = () => look(store, reader => partsOf(reader, 'FRONT')).map(({name}) => name);
	t.deepEqual(names(), ['COMMON', 'READER', 'SCANNER']);
	t.deepEqual(look(store, reader => systemsOf(reader, {name: 'READER', type: 'ASSEMBLE'})), ['FRONT', 'COMPILER']);
	t.deepEqual(look(store, reader => systemsOf(reader, parser)), []);
	change(store, transaction => forgetPart(transaction, {name: 'READER', type: 'ASSEMBLE'}));
	t.deepEqual(names(), ['COMMON', 'SCANNER']);
	t.deepEqual(look(store, reader => systemsOf(reader, {name: 'READER', type: 'ASSEMBLE'})), []);
});

test('what is included twice is there once; excluded, it is not', t => {
	const store = compiler();
	const before = store.entries.length;
	include(store, 'FRONT', memberPart(parser));
	t.is(store.entries.length, before);
	change(store, transaction => excludePart(transaction, 'FRONT', memberPart(parser)));
	t.is(store.entries.length, before - 2);
});

test('whatever is included where no circle is found, there is none', t => {
	const names = ['A', 'B', 'C', 'D', 'E'];
	const name = fc.constantFrom(...names);
	fc.assert(fc.property(fc.array(fc.tuple(name, name), {maxLength: 15}), pairs => {
		const store = new MemoryStore();
		for (const each of names) {
			define(store, each);
		}

		for (const [system, other] of pairs) {
			const circle = look(store, reader => circleOf(reader, system, other));
			if (circle) {
				t.is(circle[0], system);
				t.is(circle.at(-1), system);
				t.is(circle[1], other);
			} else {
				include(store, system, systemPart(other));
			}
		}

		const below = (system: string): Set<string> =>
			new Set(look(store, reader => composition(reader, system)).slice(1).map(each => each.system));
		for (const each of names) {
			const inside = below(each);
			t.false([...inside].some(other => below(other).has(each)));
		}
	}), {numRuns: 50});
});
