/** FILEDEF (GC20-1818). */
import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';

test('the four FILEDEFs that procedures of others call', t => {
	const cms = new CmsSession();
	for (const line of [
		'filedef 28 disk filemode data *',
		'filedef 29 disk job cntrl a ( disp mod',
		'filedef input tap1 ( lrecl 80 blksize 800 recfm fb',
		'filedef work disk a b a ( xtent 50',
	]) {
		t.deepEqual(cms.enter(line), ['Ready;'], line);
	}

	t.deepEqual(cms.enter('query filedef'), [
		'FT28F001 DISK     FILEMODE DATA     *',
		'FT29F001 DISK     JOB      CNTRL    A1',
		'INPUT    TAP1',
		'WORK     DISK     A        B        A1',
		'Ready;',
	]);
});

test('each device takes the options of its own', t => {
	const cms = new CmsSession();
	const accepted = [
		'terminal (upcase perm recfm u lrecl 130', 'printer (lrecl 133 recfm fa', 'punch (block 80 lrecl 80', 'reader (change',
		'disk a b a (disp mod dsorg da keylen 256 limct 256 optcd aef xtent 16777215', 'dummy (xtent 5',
		'tap4 (9track den 1600', 'tap2 (den 556 trtch oc', 'tap1 (7track den 800', 'disk a b a (block 800 blksize 400',
	];
	for (const rest of accepted) {
		cms.enter('filedef x clear');
		t.deepEqual(cms.enter(`filedef x ${rest}`), ['Ready;'], rest);
	}

	const refused: ReadonlyArray<readonly [string, string]> = [
		['printer (disp mod', 'INVALID OPTION \'DISP\'.'],
		['disk a b (den 1600', 'INVALID OPTION \'DEN\'.'],
		['tap1 (upcase', 'INVALID OPTION \'UPCASE\'.'],
		['disk a b (auxproc 20000', 'INVALID OPTION \'AUXPROC\'.'],
		['disk a b (constructor', 'INVALID OPTION \'CONSTRUC\'.'],
		['disk a b (disp new', 'INVALID PARAMETER \'NEW\' IN THE OPTION \'DISP\' FIELD.'],
		['disk a b (keylen 257', 'INVALID PARAMETER \'257\' IN THE OPTION \'KEYLEN\' FIELD.'],
		['disk a b (xtent 16777216', 'INVALID PARAMETER \'16777216\' IN THE OPTION \'XTENT\' FIELD.'],
		['disk a b (optcd ar', 'INVALID PARAMETER \'AR\' IN THE OPTION \'OPTCD\' FIELD.'],
		['disk a b (optcd aa', 'INVALID PARAMETER \'AA\' IN THE OPTION \'OPTCD\' FIELD.'],
		['disk a b (dsorg xx', 'INVALID PARAMETER \'XX\' IN THE OPTION \'DSORG\' FIELD.'],
		['disk a b (lrecl 80 lrecl 90', '\'LRECL\' OPTION SPECIFIED TWICE.'],
		['terminal (upcase lowcase', '\'UPCASE\' AND \'LOWCASE\' ARE CONFLICTING OPTIONS.'],
		['tap1 (den 1700', 'INVALID PARAMETER \'1700\' IN THE OPTION \'DEN\' FIELD.'],
		['tap1 (den 200 9track', 'INVALID TAPE MODE.'],
		['tap1 (trtch o den 6250', 'INVALID TAPE MODE.'],
		['tap5', 'INVALID DEVICE \'TAP5\'.'],
		['tap1 a b', 'INVALID PARAMETER \'A\'.'],
		['clear now', 'INVALID PARAMETER \'NOW\'.'],
		['clear (perm', 'INVALID OPTION \'PERM\'.'],
	];
	cms.enter('filedef * clear');
	for (const [rest, message] of refused) {
		t.deepEqual(cms.enter(`filedef x ${rest}`), [message, 'Ready(00024);'], rest);
	}

	cms.enter('filedef x clear');
	t.deepEqual(cms.enter('filedef'), ['NO USER DEFINED FILEDEF\'S IN EFFECT', 'Ready;']);
});

test('CHANGE keeps what a new definition of the same device does not say', t => {
	const cms = new CmsSession({files: {'IN DATA': ['ONE', 'TWO']}});
	cms.enter('filedef inmove disk in data a');
	cms.enter('filedef outmove disk out data a (recfm f lrecl 10 perm');
	// The file stays, the length changes, the format is kept.
	t.deepEqual(cms.enter('filedef outmove disk (lrecl 20'), ['Ready;']);
	t.deepEqual(cms.enter('movefile'), ['Ready;']);
	t.deepEqual(cms.enter('listfile out data a (alloc noh'), ['OUT      DATA     A1 F    20      2      1', 'Ready;']);
	t.deepEqual(cms.enter('filedef * clear'), ['Ready;']);
	t.deepEqual(cms.enter('filedef'), ['OUTMOVE  DISK     OUT      DATA     A1', 'Ready;']);
	// NOCHANGE does not look at the rest; another device forgets everything, PERM included.
	t.deepEqual(cms.enter('filedef outmove nonsense (nochange foo'), ['Ready;']);
	t.deepEqual(cms.enter('filedef outmove punch'), ['Ready;']);
	cms.enter('filedef * clear');
	t.deepEqual(cms.enter('filedef'), ['NO USER DEFINED FILEDEF\'S IN EFFECT', 'Ready;']);
});

test('CONCAT, data set names, a disk that is not accessed', t => {
	const cms = new CmsSession();
	cms.enter('filedef lib disk one maclib a (concat');
	cms.enter('filedef lib disk two maclib a (concat');
	t.deepEqual(cms.enter('filedef'), [
		'LIB      DISK     ONE      MACLIB   A1',
		'LIB      DISK     TWO      MACLIB   A1',
		'Ready;',
	]);
	t.deepEqual(cms.enter('filedef lib clear'), ['Ready;']);
	t.deepEqual(cms.enter('filedef mine a1 dsn test sample may'), ['Ready;']);
	t.deepEqual(cms.enter('filedef other disk my data a dsn prod.master.file'), ['Ready;']);
	t.deepEqual(cms.enter('filedef asked dsn ?'), ['DMSFLD220R ENTER DATA SET NAME:']);
	t.deepEqual(cms.enter('any name at all'), ['Ready;']);
	t.deepEqual(cms.enter('filedef'), [
		'MINE     DISK     FILE     MINE     A1 TEST.SAMPLE.MAY',
		'OTHER    DISK     MY       DATA     A1 PROD.MASTER.FILE',
		'ASKED    DISK     FILE     ASKED    A1 ANY NAME AT ALL',
		'Ready;',
	]);
	t.deepEqual(cms.enter('filedef bad dsn toolongaqualifier'), [
		'INVALID DATA SET NAME \'TOOLONGAQUALIFIER\'.',
		'Ready(00024);',
	]);
	t.deepEqual(cms.enter('filedef far disk a b q1'), ['DISK \'Q\' NOT ACCESSED.', 'Ready;']);
});
