/** The real reader: decks with an identification card become files of virtual readers. */
import test from 'ava';
import fc from 'fast-check';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {limits} from '../../../../source/base/limits.js';
import {identification} from '../../../../source/cp/spool/real/real-reader.js';
import {nowhere, type Deck} from '../../../../source/cp/spool/real/unit-host.js';
import {TestSystem, type Session} from '../../../support/cp.js';
import {read} from '../../../support/unit-record.js';

/** A hopper with decks of lines. */
function reading(...decks: ReadonlyArray<readonly string[] | string>): {
	readonly operator: Session;
	readonly user: Session;
	readonly hopper: Deck[];
	drop(deck: readonly string[]): void;
} {
	const hopper: Deck[] = [];
	let look = (): void => undefined;
	const add = (deck: readonly string[] | string): void => {
		const made: Deck = {
			name: `deck${hopper.length + 1}.cards`,
			cards: () => typeof deck === 'string'
				? deck
				: deck.map(text => ({command: 1, data: toEbcdic(text.padEnd(80))})),
			remove() {
				hopper.splice(hopper.indexOf(made), 1);
				return undefined;
			},
		};
		hopper.push(made);
	};

	for (const deck of decks) {
		add(deck);
	}

	const system = new TestSystem({units: {
		...nowhere,
		hopper: {
			decks: () => hopper,
			watch(action) {
				look = action;
				return () => {
					look = () => undefined;
				};
			},
		},
	}});
	return {
		operator: system.logOn('OPERATOR', 'GRAF 020'),
		user: system.logOn('USER1', 'GRAF 021'),
		hopper,
		drop(deck) {
			add(deck);
			look();
		},
	};
}

test('a deck becomes a file in the reader of the user that its first card names', t => {
	const {operator, user, hopper} = reading(['ID USER1 CLASS C NAME PAYROLL DATA', 'CARD 1', 'CARD 2']);
	t.is(hopper.length, 1, 'a drained reader reads nothing');
	t.deepEqual(operator.enter('start 00c'), [
		'RDR  00C STARTED   SYSTEM',
		'09:00:01 RDR 00C INPUT FOR USER1    FILE = 0001',
	]);
	t.is(user.terminal.take().at(-1), 'RDR FILE 0001 HAS BEEN READ');
	t.is(hopper.length, 0);
	t.is(user.enter('query rdr all')[1], 'USER1    0001 C RDR 000002 01  NONE 11/19 09:00:01 PAYROLL   DATA     USER1');
	t.deepEqual([read(user.vm), read(user.vm), read(user.vm)], ['CARD 1', 'CARD 2', 'EOF']);
});

test('a deck that is put into the hopper later is read, after DRAIN not', t => {
	const {operator, user, drop} = reading();
	operator.enter('start 00c');
	drop(['USERID USER1', 'CARD']);
	operator.wait(1);
	t.is(user.enter('query files')[0], 'FILES: 001 RDR,  NO PRT,  NO PUN');
	operator.enter('drain 00c');
	drop(['USERID USER1', 'CARD']);
	operator.wait(1);
	t.is(user.enter('query files')[0], 'FILES: 001 RDR,  NO PRT,  NO PUN');
});

test('a deck without a valid card lies there; the operator is told once, START tries again; others are read', t => {
	const {operator, user, hopper} = reading(
		['CARD 1'], ['ID NOBODY', 'CARD'], 'no cards', [], ['ID USER1', 'CARD'],
	);
	const lines = operator.enter('start 00c').slice(1).map(line => line.slice(9));
	t.deepEqual(lines, [
		'RDR 00C DECK DECK1.CARDS', 'DMKRSP431A RDR 00C ID CARD MISSING OR INVALID',
		'RDR 00C DECK DECK2.CARDS', 'DMKRSP431A RDR 00C ID CARD MISSING OR INVALID',
		'RDR 00C DECK DECK3.CARDS', 'no cards',
		'RDR 00C DECK DECK4.CARDS', 'DMKRSP431A RDR 00C ID CARD MISSING OR INVALID',
		'RDR 00C INPUT FOR USER1    FILE = 0001',
	]);
	t.is(user.enter('query files')[0], 'FILES: 001 RDR,  NO PRT,  NO PUN');
	t.is(hopper.length, 4);
	t.is(operator.enter('start 00c').length, 9);
});

test('a user with too many files gets no more; the deck lies there', t => {
	const {operator, user, hopper, drop} = reading();
	const file = {
		owner: 'USER1', originator: 'USER1', queue: 'RDR', origin: 'PUN', class: 'A', copies: 1, hold: false, name: '',
		type: '', distribution: '', tag: '', records: [],
	} as const;
	for (let count = 0; count < limits.spoolFilesOfUser.value; count++) {
		user.cp.spooler.add(file);
	}

	operator.enter('start 00c');
	drop(['ID USER1', 'CARD']);
	t.deepEqual(operator.wait(1).map(line => line.slice(9)), [
		'RDR 00C DECK DECK1.CARDS', 'DMKRSP427I RDR 00C SPOOL SPACE FULL; DECK NOT READ',
	]);
	t.is(hopper.length, 1);
});

test('identification cards', t => {
	t.deepEqual(identification('ID USER1'), {userid: 'USER1', class: 'A', name: '', type: ''});
	t.deepEqual(identification('userid user1 class b name a b'), {userid: 'USER1', class: 'B', name: 'A', type: 'B'});
	t.is(identification('ID X NAME A.DATA.SET.NAME')?.name, 'A.DATA.SET.NAME');
	for (const card of [
		'', 'ID', 'IDUSER1', 'ID TOOLONGUSERID', 'ID X CLASS', 'ID X CLASS AB', 'ID X NAME', 'ID X A B', 'ID X NAME A B C',
		'ID X NAME TOOLONGNAME B', `ID X NAME ${'A'.repeat(25)}`,
	]) {
		t.is(identification(card), undefined, card);
	}

	fc.assert(fc.property(fc.string(), card => {
		const found = identification(card);
		return found === undefined || (found.userid.length > 0 && found.userid.length <= 8);
	}));
});
