/** The real reader for one machine alone: decks as they lie there. */
import test from 'ava';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {unitStatus} from '../../../../source/base/channel-words.js';
import {nowhere, type Deck} from '../../../../source/cp/spool/real/unit-host.js';
import {TestSystem, type Session} from '../../../support/cp.js';
import {read} from '../../../support/unit-record.js';

function reading(...decks: ReadonlyArray<readonly string[] | string>): {
	readonly operator: Session;
	readonly user: Session;
	readonly hopper: Deck[];
	drop(deck: readonly string[]): void;
} {
	const hopper: Deck[] = [];
	const looks = new Set<() => void>();
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

	const system = new TestSystem({
		realDevices: [{address: 0x00B, kind: 'RDR', type: '3505'}, {address: 0x00C, kind: 'RDR', type: '2540R'}],
		units: {
			...nowhere,
			hopper: {
				decks: () => hopper,
				watch(action) {
					looks.add(action);
					return () => {
						looks.delete(action);
					};
				},
			},
		},
	});
	const operator = system.logOn('OPERATOR', 'GRAF 020');
	const user = system.logOn('USER1', 'GRAF 021');
	user.enter('detach 00c');
	operator.enter('attach 00c to user1 as 00c');
	return {
		operator, user, hopper,
		drop(deck) {
			add(deck);
			for (const look of looks) {
				look();
			}
		},
	};
}

test('a machine reads decks as they are, each with its end, and they go to the stacker', t => {
	const {user, hopper} = reading(['ID USER2', 'CARD'], [], ['LAST']);
	t.deepEqual([read(user.vm), read(user.vm), read(user.vm)], ['ID USER2', 'CARD', 'EOF']);
	t.is(hopper.length, 2);
	t.deepEqual([read(user.vm), read(user.vm), read(user.vm), read(user.vm)], ['EOF', 'LAST', 'EOF', 'EMPTY']);
	t.is(hopper.length, 0);
});

test('a machine that found the hopper empty is told of the next deck', t => {
	const {user, drop} = reading();
	t.is(read(user.vm), 'EMPTY');
	drop(['CARD']);
	t.is(user.vm.channels.highest(() => true)?.device, 0x00C);
	t.is(read(user.vm), 'CARD');
});

test('a deck that the machine has not read to its end lies there as before, for whoever has a reader', t => {
	const {operator, user, hopper} = reading(['ID USER1', 'CARD']);
	t.is(read(user.vm), 'ID USER1');
	operator.enter('start 00b');
	operator.wait(1);
	t.is(hopper.length, 1, 'nobody else reads it meanwhile');
	user.enter('detach 00c');
	operator.enter('start 00b');
	operator.wait(1);
	t.is(hopper.length, 0);
	t.is(user.cp.spooler.filesOf('USER1', 'RDR').length, 1);
});

test('what is no deck stays, and the operator is told once', t => {
	const {operator, user, hopper} = reading('is longer than 9 bytes', ['CARD']);
	operator.terminal.take();
	t.is(read(user.vm), 'CARD');
	t.deepEqual([read(user.vm), read(user.vm)], ['EOF', 'EMPTY']);
	t.is(hopper.length, 1);
	t.deepEqual(operator.terminal.take().map(line => line.replace(/^[\d:]+ /, '')), [
		'RDR 00C DECK DECK1.CARDS', 'IS LONGER THAN 9 BYTES',
	]);
});
