import test from 'ava';
import type {Reels} from '../../../../source/cp/devices/real/reels.js';
import type {CkdVolume} from '../../../../source/machine/devices/volume/ckd-volume.js';
import {MemoryTape} from '../../../../source/machine/devices/tape/tape-medium.js';
import {parseHexBytes} from '../../../../source/base/hex.js';
import {TestSystem} from '../../../support/cp.js';

/** A tape whose first record reads the second one to X'500' and loads a wait PSW that says ABC. */
function iplTape(): MemoryTape {
	const tape = new MemoryTape();
	tape.write(parseHexBytes('0002000000000ABC02000500600000080300000020000001')!);
	tape.write(parseHexBytes('C1C2C3C4C5C6C7C8')!);
	tape.rewind();
	return tape;
}

/** Reels by address of the drive; what was taken and not given back. */
class Rack implements Reels {
	readonly out = new Set<MemoryTape>();

	constructor(readonly reels: Readonly<Record<number, MemoryTape | {readonly problem: string}>>) {}

	take: Reels['take'] = ({address}) => {
		const reel = this.reels[address];
		if (reel instanceof MemoryTape) {
			this.out.add(reel);
			reel.close = () => {
				this.out.delete(reel);
			};
		}

		return reel;
	};
}

test('a machine loads what is on the tape of a drive that it has', t => {
	const system = new TestSystem({reels: new Rack({0x181: iplTape()})});
	const operator = system.logOn('OPERATOR');
	const user = system.logOn('USER1', 'GRAF 022');
	operator.enter('ATTACH 181 TO USER1 AS 181');
	user.wait();
	t.deepEqual(user.enter('IPL 181'), ['CP ENTERED; DISABLED WAIT PSW \'00020000 00000ABC\'']);
	t.regex(user.enter('DISPLAY T500.8').join(' '), /C1C2C3C4 C5C6C7C8 .*ABCDEFGH/);
});

test('a reel is taken off when its drive is detached, by whom ever, or its user logs off', t => {
	const rack = new Rack({0x181: iplTape(), 0x182: iplTape(), 0x183: iplTape()});
	const system = new TestSystem({reels: rack});
	const operator = system.logOn('OPERATOR');
	const user = system.logOn('USER1', 'GRAF 022');
	operator.enter('ATTACH 181-183 TO USER1');
	t.is(rack.out.size, 3);
	operator.enter('DETACH 181 FROM USER1');
	t.is(rack.out.size, 2);
	user.enter('DETACH 182');
	t.is(rack.out.size, 1);
	user.enter('LOGOFF');
	t.is(rack.out.size, 0);
});

test('a drive without a reel is not ready, one whose file is no tape is not attached', t => {
	const system = new TestSystem({reels: new Rack({0x182: {problem: 'block 1 is damaged'}})});
	const operator = system.logOn('OPERATOR');
	t.deepEqual(operator.enter('ATTACH 182 TO * AS 182'), ['TAPE 182 NOT ATTACHED; BLOCK 1 IS DAMAGED']);
	operator.enter('ATTACH 181 TO * AS 181');
	t.regex(operator.enter('IPL 181').join(' '), /FATAL I\/O ERROR/);
});

test('a free volume is one machine\'s as a whole, read-only where the operator says so', t => {
	const system = new TestSystem({volumes: ['YRKRES', 'YRKUSR', 'SPARE'], freeVolumes: new Set(['SPARE'])});
	const operator = system.logOn('OPERATOR');
	const user = system.logOn('USER1', 'GRAF 022');
	operator.enter('ATTACH 151 TO USER1 AS 400 R/O');
	t.deepEqual(user.enter('QUERY VIRTUAL 400'), ['DASD 400 ON DEV 151 R/O']);
	const {volume} = user.vm.devices.get(0x400)!.device as unknown as {readonly volume: CkdVolume};
	t.true(volume.readOnly);
	t.is(volume.cylinders, 40);
	t.deepEqual(operator.enter('QUERY DASD ATTACH'), ['DASD 151 ATTACH TO USER1    400 R/O']);
	t.deepEqual(operator.enter('ATTACH 151 TO SYSTEM AS SPARE'), ['DASD 151 ALREADY ATTACHED TO USER1 400']);
	user.enter('DETACH 400');
	t.deepEqual(operator.enter('ATTACH 151 TO SYSTEM AS OTHER'), ['DASD 151 VOLID OTHER DOES NOT MATCH']);
	t.deepEqual(operator.enter('ATTACH 151 TO SYSTEM AS SPARE'), ['DASD 151 ATTACH TO SYSTEM SPARE']);
	t.deepEqual(operator.enter('DETACH 151 FROM SYSTEM'), ['DASD 151 DETACHED SYSTEM']);
});

test('a user gets the volumes and drives of his DEDICATE statements; who comes later does not', t => {
	const user = (userid: string): string[] => [
		`USER ${userid} ${userid} 1M 2M BG`, ' DEDICATE 181 182', ' DEDICATE 400 VOLID SPARE R/O', ' CONSOLE 009 3215',
	];
	const system = new TestSystem({
		directory: ['DIRECTORY 150 3350 YRKRES', ...user('FIRST'), ...user('SECOND')].join('\n'),
		volumes: ['YRKRES', 'SPARE'],
		freeVolumes: new Set(['SPARE']),
	});
	const first = system.logOn('FIRST');
	t.deepEqual(first.enter('QUERY 182'), ['TAPE 182 ATTACH TO FIRST    181']);
	t.deepEqual(first.enter('QUERY DASD SPARE'), ['DASD 250 ATTACH TO FIRST    400 R/O']);
	const second = system.terminal('GRAF 022');
	t.deepEqual(second.enter('LOGON SECOND SECOND').filter(text => text.includes('NOT AVAILABLE')), [
		'DEV 181 NOT DEFINED; 182 NOT AVAILABLE',
		'DEV 400 NOT DEFINED; SPARE NOT AVAILABLE',
	]);
});

test('a display that nobody is at is one machine\'s: it is not ready, and nobody logs on there', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'GRAF 020');
	const user = system.logOn('USER1', 'GRAF 022');
	t.deepEqual(operator.enter('ATTACH 022 TO USER1 AS 400'), ['GRAF 022 IN USE']);
	t.deepEqual(operator.enter('ATTACH 023 TO USER1 AS 400'), ['GRAF 023 ATTACH TO USER1    400']);
	user.wait();
	t.deepEqual(user.enter('QUERY VIRTUAL 400'), ['GRAF 400 ON DEV 023']);
	t.deepEqual(operator.enter('QUERY GRAF ATTACH'), ['GRAF 023 ATTACH TO USER1    400']);
	const other = system.terminal('GRAF 023');
	t.notRegex(other.enter('LOGON USER2 USER2').join(' '), /LOGON AT/);
	operator.enter('DETACH 023 FROM USER1');
	t.regex(other.enter('LOGON USER2 USER2').join(' '), /LOGON AT/);
	t.deepEqual(operator.enter('ATTACH 009 TO USER1 AS 401'), ['INVALID DEVICE TYPE - 009']);
});

test('DEDICATE gives a drained printer at LOGON, one that is started not', t => {
	const user = (userid: string, real: string): string[] => [
		`USER ${userid} ${userid} 1M 2M BG`, ` DEDICATE 00E ${real}`, ' CONSOLE 009 3215',
	];
	const system = new TestSystem({
		directory: ['DIRECTORY 150 3350 YRKRES', ...user('FIRST', '00E'), ...user('SECOND', '00C')].join('\n'),
	});
	const [reader] = system.cp.units.all();
	reader.start();
	const first = system.logOn('FIRST');
	t.deepEqual(first.enter('QUERY UR'), ['RDR  00C STARTED   SYSTEM', 'PRT  00E ATTACH TO FIRST    00E',
		'PUN  00D DRAINED   SYSTEM   CLASS = A      NOSEP']);
	const second = system.terminal('GRAF 022');
	t.deepEqual(second.enter('LOGON SECOND SECOND').filter(text => text.includes('NOT AVAILABLE')), [
		'DEV 00E NOT DEFINED; 00C NOT AVAILABLE',
	]);
});

test('all devices of a channel are attached and detached at once, or none', t => {
	const system = new TestSystem({
		realDevices: [
			{address: 0x381, kind: 'TAPE', type: '3420'},
			{address: 0x382, kind: 'TAPE', type: '3420'},
		],
	});
	const operator = system.logOn('OPERATOR');
	const user = system.logOn('USER1', 'GRAF 022');
	t.deepEqual(operator.enter('ATTACH CHANNEL 1 TO USER1'), ['CHANNEL 1 NOT ATTACHED; DASD 150 IN USE']);
	t.deepEqual(operator.enter('ATTACH CHANNEL 3 TO USER1'), ['CHANNEL 3 ATTACH TO USER1']);
	t.deepEqual(operator.enter('QUERY TAPES'), ['TAPE 381 ATTACH TO USER1    381', 'TAPE 382 ATTACH TO USER1    382']);
	user.wait();
	t.deepEqual(user.enter('DETACH CHANNEL 3'), ['CHANNEL 3 DETACHED USER1']);
	operator.enter('ATTACH CHANNEL 3 USER1');
	t.deepEqual(operator.enter('DETACH CHANNEL 3 FROM USER1'), ['CHANNEL 3 DETACHED USER1']);
	t.deepEqual(operator.enter('DETACH CHANNEL 3 FROM USER1'), ['CHANNEL 3 NOT ATTACHED TO USER1']);
	t.deepEqual(operator.enter('QUERY TAPES FREE'), ['TAPE 381 FREE   , TAPE 382 FREE']);
});
