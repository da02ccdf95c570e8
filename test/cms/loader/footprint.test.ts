/** What commands have in storage counts: in working sets, in page faults, and once for all who share it. */
import test from 'ava';
import type {CmsCommand} from '../../../source/cms/cms.js';
import {cmsCommands} from '../../../source/cms/commands/index.js';
import {residentText} from '../../../source/cms/loader/resident-module.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {CmsSession} from '../../support/cms-session.js';

const pageSize = 4096;
const pagesOf = (bytes: number): number => Math.ceil(bytes / pageSize);
const bytes = 30_000;
const tool: CmsCommand = {
	name: 'TOOL',
	minimum: 4,
	syntax: ['TOOL'],
	summary: 'A tool that does nothing.',
	module: {name: 'TOOL', bytes, segment: 'TOOLSEG'},
	* run() {
		return 0;
	},
};
const segment = {
	name: 'TOOLSEG',
	pages: new Map(Array.from({length: pagesOf(bytes)}, (_, page) => {
		const content = new Uint8Array(pageSize);
		content.set(residentText('TOOL', bytes).subarray(page * pageSize, (page + 1) * pageSize));
		return [0xE00 + page, content] as const;
	})),
	psw: [0, 0] as const,
	sharedSegments: [0xE0],
};

function addUser(session: CmsSession, userid: string) {
	const user = session.cp.logOn(userid);
	const enter = (line: string): string[] => {
		user.terminal.line.enter(line);
		session.run();
		return user.terminal.take();
	};

	session.cp.cp.ipl(user.vm, 'CMS');
	session.run();
	enter('ACCESS (NOPROF');
	return {vm: user.vm, enter};
}

/** Pages of a range that have a frame. */
const inFrames = ({storage}: VirtualMachine, first: number, count: number): number =>
	storage.pages.subarray(first, first + count).filter(frame => frame >= 0).length;

test('a machine\'s working set grows by the pages of the module it ran', t => {
	const session = new CmsSession({files: {'SOME DATA': ['ONE']}});
	const {pager} = session.cp.cp;
	const {vm} = session;
	session.enter('state some data a');
	const before = {resident: pager.resident(vm), workingSet: pager.workingSet(vm)};
	session.enter('state some data a');
	t.is(pager.resident(vm), before.resident, 'a command of the nucleus has none of its own');
	session.enter('copyfile some data a other data a');
	const code = pagesOf(14_200);
	t.is(inFrames(vm, 0x20, 16), code);
	t.true(pager.resident(vm) >= before.resident + code);
	t.true(pager.workingSet(vm) >= before.workingSet + code);
});

test('a second user of a segment has the first one\'s frames', t => {
	const session = new CmsSession({commands: [tool], segments: [segment]});
	const bob = addUser(session, 'BOB');
	session.enter('tool');
	const {available} = session.cp.cp.hostStorage;
	t.regex(bob.enter('tool').at(-1)!, /^Ready;/);
	t.is(session.cp.cp.hostStorage.available, available);
	for (let page = 0xE00; page < 0xE00 + pagesOf(bytes); page++) {
		t.is(bob.vm.storage.frameOf(page), session.vm.storage.frameOf(page));
	}
});

test('short of frames, a command in the transient area waits for its pages', t => {
	const session = new CmsSession({storage: 64 * pageSize});
	const {vm, cp: {cp}} = session;
	session.enter('query abbrev');
	const bob = session.cp.logOn('BOB').vm;
	for (const round of [1, 2, 3]) {
		for (let page = 0; page < 64; page++) {
			bob.storage.setWord((page * pageSize) + 8, round);
		}
	}

	t.is(inFrames(vm, 0xE, 2), 0, 'both pages are away');
	const {pageReads} = vm.account.usage;
	const before = cp.clock.now();
	t.deepEqual(session.enter('query abbrev'), ['ABBREV   = ON', 'Ready;']);
	t.is(inFrames(vm, 0xE, 2), 2);
	t.true(vm.account.usage.pageReads >= pageReads + 2);
	t.true(cp.clock.now() - before > 2 * 37_000, 'it waited for both');
});

test('in 256K everything that a user types of the system disk runs', t => {
	const session = new CmsSession({files: {'SOME DATA': ['ONE']}});
	t.is(session.vm.storage.size, 256 * 1024);
	for (const {name, module} of cmsCommands) {
		if (module) {
			const [typed] = session.enter(`loadmod ${name}`);
			t.is(typed, 'Ready;', name);
		}
	}
});
