/** A command in TypeScript has the storage of its System/370 counterpart: a segment, or a MODULE really read. */
import test from 'ava';
import {ebcdicField, fromEbcdic} from '../../../source/base/ebcdic.js';
import type {CmsCommand} from '../../../source/cms/cms.js';
import {residentModuleRecords, residentText} from '../../../source/cms/loader/resident-module.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {cmsVolume, moduleFile} from '../../support/cms-disk.js';
import {CmsSession} from '../../support/cms-session.js';
import {parseHexBytes} from '../../../source/base/hex.js';

const module = {name: 'BIGTOOL', bytes: 40_000, segment: 'BIGTOOL'} as const;
const bigtool: CmsCommand = {
	name: 'BIGTOOL',
	minimum: 7,
	syntax: ['BIGTOOL'],
	summary: 'A tool of 40,000 bytes.',
	module,
	* run({cms}) {
		yield * cms.console.type('BIG');
		return 0;
	},
};
const bigtoolFile = {
	name: 'BIGTOOL', type: 'MODULE', modeNumber: '1', recordFormat: 'V', records: residentModuleRecords(module),
} as const;
/** Its segment, at X'F00000'. */
const bigtoolSegment = {
	name: 'BIGTOOL',
	pages: new Map(Array.from({length: 10}, (_, page) => {
		const content = new Uint8Array(4096);
		content.set(residentText(module.name, module.bytes).subarray(page * 4096, (page + 1) * 4096));
		return [0xF00 + page, content] as const;
	})),
	psw: [0, 0] as const,
	sharedSegments: [0xF0],
};

/** A program that answers 7. */
const seven = (name: string, origin?: number) => moduleFile(name, parseHexBytes('41F0000707FE')!, origin);
const nameAt = ({storage}: VirtualMachine, address: number): string => fromEbcdic(storage.fetch(address, 8)).trim();

test('LOADMOD reads a file of the declared size into pages of the machine', t => {
	const session = new CmsSession({commands: [bigtool], volumes: {0x191: cmsVolume({}, [bigtoolFile])}});
	const {storage, account} = session.vm;
	const reads = account.usage.sio;
	t.deepEqual(session.enter('bigtool'), ['BIG', 'Ready;']);
	t.is(nameAt(session.vm, 0x2_0000), 'BIGTOOL');
	for (let page = 0x20; page < 0x2A; page++) {
		t.true(storage.pages[page] >= 0, `page ${page}`);
		t.false(storage.contentOf(page)!.isShared);
	}

	t.true(storage.pages[0x2A] < 0);
	t.true(account.usage.sio > reads, 'it was read from the disk');
});

test('with a segment of its name the pages are mapped, and nothing is read', t => {
	const session = new CmsSession({commands: [bigtool], segments: [bigtoolSegment]});
	const {storage} = session.vm;
	t.deepEqual(session.enter('bigtool'), ['BIG', 'Ready;']);
	t.deepEqual(session.enter('bigtool'), ['BIG', 'Ready;']);
	t.is(nameAt(session.vm, 0xF0_0000), 'BIGTOOL');
	t.true(storage.contentOf(0xF00)!.isShared);
	t.true(storage.pages[0x20] < 0, 'no page of the user area');
});

test('a user\'s own MODULE goes before the segment', t => {
	const session = new CmsSession({
		commands: [bigtool], segments: [bigtoolSegment], volumes: {0x191: cmsVolume({}, [seven('BIGTOOL')])},
	});
	t.deepEqual(session.enter('bigtool'), ['Ready(00007);']);
});

test('with neither there is no such command', t => {
	t.deepEqual(new CmsSession({commands: [bigtool]}).enter('bigtool'), ['Unknown CP/CMS command']);
});

test('commands of the system disk are read where Release 6 has them: the transient or the user area', t => {
	const session = new CmsSession({files: {'SOME DATA': ['ONE']}});
	const {vm} = session;
	session.enter('listfile');
	t.is(nameAt(vm, 0xE000), 'LISTFILE');
	t.true(vm.storage.pages[0x20] < 0, 'nothing in the user area');
	session.enter('type some data');
	t.is(nameAt(vm, 0xE000), 'TYPE');
	session.enter('copyfile some data a other data a');
	t.is(nameAt(vm, 0x2_0000), 'COPYFILE');
	t.is(nameAt(vm, 0xE000), 'TYPE', 'which stays as it was');
	session.enter('state some data');
	t.is(nameAt(vm, 0xE000), 'TYPE', 'and so with a command of the nucleus');
});

test('a command in the transient area is not read again, one of the user area is', t => {
	const session = new CmsSession({files: {'SOME DATA': ['ONE']}});
	const sios = (line: string): number => {
		const {sio} = session.vm.account.usage;
		session.enter(line);
		return session.vm.account.usage.sio - sio;
	};

	sios('query abbrev');
	const inPlace = sios('query abbrev');
	t.is(sios('query abbrev'), inPlace);
	sios('release z');
	t.true(sios('query abbrev') >= inPlace + 3, 'two chains of blocks, and the file\'s own');
	const copy = sios('copyfile some data a other data a (replace');
	t.true(sios('copyfile some data a other data a (replace') >= copy);
});

test('LOAD, a transient command, START: the program is still there; COPYFILE puts itself in its place', t => {
	const session = new CmsSession({
		volumes: {0x191: cmsVolume({'SOME DATA': ['ONE']}, [seven('PROG')])},
	});
	t.deepEqual(session.enter('loadmod prog'), ['Ready;']);
	session.enter('listfile');
	t.deepEqual(session.enter('start'), ['Execution begins...', 'Ready(00007);']);
	session.enter('loadmod prog');
	session.enter('copyfile some data a other data a');
	t.deepEqual(session.enter('start * some data a third data a'), ['Execution begins...', 'Ready;']);
	t.deepEqual(session.enter('state third data a'), ['Ready;'], 'what was started is COPYFILE');
});

test('a MODULE is the command: copied it has another name, without it there is none, and the user\'s own goes first', t => {
	const session = new CmsSession({
		files: {'SOME DATA': ['ONE']}, volumes: {0x192: cmsVolume({}, [seven('COPYFILE'), seven('RENAME')])},
	});
	t.deepEqual(session.enter('copyfile some data a x data a'), ['Ready(00007);'], 'D comes before S');
	t.deepEqual(session.enter('copy some data a x data a'), ['Ready(00007);'], 'by its short form too');
	t.deepEqual(session.enter('rename some data a x data a'), ['Ready(00007);']);
	session.enter('release d');
	t.deepEqual(session.enter('copyfile some data a x data a'), ['Ready;']);
	t.deepEqual(session.enter('copyfile copyfile module s twice module a'), ['Ready;']);
	t.deepEqual(session.enter('twice x data a y data a'), ['Ready;']);
	t.deepEqual(session.enter('state y data a'), ['Ready;']);
	session.enter('access 190 z');
	t.deepEqual(session.enter('erase copyfile module z'), ['Ready;']);
	session.enter('ipl cms');
	session.enter('access (noprof');
	session.enter('release d');
	t.deepEqual(session.enter('copyfile some data a z data a'), ['Unknown CP/CMS command']);
	t.deepEqual(session.enter('twice x data a z data a'), ['Ready;']);
});

test('a program in System/370 code calls a MODULE by SVC 202, or where LOADMOD put it', t => {
	const list = Buffer.concat(['RENAME', 'SOME', 'DATA', 'A', 'NEW', 'DATA', 'A'].map(token => ebcdicField(token, 8)));
	// BALR 12,0; LA 1,list; SVC 202; AL4(1); BR 14.
	const code = Buffer.concat([parseHexBytes('05C04110C00E0ACA0000000107FE0000')!, list, new Uint8Array(8).fill(0xFF)]);
	const session = new CmsSession({volumes: {0x191: cmsVolume({'SOME DATA': ['ONE']}, [moduleFile('PROG', code)])}});
	t.deepEqual(session.enter('prog'), ['Ready;']);
	t.deepEqual(session.enter('state new data a'), ['Ready;']);
	t.is(nameAt(session.vm, 0xE000), 'RENAME');
	t.deepEqual(session.enter('loadmod rename'), ['Ready;']);
	t.deepEqual(session.enter('start * new data a old data a'), ['Execution begins...', 'Ready;']);
	t.deepEqual(session.enter('state old data a'), ['Ready;']);
});

test('a module that does not fit the machine is not run', t => {
	const session = new CmsSession({
		commands: [bigtool], volumes: {0x191: cmsVolume({}, [{
			...bigtoolFile, records: residentModuleRecords({...module, bytes: 0x2_0000}),
		}])},
	});
	t.deepEqual(session.enter('bigtool'), ['DMSMOD109S VIRTUAL STORAGE CAPACITY EXCEEDED.', 'Ready(00104);']);
});

test('a load map that GENMOD never wrote is no damage of CMS', t => {
	const [header, code] = seven('PROG').records;
	// A constant of nine bytes.
	const map = new Uint8Array(20);
	map.set([...ebcdicField('FOO', 8), 2, 9]);
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [{...seven('PROG'), records: [header, code, map]}])}});
	t.deepEqual(session.enter('loadmod prog'), ['Ready;']);
	t.deepEqual(session.enter('start foo'), ['ENTRY POINT \'FOO\' NOT FOUND.', 'Ready(00040);']);
	t.deepEqual(session.enter('genmod copy'), ['Ready;']);
	t.deepEqual(session.enter('prog'), ['Ready(00007);']);
});
