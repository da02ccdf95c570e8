/**
 * IBM's diagnostics for the processor, on a machine alone and in a virtual machine: `docs/diagnostics.md`. The
 * environment variable YORKTOWN_DIAGNOSTICS names their tape, an AWS or SIMH file; without it nothing is done.
 */
import process from 'node:process';
import test from 'ava';
import {Standalone} from '../../source/machine/standalone.js';
import {CpSession} from '../support/cp-session.js';
import {DiagnosticsOperator, diagnosticsTape} from '../support/diagnostics.js';

const file = process.env.YORKTOWN_DIAGNOSTICS;

/** What `docs/diagnostics.md` explains. */
const expected = {ran: 63, complaints: {D11020: 5, D117E0: 6}};

if (file === undefined) {
	test('IBM\'s diagnostics (skipped: YORKTOWN_DIAGNOSTICS names no tape)', t => {
		t.pass();
	});
} else {
	test('IBM\'s diagnostics of the processor on a machine alone', t => {
		const operator = new DiagnosticsOperator(file);
		const system = new Standalone(262_144);
		for (const [address, device] of operator.devices) {
			system.channels.attach(address, device);
		}

		t.is(system.ipl(diagnosticsTape), undefined);
		system.run(5_000_000);
		operator.console.attention();
		for (let count = 0; count < 2000 && !operator.look(); count++) {
			system.run(500_000);
		}

		t.true(operator.typed[0].includes('SDM REVISION 12'));
		t.deepEqual(operator.report, expected);
	});

	test('IBM\'s diagnostics of the processor in a virtual machine', t => {
		const operator = new DiagnosticsOperator(file);
		const session = new CpSession();
		const {vm} = session.logOn('ALICE');
		for (const [address, device] of operator.devices) {
			vm.devices.attach({address, kind: 'DEV', type: device.type, device, readOnly: false});
		}

		t.true(session.cp.ipl(vm, diagnosticsTape.toString(16)));
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
