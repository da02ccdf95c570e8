/** FILEDEF and MOVEFILE (GC20-1818). */
import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';
import {UnitRecordDevices} from '../../../support/unit-records.js';

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
