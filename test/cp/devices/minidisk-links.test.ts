/** Who has which minidisk is known at once, and is what the machines' device tables say. */
import test from 'ava';
import fc from 'fast-check';
import {MinidiskLinks} from '../../../source/cp/devices/minidisk-links.js';
import type {MinidiskExtent, VirtualDevice} from '../../../source/cp/devices/virtual-device.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {TestSystem} from '../../support/cp.js';

/** What the device tables say. */
function tables(vms: Iterable<VirtualMachine>, extent: MinidiskExtent): string[] {
	return [...vms].flatMap(({userid, devices}) => [...devices.values()]
		.filter(({minidisk}) => minidisk?.volume === extent.volume
			&& minidisk.start < extent.start + extent.cylinders
			&& extent.start < minidisk.start + minidisk.cylinders)
		.map(({address, readOnly}) => `${userid} ${address} ${readOnly}`)).toSorted();
}

test('LINK, DETACH, DEFINE, LOGOFF, slaves and temporary disks: links are those of the device tables', t => {
	const system = new TestSystem();
	const users = ['USER1', 'USER2', 'USER3', 'MAINT'].map((userid, index) => system.logOn(userid, `GRAF 02${index}`));
	const {machines, links} = system.cp;
	const check = (what: string): void => {
		for (const vm of machines.values()) {
			for (const {minidisk} of vm.devices.values()) {
				if (minidisk) {
					const known = links.holders(minidisk).map(({vm: {userid}, device}) =>
						`${userid} ${device.address} ${device.readOnly}`).toSorted();
					t.deepEqual(known, tables(machines.values(), minidisk), what);
					const {readers, writers} = links.use(minidisk);
					t.is(readers.count, known.filter(each => each.endsWith('true')).length);
					t.is(writers.count, known.length - readers.count);
				}
			}
		}
	};

	for (const [user, line] of [
		[0, 'LINK USER2 191 291 RR RUSER2'], [0, 'LINK USER3 191 391 MW MUSER3'], [1, 'LINK USER1 191 391 RR RUSER1'],
		[1, 'DEFINE 391 AS 491'], [0, 'DEFINE T3350 300 2'], [2, 'DEFINE STORAGE 2M'], [0, 'DETACH 391'],
		[3, 'LINK MAINT 19E 29E RR'], [1, 'DETACH 491'], [0, 'LOGOFF'], [2, 'LOGOFF'],
	] as const) {
		users[user].enter(line);
		check(line);
	}

	t.is(links.holders({volume: 'YRKUSR', start: 0, cylinders: 40}).length, 1, 'USER2 has its own');
});

test('extents that overlap are found, whoever has them and however often', t => {
	const extent = fc.record({start: fc.nat(8), cylinders: fc.integer({min: 1, max: 5}), readOnly: fc.boolean()});
	fc.assert(fc.property(fc.array(extent, {maxLength: 12}), fc.array(fc.nat(11)), (made, gone) => {
		const links = new MinidiskLinks();
		const devices = made.map(({start, cylinders, readOnly}) => ({
			readOnly, minidisk: {volume: 'VOL', start, cylinders},
		}) as unknown as VirtualDevice);
		for (const [index, device] of devices.entries()) {
			links.attached({userid: `U${index}`} as VirtualMachine, device);
		}

		for (const index of gone) {
			if (devices[index]) {
				links.detached(devices[index]);
			}
		}

		const left = devices.filter((_, index) => !gone.includes(index));
		for (let start = 0; start < 12; start++) {
			const on = left.filter(({minidisk: extent}) =>
				extent!.start <= start && start < extent!.start + extent!.cylinders);
			const {readers, writers} = links.use({volume: 'VOL', start, cylinders: 1});
			t.is(readers.count, on.filter(({readOnly}) => readOnly).length);
			t.is(writers.count, on.filter(({readOnly}) => !readOnly).length);
			t.is(readers.one === undefined, readers.count === 0);
		}
	}));
});
