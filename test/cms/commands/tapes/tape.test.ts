/** TAPE (GC20-1818): sessions with reels in drives. */
import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';
import {tapeDrive} from '../../../support/tape-drive.js';
import {UnitRecordDevices} from '../../../support/unit-records.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {Tape3420} from '../../../../source/machine/devices/tape/3420.js';
import {MemoryTape} from '../../../../source/machine/devices/tape/tape-medium.js';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {tapeDump} from '../../../../source/cms/tape/tape-dump.js';

const files = {'PART DATA': ['FIRST', 'SECOND'], 'OTHER EXEC': ['&TYPE HELLO'], 'LONG DATA': ['X'.repeat(900), 'Y']};
const mark = 'END-OF-FILE OR END-OF-TAPE';

/** What is on a reel, marks and the kinds of blocks. */
function kindsOf(reel: MemoryTape): string {
	const {position} = reel;
	reel.rewind();
	let kinds = '';
	for (let item = reel.peek(1); item; item = reel.peek(1)) {
		kinds += item.isMark ? '|' : (reel.read(1)[4] === toEbcdic('N')[0] ? 'N' : '.');
		reel.step(1);
	}

	reel.rewind();
	while (reel.position < position) {
		reel.step(1);
	}

	return kinds;
}

test('what TAPE dumps it loads again, with form, date and mode number', t => {
	const reel = new MemoryTape();
	const cms = new CmsSession({files, units: [tapeDrive(0x181, reel)], volumes: {0x192: cmsVolume({})}});
	cms.enter('access 192 b');
	const before = cms.enter('listfile * * a (date noh');
	t.deepEqual(cms.enter('tape dump * * a'), [
		' DUMPING.....',
		' PART     DATA     A1',
		' OTHER    EXEC     A1',
		' LONG     DATA     A1',
		'Ready;',
	]);
	t.is(kindsOf(reel), '.N.N..N||');
	t.deepEqual(cms.enter('tape rew'), ['Ready;']);
	t.deepEqual(cms.enter('tape load * * b'), [
		' LOADING.....',
		' PART     DATA     B1',
		' OTHER    EXEC     B1',
		' LONG     DATA     B1',
		mark,
		'Ready;',
	]);
	t.deepEqual(cms.enter('listfile * * b (date noh'), before.map(line => line.replace(' A1 ', ' B1 ')));
	t.deepEqual(cms.enter('compare long data a long data b'), ['COMPARING \'LONG DATA A1\' WITH \'LONG DATA B1\'.', 'Ready;']);
});

test('one file is found among others; SCAN stops before it, SKIP behind it', t => {
	const reel = new MemoryTape();
	const cms = new CmsSession({files, units: [tapeDrive(0x182, reel)]});
	cms.enter('tape dump * data (tap2 noprint');
	cms.enter('tape rew (182');
	t.deepEqual(cms.enter('tape scan long data (tap2'), [
		' SCANNING.....', ' PART     DATA     A1', ' LONG     DATA     A1', 'Ready;',
	]);
	t.is(reel.position, 2);
	t.deepEqual(cms.enter('tape skip long data (tap2'), [' SKIPPING.....', ' LONG     DATA     A1', 'Ready;']);
	t.is(reel.position, 5);
	t.deepEqual(cms.enter('tape scan long data (tap2'), [
		' SCANNING.....', mark, 'FILE \'LONG DATA\' NOT FOUND.', 'Ready(00028);',
	]);
	cms.enter('tape rew (tap2');
	cms.enter('erase long data');
	t.deepEqual(cms.enter('tape load long data (tap2'), [' LOADING.....', ' LONG     DATA     A1', 'Ready;']);
	t.is(reel.position, 5);
	cms.enter('tape rew (tap2');
	t.deepEqual(cms.enter('tape load * exec (tap2 noprint'), ['FILE \'* EXEC\' NOT FOUND.', 'Ready(00028);']);
});

test('tape marks: WTM behind each file, EOF so many, EOT up to two in a row, what is dumped next', t => {
	const reel = new MemoryTape();
	const cms = new CmsSession({files, units: [tapeDrive(0x181, reel)]});
	cms.enter('tape dump * data a (wtm nopr');
	t.is(kindsOf(reel), '.N|..N||');
	t.is(reel.position, 7);
	cms.enter('tape dump other exec a (nopr');
	t.is(kindsOf(reel), '.N|..N|.N||');
	t.is(reel.position, 9);
	cms.enter('tape rew');
	t.deepEqual(cms.enter('tape scan (eof 2'), [
		' SCANNING.....', ' PART     DATA     A1', mark, ' LONG     DATA     A1', mark, 'Ready;',
	]);
	t.is(reel.position, 7);
	cms.enter('tape rew');
	t.is(cms.enter('tape skip (eot').filter(line => line === mark).length, 4);
	t.is(reel.position, 11);
	cms.enter('tape bsf 2');
	t.is(reel.position, 9);
	cms.enter('tape dump part data (nopr');
	t.is(kindsOf(reel), '.N|..N|.N.N||');
});

test('the list of files is typed, printed, written or left out', t => {
	const devices = new UnitRecordDevices();
	const reel = new MemoryTape();
	const cms = new CmsSession({files, units: [...devices.units, tapeDrive(0x181, reel)]});
	t.deepEqual(cms.enter('tape dump part data (print'), ['Ready;']);
	t.deepEqual(devices.printed, [' DUMPING.....', ' PART     DATA     A1']);
	t.deepEqual(cms.enter('tape rew'), ['Ready;']);
	t.deepEqual(cms.enter('tape scan (print noprint disk'), ['Ready;']);
	t.deepEqual(cms.enter('type tape map'), [' ', ' SCANNING.....', ' PART     DATA     A1', mark, ' ', 'Ready;']);
	t.deepEqual(cms.enter('listfile tape map * (format noh'), ['TAPE     MAP      A5 F    80', 'Ready;']);
});

test('LOAD takes the mode number that is asked for, and gives the work file of TAPE another type', t => {
	const reel = new MemoryTape();
	const cms = new CmsSession({
		files: {...files, 'TAPE CMSUT1': ['LEFT']}, units: [tapeDrive(0x181, reel)], volumes: {0x192: cmsVolume({})},
	});
	cms.enter('access 192 b');
	cms.enter('rename part data a part data a3');
	cms.enter('tape dump * * a (nopr');
	cms.enter('tape rew');
	t.deepEqual(cms.enter('tape load * * b3'), [' LOADING.....', ' PART     DATA     B3', mark, 'Ready;']);
	cms.enter('tape rew');
	t.deepEqual(cms.enter('tape load tape cmsut1 b'), [' LOADING.....', ' TAPE     CMSUT2   B1', 'Ready;']);
	t.deepEqual(cms.enter('tape dump * * a1 (nopr'), ['Ready;']);
});

test('tapes are moved; what stands in the way is told', t => {
	const reel = new MemoryTape();
	const locked = new MemoryTape([], {readOnly: true});
	const cms = new CmsSession({files, units: [tapeDrive(0x181, reel), tapeDrive(0x183, locked), tapeDrive(0x288)]});
	t.deepEqual(cms.enter('tape wtm 2'), ['Ready;']);
	t.deepEqual(cms.enter('tape bsf'), ['Ready;']);
	t.deepEqual(cms.enter('tape dump part data (nopr'), ['Ready;']);
	t.is(kindsOf(reel), '|.N||');
	t.deepEqual(cms.enter('tape rew'), ['Ready;']);
	t.deepEqual(cms.enter('tape fsf'), ['Ready;']);
	t.deepEqual(cms.enter('tape fsr 2'), ['Ready;']);
	t.deepEqual(cms.enter('tape fsr 2'), ['END-OF-FILE OR END-OF-TAPE ON \'TAP1(181)\'.', 'Ready(00040);']);
	t.is(reel.position, 4);
	t.deepEqual(cms.enter('tape bsr'), ['END-OF-FILE OR END-OF-TAPE ON \'TAP1(181)\'.', 'Ready(00040);']);
	t.deepEqual(cms.enter('tape bsf 9'), ['END-OF-FILE OR END-OF-TAPE ON \'TAP1(181)\'.', 'Ready(00040);']);
	t.is(reel.position, 0);
	t.deepEqual(cms.enter('tape fsf 9'), ['DMSTPE110S ERROR READING \'TAP1(181)\'.', 'Ready(00100);']);
	t.deepEqual(cms.enter('tape erg'), ['Ready;']);
	t.deepEqual(cms.enter('tape run'), ['Ready;']);
	t.deepEqual(cms.enter('tape scan'), [' SCANNING.....', 'DMSTPE110S ERROR READING \'TAP1(181)\'.', 'Ready(00100);']);
	t.deepEqual(cms.enter('tape wtm (183'), ['\'TAP3(183)\' IS FILE PROTECTED.', 'Ready(00036);']);
	t.deepEqual(cms.enter('tape dump part data (tap3'), [
		' DUMPING.....', '\'TAP3(183)\' IS FILE PROTECTED.', 'Ready(00036);',
	]);
	t.deepEqual(cms.enter('tape dump part data (tap8'), [
		' DUMPING.....', 'DMSTPE111S ERROR WRITING \'TAP8(288)\'.', 'Ready(00100);',
	]);
	t.deepEqual(cms.enter('tape rew (tapf'), ['DMSTPE113S \'TAPF(28F)\' NOT ATTACHED.', 'Ready(00100);']);
});

test('density and tracks: those of the drive are set, others refused', t => {
	const drive = tapeDrive(0x181, new MemoryTape());
	const cms = new CmsSession({files, units: [drive]});
	t.deepEqual(cms.enter('tape modeset (den 800'), ['Ready;']);
	t.is(drive.device.sense()[3] & 0x04, 0, 'the drive is not at 1600');
	t.deepEqual(cms.enter('tape rew (9track'), ['Ready;']);
	t.is(drive.device.sense()[3] & 0x04, 0x04);
	t.deepEqual(cms.enter('tape modeset (den 6250'), [
		'DMSTPE115S 6250 BPI FEATURE NOT SUPPORTED ON DEVICE \'181\'.', 'Ready(00088);',
	]);
	for (const options of ['7track', 'den 556', 'trtch oc', 'den 1600 7track']) {
		t.deepEqual(cms.enter(`tape modeset (${options}`), [
			'DMSTPE115S 7-TRACK FEATURE NOT SUPPORTED ON DEVICE \'181\'.', 'Ready(00088);',
		], options);
	}

	t.deepEqual(cms.enter('tape modeset (7track den 1600'), ['Ready;'], 'the last counts');
});

test('what TAPE refuses', t => {
	const cms = new CmsSession({files, units: [tapeDrive(0x181, new MemoryTape())]});
	const refused: ReadonlyArray<readonly [line: string, message: string, code?: string]> = [
		['', 'NO FUNCTION SPECIFIED.'],
		['copy', 'INVALID FUNCTION \'COPY\'.'],
		['dump', 'NO FILEID SPECIFIED.'],
		['dump part', 'NO FILETYPE SPECIFIED.'],
		['load part', 'NO FILETYPE SPECIFIED.'],
		['dump part data a9', 'INVALID MODE \'A9\'.'],
		['load part data *', 'INVALID MODE \'*\'.'],
		['dump part data a x', 'INVALID PARAMETER \'X\'.'],
		['scan part data a', 'INVALID PARAMETER \'A\'.'],
		['rew x', 'INVALID PARAMETER \'X\'.'],
		['fsf 0', 'INVALID PARAMETER \'0\'.'],
		['fsf 1 2', 'INVALID PARAMETER \'2\'.'],
		['modeset 3', 'INVALID PARAMETER \'3\'.'],
		['rew (tapg', 'INVALID DEVICE \'TAPG\'.'],
		['rew (188', 'INVALID DEVICE ADDRESS \'188\'.'],
		['rew (den', 'INVALID PARAMETER \'\' IN THE OPTION \'DEN\' FIELD.'],
		['rew (den 900', 'INVALID PARAMETER \'900\' IN THE OPTION \'DEN\' FIELD.'],
		['scan (eof x', 'INVALID PARAMETER \'X\' IN THE OPTION \'EOF\' FIELD.'],
		['rew (print', 'INVALID OPTION \'PRINT\'.'],
		['scan (wtm', 'INVALID OPTION \'WTM\'.'],
		['dump part data (eot', 'INVALID OPTION \'EOT\'.'],
		['dump part data (blksize 4096', 'INVALID OPTION \'BLKSIZE\'.'],
		['dump no such', 'FILE \'NO SUCH\' NOT FOUND.', '00028'],
		['dump part data c', 'DISK \'C\' NOT ACCESSED.', '00036'],
		['load part data c', 'DISK \'C\' NOT ACCESSED.', '00036'],
		['load part data s', 'OUTPUT DISK \'S(190)\' IS READ/ONLY.', '00036'],
	];
	for (const [line, message, code = '00024'] of refused) {
		t.deepEqual(cms.enter(`tape ${line}`), [message, `Ready(${code});`], line);
	}
});

/** A block of TAPE DUMP. */
const block = (kind: string, data: Uint8Array = new Uint8Array(800)): Uint8Array =>
	Buffer.concat([Uint8Array.of(0x02), toEbcdic(`CMS${kind}`), data]);

/** The blocks of a file of records of 80 bytes. */
const blocksOf = (name: string, records: number): Uint8Array[] => {
	const bytes = toEbcdic('RECORD'.padEnd(80)).length * records;
	const data = Array.from({length: Math.ceil(bytes / 800)}, () => new Uint8Array(800).fill(0x40));
	const status = {
		name, type: 'DATA', mode: 'A1', recordFormat: 'F', recordLength: 80, records, blocks: data.length,
		date: '1979-05-06', time: '07:08',
	} as const;
	return [...tapeDump.encode(status, data)];
};

test('tapes that are none, are cut off or do not say the truth leave no file, and the old one is intact', t => {
	const [data, last] = blocksOf('PART', 5);
	const wrongCount = blocksOf('PART', 11).toSpliced(0, 1);
	const noName = last.slice();
	noName.fill(0x5C, 5 + 0x40, 5 + 0x50);
	const noRecords = last.slice();
	noRecords.fill(0xFF, 5 + 6, 5 + 8);
	const hostile: ReadonlyArray<readonly [tape: ReadonlyArray<Uint8Array | 'mark'>, message: string, code: number]> = [
		[[toEbcdic('VOL1ABCDEF'.padEnd(80)), 'mark'], 'INVALID RECORD FORMAT.', 32],
		[[data.subarray(0, 804), last], 'INVALID RECORD FORMAT.', 32],
		[[Buffer.concat([data, Uint8Array.of(0)]), last], 'INVALID RECORD FORMAT.', 32],
		[[block('X')], 'INVALID RECORD FORMAT.', 32],
		[[data, noName], 'INVALID RECORD FORMAT.', 32],
		[[data, new Uint8Array(805)], 'INVALID RECORD FORMAT.', 32],
		[[data, 'mark', last], 'PREMATURE EOF ON FILE \'PART DATA\'.', 40],
		[[data], 'DMSTPE110S ERROR READING \'TAP1(181)\'.', 100],
		[wrongCount, 'FILE \'PART DATA\' DATA BLOCK COUNT INCORRECT.', 32],
		[[data, data, last], 'FILE \'PART DATA\' DATA BLOCK COUNT INCORRECT.', 32],
		[[data, noRecords], 'FILE \'PART DATA\' DATA BLOCK COUNT INCORRECT.', 32],
		[Array.from({length: 20_000}, () => data), 'DMSTPE105S ERROR \'13\' WRITING FILE \'TAPE CMSUT1 A1\' ON DISK.', 100],
	];
	const drive = new Tape3420();
	const cms = new CmsSession({
		files, units: [{
			address: 0x181, kind: 'TAPE', type: '3420', readOnly: false, device: drive,
		}],
	});
	const used = cms.enter('query disk a');
	for (const [items, message, code] of hostile) {
		drive.mount(new MemoryTape(items));
		t.deepEqual(cms.enter('tape load part data'), [
			' LOADING.....', message, `Ready(${String(code).padStart(5, '0')});`,
		]);
		t.deepEqual(cms.enter('type part data'), [' ', 'FIRST', 'SECOND', ' ', 'Ready;']);
	}

	t.deepEqual(cms.enter('query disk a'), used);
	drive.mount(new MemoryTape([last, data, block('0'), 'mark']));
	t.deepEqual(cms.enter('tape load'), [' LOADING.....', 'NULL FILE.', 'PREMATURE EOF ON FILE \'TAPE CMSUT1\'.', 'Ready(00040);']);
});

test('a hole of a sparse file is zeros on the disk', t => {
	const [, last] = blocksOf('SPARSE', 10);
	const cms = new CmsSession({files, units: [tapeDrive(0x181, new MemoryTape([block('0'), last, 'mark']))]});
	t.deepEqual(cms.enter('tape load sparse data'), [' LOADING.....', ' SPARSE   DATA     A1', 'Ready;']);
	t.deepEqual(cms.enter('listfile sparse data (date noh'), [
		'SPARSE   DATA     A1 F    80     10      1  5/06/79  7:08', 'Ready;',
	]);
});

test('DUMP takes the extensions of a disk, and all disks with *', t => {
	const cms = new CmsSession({
		files, units: [tapeDrive(0x181, new MemoryTape())], volumes: {0x193: cmsVolume({'MORE DATA': ['MORE']})},
	});
	cms.enter('access 193 b/a');
	t.deepEqual(cms.enter('tape dump * data'), [
		' DUMPING.....', ' PART     DATA     A1', ' LONG     DATA     A1', ' MORE     DATA     B1', 'Ready;',
	]);
	cms.enter('access 193 b');
	t.deepEqual(cms.enter('tape dump more data'), ['FILE \'MORE DATA\' NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(cms.enter('tape dump more data *'), [' DUMPING.....', ' MORE     DATA     B1', 'Ready;']);
	t.deepEqual(cms.enter('tape dump * * a2 (nopr'), ['FILE \'* * A2\' NOT FOUND.', 'Ready(00028);']);
});

test('a reel that ends in the middle of a dump is told', t => {
	const drive = {...tapeDrive(0x181), device: new Tape3420(new MemoryTape(), {feet: 27})};
	const cms = new CmsSession({
		files: {'LARGE DATA': Array.from({length: 1200}, (_, index) => `LINE ${index}`.padEnd(100, '.'))}, units: [drive],
	});
	t.deepEqual(cms.enter('tape dump large data'), [
		' DUMPING.....', 'END-OF-FILE OR END-OF-TAPE ON \'TAP1(181)\'.', 'Ready(00040);',
	]);
	cms.enter('tape rew');
	t.is(cms.enter('tape load').at(-1), 'Ready(00100);');
	t.deepEqual(cms.enter('listfile * data'), ['LARGE    DATA     A1', 'Ready;']);
});
