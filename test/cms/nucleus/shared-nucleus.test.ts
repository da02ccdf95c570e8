/** The nucleus of CMS is one copy for all users; its routines use the pages they lie in. */
import test from 'ava';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {nucleusModules, placeOf} from '../../../source/guest/footprint.js';
import {cmsSavedSystem} from '../../../source/cms/nucleus/saved-system.js';
import {createCmsProgram} from '../../../source/cms/nucleus/program.js';
import {CkdDisk} from '../../../source/machine/devices/disk/3350.js';
import {systemVolume} from '../../support/cms-disk.js';
import {CpSession} from '../../support/cp-session.js';

const nucleus = 0x1_0000;
const isOfSegment = (page: number): boolean => page >= 0x10 && page < 0x20;

function session(storage?: number): CpSession {
	return new CpSession({
		storage,
		savedSystems: [cmsSavedSystem],
		programs: {CMS: createCmsProgram()},
		attachDevices({devices}) {
			devices.attach({
				address: 0x190, kind: 'DASD', type: '3350', readOnly: true, device: new CkdDisk(systemVolume()),
			});
		},
	});
}

/** A user whose CMS has come to its first Ready. */
function user(cp: CpSession, userid: string) {
	const found = cp.logOn(userid);
	cp.cp.ipl(found.vm, 'CMS');
	cp.run();
	found.terminal.line.enter('');
	cp.run();
	found.terminal.take();
	return found;
}

test('users share the frames of the nucleus, and CMS stores into none of them', t => {
	const cp = session();
	const [one, other] = ['ALICE', 'BOB'].map(userid => user(cp, userid));
	for (const {terminal} of [one, other]) {
		terminal.line.enter('query impex');
		cp.run();
		t.is(terminal.take()[0], 'IMPEX    = ON');
	}

	for (let page = 0x10; page < 0x20; page++) {
		t.is(one.vm.storage.frameOf(page), other.vm.storage.frameOf(page), `page ${page}`);
		t.true(one.vm.storage.contentOf(page)!.isShared);
	}

	t.deepEqual(one.vm.storage.alteredPages, []);
});

test('each module\'s name stands where it begins, and none overlaps another', t => {
	const cp = session();
	const {vm: {storage}} = user(cp, 'ALICE');
	let last = -1;
	for (const {name, bytes} of nucleusModules) {
		const place = placeOf(name)!;
		t.true(place > last, name);
		last = place + bytes - 1;
		t.is(fromEbcdic(storage.fetch(nucleus + place, 8)).trim(), name);
	}
});

test('a page of the nucleus that is away is read again when its code runs, and the machine waits', t => {
	const cp = session(48 * 4096);
	const {vm, terminal} = user(cp, 'ALICE');
	const bob = cp.logOn('BOB').vm;
	for (let page = 1; page < 60; page++) {
		bob.storage.setWord(page * 4096, page);
	}

	const away = [...vm.storage.pages.entries()].filter(([page, frame]) => isOfSegment(page) && frame < 0);
	t.true(away.length > 8, 'most of the nucleus is away');
	const {pageReads} = vm.account.usage;
	const before = cp.cp.clock.now();
	terminal.line.enter('query impex');
	cp.run();
	t.is(terminal.take()[0], 'IMPEX    = ON');
	t.true(vm.account.usage.pageReads > pageReads);
	t.true(cp.cp.clock.now() - before > 2 * 37_000, 'it waited for more than one');
	// What does not run is not read: DMSDBG lies in pages of its own.
	t.true(vm.storage.pages[(nucleus + placeOf('DMSDBG')! + 2048) / 4096 | 0] < 0);
});
