/** Cards 04, 05 and 06: the journal of LOGON, AUTOLOG and LINK. */
import test from 'ava';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {journalCard} from '../../../source/cp/machine/journal-cards.js';
import {TestSystem, type Session} from '../../support/cp.js';

/** Cards in the punch queue, as a spool file of SYSTEM. */
function cardsOf(operator: Session): Uint8Array[] {
	operator.enter('acnt close');
	return operator.cp.spooler.filesOf('SYSTEM', 'PUN').flatMap(({records}) => records.map(({data}) => data));
}

test('wrong passwords of LOGON make cards from the second on; none has the password', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'GRAF 020');
	const visitor = system.terminal('GRAF 021');
	visitor.enter('logon user1 secreta');
	t.deepEqual(cardsOf(operator), []);
	visitor.enter('logon user1 secretb');
	const [card, ...more] = cardsOf(operator);
	t.deepEqual(more, []);
	t.is(fromEbcdic(card.subarray(0, 51)), 'USER1           111975090001 021                   ');
	t.is(fromEbcdic(card.subarray(78)), '04');
	const {count, limit} = journalCard.decode(card);
	t.deepEqual([count, limit], [2, 2]);
});

test('AUTOLOG: who tried is on the card', t => {
	const operator = new TestSystem().logOn('OPERATOR', 'GRAF 020');
	operator.enter('autolog user1 wrong');
	operator.enter('autolog user2 wrong');
	const [card] = cardsOf(operator);
	const {userid, other, type, count} = journalCard.decode(card);
	t.deepEqual([userid, other, type, count], ['USER2', 'OPERATOR', '04', 2]);
});

test('LINK of a protected disk makes a card, of one for everybody none; wrong passwords from the second on', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'GRAF 020');
	const user = system.logOn('USER2', 'GRAF 021');
	user.enter('link maint 190 390 rr');
	user.enter('link user1 191 291 rr pass= wrong');
	user.enter('link user1 191 291 rr pass= wrong');
	user.enter('link user1 191 291 rr pass= ruser1');
	const cards = cardsOf(operator).map(card => journalCard.decode(card));
	t.deepEqual(cards.map(({type, userid, other, minidisk, terminal, password}) =>
		[type, userid, other, minidisk, terminal, password]), [
		['06', 'USER2', 'USER1', '191', ' 021', ''],
		['05', 'USER2', 'USER1', '191', ' 021', ''],
	]);
});
