/** Real printers and punches: what they make of spool files, and what becomes of the files. */
import test from 'ava';
import {fromEbcdic} from '../../../../source/base/ebcdic.js';
import {pagesAsText, printedPages} from '../../../../source/cp/spool/real/pages.js';
import {nowhere, type RealOutput} from '../../../../source/cp/spool/real/unit-host.js';
import {TestSystem, type Session} from '../../../support/cp.js';
import {write} from '../../../support/unit-record.js';

type Tray = {
	readonly outputs: RealOutput[];
	/** Why the host takes nothing; 'later': it takes it, and says so when `done` is called. */
	problem: string | undefined;
	done: ((problem: string | undefined) => void) | undefined;
};

function printing(): {
	readonly system: TestSystem;
	readonly operator: Session;
	readonly user: Session;
	readonly tray: Tray;
} {
	const tray: Tray = {outputs: [], problem: undefined, done: undefined};
	const system = new TestSystem({units: {
		...nowhere,
		tray: {
			take(output, done) {
				if (tray.problem === 'later') {
					tray.done = done;
				} else {
					done(tray.problem);
				}

				if (tray.problem === undefined) {
					tray.outputs.push(output);
				}
			},
		},
	}});
	return {system, operator: system.logOn('OPERATOR', 'GRAF 020'), user: system.logOn('USER1', 'GRAF 021'), tray};
}

function print(user: Session, ...lines: readonly string[]): void {
	write(user.vm, 0x00E, lines);
	user.enter('close prt');
}

const textOf = (output: RealOutput): string => pagesAsText(printedPages(output));

test('a printer prints two separator pages and then the file, which is gone', t => {
	const {operator, user, tray} = printing();
	user.enter('spool prt class b');
	print(user, 'FIRST LINE', 'SECOND');
	operator.enter('start 00e class b');
	operator.wait(2);
	t.deepEqual(operator.enter('query printer'), ['NO PRT FILES']);
	const pages = textOf(tray.outputs[0]).split('\f');
	t.is(pages.length, 3);
	t.is(pages[0], pages[1]);
	t.regex(pages[0], /USERID {3}USER1 {5}ORIGINID USER1 {5}DISTRIBUTION USER1\n/);
	t.regex(pages[0], /\nU{2} {6}U{2} {4}S{8} {2}E{10} {2}R{8} {8}1{2}\n/);
	t.is(pages[2], 'FIRST LINE\nSECOND\n');
});

test('copies have one separator, and stand in one output', t => {
	const {operator, user, tray} = printing();
	user.enter('spool prt copy 3');
	print(user, 'LINE');
	operator.enter('start 00e nosep');
	operator.wait(2);
	t.deepEqual(tray.outputs.map(output => textOf(output)), ['LINE\n\fLINE\n\fLINE\n']);
});

test('printing takes its time: 1100 lines a minute', t => {
	const {operator, user, tray} = printing();
	print(user, ...Array.from({length: 110}, (_, index) => `LINE ${index}`));
	operator.enter('start 00e nosep');
	operator.wait(5);
	t.is(tray.outputs.length, 0);
	operator.wait(1);
	t.is(tray.outputs.length, 1);
});

test('a file goes when its output is safe, not before', t => {
	const {operator, user, tray} = printing();
	tray.problem = 'later';
	print(user, 'LINE');
	operator.enter('start 00e nosep');
	operator.wait(1);
	t.is([...user.cp.spooler.everything()].length, 1);
	tray.done!(undefined);
	t.is([...user.cp.spooler.everything()].length, 0);
});

test('what the host cannot take stays in its queue, held, and the device is drained', t => {
	const {operator, user, tray} = printing();
	tray.problem = 'no space left on device';
	print(user, 'LINE');
	t.deepEqual(operator.enter('start 00e nosep').slice(2).map(line => line.slice(9)), [
		'PRT 00E NO SPACE LEFT ON DEVICE',
		'DMKRSP429I PRT 00E SPOOL ERROR; FILE 0001 HELD',
		'PRT  00E DRAINED   SYSTEM   CLASS = A      NOSEP',
	]);
	t.is(operator.enter('query prt')[1], 'USER1    0001 A PRT 000001 01  SYS ');
	tray.problem = undefined;
	operator.enter('change prt 1 nohold');
	operator.enter('start 00e');
	operator.wait(1);
	t.deepEqual(tray.outputs.map(output => textOf(output)), ['LINE\n']);
});

test('what is held, and what is on a device that is offline or attached, is not printed', t => {
	const {system, operator, user, tray} = printing();
	print(user, 'LINE');
	operator.enter('hold user1');
	operator.enter('start 00e nosep');
	operator.wait(1);
	t.is(tray.outputs.length, 0);
	const device = system.cp.realDevices.get(0x00E)!;
	device.isOffline = true;
	operator.enter('free user1');
	operator.wait(1);
	t.is(tray.outputs.length, 0);
	t.deepEqual(operator.enter('start 00e'), ['PRT 00E OFFLINE']);
	device.isOffline = false;
	operator.enter('start 00e');
	operator.wait(1);
	t.is(tray.outputs.length, 1);
});

/** A file of pages: `text` lines each, then a skip to channel 1. */
function printPages(user: Session, count: number): void {
	for (let page = 1; page <= count; page++) {
		write(user.vm, 0x00E, Array.from({length: 25}, (_, index) => `PAGE ${page} LINE ${index + 1}`.padEnd(60)));
		user.vm.storage.store(0x8000, Uint8Array.of(0x8B, 0, 0x81, 0, 0x20, 0, 0, 1));
		user.vm.channels.runSynchronously(0x00E, 0x8000, 0);
	}

	user.enter('close prt');
}

test('BACKSPAC goes back by pages from the end of the buffer, FILE to the beginning; what was printed stays', t => {
	const {operator, user, tray} = printing();
	printPages(user, 4);
	operator.enter('start 00e nosep');
	// A buffer of 4096 bytes, two pages and a half, is printed; the rest is under way.
	operator.wait(3.5);
	t.regex(operator.enter('backspac 00e 3')[0], /^PRT 00E BACKSPACE USER1 {4}FILE = 0001/);
	operator.wait(1);
	operator.enter('backspac 00e file');
	operator.wait(20);
	const pages = textOf(tray.outputs[0]).split('\f').map(page => [page.slice(5, 6), page.split('\n').length - 1]);
	t.deepEqual(pages, [['1', 25], ['2', 25], ['3', 14], ['1', 25], ['2', 25], ['3', 25], ['4', 25]]);
});

test('FLUSH HOLD keeps the file with the copies that are left', t => {
	const {operator, user, tray} = printing();
	user.enter('spool prt copy 2');
	printPages(user, 4);
	operator.enter('start 00e nosep');
	operator.wait(1);
	t.deepEqual(operator.enter('flush 00e hold').map(line => line.slice(0, 16)), ['PRT 00E FLUSHED ', 'PRT 00E FILE HEL']);
	t.is(operator.enter('query prt')[1], 'USER1    0001 A PRT 000104 02  SYS ');
	t.is(tray.outputs.length, 1);
});

test('UCS and FCB: small letters fold, what the train has not is blank, a skip goes where the form says', t => {
	const {operator, user, tray} = printing();
	operator.enter('loadbuf 00e ucs hn fold');
	write(user.vm, 0x00E, ['Amount: 5%']);
	user.vm.storage.store(0x8000, Uint8Array.of(0x93, 0, 0x81, 0, 0x20, 0, 0, 1));
	user.vm.channels.runSynchronously(0x00E, 0x8000, 0);
	print(user, 'total');
	operator.enter('start 00e nosep');
	operator.wait(1);
	t.is(textOf(tray.outputs[0]), 'AMOUNT  5\n\nTOTAL\n', 'channel 2 is at line 3');
});

test('a punch makes cards, with separators where it is told so', t => {
	const {operator, user, tray} = printing();
	write(user.vm, 0x00D, ['CARD 1', 'CARD 2']);
	user.enter('close pun name my deck');
	operator.enter('start 00d sep');
	operator.wait(2);
	t.deepEqual(tray.outputs[0].records.map(({data}) => fromEbcdic(data).trimEnd()), [
		...Array.from({length: 4}, () => 'USERID USER1    DIST USER1    FILE 0001 MY DECK'), 'CARD 1', 'CARD 2',
	]);
});

test('a file that is being printed when the system ends is there when it starts again', t => {
	const {system, operator, user, tray} = printing();
	print(user, ...Array.from({length: 60}, () => 'LINE'));
	operator.enter('start 00e nosep');
	operator.wait(1);
	system.cp.shutdown();
	t.is(tray.outputs.length, 0);
	t.is([...system.cp.spooler.everything()].length, 1);
});
