/** A service that a fault of the system stopped is logged on again; one that has them all the time is not. */
import test from 'ava';
import {timeOfDay} from '../../source/base/clock.js';
import {limits} from '../../source/base/limits.js';
import {RecordingTerminal} from '../support/cp-session.js';
import {Installation} from '../support/installation.js';

/** The default installation with its operator, and a way to plant a fault in the work for a machine. */
function plant(onFault: () => void) {
	const installation = new Installation({onFault});
	const {system} = installation;
	const operator = new RecordingTerminal();
	const line = system.connect(operator);
	operator.line = line;
	system.autolog('OPERATOR', line);
	installation.settle();
	operator.take();
	const fail = (userid: string): void => {
		system.cp.wall.guard(system.cp.machines.get(userid), 'turn', () => {
			throw new TypeError('planted');
		});
		installation.settle();
	};

	return {
		installation, system, operator, fail,
	};
}

test('SBSMASTR goes on after a fault, and who asks it is answered', t => {
	let faults = 0;
	const {installation, system, operator, fail} = plant(() => {
		faults++;
	});
	const user = installation.logOn('USER1');
	const listed = user.enter('sbs list');
	const before = system.cp.machines.get('SBSMASTR');
	fail('SBSMASTR');
	t.is(faults, 1);
	const after = system.cp.machines.get('SBSMASTR');
	t.truthy(after);
	t.not(after, before);
	t.true(before!.session.loggedOff);
	t.deepEqual(user.enter('sbs list'), listed);
	t.true(operator.take().some(line => /AUTO LOGON {3}\*{3} {3}SBSMASTR .*BY {2}SYSTEM/.test(line)));
	installation.close();
});

test('a service that fails again and again stays logged off until the first time is an hour ago; the operator is told', t => {
	const {installation, system, operator, fail} = plant(() => undefined);
	const {cp, clock} = system;
	const began = clock.now();
	for (let count = 0; count < limits.serviceRestarts.value; count++) {
		fail('SBSMASTR');
		t.true(cp.machines.has('SBSMASTR'));
	}

	operator.take();
	let cameBack = 0;
	cp.events.observe(event => {
		if (event.kind === 'logon' && event.vm.userid === 'SBSMASTR') {
			cameBack = clock.now();
		}
	});
	// Nothing else happens in that hour: it goes by while the system settles.
	fail('SBSMASTR');
	t.true(cp.machines.has('SBSMASTR'));
	t.true(cameBack - began >= 3600 * 1_000_000 && cameBack - began < 3660 * 1_000_000);
	const told = operator.take();
	t.is(
		told.find(line => line.includes('NOT LOGGED'))!.slice(9),
		`SBSMASTR NOT LOGGED ON AGAIN BEFORE ${timeOfDay(cameBack)} - ${limits.serviceRestarts.value} TIMES WITHIN AN HOUR`,
	);
	const refused = told.findIndex(line => line.includes('NOT LOGGED'));
	t.true(told.slice(refused).some(line => /AUTO LOGON .* SBSMASTR/.test(line)), 'that it is back is on the console too');
	installation.close();
});

test('a service that is off for being forced too often comes back when somebody logs it on, and is watched again', t => {
	const {installation, system, operator} = plant(() => undefined);
	const {cp} = system;
	const began = cp.clock.now();
	/** Types a line and lets a second pass: an idle system would jump to what comes next, an hour later. */
	const enter = (line: string): void => {
		operator.line.enter(line);
		const end = cp.clock.now() + 1_000_000;
		cp.schedule(1_000_000, () => undefined);
		while (cp.clock.now() < end) {
			cp.pump(0);
		}
	};

	const force = (): void => {
		enter('#cp force sbsmastr');
	};

	for (let count = 0; count < limits.serviceRestarts.value; count++) {
		force();
		t.true(cp.machines.has('SBSMASTR'), `force ${count}`);
	}

	force();
	t.false(cp.machines.has('SBSMASTR'));
	enter('#cp autolog sbsmastr sbsmastr');
	const master = cp.machines.get('SBSMASTR');
	t.truthy(master);
	t.true(cp.clock.now() - began < 60_000_000);
	force();
	t.true(cp.clock.now() - began < 60_000_000, 'at once, not when the hour is over');
	t.truthy(cp.machines.get('SBSMASTR'), 'it is logged on again as before');
	t.not(cp.machines.get('SBSMASTR'), master);
	installation.close();
});

test('a fault of a user\'s machine logs nobody on', t => {
	const {installation, system, fail} = plant(() => undefined);
	const {vm} = installation.logOn('USER1');
	fail('USER1');
	t.is(system.cp.machines.get('USER1'), vm);
	t.true(vm.cpMode.active);
	installation.close();
});

test('a service whose terminal fails goes on without it, as any machine does: it was not stopped', t => {
	let faults = 0;
	const {installation, system} = plant(() => {
		faults++;
	});
	const master = system.cp.machines.get('SBSMASTR')!;
	const terminal = new RecordingTerminal();
	const line = system.connect(terminal);
	master.session.connect(line);
	line.vm = master;
	terminal.send = () => {
		throw new Error('planted');
	};

	master.type('A LINE');
	installation.settle();
	t.is(faults, 1);
	t.true(master.session.disconnected);
	t.is(system.cp.machines.get('SBSMASTR'), master);
	t.false(master.session.loggedOff);
	installation.close();
});
