/** Codes for the system's own programmers, and those of hardware that is not here: what the manual says of each. */
import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {parseDirectory} from '../../../source/cp/directory/parser.js';
import {userCard} from '../../../source/cp/machine/accounting-card.js';
import {ccwBytes} from '../../../source/machine/channel/ccw.js';
import {CpSession, patch, start} from '../../support/cp-session.js';
import {executed} from '../../support/diagnose.js';

const specification = 6;
const addressing = 5;

/** OPERATOR, who has every class the codes want. */
function operator() {
	const session = new CpSession();
	return {session, ...session.logOn('OPERATOR')};
}

test('04 fetches words of real storage: a page of the machine, where its frame is', t => {
	const {session, vm} = operator();
	patch(vm, 0x2000, 'C1C2C3C4 00000000 11223344');
	vm.storage.setWord(0x3000, (vm.storage.frameOf(2) * 4096) + 0);
	vm.storage.setWord(0x3004, (vm.storage.frameOf(2) * 4096) + 9);
	t.like(executed(session, vm, 0x04, {x: 0x3000, y: 2, besideY: 0x3800}), {cc: 0, program: 0});
	t.deepEqual([vm.storage.word(0x3800), vm.storage.word(0x3804)], [0xC1C2_C3C4, 0x2233_4400]);
	t.is(executed(session, vm, 0x04, {x: 0x3000, y: 2, besideY: 0x4000}).program, specification, 'another page');
	t.is(executed(session, vm, 0x04, {x: 0x3FFC, y: 2, besideY: 0x3000}).program, specification, 'over its end');
	vm.storage.setWord(0x3000, 0xFF_FFFC);
	t.is(executed(session, vm, 0x04, {x: 0x3000, y: 1, besideY: 0x3800}).program, addressing, 'beyond real storage');
	const behind = vm.storage.size + 0x1000;
	t.is(executed(session, vm, 0x04, {x: behind, y: 1, besideY: behind + 8}).program, addressing);
});

test('there is no error recording area: nothing begins anywhere, no page is read, clearing it is done', t => {
	const {session, vm} = operator();
	t.like(executed(session, vm, 0x1C, {x: 0x02}), {cc: 0, program: 0});
	t.is(executed(session, vm, 0x1C, {x: 0x03}).program, specification);
	t.like(executed(session, vm, 0x2C, {x: 0x01, y: 0x1111_1111}), {x: 0, y: 0x1111_0000});
	t.like(executed(session, vm, 0x2C, {x: 0x06, y: 0x1111_1111}), {x: 0, y: 0x1111_1100});
	t.is(executed(session, vm, 0x2C, {x: 0x08}).program, specification);
	t.like(executed(session, vm, 0x30, {x: 0x1234, y: 0x3000}), {cc: 3, program: 0});
	t.is(executed(session, vm, 0x30, {y: 0x3008}).program, specification);
	t.is(executed(session, vm, 0x30, {y: vm.storage.size}).program, addressing);
});

test('34 finds no dump; 38 an empty symbol table; 3C no directory on any volume; 40 is for IPL alone', t => {
	const {session, vm} = operator();
	t.like(executed(session, vm, 0x34, {x: 0x3000, y: 0x00C}), {cc: 3, besideY: 4});
	t.like(executed(session, vm, 0x34, {x: 0x3000, y: 0x009}), {cc: 3, besideY: 8});
	t.is(executed(session, vm, 0x34, {x: 0x3000, y: 0x00C}, [2, 15]).program, specification);
	session.cp.execute('DEFINE READER AS 00C', {vm, line: undefined, reply: () => undefined, done: () => undefined});
	t.is(executed(session, vm, 0x34, {x: 0x3000, y: 0x00C}).cc, 2);
	t.is(executed(session, vm, 0x34, {x: 0x3004, y: 0x00C}).program, specification);
	patch(vm, 0x3000, 'FFFFFFFF');
	t.like(executed(session, vm, 0x38, {x: 0x3000}), {cc: 0, program: 0});
	t.is(vm.storage.word(0x3000), 0);
	t.is(executed(session, vm, 0x38, {x: vm.storage.size}).program, addressing);
	t.is(executed(session, vm, 0x3C, {x: 0x1111_1111}).cc, 2);
	t.is(executed(session, vm, 0x40, {}).program, specification);
});

test('28: a channel program changed on its way; what is wrong with it is told in R15', t => {
	const {session, vm} = operator();
	vm.storage.store(0x2000, ccwBytes(0x08, 0x2010, 0, 0));
	vm.storage.store(0x2008, ccwBytes(0x08, 0x2014, 0, 0));
	vm.storage.store(0x2010, ccwBytes(0x09, 0x3000, 0x20, 5));
	vm.storage.store(0x2018, ccwBytes(0x08, vm.storage.size, 0, 0));
	const told = (x: number, y: number, registers: readonly [number, number] = [2, 4]): number[] => {
		const {cc, r15} = executed(session, vm, 0x28, {x, y}, registers);
		return [cc, r15];
	};

	t.deepEqual(told(0x2000, 0x009, [4, 4]), [1, 1]);
	t.deepEqual(told(0x2000, 0x191), [1, 2]);
	t.deepEqual(told(vm.storage.size, 0x009), [1, 3]);
	t.deepEqual(told(0x2004, 0x009), [1, 4]);
	t.deepEqual(told(0x2010, 0x009), [1, 6]);
	t.deepEqual(told(0x2018, 0x009), [1, 7]);
	t.deepEqual(told(0x2008, 0x009), [1, 8]);
	t.deepEqual(told(0x2000, 0x009), [2, 9], 'nothing is being done there');
});

test('48: SVC 76 is the machine\'s, or CP\'s, which has nowhere to record it', t => {
	const {session, vm} = operator();
	patch(vm, 0x60, '00000000 00004000');
	t.is(executed(session, vm, 0x48, {x: 4}).program, 0);
	t.is(vm.cpu.psw.address, 0x1000);
	executed(session, vm, 0x48, {x: 8});
	t.is(vm.cpu.psw.address, 0x4000);
	t.is(vm.storage.word(0x20) & 0xFFFF, 76);
	t.is(executed(session, vm, 0x48, {x: 1}).program, specification);
});

test('4C: cards for who has the option ACCT, of a program\'s own text, and for who pays', t => {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	t.is(executed(session, vm, 0x4C, {y: 0x10, x: 0x2000, besideY: 5}).cc, 1, 'no option ACCT');
	const source = 'USER PAYER P 256K 1M G\n ACCOUNT 99\n OPTION ACCT\n';
	const entry = parseDirectory(source).directory.find('PAYER')!;
	Object.assign(vm.entry, {options: entry.options});
	const cards: Uint8Array[] = [];
	const punch = session.cp.accountingPunch as {punch(card: Uint8Array): void};
	const before = punch.punch.bind(punch);
	punch.punch = card => {
		cards.push(card);
		before(card);
	};

	vm.storage.store(0x2000, toEbcdic('HELLO'));
	t.like(executed(session, vm, 0x4C, {y: 0x10, x: 0x2000, besideY: 5}), {cc: 0, program: 0});
	t.like(userCard.decode(cards[0]), {userid: 'ALICE', type: 'C0'});
	t.deepEqual(userCard.decode(cards[0]).data.subarray(0, 5), toEbcdic('HELLO'));
	for (const [x, besideY, program] of [
		[0x2000, 0, 6], [0x2000, -1, 6], [0x2000, 71, 6], [0x2FF0, 17, 6], [-1, 5, 5], [vm.storage.size, 1, 5],
	]) {
		t.is(executed(session, vm, 0x4C, {y: 0x10, x, besideY}).program, program, `${x} ${besideY}`);
	}

	t.is(executed(session, vm, 0x4C, {y: 0x10, x: 0x2000, besideY: 5}, [2, 15]).program, 6);
	vm.storage.store(0x2000, toEbcdic('BOB     77      DIST    '));
	t.is(executed(session, vm, 0x4C, {y: 0x04, x: 0x2000}).cc, 0);
	session.cp.accountant.record(vm);
	t.like(session.cp.accountant.records.at(-1), {userid: 'BOB', account: '77'});
	t.is(executed(session, vm, 0x4C, {y: 0x00, x: 0}).cc, 0);
	t.like(session.cp.accountant.records.at(-1), {userid: 'BOB'}, 'what was used until now');
	session.cp.accountant.record(vm);
	t.like(session.cp.accountant.records.at(-1), {userid: 'ALICE'});
	vm.storage.store(0x2000, toEbcdic('NOBODY  '));
	t.is(executed(session, vm, 0x4C, {y: 0x00, x: 0x2000}).cc, 2);
	vm.storage.store(0x2000, toEbcdic('BOB     '));
	t.is(executed(session, vm, 0x4C, {y: 0x02, x: 0x2000}).cc, 3);
	t.is(executed(session, vm, 0x4C, {y: 0x00, x: 0x2004}).program, 6);
	t.is(executed(session, vm, 0x4C, {y: 0x00, x: vm.storage.size}).program, 5);
});

test('54: PA2 is the interrupt key of a machine that says so, under TERMINAL APL ON', t => {
	const {session, vm, terminal} = operator();
	// External interruptions enabled, waiting; the new PSW is a disabled wait at X'E00'.
	patch(vm, 88, '00020000 00000E00');
	const press = (): number => {
		start(vm, '07FE', 0x01);
		vm.cpu.psw.load(0x0102_0000, 0x1000);
		vm.cpu.cr[0] = -1;
		vm.cpu.attention = true;
		terminal.line.key('PA2');
		session.run(0.01);
		return vm.cpu.psw.address;
	};

	t.is(press(), 0x1000);
	executed(session, vm, 0x54, {x: 1});
	t.is(press(), 0x1000, 'APL OFF');
	vm.terminal.apl = true;
	t.is(press(), 0xE00);
	t.is(vm.storage.word(24) & 0xFFFF, 0x40);
	executed(session, vm, 0x54, {x: 0});
	t.is(press(), 0x1000);
});

test('6C is for machines in EC mode; 50, 74 and 78 find nothing of their kind', t => {
	const {session, vm} = operator();
	t.is(executed(session, vm, 0x6C, {x: 0x2000}).cc, 3);
	t.is(executed(session, vm, 0x50, {x: 0x2000}).y, 44);
	t.is(executed(session, vm, 0x50, {x: 0x2004}).program, specification);
	t.is(executed(session, vm, 0x50, {x: vm.storage.size}).program, addressing);
	t.like(executed(session, vm, 0x74, {y: 0x3000, besideY: 0x0400_1000}), {y: 4, program: 0});
	t.is(executed(session, vm, 0x74, {y: 0x3008, besideY: 8}).program, specification);
	t.is(executed(session, vm, 0x74, {y: 0x3000}, [15, 4]).program, specification);
	t.is(executed(session, vm, 0x74, {y: 0x3000, besideY: vm.storage.size}).program, addressing);
	t.is(executed(session, vm, 0x78, {}).program, 4);
});

test('70: at each dispatch the machine is told its processor time and the clock, until it is reset', t => {
	const {session, vm} = operator();
	t.is(executed(session, vm, 0x70, {x: 0x2004}).program, specification);
	t.is(executed(session, vm, 0x70, {x: vm.storage.size}).program, addressing);
	t.is(executed(session, vm, 0x70, {x: 0x2000}).program, 0);
	// A loop.
	start(vm, '05F0 47F0F000');
	session.run(0.1);
	const used = vm.storage.word(0x2000) * (2 ** 20) + (vm.storage.word(0x2004) / 4096);
	t.true(used > 0 && used <= vm.account.usage.totalCpu);
	t.true(vm.storage.word(0x2008) > 0);
	vm.reset(false);
	patch(vm, 0x2000, '00000000 00000000');
	start(vm, '05F0 47F0F000');
	session.run(0.01);
	t.is(vm.storage.word(0x2004), 0);
});
