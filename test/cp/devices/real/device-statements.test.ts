import test from 'ava';
import {parseDeviceStatements} from '../../../../source/cp/devices/real/device-statements.js';

const reasonsOf = (source: string): string[] =>
	parseDeviceStatements(source, 'F').errors.map(({line, reason}) => `${line}: ${reason}`);

test('an RDEVICE makes as many devices as its ADDRESS says', t => {
	const {devices, errors} = parseDeviceStatements([
		'* printers',
		'RDEVICE ADDRESS=(00E,2),DEVTYPE=1403,MODEL=8,CLASS=(A,B)',
		'rdevice address=181,devtype=3420,file=reels/diag 1.aws',
		'RCTLUNIT ADDRESS=180,CUTYPE=3803',
		'RDEVICE ADDRESS=(0C1,1),DEVTYPE=2741,ADAPTER=IBM1,SETADDR=2',
	].join('\n'));
	t.deepEqual(errors, []);
	t.deepEqual(devices, [
		{address: 0x00E, kind: 'PRT', type: '1403', model: '8', classes: 'AB'},
		{address: 0x00F, kind: 'PRT', type: '1403', model: '8', classes: 'AB'},
		{address: 0x181, kind: 'TAPE', type: '3420', file: 'reels/diag 1.aws'},
		{address: 0x0C1, kind: 'LINE', type: '2741'},
	]);
});

test('every wrong statement is told', t => {
	t.deepEqual(reasonsOf([
		'RDEVICE DEVTYPE=3350',
		'RDEVICE ADDRESS=150,DEVTYPE=9999',
		'RDEVICE ADDRESS=(150,2),DEVTYPE=3350',
		'RDEVICE ADDRESS=151,DEVTYPE=3420',
		'RDEVICE ADDRESS=(180,0),DEVTYPE=3420',
		'RDEVICE ADDRESS=180,DEVTYPE=3420,MODEL=9',
		'RDEVICE ADDRESS=00E,DEVTYPE=1403,CLASS=(A,B,C,D,E)',
		'RDEVICE ADDRESS=00E,DEVTYPE=1403,FILE=x',
		'RDEVICE ADDRESS=00E DEVTYPE',
		'RDEVICE ADDRESS=00E,DEVTYPE=1403,COLOR=RED',
		'MINIDISK 191',
	].join('\n')), [
		'1: RDEVICE without ADDRESS=cuu or ADDRESS=(cuu,n)',
		'2: DEVTYPE=9999: no device type of this system',
		'4: address 151 stands twice',
		'5: ADDRESS=(180,0): not 1 to 64 devices below X\'1000\'',
		'6: MODEL=9: no model of a 3420',
		'7: CLASS=(A,B,C,D,E): not one to four spool classes',
		'8: FILE= is for one tape drive',
		'9: RDEVICE without ADDRESS=cuu or ADDRESS=(cuu,n)',
		'10: COLOR: no operand of RDEVICE, or given twice',
		'11: MINIDISK: neither RDEVICE nor RCTLUNIT, RCHANNEL or RIOGEN',
	]);
});

test('a table with an error gives no devices', t => {
	t.deepEqual(parseDeviceStatements('RDEVICE ADDRESS=181,DEVTYPE=3420\nRDEVICE').devices, []);
});
