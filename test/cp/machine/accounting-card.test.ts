import test from 'ava';
import fc from 'fast-check';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {limits} from '../../../source/base/limits.js';
import {accountingCard, AccountingCards} from '../../../source/cp/machine/accounting-card.js';
import {noUsage, type AccountingRecord} from '../../../source/cp/machine/accounting.js';
import {TestSystem} from '../../support/cp.js';

/** 8 March 1975, 14:05:09. */
const moment = Date.UTC(1975, 2, 8, 14, 5, 9) * 1000;

const record = (changes: Partial<AccountingRecord> = {}): Omit<AccountingRecord, 'card'> => ({
	userid: 'USER1', account: '17', loggedOff: moment, connect: 61_500_000, own: noUsage(), charged: noUsage(), ...changes,
});

test('the columns are the manual\'s', t => {
	const card = new AccountingCards().punch(record({
		own: {
			virtualCpu: 1_500_000, totalCpu: 2_000_999, sio: 3, pageReads: 4, pageWrites: 5, spoolReads: 6,
			printLines: 7, cardsPunched: 8,
		},
		charged: {...noUsage(), totalCpu: 1_000_000, sio: 10},
	}));
	t.is(card.length, 80);
	t.is(fromEbcdic(card.subarray(0, 28)), 'USER1   17      030875140509');
	const words = new DataView(card.buffer, card.byteOffset);
	t.deepEqual(
		Array.from({length: 9}, (_, index) => words.getUint32(28 + (index * 4))),
		[61, 3000, 1500, 4, 5, 13, 8, 7, 6],
	);
	t.is(fromEbcdic(card.subarray(78)), '01');
});

test('what is cut off comes on the next card of that user: nothing is lost', t => {
	fc.assert(fc.property(fc.array(fc.nat(5000), {minLength: 1, maxLength: 50}), times => {
		const cards = new AccountingCards();
		let sum = 0;
		for (const totalCpu of times) {
			const card = cards.punch(record({own: {...noUsage(), totalCpu}}));
			sum += accountingCard.decode(card).totalCpu;
			cards.punch(record({userid: 'USER2', own: {...noUsage(), totalCpu: 999}}));
		}

		const whole = times.reduce((total, time) => total + time, 0);
		return sum === Math.trunc(whole / 1000);
	}));
	t.pass();
});

test('rests are kept of so many users; of the others the oldest go', t => {
	const cards = new AccountingCards();
	const punch = (userid: string): number =>
		accountingCard.decode(cards.punch(record({userid, own: {...noUsage(), totalCpu: 600}}))).totalCpu;
	punch('FIRST');
	punch('LAST');
	for (let number = 0; number < limits.accountingRests.value - 1; number++) {
		punch(`U${number}`);
	}

	t.is(punch('LAST'), 1);
	t.is(punch('FIRST'), 0);
});

test('LOGOFF punches a card: charged work is on it, and reading a spooled card is no SIO of it', t => {
	const system = new TestSystem();
	const session = system.logOn('USER1');
	const {vm} = session;
	// Another works for him.
	const worker = system.logOn('USER2').vm;
	worker.assignment.chargeTo = vm;
	system.cp.charge(worker, 'command', 4000);
	vm.cpu.gpr[15] = 0;
	// SIO 00C, SIO 191, a disabled wait.
	vm.storage.store(0x800, Uint8Array.of(0x9C, 0, 0, 0x0C, 0x9C, 0, 0x01, 0x91, 0x82, 0, 0x08, 0x10));
	vm.storage.store(0x810, Uint8Array.of(0, 0x0A, 0, 0, 0, 0, 0, 0));
	vm.cpu.psw.load(0, 0x800);
	vm.begin(0x800);
	system.run(1);
	session.enter('logoff');
	const {card} = system.cp.accounting.at(-1)!;
	const {userid, totalCpu, sio} = accountingCard.decode(card);
	t.is(userid, 'USER1');
	t.true(totalCpu >= 6000 && totalCpu < 6100);
	t.is(sio, 1);
});
