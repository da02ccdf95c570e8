/**
 * IBM's CMS of VM/370 Release 6 under our CP, without patches, where the tester has it (`support/ibm-cms.ts`): what it
 * typed on the recorded system it types here, beside our CMS; what one of the two writes on a disk the other reads.
 */
import test from 'ava';
import fc from 'fast-check';
import {
	checkFileSystem, formatDisk, listFiles, readFiles, writeFiles,
} from '../../source/cms/file-system/disk/host.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import {toEbcdic} from '../../source/base/ebcdic.js';
import {findCkdModel} from '../../source/machine/devices/volume/ckd-models.js';
import {MemoryVolume} from '../../source/machine/devices/volume/memory-volume.js';
import type {CkdVolume} from '../../source/machine/devices/volume/ckd-volume.js';
import {VolumeBlocks} from '../../source/system/volumes/volume-blocks.js';
import {programBytes} from '../support/assemble.js';
import {cmsVolume, moduleFile} from '../support/cms-disk.js';
import {moment} from '../support/disks.js';
import {ibmCms, segmentsFolder} from '../support/ibm-cms.js';
import {callsLadad, payrollVolume, withPayroll} from '../support/payroll.js';
import {recordings, replay} from '../support/recorded-session.js';
import {masked, SystemSession, type AnotherSystem} from '../support/whole-system.js';

/** `COPYF fn ft fm F|V fm` copies a file record by record, with the lists of RDBUF and WRBUF. */
const copier = moduleFile('COPYF', programBytes(`
COPYF    START X'20000'
         BALR  12,0
         USING *,12
         ST    14,BACK
         MVC   RD+8(18),8(1)
         MVC   WR+8(16),8(1)
         MVC   RD+36(1),32(1)
         MVC   WR+36(1),32(1)
         MVC   WR+24(2),40(1)
NEXT     LA    1,RD
         SVC   202
         DC    AL4(ENDED)
         L     2,RD+40
         ST    2,WR+32
         LA    1,WR
         SVC   202
         DC    AL4(RETURN)
         B     NEXT
ENDED    CH    15,=H'12'           end of the file
         BNE   RETURN
         SR    15,15
RETURN   L     14,BACK
         BR    14
BACK     DS    F
RD       DC    0D'0',CL8'RDBUF',CL18' ',H'0',A(BUFFER)
         DC    F'8192',CL2'V',H'1',F'0'
WR       DC    0D'0',CL8'WRBUF',CL18' ',H'0',A(BUFFER)
         DC    F'0',CL2'V',H'1',F'0'
         LTORG
BUFFER   EQU   COPYF+X'1000'
         END   COPYF
`));

/** SVCTRACE that does nothing: SR 15,15 and BR 14 in the transient area. */
const svctrace = moduleFile('SVCTRACE', Uint8Array.of(0x1B, 0xFF, 0x07, 0xFE), 0xE000);

/** Format and records by name. */
type Content = Readonly<Record<string, readonly string[]>>;

/** Every file of a disk by its name, with its format and records; throws where the disk is not consistent. */
function contentOf(volume: CkdVolume): Content {
	const problems = checkFileSystem(new VolumeBlocks(volume));
	if (problems.length > 0) {
		throw new Error(problems.join('; '));
	}

	return Object.fromEntries(readFiles(new VolumeBlocks(volume)).map(({status: {name, type, recordFormat}, records}) =>
		[`${name} ${type}`, [recordFormat, ...records.map(record => Buffer.from(record).toString('hex'))]]));
}

/** A new disk to which CMS (IBM's, or ours) has copied those files of `from`, and its copier. */
function copiedBy(another: AnotherSystem | undefined, from: CkdVolume, files: readonly NewFile[]): CkdVolume {
	const to = cmsVolume();
	const session = new SystemSession({191: from, 192: to}, another);
	session.enter('ACCESS (NOPROF');
	for (const {name, type, recordFormat} of [...files, copier]) {
		const typed = session.enter(`COPYF ${name} ${type} A1 ${recordFormat} D1`);
		if (!typed[0].startsWith('Ready;')) {
			throw new Error(`${name} ${type}: ${typed.join('; ')}`);
		}
	}

	const kept = copyOf(to);
	session.close();
	return kept;
}

/** A volume of its own with the same on it. */
function copyOf(volume: CkdVolume): CkdVolume {
	const copy = cmsVolume();
	for (let cylinder = 0; cylinder < volume.cylinders; cylinder++) {
		for (let head = 0; head < volume.model.heads; head++) {
			copy.writeTrack(cylinder, head, volume.readTrack(cylinder, head));
		}
	}

	return copy;
}

/** Files that the host wrote are the same after IBM's CMS, ours, and IBM's again have copied them, disk to disk. */
function goAround(another: AnotherSystem, files: readonly NewFile[]): {before: Content; after: Content} {
	const disk = cmsVolume({}, [...files, copier]);
	const before = contentOf(disk);
	const byIbm = copiedBy(another, disk, files);
	const byUs = copiedBy(undefined, byIbm, files);
	return {before, after: contentOf(copiedBy(another, byUs, files))};
}

if (segmentsFolder === undefined) {
	test('YORKTOWN_CMS_SEGMENTS names no folder with IBM\'s CMS', t => {
		t.pass();
	});
} else {
	const another = ibmCms(segmentsFolder);

	test('it says who it is, and is ready', t => {
		const disk = cmsVolume({'PROFILE EXEC': ['&TYPE HELLO']});
		const session = new SystemSession({191: disk, 192: cmsVolume()}, another);
		t.deepEqual(session.typed, ['CMS VERSION 6.0 - 09/30/10 21:03']);
		t.deepEqual(session.enter(''), ['Y (19E) R/O', 'HELLO', 'Ready; T=0.01/0.01 09:00:00']);
		session.close();
	});

	test('HX ends what runs', t => {
		// With the next command it calls SVCTRACE, of the system disk that belongs to this nucleus, none of ours.
		const disk = cmsVolume({'LOOP EXEC': ['-A', '&GOTO -A']}, [svctrace]);
		const session = new SystemSession({191: disk, 192: cmsVolume()}, another);
		session.enter('ACCESS (NOPROF');
		t.deepEqual(session.enterAndLater('LOOP', ['HX']), ['CMS']);
		t.deepEqual(session.enter('STATE LOOP EXEC').map(line => line.slice(0, 6)), ['Ready;']);
		session.close();
	});

	test('DMSLADAD adds a directory that GENDIRT of ours has filled in, and takes it away', t => {
		const entries = [...Array.from({length: 45}, (_, index) => `FICA,F${index}`), 'PAYTAX'];
		const disk = payrollVolume(entries);
		withPayroll(entries, disk);
		const typed = [another, undefined].map(system => {
			const reset = moduleFile('RESET', callsLadad(0x8002_0000));
			const session = new SystemSession({191: cmsVolume({}, [svctrace, reset]), '19E': copyOf(disk)}, system);
			session.enter('ACCESS (NOPROF');
			const lines = [
				'PAYROLL NO', 'PAYROLL ADD', 'PAYTAX', 'F44', 'PAYROLL RESET', 'F44', 'PAYROLL ADD', 'PAYROLL ADD', 'F44',
				'PAYROLL RESET', 'PAYTAX', 'RESET', 'PAYROLL ADD', 'RESET', 'F44',
			].map(line => [line, ...session.enter(line).map(text => masked(text))]);
			session.close();
			return lines;
		});
		t.deepEqual(typed[1], typed[0]);
		t.deepEqual(typed[0].slice(0, 4), [
			['PAYROLL NO', 'Ready(00050);'], ['PAYROLL ADD', 'Ready(00007);'], ['PAYTAX', 'Ready(00007);'],
			['F44', 'Ready(00003);'],
		]);
		t.deepEqual(typed[0][11], ['RESET', 'Ready;'], 'there is none to take away: not 2, as the manual has it');
	});

	/** FILD: see `recordings.test.ts`. */
	const oursIsOtherwise: ReadonlySet<string> = new Set(['FILD']);
	for (const recording of recordings()) {
		test(`${recording.id}: ${recording.feature}`, t => {
			t.deepEqual(replay(recording, {another}), [...recording.output], 'IBM\'s');
			if (!oursIsOtherwise.has(recording.id)) {
				t.deepEqual(replay(recording), [...recording.output], 'ours');
			}
		});
	}

	test('commands of the nucleus answer nonsense as IBM\'s do', t => {
		const files = {'F1 EXEC': ['&TYPE HI &1'], 'Q1 EXEC': ['&CONTROL ALL NOMSG', '&1 &2 &3 &4 &5 &6', '&TYPE &RETCODE']};
		const operands = [
			'', '(', '((', '?', '*A X', 'F1', 'F? EXEC', 'F1 EXEC', 'F1 EXEC Q', 'F1 EXEC 1', 'F1 EXEC AAA', 'F1 EXEC A B', '191',
			'999 C', '191 B/A', '192 B/D', '192 D/D * * 1', '191 A (FOO', '00C A', 'XYZ', 'VERYLONGNAME VERYLONGTYPE', 'F1 (TYPE',
		];
		// Of EXEC, typed, IBM's says three times what is wrong; STATE under NOMSG takes its operands otherwise.
		for (const command of ['ACCESS', 'GENMOD', 'LOAD', 'LOADMOD', 'START', 'STATE', 'STATEW', 'Q1 EXEC']) {
			const [ibms, ours] = [another, undefined].map(system => {
				const session = new SystemSession({191: cmsVolume(files), 192: cmsVolume()}, system);
				session.enter('ACCESS (NOPROF');
				const typed = operands.map(words => {
					const line = `${command} ${words}`;
					return [line, ...session.enterAll(line, 'ACCESS 191 A', 'STATE F1 EXEC A')].map(text => masked(text));
				});
				session.close();
				return typed;
			});
			t.deepEqual(ours, ibms);
		}
	});

	test('70 files, long and short, of both formats, go from disk to disk by IBM\'s CMS and ours', t => {
		const files = Array.from({length: 70}, (_, index): NewFile => ({
			name: `FILE${index}`,
			type: index % 2 === 0 ? 'DATA' : 'EXEC',
			modeNumber: '1',
			recordFormat: index % 3 === 0 ? 'F' : 'V',
			records: Array.from({length: 1 + ((index * 7) % 60)}, (_value, record) => toEbcdic(
				`RECORD ${record} `.padEnd(index % 3 === 0 ? 80 : 1 + ((record * 37) % (index === 68 ? 4000 : 300)), 'X'),
			)),
		}));
		const {before, after} = goAround(another, files);
		t.deepEqual(after, before);
	});

	test('it reads files of our 2314, 3340 and 3330, blocks in two parts too', t => {
		const lines = Array.from({length: 300}, (_, index) => toEbcdic(`&TYPE LINE ${index}`.padEnd(80)));
		for (const type of ['2314', '3340', '3330']) {
			const disk = new MemoryVolume(findCkdModel(type)!, 3);
			const blocks = new VolumeBlocks(disk);
			formatDisk(blocks, 'TEST');
			writeFiles(blocks, [{
				name: 'LONG', type: 'EXEC', modeNumber: '1', recordFormat: 'F', records: lines,
			}], moment);
			const session = new SystemSession({191: cmsVolume(), 192: disk}, another);
			session.enter('ACCESS (NOPROF');
			session.enter('ACCESS 192 B');
			const typed = session.enter('LONG');
			t.deepEqual(typed.slice(0, 300), Array.from({length: 300}, (_, index) => `LINE ${index}`), type);
			session.close();
		}
	});

	/** Writes records 1 and 30000 of HOLES DATA D1, then 500; copies record 400 to HOLE DATA D1. */
	const hole = moduleFile('HOLES', programBytes(`
HOLES    START X'20000'
         BALR  12,0
         USING *,12
         LR    11,14
         LA    2,STEPS
NEXT     L     1,0(2)
         LTR   1,1
         BZ    DONE
         SVC   202
         DC    AL4(*+4)
         LTR   15,15
         BNZ   RETURN
         LA    2,4(2)
         B     NEXT
DONE     SR    15,15
RETURN   LR    14,11
         BR    14
STEPS    DC    A(W1,W2,FINIS,W3,FINIS,READ,FINIS,WRITE,FINIS,0)
W1       DC    CL8'WRBUF',CL8'HOLES',CL8'DATA',CL2'D1',H'1'
         DC    A(BUFFER,80),CL2'F',H'1',F'0'
W2       DC    CL8'WRBUF',CL8'HOLES',CL8'DATA',CL2'D1',H'30000'
         DC    A(BUFFER,80),CL2'F',H'1',F'0'
W3       DC    CL8'WRBUF',CL8'HOLES',CL8'DATA',CL2'D1',H'500'
         DC    A(BUFFER,80),CL2'F',H'1',F'0'
READ     DC    CL8'RDBUF',CL8'HOLES',CL8'DATA',CL2'D1',H'400'
         DC    A(BUFFER,80),CL2'F',H'1',F'0'
WRITE    DC    CL8'WRBUF',CL8'HOLE',CL8'DATA',CL2'D1',H'1'
         DC    A(BUFFER,80),CL2'F',H'1',F'0'
FINIS    DC    CL8'FINIS',3CL8'*',8X'FF'
BUFFER   DC    80C'A'
         END   HOLES
`));

	test('a file with holes has the same shape, records and blocks by IBM\'s CMS and ours', t => {
		const made = [another, undefined].map(each => {
			const disk = cmsVolume();
			const session = new SystemSession({191: cmsVolume({}, [hole]), 192: disk}, each);
			session.enter('ACCESS (NOPROF');
			t.deepEqual(session.enter('HOLES').map(line => line.slice(0, 6)), ['Ready;']);
			const kept = contentOf(disk);
			const {blocks, records} = listFiles(new VolumeBlocks(disk)).find(({name}) => name === 'HOLES')!;
			session.close();
			t.is(kept['HOLE DATA'][1], '00'.repeat(80), 'a hole is zeros');
			return {kept, blocks, records};
		});
		t.is(made[0].blocks, 3);
		t.deepEqual(made[1], made[0]);
	});

	test('it reads and writes a large disk of ours, and we its: the map goes on in further blocks, or does not', t => {
		const records = Array.from({length: 110}, () => new Uint8Array(16_000).fill(0xC1));
		const disk = new MemoryVolume(findCkdModel('3350')!, 115);
		const blocks = new VolumeBlocks(disk);
		formatDisk(blocks, 'LARGE');
		const session = new SystemSession({191: cmsVolume({}, [copier]), 192: disk}, another);
		session.enter('ACCESS (NOPROF');
		t.regex(session.enter('COPYF COPYF MODULE A1 V D1')[0], /^Ready;/, 'no further block yet');
		t.deepEqual(checkFileSystem(blocks), []);
		writeFiles(blocks, [{
			name: 'LONG', type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 16_000, records,
		}], moment);
		session.enter('ACCESS 192 D');
		t.regex(session.enter('STATE LONG DATA D')[0], /^Ready;/);
		t.regex(session.enter('ERASE COPYF MODULE D')[0], /^Ready;/);
		t.deepEqual(checkFileSystem(blocks), []);
		t.regex(session.enter('ERASE LONG DATA D')[0], /^Ready;/);
		t.deepEqual(checkFileSystem(blocks), []);
		session.close();
	});

	test('ACCESS says and shows what IBM\'s does, whatever is asked of it', t => {
		const file = (name: string, type: string, modeNumber: string): NewFile =>
			({name, type, modeNumber, recordFormat: 'V', records: [toEbcdic('X')]});
		const files = [
			file('ZERO', 'DATA', '0'), file('ONE', 'DATA', '1'), file('TWO', 'DATA', '2'), file('TWO', 'ASSEMBLE', '1'),
			file('FOUR', 'DATE', '4'),
		];
		const lines = [
			'192 D', '192 D/A', '192 D/D', '192 D/A T*', '192 D/A * D* D2', '192 D/A * * D1', '192 D/A * * D0', '192 D/A * * 1',
			'192 D/A * * *', '192 D/A * * D6', '192 D/A TWO', '192 D/A * DATA', '192 D/A T*O', '192 D/A **', '192 D * DATA',
			'192 D/A NONE', '192 D/A * * D1 X', '192 D/A X Y Z', '192 D/A (MODE0', '192 D/A Z* (MODE0', '192 D/A (NOPROF',
			'192 D (NODISK', '192 D/A (ERASE', '192 D/A (XYZ', '192 D/Q', '192 D/', '192 DD', '192', '1922 D', '0 D', '',
			'192 D', '192 E/A', '192 E', '192 D/A', '192 D (MODE0', '192 D (NOPROF ERASE', '192 D', '192 D (ERAS', '191 D/A',
			'192 D ( )', '999 D', '999 C', '192 S', '192 S/A', '192 Z/A', '192 9', '192 D/A T* (NOPROF', '190 Q/A T*',
		];
		const [theirs, ours] = [another, undefined].map(each => {
			const session = new SystemSession({191: cmsVolume(), 192: cmsVolume({}, files)}, each);
			session.enter('ACCESS (NOPROF');
			const typed = (line: string): string[] => session.enter(line).map(text => text.replace(/T=.*/, ''));
			const seen = lines.map(line => [line, typed(`ACCESS ${line}`), ...files.map(({name, type}) =>
				typed(`STATE ${name} ${type} D`))]);
			session.close();
			return seen;
		});
		t.deepEqual(ours, theirs);
	});

	const part = fc.stringMatching(/^[A-Z$#@\d]{1,8}$/);
	const someRecords = (length: fc.Arbitrary<number>): fc.Arbitrary<Uint8Array[]> => length.chain(bytes =>
		fc.array(fc.uint8Array({minLength: bytes, maxLength: bytes}), {minLength: 1, maxLength: 40}));
	const content = fc.oneof(
		fc.record({recordFormat: fc.constant('F' as const), records: someRecords(fc.integer({min: 1, max: 400}))}),
		fc.record({
			recordFormat: fc.constant('V' as const),
			records: fc.array(fc.uint8Array({minLength: 1, maxLength: 1000}), {minLength: 1, maxLength: 30}),
		}),
	);
	const someFiles = fc.uniqueArray(fc.tuple(part, part, content), {
		minLength: 1, maxLength: 8, selector: ([name, type]) => `${name} ${type}`,
	}).map(files => files.map(([name, type, {recordFormat, records}]): NewFile => ({
		name, type, modeNumber: '1', recordFormat, records,
	})));

	test('any files go from disk to disk by IBM\'s CMS and ours', t => {
		fc.assert(fc.property(someFiles, files => {
			const {before, after} = goAround(another, files);
			t.deepEqual(after, before);
		}), {numRuns: 5});
	});
}
