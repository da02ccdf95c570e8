/** DIAGNOSE X'14': a program reads files of its user's reader by pages, and their blocks. */
import test from 'ava';
import {fromEbcdic, toEbcdic} from '../../../source/base/ebcdic.js';
import {spoolBlock} from '../../../source/base/spool-block.js';
import {bufferHead} from '../../../source/cp/spool/spool-block.js';
import {channelCommand} from '../../../source/base/channel-words.js';
import type {NewSpoolFile} from '../../../source/cp/spool/spool-file.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {CpSession} from '../../support/cp-session.js';
import {executed, type Answer} from '../../support/diagnose.js';

const page = 0x3000;
const reader = 0x00C;

function fileOf(lines: readonly string[], more: Partial<NewSpoolFile> = {}): NewSpoolFile {
	return {
		owner: 'ALICE', originator: 'BOB', origin: 'PUN', queue: 'RDR', class: 'A', copies: 1, hold: false, name: 'F',
		type: 'DATA', distribution: 'BIN', tag: 'A TAG', ...more,
		records: lines.map(line => ({command: 1, data: toEbcdic(line.padEnd(80))})),
	};
}

function loggedOn(...files: readonly NewSpoolFile[]) {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	for (const file of files) {
		session.cp.spooler.add(file);
	}

	session.cp.execute('DEFINE READER AS 00C', {vm, line: undefined, reply: () => undefined, done: () => undefined});
	const call = (code: number, x = page, y = reader): Answer => executed(session, vm, 0x14, {x, y, besideY: code});
	return {session, vm, call};
}

/** The records of the buffer in storage, as a channel would go through them: command and data. */
function recordsIn({storage}: VirtualMachine): Array<readonly [number, string]> {
	const {records} = bufferHead.decode(storage.fetch(page, bufferHead.length));
	const found: Array<readonly [number, string]> = [];
	for (let at = bufferHead.length; found.length < records;) {
		const {command, address, count} = channelCommand.decode(storage.fetch(page + at, 8));
		if (address === 0) {
			found.push([command, '']);
			at += 8;
			continue;
		}

		found.push([command, fromEbcdic(storage.fetch(page + address, count)).trimEnd()]);
		({address: at} = channelCommand.decode(storage.fetch(page + at + 8, 8)));
	}

	return found;
}

const blockIn = ({storage}: VirtualMachine) => spoolBlock.decode(storage.fetch(page, spoolBlock.length));

test('a file comes page by page: what TAG says, then its records; behind it its end, and no more', t => {
	const lines = Array.from({length: 200}, (_, index) => `LINE ${index}`);
	const {session, vm, call} = loggedOn(fileOf(lines));
	const read: string[] = [];
	let pages = 0;
	for (let answer = call(0x00); answer.cc === 0; answer = call(0x00)) {
		pages++;
		t.like(bufferHead.decode(vm.storage.fetch(page, 16)), {previous: pages - 1});
		read.push(...recordsIn(vm).map(([, text]) => text));
	}

	t.true(pages > 1);
	t.deepEqual(read, ['A TAG', ...lines]);
	t.is(call(0x00).cc, 2, 'no other file');
	t.deepEqual(session.cp.spooler.filesOf('ALICE', 'RDR'), [], 'it is gone');
});

test('back one page, back to the first, and begun again', t => {
	const {vm, call} = loggedOn(fileOf(Array.from({length: 200}, (_, index) => `LINE ${index}`)));
	t.is(call(0x18).cc, 2, 'no file is being read');
	t.is(call(0x14).cc, 2);
	t.is(call(0x10, 3).cc, 2);
	call(0x00);
	const first = recordsIn(vm);
	call(0x00);
	const second = recordsIn(vm);
	t.notDeepEqual(second, first);
	t.is(call(0x18).cc, 0);
	t.deepEqual(recordsIn(vm), first);
	t.is(call(0x18).cc, 0);
	t.deepEqual(recordsIn(vm), first, 'the first, where it stands there already');
	call(0x00);
	t.deepEqual(recordsIn(vm), second);
	t.is(call(0x14).cc, 0);
	call(0x00);
	t.deepEqual(recordsIn(vm), first);
});

test('blocks of files of cards and of lines, each kind in turn; one chosen is the next', t => {
	const {session, vm, call} = loggedOn(
		fileOf(['1'], {name: 'ONE'}),
		fileOf(['2'], {name: 'TWO', origin: 'PRT'}),
		fileOf(['3', '4'], {name: 'THREE', class: 'B', hold: false}),
		fileOf(['X'], {owner: 'BOB'}),
	);
	t.is(call(0x08).cc, 0);
	t.like(blockIn(vm), {name: 'ONE', id: 1, owner: 'ALICE', originator: 'BOB', type: 0x82, records: 1});
	t.is(call(0x08).cc, 0);
	t.like(blockIn(vm), {name: 'THREE', id: 3, class: 'B', records: 2, copies: 1, distribution: 'BIN'});
	t.is(call(0x08).cc, 1);
	t.is(call(0x04).cc, 0);
	t.like(blockIn(vm), {name: 'TWO', id: 2, type: 0x41});
	t.is(call(0x1C).cc, 2);
	t.is(call(0x20).cc, 2);
	t.is(call(0x0C, 4).cc, 2, 'somebody else\'s');
	t.is(call(0x0C, 3).cc, 0);
	t.is(call(0x00).cc, 0);
	t.deepEqual(recordsIn(vm).map(([, text]) => text), ['A TAG', '3', '4']);
	t.is(call(0x10, 300).cc, 0);
	t.is(call(0x10, 0).program, 6);
	call(0x08);
	t.like(blockIn(vm), {name: 'ONE'}, 'from the first again: a file was read meanwhile');
	t.is(session.cp.spooler.filesOf('BOB', 'RDR').length, 1);
});

test('FFF goes from file to file by their numbers: block, and what TAG says', t => {
	const {vm, call} = loggedOn(fileOf(['1']), fileOf(['2'], {tag: 'SECOND', hold: true}), fileOf(['3'], {owner: 'BOB'}));
	t.is(call(0xFFF, page, 0).cc, 0);
	t.like(blockIn(vm), {id: 1});
	t.is(call(0xFFF, page, 1).cc, 0);
	t.like(blockIn(vm), {id: 2, flags: 0x60});
	t.is(fromEbcdic(vm.storage.fetch(page + 112, 6)), 'SECOND');
	t.is(call(0xFFF, page, 2).cc, 1);
	t.is(call(0xFFF, page, 3).cc, 2, 'somebody else\'s');
});

test('readers that are none, buffers that are none, functions that are none', t => {
	const {session, vm, call} = loggedOn(fileOf(['1']));
	t.like(call(0x00, page, 0x0FF), {cc: 3, besideY: 4});
	t.like(call(0x00, page, 0x009), {cc: 3, besideY: 8});
	session.cp.execute('NOTREADY 00C', {vm, line: undefined, reply: () => undefined, done: () => undefined});
	t.like(call(0x00), {cc: 3, besideY: 12});
	session.cp.execute('READY 00C', {vm, line: undefined, reply: () => undefined, done: () => undefined});
	for (const [code, x, program] of [
		[0x00, 0x3008, 6], [0x00, vm.storage.size, 5], [0x18, 0x3008, 6], [0x08, 0x3FF8, 6],
		[0x08, vm.storage.size, 5], [0xFFF, vm.storage.size - 8, 5], [0x24, page, 6], [-1, page, 6],
	]) {
		t.is(call(code, x).program, program, `${code.toString(16)} ${x.toString(16)}`);
	}

	t.is(executed(session, vm, 0x14, {x: page, y: reader}, [2, 5]).program, 6, 'Ry odd');
	t.is(call(0x00).cc, 0, 'nothing of it was lost');
});
