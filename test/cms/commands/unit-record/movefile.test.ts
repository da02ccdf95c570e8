/** FILEDEF and MOVEFILE (GC20-1818). */
import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';
import {UnitRecordDevices} from '../../../support/unit-records.js';
import {tapeDrive} from '../../../support/tape-drive.js';
import {MemoryTape} from '../../../../source/machine/devices/tape/tape-medium.js';
import {fromEbcdic, toEbcdic} from '../../../../source/base/ebcdic.js';

const files = {'PART DATA': ['FIRST', 'SECOND']};

test('FILEDEF gives ddnames their devices; QUERY FILEDEF shows them', t => {
	const cms = new CmsSession({files});
	t.deepEqual(cms.enter('query filedef'), ['NO USER DEFINED FILEDEF\'S IN EFFECT', 'Ready;']);
	t.deepEqual(cms.enter('filedef inmove disk part data a'), ['Ready;']);
	t.deepEqual(cms.enter('fi 6 pr'), ['Ready;']);
	t.deepEqual(cms.enter('filedef sysin disk'), ['Ready;']);
	t.deepEqual(cms.enter('filedef keep dummy (perm recfm fb lrecl 80 block 800'), ['Ready;']);
	t.deepEqual(cms.enter('filedef inmove terminal (nochange'), ['Ready;']);
	const shown = [
		'INMOVE   DISK     PART     DATA     A1',
		'FT06F001 PRINTER ',
		'SYSIN    DISK     FILE     SYSIN    A1',
		'KEEP     DUMMY   ',
	].map(line => line.trimEnd());
	t.deepEqual(cms.enter('q filedef'), [...shown, 'Ready;']);
	t.deepEqual(cms.enter('filedef'), [...shown, 'Ready;']);
	t.deepEqual(cms.enter('filedef sysin clear'), ['Ready;']);
	t.deepEqual(cms.enter('filedef sysin clear'), ['INVALID CLEAR REQUEST.', 'Ready(00004);']);
	t.deepEqual(cms.enter('filedef * clear'), ['Ready;']);
	t.deepEqual(cms.enter('filedef'), ['KEEP     DUMMY', 'Ready;']);
});

test('what FILEDEF refuses', t => {
	const cms = new CmsSession({files});
	t.deepEqual(cms.enter('filedef x'), ['PARAMETER MISSING AFTER DDNAME.', 'Ready(00024);']);
	t.deepEqual(cms.enter('filedef x drum'), ['INVALID DEVICE \'DRUM\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('filedef x disk a'), ['NO FILETYPE SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('filedef x disk a b a9'), ['INVALID MODE \'A9\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('filedef x printer y'), ['INVALID PARAMETER \'Y\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('filedef x printer (lrecl x'), [
		'INVALID PARAMETER \'X\' IN THE OPTION \'LRECL\' FIELD.',
		'Ready(00024);',
	]);
	t.deepEqual(cms.enter('filedef x printer (foo'), ['INVALID OPTION \'FOO\'.', 'Ready(00024);']);
});

test('MOVEFILE: disk to terminal, terminal to disk', t => {
	const cms = new CmsSession({files});
	cms.enter('filedef inmove disk part data a');
	cms.enter('filedef outmove terminal');
	t.deepEqual(cms.enter('movefile'), ['FIRST', 'SECOND', 'Ready;']);
	cms.enter('filedef inmove terminal');
	cms.enter('filedef outmove disk typed data a (recfm f lrecl 10');
	t.deepEqual(cms.enter('move'), ['TERM INPUT -- TYPE NULL LINE FOR END OF DATA.']);
	cms.enter('one');
	cms.enter('a line that is too long');
	t.deepEqual(cms.enter(''), ['Ready;']);
	t.deepEqual(cms.enter('listfile typed data a (alloc noh'), [
		'TYPED    DATA     A1 F    10      2      1',
		'Ready;',
	]);
	t.deepEqual(cms.enter('movefile nosuch outmove'), [
		'DISK FILE \'FILE NOSUCH A1\' ASSUMED FOR DDNAME \'NOSUCH\'.',
		'FILE \'NOSUCH\' NOT FOUND.',
		'Ready(00028);',
	]);
	cms.enter('filedef inmove disk typed data a');
	t.deepEqual(cms.enter('movefile'), ['INPUT AND OUTPUT FILES ARE THE SAME.', 'Ready(00040);']);
	cms.enter('filedef inmove printer');
	t.deepEqual(cms.enter('movefile'), ['DEVICE \'PRINTER\' INVALID FOR INPUT.', 'Ready(00040);']);
});

test('MOVEFILE: cards and paper', t => {
	const devices = new UnitRecordDevices();
	const cms = new CmsSession({files, units: devices.units});
	cms.enter('filedef inmove reader');
	cms.enter('filedef outmove disk deck data a');
	t.deepEqual(cms.enter('movefile'), ['READER EMPTY OR NOT READY.', 'Ready(00008);']);
	devices.feed('CARD ONE', 'CARD TWO');
	t.deepEqual(cms.enter('movefile'), ['Ready;']);
	cms.enter('filedef inmove disk deck data a');
	cms.enter('filedef outmove punch');
	t.deepEqual(cms.enter('movefile'), ['Ready;']);
	t.deepEqual(devices.takePunched(), ['CARD ONE', 'CARD TWO']);
	cms.enter('filedef outmove printer');
	t.deepEqual(cms.enter('movefile'), ['Ready;']);
	t.deepEqual(devices.printed, ['CARD ONE', 'CARD TWO']);
});

/** What is on a reel, marks as `mark`. */
function itemsOf(tape: MemoryTape): Array<Uint8Array | 'mark'> {
	const items: Array<Uint8Array | 'mark'> = [];
	tape.rewind();
	for (let item = tape.peek(1); item; item = tape.peek(1)) {
		items.push(item.isMark ? 'mark' : tape.read(1));
		tape.step(1);
	}

	return items;
}

const textOf = (item: Uint8Array | 'mark'): string => item === 'mark' ? item : fromEbcdic(item);

test('MOVEFILE: tapes, records in blocks', t => {
	const reel = new MemoryTape();
	const cms = new CmsSession({files, units: [tapeDrive(0x181, reel), tapeDrive(0x182, new MemoryTape())]});
	cms.enter('filedef inmove disk part data a');
	cms.enter('filedef outmove tap1 (recfm fb lrecl 10 block 20');
	t.deepEqual(cms.enter('movefile'), ['Ready;']);
	t.deepEqual(itemsOf(reel).map(item => textOf(item)), ['FIRST     SECOND    ', 'mark']);
	reel.rewind();
	cms.enter('filedef inmove tap1 (recfm fb lrecl 10 block 20');
	cms.enter('filedef outmove disk back data a');
	t.deepEqual(cms.enter('movefile'), ['Ready;']);
	t.deepEqual(cms.enter('listfile back data a (alloc noh'), ['BACK     DATA     A1 F    10      2      1', 'Ready;']);
	t.deepEqual(cms.enter('type back data a'), [' ', 'FIRST', 'SECOND', ' ', 'Ready;']);
	reel.rewind();
	cms.enter('filedef outmove tap2 (recfm vb lrecl 84 block 200');
	t.deepEqual(cms.enter('movefile'), ['Ready;']);
	reel.rewind();
	// A file that was there is intact where the tape is none of that format.
	cms.enter('filedef inmove tap1 (recfm vb lrecl 84 block 200');
	cms.enter('filedef outmove disk back data a (recfm v');
	t.deepEqual(cms.enter('movefile'), [
		'DMSMVE128S I/O ERROR ON INPUT AFTER READING 0 RECORDS: INPUT ERROR CODE \'FORMAT\'.',
		'Ready(00100);',
	]);
	t.deepEqual(cms.enter('type back data a'), [' ', 'FIRST', 'SECOND', ' ', 'Ready;']);
});

test('MOVEFILE: records of variable length, and what cannot be opened', t => {
	const word = (length: number): Uint8Array => Uint8Array.of(length >>> 8, length & 0xFF, 0, 0);
	const block = Buffer.concat([word(19), word(7), toEbcdic('ONE'), word(8), toEbcdic('FOUR')]);
	const reel = new MemoryTape([block, 'mark']);
	const cms = new CmsSession({files, units: [tapeDrive(0x181, reel)]});
	cms.enter('filedef inmove tap1 (recfm vb lrecl 84 block 200');
	cms.enter('filedef outmove disk back data a');
	t.deepEqual(cms.enter('movefile'), ['Ready;']);
	t.deepEqual(cms.enter('type back data a'), [' ', 'ONE', 'FOUR', ' ', 'Ready;']);
	cms.enter('filedef inmove tap1 (recfm vbs');
	t.deepEqual(cms.enter('movefile'), [
		'OPEN ERROR CODE \'7\' ON \'INMOVE\'.', 'UNABLE TO OPEN FILE INMOVE.', 'Ready(00028);',
	]);
	cms.enter('filedef inmove tap1 (recfm v block 8 lrecl 4');
	t.deepEqual(cms.enter('movefile'), ['DMSMVE130S BLOCKSIZE ON V FORMAT FILE INMOVE IS LESS THAN 9.', 'Ready(00088);']);
	cms.enter('filedef inmove tap2');
	t.deepEqual(cms.enter('movefile'), ['UNABLE TO OPEN FILE INMOVE.', 'Ready(00028);']);
});

test('MOVEFILE: DISP MOD, mode *, concatenated input, members', t => {
	const cms = new CmsSession({
		files: {...files, 'TAIL DATA': ['THIRD'], 'ALPHA MACRO': ['MACRO', 'ALPHA', 'MEND'], 'BETA COPY': ['* BETA']},
	});
	cms.enter('filedef inmove disk part data * (concat');
	cms.enter('filedef inmove disk tail data a (concat');
	cms.enter('filedef outmove disk all data a');
	t.deepEqual(cms.enter('movefile'), ['Ready;']);
	cms.enter('filedef inmove clear');
	cms.enter('filedef inmove disk tail data a');
	cms.enter('filedef outmove disk all data * (disp mod');
	t.deepEqual(cms.enter('movefile'), ['Ready;']);
	t.deepEqual(cms.enter('type all data a'), [' ', 'FIRST', 'SECOND', 'THIRD', 'THIRD', ' ', 'Ready;']);
	cms.enter('filedef inmove disk all data *');
	t.deepEqual(cms.enter('movefile'), ['INPUT AND OUTPUT FILES ARE THE SAME.', 'Ready(00040);']);
	t.deepEqual(cms.enter('movefile (foo'), ['INVALID OPTION \'FOO\'.', 'Ready(00024);']);
});
