import test from 'ava';
import {defaultDevices} from '../../../../source/cp/devices/real/default-devices.js';
import {RealDevices} from '../../../../source/cp/devices/real/real-devices.js';
import {TestSystem} from '../../../support/cp.js';

test('volumes get drives on channels 1 and 2 in turn, or defined ones of their type', t => {
	const devices = new RealDevices([...defaultDevices, {address: 0x230, kind: 'DASD', type: '3330'}]);
	const drives = [['V1', '3350'], ['V2', '3350'], ['V3', '3330'], ['V4', '3350'], ['V1', '3350']] as const;
	const addresses = drives.map(([serial, type]) => devices.mount(serial, type).address);
	t.deepEqual(addresses, [0x150, 0x250, 0x230, 0x151, 0x150]);
});

test('the system has the volumes of its users at its start, those left free excepted', t => {
	const {cp} = new TestSystem({volumes: ['YRKRES', 'YRKUSR', 'SPARE'], freeVolumes: new Set(['SPARE'])});
	t.deepEqual(cp.realDevices.ofKind('DASD').map(({address, volume, isSystem}) => [address, volume, isSystem]), [
		[0x150, 'YRKRES', true],
		[0x151, 'SPARE', false],
		[0x250, 'YRKUSR', true],
	]);
	t.is(cp.volumes.find('SPARE'), undefined);
	t.truthy(cp.volumes.pack('SPARE'));
});

test('a terminal that appears is in the table', t => {
	const system = new TestSystem();
	system.terminal('GRAF 030');
	t.like(system.cp.realDevices.get(0x030), {kind: 'GRAF', type: '3277'});
});
