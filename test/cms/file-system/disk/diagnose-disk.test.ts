import test from 'ava';
import {Failure} from '../../../../source/base/failure.js';
import {type Action, type Step} from '../../../../source/guest/action.js';
import {DiagnoseDisks} from '../../../../source/cms/file-system/disk/diagnose-disk.js';
import {readBlock, type BlockDevice} from '../../../../source/cms/file-system/disk/block-device.js';
import type {Guest} from '../../../../source/guest/guest.js';
import {guestView} from '../../../../source/cp/machine/guest-view.js';
import {Machine} from '../../../../source/machine/machine.js';
import {VirtualClock} from '../../../../source/base/clock.js';

type Asked = {readonly code: number; readonly device: number; readonly ccws: readonly string[]};

/** A machine whose DIAGNOSEs are only looked at: every one ends with condition code 0 and a read-only 3350. */
function setUp(): {guest: Guest; asked: Asked[]; run: <T>(step: Step<T>) => T} {
	const machine = new Machine({storage: 65_536, timers: {clock: new VirtualClock()}});
	const guest = guestView(machine.cpu);
	const asked: Asked[] = [];
	const answer = (action: Action): number => {
		if (action.kind === 'diagnose') {
			const {gpr, storage} = guest;
			const ccws: string[] = [];
			for (let at = gpr[action.ry]; action.code !== 0x24; at += 8) {
				const ccw = Buffer.from(storage.fetch(at, 8)).toString('hex').toUpperCase();
				ccws.push(ccw);
				if (!ccw.startsWith('08') && (Number.parseInt(ccw.slice(8, 10), 16) & 0xC0) === 0) {
					break;
				}
			}

			asked.push({code: action.code, device: gpr[action.rx], ccws});
			gpr[action.ry] = 0x0408_0080;
		}

		return 0;
	};

	return {
		guest, asked,
		run(step) {
			let next = step.next(0);
			while (!next.done) {
				next = step.next(answer(next.value));
			}

			return next.value;
		},
	};
}

function opened(device: BlockDevice | Failure): BlockDevice {
	if (device instanceof Failure) {
		throw new TypeError(`open answered ${device.returnCode}`);
	}

	return device;
}

test('a block is read by seek, search ID equal, TIC and read; the registers stay as they were', t => {
	const {guest, asked, run} = setUp();
	const disks = new DiagnoseDisks({guest, allocate: () => 0x8000});
	guest.gpr.set(Array.from({length: 16}, (_, index) => index * 3));
	const disk = opened(run(disks.open(0x191)));
	t.true(disk.readOnly);
	t.is(disk.geometry.name, '3350');
	run(readBlock(disk, 571 + 20));
	t.deepEqual([...guest.gpr], Array.from({length: 16}, (_, index) => index * 3));
	t.deepEqual(asked.map(({code}) => code), [0x24, 0x18]);
	t.deepEqual(asked[1].ccws, ['0700820040000006', '3100820840000005', '0800800800000000', '0600840020000320']);
	// Block 591 is the second of head 1 on cylinder 1.
	t.is(Buffer.from(guest.storage.fetch(0x8200, 6)).toString('hex'), '000000010001');
	t.is(Buffer.from(guest.storage.fetch(0x8208, 5)).toString('hex'), '0001000102');
});

test('blocks of one track share a chain, eight at most', t => {
	const {guest, asked, run} = setUp();
	const disk = opened(run(new DiagnoseDisks({guest, allocate: () => 0x8000}).open(0x191)));
	asked.length = 0;
	run(disk.read([5, 6, 7]));
	t.is(asked.length, 1);
	t.is(asked[0].ccws.filter(ccw => ccw.startsWith('06')).length, 3);
	run(disk.read(Array.from({length: 19}, (_, index) => index + 1)));
	t.is(asked.length, 4);
	run(disk.write([[20, new Uint8Array(800)], [19, new Uint8Array(800)], [21, new Uint8Array(800)]]));
	t.is(asked.length, 6);
});
