/** A command in TypeScript has the storage of its System/370 counterpart: a segment, or a MODULE really read. */
import test from 'ava';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import type {CmsCommand} from '../../../source/cms/cms.js';
import {residentModuleRecords, residentText} from '../../../source/cms/loader/resident-module.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {CmsSession} from '../../support/cms-session.js';

const bigtool: CmsCommand = {
	name: 'BIGTOOL',
	minimum: 7,
	syntax: ['BIGTOOL'],
	summary: 'A tool of 40,000 bytes.',
	module: {name: 'BIGTOOL', bytes: 40_000},
	* run({cms}) {
		yield * cms.console.type('BIG');
		return 0;
	},
};

test('LOADMOD reads a file of the declared size into pages of the machine', t => {
	const session = new CmsSession({
		commands: [bigtool],
		volumes: {
			0x191: cmsVolume({}, [{
				name: 'BIGTOOL', type: 'MODULE', modeNumber: '1', recordFormat: 'V',
				records: residentModuleRecords(bigtool.module!),
			}]),
		},
	});
	const {storage, account} = session.vm;
	const reads = account.usage.sio;
	t.deepEqual(session.enter('bigtool'), ['BIG', 'Ready;']);
	t.is(fromEbcdic(storage.fetch(0x2_0000, 8)), 'BIGTOOL ');
	for (let page = 0x20; page < 0x2A; page++) {
		t.true(storage.pages[page] >= 0, `page ${page}`);
		t.false(storage.contentOf(page)!.isShared);
	}

	t.true(storage.pages[0x2A] < 0);
	t.true(account.usage.sio > reads, 'it was read from the disk');
});

test('with a segment of its name the pages are mapped, and nothing is read', t => {
	const text = residentText('BIGTOOL', 40_000);
	const session = new CmsSession({
		commands: [bigtool],
		segments: [{
			name: 'BIGTOOL',
			pages: new Map(Array.from({length: 10}, (_, page) => {
				const content = new Uint8Array(4096);
				content.set(text.subarray(page * 4096, (page + 1) * 4096));
				return [0xF00 + page, content] as const;
			})),
			psw: [0, 0],
			sharedSegments: [0xF0],
		}],
	});
	const {storage} = session.vm;
	t.deepEqual(session.enter('bigtool'), ['BIG', 'Ready;']);
	t.deepEqual(session.enter('bigtool'), ['BIG', 'Ready;']);
	t.is(fromEbcdic(storage.fetch(0xF0_0000, 8)), 'BIGTOOL ');
	t.true(storage.contentOf(0xF00)!.isShared);
	t.true(storage.pages[0x20] < 0, 'no page of the user area');
});

test('with neither there is no such command', t => {
	t.deepEqual(new CmsSession({commands: [bigtool]}).enter('bigtool'), ['Unknown CP/CMS command']);
});
