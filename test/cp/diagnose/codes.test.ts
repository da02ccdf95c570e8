/** Every DIAGNOSE code: whose it is, and that no operand, wherever it points, is anybody's fault but the program's. */
import test from 'ava';
import {performDiagnose} from '../../../source/cp/machine/intercepts.js';
import {diagnoses} from '../../../source/cp/diagnose/index.js';
import {CkdDisk} from '../../../source/machine/devices/disk/3350.js';
import {CpSession} from '../../support/cp-session.js';
import {executed} from '../../support/diagnose.js';
import {memoryVolume} from '../../support/disks.js';

/** GC20-1807, "DIAGNOSE Instruction in a Virtual Machine", by class; '': anybody's. */
const classes: Readonly<Record<number, string>> = {
	0x00: '', 0x04: 'CE', 0x08: '', 0x0C: '', 0x10: '', 0x14: '', 0x18: '', 0x1C: 'F', 0x20: '', 0x24: '', 0x28: '',
	0x2C: 'CEF', 0x30: 'CEF', 0x34: 'CE', 0x38: 'CE', 0x3C: 'ABC', 0x40: '', 0x48: '', 0x4C: '', 0x50: 'ABC',
	0x54: '', 0x58: '', 0x5C: '', 0x60: '', 0x64: '', 0x68: '', 0x6C: '', 0x70: '', 0x74: 'ABC', 0x78: '',
};
const privilegedOperation = 2;
const specification = 6;

function loggedOn() {
	const session = new CpSession();
	const {vm} = session.logOn('BOB');
	vm.devices.attach({
		address: 0x191, kind: 'DASD', type: '3350', device: new CkdDisk(memoryVolume(1)), readOnly: false,
	});
	return {session, vm};
}

test('every code of the manual is there, for its classes alone', t => {
	const ours = [...diagnoses.values()].filter(({code}) => code < 0x100);
	t.deepEqual(ours.map(({code}) => code), Object.keys(classes).map(Number));
	for (const {code, classes: own} of ours) {
		t.is(own ?? '', classes[code], code.toString(16));
	}

	const {session, vm} = loggedOn();
	t.is(vm.classes, 'G');
	for (const {code, classes: own} of ours.filter(each => each.classes !== undefined)) {
		t.is(executed(session, vm, code, {x: 0x2000, y: 0x3000}).program, privilegedOperation, code.toString(16));
		t.false([...vm.classes].some(letter => own?.includes(letter)));
	}
});

test('what is no code is a specification exception', t => {
	const {session, vm} = loggedOn();
	for (const code of [0x01, 0x44, 0x7C, 0x80, 0xFC, 0x110, 0xFFFC, 0xFF_FFFC]) {
		t.is(executed(session, vm, code, {x: 0x2000, y: 0x2000}).program, specification, code.toString(16));
	}
});

test('operands anywhere, of every code and with any registers: the machine may get an exception, CP none', t => {
	const {session, vm} = loggedOn();
	const operator = session.logOn('OPERATOR').vm;
	const faults: string[] = [];
	session.cp.events.observe(event => {
		if (event.kind === 'logoff') {
			faults.push(event.vm.userid);
		}
	});
	for (const machine of [vm, operator]) {
		const {size} = machine.storage;
		const addresses = [
			0, 4, 7, 0x2000, 0x2FFC, size - 4096, size - 8, size - 4, size - 1, size, size + 4096, 0xFF_FFF8, 0xFF_FFFF,
			0x100_2000, 0x7FFF_FFFF, -1, -8, 0x191, 0x009, 12, 0x4000_0010,
		];
		for (const {code} of diagnoses.values()) {
			for (const x of addresses) {
				for (const y of addresses) {
					for (const [rx, ry] of [[2, 4], [15, 4], [2, 15], [3, 3], [0, 1]]) {
						machine.holds.release('io');
						machine.cpu.gpr.fill(x);
						machine.cpu.gpr[rx] = x;
						machine.cpu.gpr[ry] = y;
						t.notThrows(() => {
							performDiagnose(session.cp, machine, code, rx, ry);
						}, `${code.toString(16)} ${x.toString(16)} ${y.toString(16)} R${rx} R${ry}`);
					}
				}
			}
		}
	}

	t.deepEqual(faults, []);
});
