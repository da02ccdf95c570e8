/** TAPPDS and TAPEMAC (GC20-1818): tapes that OS utilities wrote. */
import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';
import {tapeDrive} from '../../../support/tape-drive.js';
import {MemoryTape} from '../../../../source/machine/devices/tape/tape-medium.js';
import {toEbcdic} from '../../../../source/base/ebcdic.js';

const card = (text: string, length = 80): Uint8Array => toEbcdic(text.padEnd(length));
/** As IEBPTPCH punches: a column for the carriage in front, one record to a block. */
const punched = (...lines: readonly string[]): Uint8Array[] => lines.map(line => card(` ${line}`, 81));

const withReel = (reel: MemoryTape): CmsSession => new CmsSession({files: {'OLD DATA': ['X']}, units: [tapeDrive(0x181, reel)]});

test('TAPPDS: members that IEBPTPCH punched, labels in front', t => {
	const reel = new MemoryTape([
		card('VOL1OSPACK'), card('HDR1MY.LIBRARY'), 'mark',
		...punched('MEMBER NAME=ONE', 'A    DC   F\'1\'', '     END', 'MEMBER NAME  TWO', 'B    DC   F\'2\''), 'mark',
		card('EOF1MY.LIBRARY'),
	]);
	const cms = withReel(reel);
	t.deepEqual(cms.enter('tappds'), [
		'VOL1OSPACK', 'HDR1MY.LIBRARY', 'FILE \'ONE CMSUT1 A1\' COPIED.', 'FILE \'TWO CMSUT1 A1\' COPIED.', 'Ready;',
	]);
	t.is(reel.position, 9, 'behind the tape mark');
	t.deepEqual(cms.enter('listfile * cmsut1 (alloc noh'), [
		'ONE      CMSUT1   A1 F    80      2      1', 'TWO      CMSUT1   A1 F    80      1      1', 'Ready;',
	]);
	t.deepEqual(cms.enter('type one cmsut1'), [' ', 'A    DC   F\'1\'', '     END', ' ', 'Ready;']);
});

test('TAPPDS: END ends a member, MAXTEN the command, NOPDS makes one file', t => {
	const members = Array.from({length: 12}, (_, index) => punched(`MEMBER NAME=M${index}`, 'DATA', 'REST'));
	const ten = withReel(new MemoryTape([...members.flat(), 'mark']));
	t.deepEqual(ten.enter('tappds * * a3 (maxten').slice(-3), [
		'FILE \'M9 CMSUT1 A3\' COPIED.', 'TEN FILES COPIED.', 'Ready;',
	]);
	const ended = withReel(new MemoryTape([
		...punched('MEMBER NAME=ONE', 'DATA', 'END OF IT', 'NOBODY\'S', 'MEMBER NAME=TWO', 'MORE'), 'mark',
	]));
	t.deepEqual(ended.enter('tappds * text (end'), [
		'FILE \'ONE TEXT A1\' COPIED.', 'FILE \'TWO TEXT A1\' COPIED.', 'Ready;',
	]);
	t.deepEqual(ended.enter('listfile one text (alloc noh'), ['ONE      TEXT     A1 F    80      2      1', 'Ready;']);
	const whole = withReel(new MemoryTape([...punched('MEMBER NAME=ONE', 'DATA'), 'mark', ...punched('NEXT'), 'mark']));
	t.deepEqual(whole.enter('tappds all data (nopds'), ['FILE \'ALL DATA A1\' COPIED.', 'Ready;']);
	t.deepEqual(whole.enter('tappds (nopds'), ['FILE \'TAPPDS CMSUT1 A1\' COPIED.', 'Ready;']);
	t.deepEqual(whole.enter('type all data'), [' ', 'MEMBER NAME=ONE', 'DATA', ' ', 'Ready;']);
});

test('TAPPDS: what IEBUPDTE reads, in blocks', t => {
	const lines = [
		'BEFORE', './ ADD NAME=ALPHA,LIST=ALL', 'A    CSECT', './ NUMBER NEW1=10', './        ADD  LIST=ALL', 'NO NAME',
		'./ ADD LEVEL=00,NAME=BETA', 'B    CSECT', './ ENDUP', './ ADD NAME=GAMMA', 'NEVER',
	];
	const blocks = [lines.slice(0, 5), lines.slice(5)].map(each => Buffer.concat(each.map(line => card(line))));
	const cms = withReel(new MemoryTape([...blocks, 'mark']));
	t.deepEqual(cms.enter('tappds * * a (update col1'), [
		'FILE \'ALPHA ASSEMBLE A1\' COPIED.', 'FILE \'TAPPDS ASSEMBLE A1\' COPIED.', 'FILE \'BETA ASSEMBLE A1\' COPIED.', 'Ready;',
	]);
	t.deepEqual(cms.enter('type alpha assemble'), [' ', 'A    CSECT', './ NUMBER NEW1=10', ' ', 'Ready;']);
});

const halfword = (value: number): Uint8Array => Uint8Array.of(value >>> 8, value & 0xFF);
const item = (kind: number, data: Uint8Array, place: readonly number[] = []): Uint8Array =>
	Buffer.concat([halfword(data.length), Uint8Array.of(kind, ...place), data]);

/** Cards of a string of items, numbered from 1. */
function unloaded(items: readonly Uint8Array[]): Uint8Array[] {
	const bytes = Buffer.concat(items);
	return Array.from({length: Math.ceil(bytes.length / 78)}, (_, index) => {
		const image = new Uint8Array(80);
		image.set(halfword(index + 1));
		image.set(bytes.subarray(index * 78, (index + 1) * 78), 2);
		return image;
	});
}

const heading = item(0, toEbcdic('THIS IS AN UNLOADED DATA SET PRODUCED BY THE IBM UTILITY, IEHMOVE.'));

/** A DSCB: organization, record format, lengths. */
function describe(format: number, recordLength: number, organization = 0x02): Uint8Array {
	const label = new Uint8Array(140);
	label.set(card('SYS1.MACLIB', 44));
	label[82] = organization;
	label[84] = format;
	label.set(halfword(800), 86);
	label.set(halfword(recordLength), 88);
	return item(0, label);
}

const fixedBlocked = 0x90;
const place = [0, 1, 2];
const member = (name: string, flags = 0): Uint8Array =>
	item(0x88, Buffer.concat([card(name, 8), Uint8Array.of(0, 0, 1, flags)]), place);
const data = (...lines: readonly string[]): Uint8Array => item(0x20, Buffer.concat(lines.map(line => card(line))));
const end = item(0x01, new Uint8Array(0));

/** Ten cards to a block. */
const blocked = (cards: readonly Uint8Array[]): Uint8Array[] =>
	Array.from({length: Math.ceil(cards.length / 10)}, (_, n) => Buffer.concat(cards.slice(n * 10).slice(0, 10)));

test('TAPPDS: a partitioned data set that IEHMOVE unloaded, aliases and note lists passed over', t => {
	const cards = unloaded([
		heading, describe(fixedBlocked, 80), member('GETX'), item(0x10, new Uint8Array(9)), data('         MACRO', '&L       GETX'),
		data('         MEND'), member('ALIAS', 0x80), member('PUTX'), data('         MACRO'), end,
	]);
	const cms = withReel(new MemoryTape([card('VOL1OS'), 'mark', ...blocked(cards), 'mark']));
	t.deepEqual(cms.enter('tappds * macro (maxten'), [
		'VOL1OS', 'FILE \'GETX MACRO A1\' COPIED.', 'FILE \'PUTX MACRO A1\' COPIED.', 'Ready;',
	]);
	t.deepEqual(cms.enter('type getx macro'), [' ', '         MACRO', '&L       GETX', '         MEND', ' ', 'Ready;']);
});

test('TAPPDS: records of variable length that IEHMOVE unloaded', t => {
	const word = (length: number): Uint8Array => Uint8Array.of(0, length, 0, 0);
	const block = Buffer.concat([word(19), word(7), toEbcdic('ONE'), word(8), toEbcdic('FOUR')]);
	const cards = unloaded([heading, describe(0x50, 84), member('VARY'), item(0x20, block), end]);
	const cms = withReel(new MemoryTape([...cards, 'mark']));
	t.deepEqual(cms.enter('tappds'), ['FILE \'VARY CMSUT1 A1\' COPIED.', 'Ready;']);
	t.deepEqual(cms.enter('listfile vary cmsut1 (format noh'), ['VARY     CMSUT1   A1 V     4', 'Ready;']);
});

test('TAPEMAC makes a macro library of it, or several', t => {
	const macro = (name: string): Uint8Array[] => [member(name), data('         MACRO', `         ${name}`, '         MEND')];
	const cards = unloaded([heading, describe(fixedBlocked, 80), ...macro('GETX'), ...macro('PUTX'), ...macro('LAST'), end]);
	const reel = new MemoryTape([...blocked(cards), 'mark']);
	const cms = withReel(reel);
	t.deepEqual(cms.enter('tapemac oslib nsl'), ['LOADING OSLIB MACLIB', 'Ready;']);
	t.deepEqual(cms.enter('maclib map oslib (term'), [
		'MACRO      INDEX    SIZE', 'GETX           2       3', 'PUTX           6       3', 'LAST          10       3',
		'3 ENTRIES IN LIBRARY', 'Ready;',
	]);
	reel.rewind();
	t.deepEqual(cms.enter('tapemac oslib (itemct 7'), ['LOADING OSLIB MACLIB', 'LOADING OSLIB1 MACLIB', 'Ready;']);
	t.deepEqual(cms.enter('listfile oslib* maclib (alloc noh'), [
		'OSLIB    MACLIB   A1 F    80     10      1', 'OSLIB1   MACLIB   A1 F    80      6      1', 'Ready;',
	]);
	reel.rewind();
	t.deepEqual(cms.enter('tapemac small (itemct 2'), [
		'LOADING SMALL MACLIB', 'DMSTPM105S ERROR \'19\' WRITING FILE \'SMALL MACLIB A1\' ON DISK.', 'Ready(00100);',
	]);
});

test('tapes that are none of these, are cut off or lie', t => {
	const bad: ReadonlyArray<readonly [line: string, tape: ReadonlyArray<Uint8Array | 'mark'>, message: string, code: number]> = [
		['tappds', [], 'DMSTPD110S ERROR READING \'TAP1(181)\'.', 100],
		['tappds', ['mark'], 'END-OF-FILE OR END-OF-TAPE.', 40],
		['tappds', [...punched('NO MEMBER'), 'mark'], 'END-OF-FILE OR END-OF-TAPE.', 40],
		['tappds', [new Uint8Array(79)], 'INVALID RECORD FORMAT.', 32],
		['tappds', [...punched('MEMBER NAME=ONE', 'DATA'), new Uint8Array(7)], 'INVALID RECORD FORMAT.', 32],
		['tappds', [...punched('MEMBER NAME=ONE', 'DATA')], 'DMSTPD110S ERROR READING \'TAP1(181)\'.', 100],
		['tappds', [...punched('MEMBER NAME=N.A', 'DATA'), 'mark'], 'INVALID . IN FILEID \'N.A CMSUT1\'.', 20],
		['tappds', [...punched('MEMBER NAME=NINELONGS', 'DATA'), 'mark'], 'INVALID S IN FILEID \'NINELONGS CMSUT1\'.', 20],
		['tappds', [...unloaded([heading, describe(fixedBlocked, 80), data('STRAY'), end]), 'mark'], 'INVALID RECORD FORMAT.', 32],
		['tappds', [...unloaded([heading, describe(fixedBlocked, 80, 0x40), end]), 'mark'], 'INVALID RECORD FORMAT.', 32],
		['tappds', [...unloaded([heading, describe(0x80, 0).map((byte, at) => at > 80 && at < 95 ? 0 : byte), end]), 'mark'], 'INVALID RECORD FORMAT.', 32],
		['tappds', [...unloaded([heading, describe(fixedBlocked, 80), member('ONE'), data('DATA')]), 'mark'], 'END-OF-FILE OR END-OF-TAPE.', 40],
		['tappds', unloaded([heading, describe(fixedBlocked, 80), member('ONE'), data('DATA'), end]).toSpliced(3, 1), 'INVALID RECORD FORMAT.', 32],
		['tapemac lib', [...punched('MEMBER NAME=ONE'), 'mark'], 'INVALID RECORD FORMAT.', 32],
		['tapemac lib', [...unloaded([heading, describe(fixedBlocked, 132), end]), 'mark'], 'INVALID RECORD FORMAT.', 32],
	];
	for (const [line, items, message, code] of bad) {
		const cms = withReel(new MemoryTape(items));
		t.deepEqual(cms.enter(line), [message, `Ready(${String(code).padStart(5, '0')});`], message);
		t.deepEqual(cms.enter('listfile * * a'), ['OLD      DATA     A1', 'Ready;']);
	}
});

test('what TAPPDS and TAPEMAC refuse', t => {
	const cms = withReel(new MemoryTape());
	const refused: ReadonlyArray<readonly [line: string, message: string, code?: string]> = [
		['tappds a b c d', 'INVALID PARAMETER \'D\'.'],
		['tappds one', 'INVALID PARAMETER \'ONE\'.'],
		['tappds * * a7', 'INVALID MODE \'A7\'.'],
		['tappds * * s', 'DISK \'S(190)\' IS READ/ONLY.', '00036'],
		['tappds * * z', 'DISK \'Z\' NOT ACCESSED.', '00036'],
		['tappds (maxten update', 'INVALID OPTION \'MAXTEN\'.'],
		['tappds (col2', 'INVALID OPTION \'COL2\'.'],
		['tappds (tapx', 'INVALID DEVICE \'TAPX\'.'],
		['tappds (tap2', 'DMSTPD113S \'TAP2(182)\' NOT ATTACHED.', '00100'],
		['tapemac', 'NO FILENAME SPECIFIED.'],
		['tapemac a.b', 'INVALID . IN FILEID \'A.B MACLIB\'.', '00020'],
		['tapemac a al', 'INVALID PARAMETER \'AL\'.'],
		['tapemac a sl mylabel', 'INVALID PARAMETER \'MYLABEL\'.'],
		['tapemac a (itemct 70000', 'INVALID PARAMETER \'70000\' IN THE OPTION \'ITEMCT\' FIELD.'],
		['tapemac a (181', 'INVALID OPTION \'181\'.'],
		['tapemac a (tap2', 'DMSTPM113S \'TAP2(182)\' NOT ATTACHED.', '00100'],
	];
	for (const [line, message, code = '00024'] of refused) {
		t.deepEqual(cms.enter(line), [message, `Ready(${code});`], line);
	}
});
