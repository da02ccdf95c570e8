/**
 * The disk is full in the middle of each command that writes: it says so with its message and return code, the file
 * that was there is as it was, and the disk is whole.
 */
import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import type {NewFile} from '../../../source/cms/file-system/disk/disk.js';
import {
	checkFileSystem, describeDisk, formatDisk, readFiles, writeFiles,
} from '../../../source/cms/file-system/disk/host.js';
import {furtherLinksOf} from '../../../source/cms/file-system/files/chain.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {memoryVolume, moment} from '../../support/disks.js';
import {card, deck, symbol} from '../../support/object-deck.js';
import {SystemSession} from '../../support/whole-system.js';

const cards = (name: string, type: string, lines: readonly string[]): NewFile => ({
	name, type, modeNumber: '1', recordFormat: 'F', recordLength: 80, records: lines.map(line => toEbcdic(line.padEnd(80))),
});
const numbered = Array.from({length: 200}, (_, index) =>
	`LINE ${index} `.padEnd(72, 'X') + String((index + 1) * 1000).padStart(8, '0'));
const program = (name: string): NewFile => deck(name, [
	card('ESD', '', '0001', symbol(name, '00', '000000', '000010')),
	card('TXT', '000000', '0001', '1bff07fe00000000'),
	card('END', '', '4040', ''),
]);
const texts = Array.from({length: 28}, (_, index) => `P${index}`);
const assemble = ['PROGRAM  CSECT', ...Array.from({length: 100}, (_, index) => `X${index} DC CL8'ABCDEFGH'`), ' END'];

/** What commands read. */
const sources = cmsVolume({
	'WRITE EXEC': [
		'&CONTROL OFF', 'EXECIO 50 DISKR BIG DATA D', 'EXECIO 50 DISKW OLD DATA A 0 F 80', '&A = &RETCODE', 'FINIS * * *',
		'DESBUF', '&EXIT &A',
	],
}, [
	cards('BIG', 'DATA', numbered), cards('MANY', 'MACRO', [' MACRO', ' MANY', ...numbered.map((_, index) => `* LINE ${index}`), ' MEND']),
	cards('BASE', 'UPDATE', ['./ I 1000', 'INSERTED']), program('PROG'), ...texts.map(name => program(name)),
]);

/** Files that are on the disk before; LOAD erases its map first. */
const old = ([
	'OLD DATA', 'BIG DATA', 'OLD TXTLIB', 'PROG MODULE', 'PROGRAM LISTING', 'LASTING GLOBALV', 'CMS EXEC',
	'$BASE ASSEMBLE',
] as const).map(id => cards(...id.split(' ') as [string, string], ['AS IT WAS']));

type Case = {
	readonly name: string;
	/** Blocks that are left; the directory itself takes one of them. */
	readonly left: number;
	/** On the disk when there is room yet. */
	readonly before?: readonly string[];
	readonly files?: readonly NewFile[];
	readonly lines: readonly string[];
	readonly typed: string;
	readonly returnCode: number;
	/** Files that the command writes before, and that have room. */
	readonly written?: readonly string[];
};

const full = (module: string, file: string): string => `DMS${module}105S ERROR '13' WRITING FILE '${file}' ON DISK.`;

const cases: readonly Case[] = [
	{
		name: 'COPYFILE with REPLACE', left: 6, lines: ['COPYFILE BIG DATA D OLD DATA A (REPLACE'],
		typed: full('CPY', 'OLD DATA A1'), returnCode: 100,
	},
	{
		name: 'COPYFILE with APPEND', left: 6, lines: ['COPYFILE BIG DATA D OLD DATA A (APPEND'],
		typed: full('CPY', 'OLD DATA A1'), returnCode: 100,
	},
	{
		name: 'READCARD', left: 6,
		lines: ['CP PURGE RDR ALL', 'CP SPOOL PUN *', 'PUNCH BIG DATA D (NOHEADER', 'READCARD OLD DATA A'],
		typed: full('RDC', 'OLD DATA A1'), returnCode: 100,
	},
	{
		name: 'DISK LOAD', left: 6, lines: ['CP PURGE RDR ALL', 'CP SPOOL PUN *', 'DISK DUMP BIG DATA D', 'DISK LOAD'],
		typed: full('DSK', 'BIG DATA A1'), returnCode: 100,
	},
	{
		name: 'UPDATE', left: 4, files: [cards('BASE', 'ASSEMBLE', numbered)], lines: ['UPDATE BASE ASSEMBLE A BASE UPDATE D'],
		typed: full('UPD', '$BASE ASSEMBLE A1'), returnCode: 100,
	},
	{
		name: 'SORT', left: 6, lines: ['SORT BIG DATA D OLD DATA A', '1 8'],
		typed: full('SRT', 'OLD DATA A1'), returnCode: 100,
	},
	{
		name: 'MACLIB GEN', left: 6, lines: ['MACLIB GEN NEW MANY'],
		typed: full('LBM', 'NEW MACLIB A1'), returnCode: 100,
	},
	{
		name: 'MACLIB ADD', left: 6, before: ['MACLIB GEN LIB SMALL'], files: [cards('SMALL', 'MACRO', [' MACRO', ' SMALL', ' MEND'])],
		lines: ['MACLIB ADD LIB MANY'], typed: full('LBM', 'LIB MACLIB A1'), returnCode: 100,
	},
	{
		name: 'TXTLIB GEN', left: 4, lines: [`TXTLIB GEN OLD ${texts.join(' ')}`],
		typed: full('LBT', 'OLD TXTLIB A1'), returnCode: 100,
	},
	{
		name: 'GENMOD', left: 1, lines: ['LOAD PROG (NOMAP', 'GENMOD PROG'],
		typed: full('MOD', 'PROG MODULE A1'), returnCode: 100,
	},
	{
		name: 'ASSEMBLE', left: 6, files: [cards('PROGRAM', 'ASSEMBLE', assemble)], lines: ['ASSEMBLE PROGRAM'],
		typed: full('ASM', 'PROGRAM LISTING A1'), returnCode: 100, written: ['PROGRAM TEXT'],
	},
	{
		name: 'EXECIO DISKW', left: 4, lines: ['WRITE'], typed: '', returnCode: 113,
	},
	{
		name: 'MOVEFILE', left: 6,
		lines: ['FILEDEF IN DISK BIG DATA D', 'FILEDEF OUT DISK OLD DATA A', 'MOVEFILE IN OUT'],
		typed: full('MVE', 'OLD DATA A1'), returnCode: 100,
	},
	{
		name: 'GLOBALV SETP', left: 1, lines: [`GLOBALV SELECT X SETP V ${'Y'.repeat(60)}`],
		typed: full('GLV', 'LASTING GLOBALV A1'), returnCode: 100,
	},
	{
		name: 'LISTFILE with EXEC', left: 1, lines: ['LISTFILE * * D (EXEC'],
		typed: full('LST', 'CMS EXEC A1'), returnCode: 100,
	},
	{name: 'LOAD with its map', left: 1, lines: ['LOAD PROG (MAP'], typed: full('LIO', 'LOAD MAP A5'), returnCode: 100},
];

const disk = memoryVolume(2);
const blocks = new VolumeBlocks(disk);
const filler = (records: number): NewFile => ({
	name: `FILL${records}`, type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 800,
	records: Array.from({length: records}, () => new Uint8Array(800).fill(0x40)),
});

/** Fills the disk up to so many blocks; one at least stays, for the next directory. */
function fill(left: number): void {
	const records = describeDisk(blocks).left - left - 1;
	writeFiles(blocks, [filler(records - furtherLinksOf(records))], moment);
}

const session = new SystemSession({191: cmsVolume(), 192: sources, 193: disk});
session.enter('ACCESS (NOPROF');

test.after(() => {
	session.close();
});

const contents = (): Map<string, string> => new Map(readFiles(blocks).map(({status: {name, type}, records}) =>
	[`${name} ${type}`, Buffer.concat(records).toString('hex')]));

test('a disk that is full in the middle of a command: the message, the code, the old file', t => {
	for (const {name, left, before = [], files = [], lines, typed, returnCode, written = []} of cases) {
		formatDisk(blocks, 'FULL');
		writeFiles(blocks, [...old, ...files], moment);
		session.enter('ACCESS 193 A');
		for (const line of before) {
			t.regex(session.enter(line).join(' '), /Ready;/, `${name}: ${line}`);
		}

		fill(left);
		t.is(describeDisk(blocks).left, left, name);
		const known = contents();
		session.enter('ACCESS 193 A');
		const answer = lines.flatMap(line => session.enter(line));
		t.true(answer.at(-1)?.startsWith(`Ready(${String(returnCode).padStart(5, '0')})`), `${name}: ${answer.join(' / ')}`);
		t.true(typed === '' || answer.includes(typed), `${name}: ${answer.join(' / ')}`);
		for (const id of written) {
			known.set(id, contents().get(id)!);
		}

		t.deepEqual(contents(), known, name);
		t.deepEqual(checkFileSystem(blocks), [], name);
	}
});

test('EDIT keeps the file in storage where the disk is full, and says what can be done', t => {
	formatDisk(blocks, 'FULL');
	writeFiles(blocks, old, moment);
	fill(6);
	const known = contents();
	session.enter('ACCESS 193 A');
	session.enter('EDIT OLD DATA A');
	session.enter('GETFILE BIG DATA D');
	t.deepEqual(session.enter('FILE').slice(0, 1), ['SET NEW FILEMODE, OR ENTER CMS SUBSET AND CLEAR SOME SPACE']);
	t.deepEqual(contents(), known);
	session.enter('FMODE D');
	t.regex(session.enter('FILE').at(-1)!, /^Ready;/);
	t.deepEqual(contents(), known);
});
