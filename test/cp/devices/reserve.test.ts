/** Device Reserve and Release of minidisks (GC20-1801, MDISK mode V; GA26-1617). */
import test from 'ava';
import {unitStatus} from '../../../source/base/channel-words.js';
import type {DataTransfer} from '../../../source/machine/channel/device.js';
import {ckdCommand} from '../../../source/machine/devices/disk/3350.js';
import {TestSystem, type Session} from '../../support/cp.js';

const nowhere: DataTransfer = {
	remaining: 0,
	input: bytes => bytes.length,
	output: length => new Uint8Array(length),
	outputInto: () => 0,
	view: length => new Uint8Array(length),
	repeats: false,
	again: () => undefined,
};

/** Two machines that have the same minidisk for writing. */
function twoMachines(mode: string): readonly [TestSystem, Session, Session] {
	const user = (userid: string, disk: string): string[] => [
		`USER ${userid} ${userid} 1M 2M G`, ' CONSOLE 009 3215', disk,
	];
	const system = new TestSystem({
		directory: [
			'DIRECTORY 150 3350 YRKRES',
			...user('FIRST', ` MDISK 191 3350 001 002 YRKUSR ${mode} ALL ALL ALL`),
			...user('SECOND', ' LINK FIRST 191 191 MW'),
		].join('\n'),
	});
	return [system, system.logOn('FIRST'), system.logOn('SECOND', 'GRAF 022')];
}

const busy = ({vm}: Session, command: number = ckdCommand.senseId): boolean =>
	((vm.devices.get(0x191)!.device.execute(command, nowhere, 0)?.status ?? 0) & unitStatus.busy) !== 0;

test('who has a minidisk of mode V reserved has it alone, until he releases it', t => {
	const [, first, second] = twoMachines('MWV');
	t.false(busy(first, ckdCommand.reserve));
	t.true(busy(second));
	t.false(busy(first));
	t.false(busy(first, ckdCommand.release));
	t.false(busy(second));
});

test('a reservation ends with the machine that has it', t => {
	for (const end of ['SYSTEM RESET', 'DETACH 191', 'LOGOFF']) {
		const [, first, second] = twoMachines('MWV');
		busy(first, ckdCommand.reserve);
		t.true(busy(second));
		first.enter(end);
		t.false(busy(second), end);
	}
});

test('without V a reservation is nobody else\'s matter', t => {
	const [, first, second] = twoMachines('MW');
	busy(first, ckdCommand.reserve);
	t.false(busy(second));
});
