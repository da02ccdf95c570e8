/** VMFPLC2 (VM/370's HELP): what it does otherwise than TAPE. */
import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';
import {tapeDrive} from '../../../support/tape-drive.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {MemoryTape} from '../../../../source/machine/devices/tape/tape-medium.js';
import {toEbcdic} from '../../../../source/base/ebcdic.js';

const lines = Array.from({length: 60}, (_, index) => `LINE ${index} `.padEnd(75, '.'));
const files = {'SMALL DATA': ['FIRST', 'SECOND'], 'LARGE DATA': lines};
const mark = 'END-OF-FILE OR END-OF-TAPE';

/** Lengths of the blocks of a reel, 0 for a mark. */
function lengthsOf(reel: MemoryTape): number[] {
	const lengths: number[] = [];
	reel.rewind();
	for (let item = reel.peek(1); item; item = reel.peek(1)) {
		lengths.push(item.length);
		reel.step(1);
	}

	reel.rewind();
	return lengths;
}

test('what VMFPLC2 dumps it loads again', t => {
	const reel = new MemoryTape();
	const cms = new CmsSession({files, units: [tapeDrive(0x181, reel)], volumes: {0x192: cmsVolume({})}});
	cms.enter('access 192 b');
	const before = cms.enter('listfile * * a (date noh');
	t.deepEqual(cms.enter('vmfplc2 dump * data'), [' DUMPING.....', ' SMALL    DATA     A1', ' LARGE    DATA     A1', 'Ready;']);
	t.deepEqual(lengthsOf(reel), [77, 805, 77, 4005, 805, 0, 0]);
	t.deepEqual(cms.enter('vmfplc2 load * * b'), [
		' LOADING.....', ' SMALL    DATA     B1', ' LARGE    DATA     B1', mark, 'Ready;',
	]);
	t.deepEqual(cms.enter('listfile * * b (date noh'), before.map(line => line.replace(' A1 ', ' B1 ')));
	t.deepEqual(cms.enter('compare large data a large data b'), ['COMPARING \'LARGE DATA A1\' WITH \'LARGE DATA B1\'.', 'Ready;']);
});

test('VMFPLC2 SCAN stops before a file, SKIP behind it; the list is VMFPLC2 MAP', t => {
	const reel = new MemoryTape();
	const cms = new CmsSession({files, units: [tapeDrive(0x181, reel)]});
	cms.enter('vmfplc2 dump * data (disk');
	t.deepEqual(cms.enter('listfile vmfplc2 map'), ['VMFPLC2  MAP      A5', 'Ready;']);
	cms.enter('vmfplc2 rew');
	t.deepEqual(cms.enter('vmfplc2 scan large data (nopr'), ['Ready;']);
	t.is(reel.position, 2);
	t.deepEqual(cms.enter('vmfplc2 skip large data (nopr'), ['Ready;']);
	t.is(reel.position, 5);
});

/** A block that begins as all of VMFPLC2 do. */
const block = (signature: string, data: Uint8Array): Uint8Array =>
	Buffer.concat([Uint8Array.of(0x02), toEbcdic(signature), data]);

/** The directory entry, and what VM/370 has behind it in the first block of a file. */
const entry = Buffer.concat([
	toEbcdic('PERIOD  HELPCMD '), Buffer.from('012420540003', 'hex'), Uint8Array.of(0, 1), toEbcdic('D2'),
	Buffer.from('0002002f', 'hex'), toEbcdic('F'), Uint8Array.of(0), Buffer.from('000000500001', 'hex'), toEbcdic('82'),
	Buffer.from('0000000100000000000000000000000000000002000082012420540000000000', 'hex'),
]);

test('a tape as VM/370 writes it: one file, one tape mark', t => {
	const reel = new MemoryTape([
		block('PLCH', entry), block('PLCD', toEbcdic('HELLO'.padEnd(80) + 'WORLD'.padEnd(720))), 'mark',
	]);
	t.is(lengthsOf(reel)[0], 77);
	const cms = new CmsSession({files, units: [tapeDrive(0x181, reel)]});
	t.deepEqual(cms.enter('vmfplc2 scan'), [' SCANNING.....', ' PERIOD   HELPCMD  D2', mark, 'Ready;']);
	cms.enter('vmfplc2 rew');
	t.deepEqual(cms.enter('vmfplc2 load'), [' LOADING.....', ' PERIOD   HELPCMD  A2', mark, 'Ready;']);
	t.deepEqual(cms.enter('type period helpcmd'), [' ', 'HELLO', 'WORLD', ' ', 'Ready;']);
	t.deepEqual(cms.enter('listfile period helpcmd (date noh'), [
		'PERIOD   HELPCMD  A2 F    80      2      1  1/24/82 20:54', 'Ready;',
	]);
	// What is written is the same, block by block.
	const copy = new MemoryTape();
	const units = [tapeDrive(0x181, reel), tapeDrive(0x182, copy)];
	const again = new CmsSession({units, volumes: {0x191: cmsVolume({})}});
	reel.rewind();
	again.enter('vmfplc2 load');
	again.enter('vmfplc2 dump * * a (tap2');
	copy.rewind();
	const written = Buffer.from(copy.read(1));
	const letterAt = 5 + 24;
	const chainLinkAt = 5 + 28;
	written.write('c4', letterAt, 'hex');
	written.write('002f', chainLinkAt, 'hex');
	t.is(written.toString('hex'), Buffer.from(block('PLCH', entry)).toString('hex'));
});

test('data behind a file that it does not need are passed over, as VM/370 writes them after files of full blocks', t => {
	const data = block('PLCD', toEbcdic('HELLO'.padEnd(80) + 'WORLD'.padEnd(720)));
	const surplus = block('PLCD', new Uint8Array(4000));
	const reel = new MemoryTape([block('PLCH', entry), data, surplus, block('PLCH', entry), data, 'mark', data]);
	const cms = new CmsSession({files, units: [tapeDrive(0x181, reel)]});
	t.deepEqual(cms.enter('vmfplc2 load period helpcmd'), [' LOADING.....', ' PERIOD   HELPCMD  A2', 'Ready;']);
	t.is(reel.position, 3);
	cms.enter('vmfplc2 rew');
	t.deepEqual(cms.enter('vmfplc2 scan (noprint'), ['Ready;']);
	t.is(reel.position, 6);
	t.deepEqual(cms.enter('vmfplc2 scan'), [' SCANNING.....', 'INVALID RECORD FORMAT.', 'Ready(00032);']);
});

test('tapes that VMFPLC2 did not write, or that are damaged', t => {
	const long = Buffer.from(entry);
	long.writeUInt32BE(0xFFFF_FFFF, 44);
	const data = block('PLCD', new Uint8Array(800));
	const hostile: ReadonlyArray<readonly [tape: ReadonlyArray<Uint8Array | 'mark'>, message: string, code: number]> = [
		[[block('PLCH', entry), 'mark'], 'PREMATURE EOF ON FILE \'PERIOD HELPCMD\'.', 40],
		[[block('PLCH', entry), block('PLCH', entry), data], 'FILE \'PERIOD HELPCMD\' DATA BLOCK COUNT INCORRECT.', 32],
		[[block('PLCH', entry), block('PLCD', new Uint8Array(1600))], 'INVALID RECORD FORMAT.', 32],
		[[data], 'INVALID RECORD FORMAT.', 32],
		[[block('CMS ', new Uint8Array(800))], 'INVALID RECORD FORMAT.', 32],
		[[Uint8Array.of(0x02)], 'INVALID RECORD FORMAT.', 32],
		[
			[block('PLCH', long), ...Array.from({length: 4000}, () => block('PLCD', new Uint8Array(4000)))],
			'DMSTPF105S ERROR \'13\' WRITING FILE \'VMFPLC2 CMSUT1 A1\' ON DISK.', 100,
		],
	];
	for (const [items, message, code] of hostile) {
		const cms = new CmsSession({files, units: [tapeDrive(0x181, new MemoryTape(items))]});
		t.deepEqual(cms.enter('vmfplc2 load'), [
			' LOADING.....', message, `Ready(${String(code).padStart(5, '0')});`,
		]);
		t.deepEqual(cms.enter('listfile period *'), ['FILE NOT FOUND.', 'Ready(00028);']);
	}
});
