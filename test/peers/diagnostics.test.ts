/**
 * IBM's diagnostics for the processor, on a machine alone and in a virtual machine: `docs/diagnostics.md`. The
 * environment variable YORKTOWN_DIAGNOSTICS names their tape, an AWS or SIMH file; without it nothing is done.
 */
import process from 'node:process';
import test from 'ava';
import {fromEbcdic, toEbcdic} from '../../source/base/ebcdic.js';
import type {Device} from '../../source/machine/channel/device.js';
import {Console3215} from '../../source/machine/devices/3215.js';
import {Tape3420} from '../../source/machine/devices/tape/3420.js';
import {openTape} from '../../source/machine/devices/tape/simh-tape.js';
import {Printer1403} from '../../source/machine/devices/unit-record/1403.js';
import {Standalone} from '../../source/machine/standalone.js';
import {CpSession} from '../support/cp-session.js';

const file = process.env.YORKTOWN_DIAGNOSTICS;
const tape = 0x130;
/** Sections of the processor, in the order of the tape; the monitor is told to run everything. */
const message = 'E/L/B';
/** The first section that needs what the machine does not have: the processor's are over. */
const over = /RNV D3/;

/** What goes on at the console, until the processor's sections are over. */
class Operator {
	readonly typed: string[] = [];
	readonly console: Console3215;
	#isTold = false;

	constructor() {
		this.console = new Console3215({
			print: bytes => {
				this.typed.push(fromEbcdic(bytes).trimEnd());
			},
			requestLine: () => undefined,
			cancelLine: () => undefined,
		}, {characterTime: 0});
	}

	get devices(): ReadonlyArray<readonly [number, Device]> {
		const reel = openTape(file!, {readOnly: true});
		if ('problem' in reel) {
			throw new Error(reel.problem);
		}

		return [
			[tape, new Tape3420(reel)],
			[0x01F, this.console],
			[0x00E, new Printer1403({print: () => undefined}, {lineTime: 0})],
		];
	}

	/** True once everything is over. To be called now and then. */
	look(): boolean {
		if (!this.#isTold && this.console.isReading) {
			this.#isTold = true;
			this.console.line(toEbcdic(message));
		}

		return this.typed.some(line => line.includes('RNV D3'));
	}

	/** Sections that ran, with the number of their routines, and what they complained about. */
	get report(): {readonly ran: number; readonly complaints: Record<string, number>} {
		const complaints: Record<string, number> = {};
		for (const line of this.typed) {
			const match = /^ *\* (SD0|PGM) +(D\w+)/.exec(line);
			if (match) {
				complaints[match[2]] = (complaints[match[2]] ?? 0) + 1;
			}
		}

		return {ran: this.typed.filter(line => line.includes('ROUTINES RUN')).length, complaints};
	}
}

/** What `docs/diagnostics.md` explains. */
const expected = {ran: 63, complaints: {D11020: 5, D117E0: 6}};

if (file === undefined) {
	test('IBM\'s diagnostics (skipped: YORKTOWN_DIAGNOSTICS names no tape)', t => {
		t.pass();
	});
} else {
	test('IBM\'s diagnostics of the processor on a machine alone', t => {
		const operator = new Operator();
		const system = new Standalone(262_144);
		for (const [address, device] of operator.devices) {
			system.channels.attach(address, device);
		}

		t.is(system.ipl(tape), undefined);
		system.run(5_000_000);
		operator.console.attention();
		for (let count = 0; count < 2000 && !operator.look(); count++) {
			system.run(500_000);
		}

		t.true(operator.typed[0].includes('SDM REVISION 12'));
		t.deepEqual(operator.report, expected);
	});

	test('IBM\'s diagnostics of the processor in a virtual machine', t => {
		const operator = new Operator();
		const session = new CpSession();
		const {vm} = session.logOn('ALICE');
		for (const [address, device] of operator.devices) {
			vm.devices.attach({address, kind: 'DEV', type: device.type, device, readOnly: false});
		}

		t.true(session.cp.ipl(vm, '130'));
		vm.begin();
		session.run(5);
		operator.console.attention();
		for (let count = 0; count < 2000 && !operator.look(); count++) {
			session.run(0.5);
		}

		t.true(operator.typed[0].includes('SDM REVISION 12'));
		t.deepEqual(operator.report, expected);
	});
}
