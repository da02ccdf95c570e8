/** COPYFILE's lists, labels, overlays and translations (GC20-1818). */
import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';

const typed = (cms: CmsSession, file: string): string[] => cms.enter(`type ${file}`).slice(1, -2);

test('SPECS: columns, strings and hexadecimal digits, over two lines', t => {
	const cms = new CmsSession({files: {'SORTED LIST': ['ABCDEFGHREST OF IT', 'IJKLMNOPMORE']}});
	t.deepEqual(cms.enter('copyfile sorted list a out list a (specs'), ['DMSCPY601R ENTER SPECIFICATION LIST:']);
	cms.enter('/ / 1 1-8 3 / /  12 /**a/ 14 ++');
	t.deepEqual(cms.enter('9-80 18 hc1c2 40'), ['Ready;']);
	t.deepEqual(typed(cms, 'out list a'), [
		'  ABCDEFGH   **a REST OF IT            AB',
		'  IJKLMNOP   **a MORE                  AB',
	]);
	// What no specification fills has the fill character; NOPROMPT asks without a message.
	cms.enter('copyfile sorted list a dollar list a (specs noprompt recfm f lrecl 12 fill $');
	t.deepEqual(cms.enter('1-4 6'), ['Ready;']);
	t.deepEqual(typed(cms, 'dollar list a'), ['$$$$$ABCD$$$', '$$$$$IJKL$$$']);
});

test('OVLY lays records over those that are there, and leaves the rest', t => {
	const cms = new CmsSession({files: {'BASE DATA': ['AAAAAA', 'BBBBBB', 'CCCCCC'], 'TOP DATA': ['11', '2222']}});
	t.deepEqual(cms.enter('copyfile top data a base data a (ovly type'), [
		'COPY \'TOP DATA A1\' OVLY \'BASE DATA A1\' (OLD FILE).',
		'Ready;',
	]);
	t.deepEqual(typed(cms, 'base data a'), ['11AAAA', '2222BB', 'CCCCCC']);
	cms.enter('copyfile base data a (specs ovly noprompt');
	t.deepEqual(cms.enter('/x/ 1 /y/ 6'), ['Ready;']);
	t.deepEqual(typed(cms, 'base data a'), ['x1AAAy', 'x222By', 'xCCCCy']);
	t.deepEqual(cms.enter('copyfile top data a nosuch data a (ovly'), [
		'OVERLAY FILE \'NOSUCH DATA A1\' NOT FOUND.',
		'Ready(00028);',
	]);
});

test('TRANS, EBCDIC and case: the list wins', t => {
	const cms = new CmsSession({files: {'TEST FILE': ['*A<B>%&#@\'', 'aBc']}});
	t.deepEqual(cms.enter('copyfile test file a one file a (trans lowcase'), ['DMSCPY602R ENTER TRANSLATION LIST:']);
	t.deepEqual(cms.enter('* - A f0 b X'), ['Ready;']);
	t.deepEqual(typed(cms, 'one file a'), ['-0<b>%&#@\'', 'abc']);
	t.deepEqual(cms.enter('copyfile test file a two file a (ebcdic'), ['Ready;']);
	t.deepEqual(typed(cms, 'two file a'), ['*A)B>(+=\':', 'aBc']);
});

test('FRLABEL and TOLABEL choose the records', t => {
	const cms = new CmsSession({files: {'MANY DATA': ['HEAD', 'START HERE', 'TWO', 'STOP', 'START AGAIN']}});
	t.deepEqual(cms.enter('copyfile many data a some data a (frlabel start tolabel stop'), ['Ready;']);
	t.deepEqual(typed(cms, 'some data a'), ['START HERE', 'TWO']);
	t.deepEqual(cms.enter('copyfile many data a one data a (frlabel start for 1'), ['Ready;']);
	t.deepEqual(typed(cms, 'one data a'), ['START HERE']);
	t.deepEqual(cms.enter('copyfile many data a some data a (frl nosuch replace'), [
		'LABEL \'NOSUCH\' NOT FOUND IN FILE \'MANY DATA A1\'.',
		'Ready(00032);',
	]);
	t.deepEqual(cms.enter('copyfile many data a some data a (tolabel head replace'), [
		'NO RECORDS WERE COPIED TO OUTPUT FILE \'SOME DATA A1\'.',
		'Ready(00040);',
	]);
	t.deepEqual(typed(cms, 'some data a'), ['START HERE', 'TWO'], 'the old file is intact');
	t.deepEqual(cms.enter('copyfile many data a x data a (frlabel start tolabel st'), [
		'TOLABEL \'ST\' IS AN INITIAL SUBSTRING OF FRLABEL \'START\'.',
		'Ready(00024);',
	]);
});

test('several outputs: each with the files that go with it; SINGLE makes one', t => {
	const cms = new CmsSession({
		files: {
			'ALPHA TEST': ['A1'], 'ALPHA OUTPUT': ['A2'], 'BETA TEST': ['B1'], 'BETA OUTPUT': ['B2'],
			'X ONE': ['1'], 'X TWO': ['2'],
		},
	});
	t.deepEqual(cms.enter('copyfile * test a = output a = summary = (type'), [
		'COPY \'ALPHA TEST A1\' TO \'ALPHA SUMMARY A1\' (NEW FILE).',
		'COPY \'ALPHA OUTPUT A1\'.',
		'COPY \'BETA TEST A1\' TO \'BETA SUMMARY A1\' (NEW FILE).',
		'COPY \'BETA OUTPUT A1\'.',
		'Ready;',
	]);
	t.deepEqual(typed(cms, 'beta summary a'), ['B1', 'B2']);
	t.deepEqual(cms.enter('copyfile x * a1 = file ='), ['Ready;']);
	t.deepEqual(typed(cms, 'x file a'), ['1', '2']);
	t.deepEqual(cms.enter('copyfile * summary a = all a (single'), ['Ready;']);
	t.deepEqual(typed(cms, 'alpha all a'), ['A1', 'A2', 'B1', 'B2']);
	t.deepEqual(cms.enter('copyfile x one a file= type= ='), ['Ready;']);
	t.deepEqual(typed(cms, 'filex typeone a'), ['1']);
});

test('PACK makes a file shorter, UNPACK makes it what it was: format, length, every byte', t => {
	const cms = new CmsSession({files: {
		'A ASSEMBLE': ['ALPHA    BALR  12,0', '*'.repeat(71), 'BETA     BR    14'],
		'A LIST': ['ONE', 'A LINE OF TWENTY AND MORE', 'X'],
	}});
	cms.enter('copyfile a assemble a (recfm f lrecl 80');
	for (let times = 0; times < 5; times++) {
		cms.enter('copyfile a assemble a big assemble a (append');
	}

	t.deepEqual(cms.enter('copyfile * assemble a (pack'), ['Ready;']);
	t.deepEqual(cms.enter('listfile * assemble a (format noheader'), [
		'A        ASSEMBLE A1 F  1024', 'BIG      ASSEMBLE A1 F  1024', 'Ready;',
	]);
	t.deepEqual(cms.enter('copyfile * assemble a = plain = (unpack'), ['Ready;']);
	t.deepEqual(cms.enter('listfile * plain a (format noheader'), [
		'A        PLAIN    A1 F    80', 'BIG      PLAIN    A1 F    80', 'Ready;',
	]);
	t.deepEqual(typed(cms, 'a plain a').map(line => line.trimEnd()), [
		'ALPHA    BALR  12,0', '*'.repeat(71), 'BETA     BR    14',
	]);
	t.is(typed(cms, 'big plain a').length, 15);

	// Records of other lengths, packed twice and together.
	t.deepEqual(cms.enter('copyfile a list a a list a b packed a (pack'), ['Ready;']);
	t.deepEqual(cms.enter('copyfile b packed a (pack'), ['Ready;']);
	t.deepEqual(cms.enter('copyfile b packed a (unpack'), ['Ready;']);
	t.deepEqual(cms.enter('copyfile b packed a (unpack'), ['Ready;']);
	t.deepEqual(typed(cms, 'b packed a'), [
		'ONE', 'A LINE OF TWENTY AND MORE', 'X', 'ONE', 'A LINE OF TWENTY AND MORE', 'X',
	]);
	t.deepEqual(cms.enter('listfile b packed a (format noheader'), ['B        PACKED   A1 V    25', 'Ready;']);
});

test('UNPACK takes packed files alone, and a file that was changed since stays as it is', t => {
	const lines = Array.from({length: 90}, (_, at) => `LINE ${at} OF B`);
	const cms = new CmsSession({files: {'A DATA': ['ONE'], 'B DATA': lines}});
	const refused = (file: string): string[] => [`INPUT FILE '${file} DATA A1' NOT IN PACKED FORMAT.`, 'Ready(00032);'];
	t.deepEqual(cms.enter('copyfile a data a (unpack'), refused('A'));
	cms.enter('copyfile b data a (pack');
	cms.enter('copyfile b data a c data a (for 1');
	t.deepEqual(cms.enter('copyfile c data a (unpack'), refused('C'));
	t.deepEqual(cms.enter('listfile c data a (format noheader'), ['C        DATA     A1 F  1024', 'Ready;']);
	t.deepEqual(cms.enter('copyfile b data a (unpack'), ['Ready;']);
	t.is(typed(cms, 'b data a')[89], 'LINE 89 OF B');
});

test('what COPYFILE refuses', t => {
	const cms = new CmsSession({files: {'A DATA': ['ONE'], 'B DATA': ['TWO']}});
	const refused: ReadonlyArray<readonly [string, string, number]> = [
		['(append ovly', '\'APPEND\' AND \'OVLY\' ARE CONFLICTING OPTIONS.', 24],
		['(append lrecl 80', '\'APPEND\' AND \'LRECL\' ARE CONFLICTING OPTIONS.', 24],
		['(tolabel x for 1', '\'FOR\' AND \'TOLABEL\' ARE CONFLICTING OPTIONS.', 24],
		['(frlabel x from 1', '\'FRLABEL\' AND \'FROM\' ARE CONFLICTING OPTIONS.', 24],
		['(pack unpack', '\'PACK\' AND \'UNPACK\' ARE CONFLICTING OPTIONS.', 24],
		['(pack from 2', '\'PACK\' AND \'FROM\' ARE CONFLICTING OPTIONS.', 24],
		['(frlabel', 'INVALID PARAMETER \'\' IN THE OPTION \'FRLABEL\' FIELD.', 24],
	];
	for (const [options, message, rc] of refused) {
		t.deepEqual(cms.enter(`copyfile a data a c data a ${options}`), [message, `Ready(000${rc});`], options);
	}

	const lists: ReadonlyArray<readonly [string, string, string, number]> = [
		['specs', '', 'NO SPECIFICATION LIST ENTERED.', 40],
		['specs', '1-8', 'INVALID SPECIFICATION AT OR NEAR \'1-8\'.', 24],
		['specs', '8-1 1', 'INVALID SPECIFICATION AT OR NEAR \'8-1 1\'.', 24],
		['specs', '/open 1', 'INVALID SPECIFICATION AT OR NEAR \'/open 1\'.', 24],
		['specs', '1-2 0', 'INVALID SPECIFICATION AT OR NEAR \'1-2 0\'.', 24],
		['specs', Array.from({length: 21}, () => '/a/ 1').join(' '), 'DMSCPY103S NUMBER OF SPECS EXCEEDS MAX 20.', 88],
		['trans', '', 'NO TRANSLATION LIST ENTERED.', 40],
		['trans', 'a b c', 'INVALID TRANSLATE SPECIFICATION AT OR NEAR \'c\'.', 24],
		['trans', 'abc b', 'INVALID TRANSLATE SPECIFICATION AT OR NEAR \'abc b\'.', 24],
	];
	for (const [option, list, message, rc] of lists) {
		cms.enter(`copyfile a data a c data a (noprompt ${option}`);
		t.deepEqual(cms.enter(list), [message, `Ready(000${rc});`], list);
	}

	t.is(cms.enter('state c data a').at(-1), 'Ready(00028);');
});

test('TRUNC takes the fill character away; LRECL is for fixed records; a full disk leaves the old file', t => {
	const cms = new CmsSession({files: {'SHORT RECS': ['AB', 'ABCDEF']}});
	cms.enter('copyfile short recs a fixed recs a (recfm f fill *');
	t.deepEqual(typed(cms, 'fixed recs a'), ['AB****', 'ABCDEF']);
	cms.enter('copyfile fixed recs a back recs a (recfm v trunc fill *');
	t.deepEqual(typed(cms, 'back recs a'), ['AB', 'ABCDEF']);
	cms.enter('copyfile short recs a same recs a (recfm v lrecl 3');
	t.deepEqual(typed(cms, 'same recs a'), ['AB', 'ABCDEF']);
	// Twice what it has each time, until the disk is full.
	cms.enter('copyfile short recs a big recs a (recfm f lrecl 65535');
	let [last] = cms.enter('copyfile big recs a big recs a short recs a big recs a (replace');
	for (let turn = 0; last === 'Ready;' && turn < 20; turn++) {
		[last] = cms.enter('copyfile big recs a big recs a big recs a (replace');
	}

	t.regex(last, /ERROR '(?:13|19)' WRITING FILE 'BIG RECS A1' ON DISK\./);
	const before = cms.enter('listfile big recs a (alloc noh');
	t.regex(cms.enter('copyfile big recs a big recs a big recs a (replace')[0], /^(?:DMSCPY105S )?ERROR '/);
	t.deepEqual(cms.enter('listfile big recs a (alloc noh'), before);
});
