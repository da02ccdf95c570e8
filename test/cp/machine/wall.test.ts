/** Whatever fails in the work for one machine stops that machine; everybody else goes on. */
import test, {type ExecutionContext} from 'ava';
import {cpCommands} from '../../../source/cp/commands/index.js';
import type {CpStep, UserCommand} from '../../../source/cp/command.js';
import type {SavedSystem} from '../../../source/cp/systems/saved-system.js';
import type {Fault} from '../../../source/cp/machine/wall.js';
import type {Step} from '../../../source/guest/action.js';
import {firstStub, residentLoader, stubPage} from '../../../source/guest/resident.js';
import {SensingDevice} from '../../../source/machine/devices/sensing-device.js';
import {TestSystem, type Session} from '../../support/cp.js';

const planted = (where: string): never => {
	throw new TypeError(`planted in ${where}`);
};

const breaking: UserCommand = {
	name: 'BREAK', minimum: 5, classes: 'G', syntax: ['BREAK'], summary: 'fails', run: () => planted('a command'),
};
const asking: UserCommand = {
	name: 'ASKBREAK', minimum: 8, classes: 'G', syntax: ['ASKBREAK'], summary: 'reads, then fails',
	* run(): CpStep {
		yield {kind: 'read', prompt: 'WELL:', conceal: true};
		return planted('a command that has read');
	},
};
const stubs = 0x1_F000;
const faulty: SavedSystem = {
	name: 'FAULTY', pages: new Map([[stubs >>> 12, stubPage('FAULTY')]]), psw: [0xFF00_0000, stubs + firstStub],
};

/** A reader whose commands, or whose end of one, fail. */
class BrokenDevice extends SensingDevice {
	readonly type = '2540R';

	protected perform(): never {
		return planted('a device');
	}
}

function plant() {
	const faults: Fault[] = [];
	const system = new TestSystem({
		onFault(fault) {
			faults.push(fault);
		},
		commands: [...cpCommands, breaking, asking],
		savedSystems: new Map([['FAULTY', faulty]]),
		programs: new Map([['FAULTY', residentLoader(() => ({
			entries: [function * (): Step {
				yield {kind: 'charge', instructions: 5};
				planted('a resident program');
			}],
			complete: () => planted('completion'),
		}))]]),
	});
	const user = system.logOn('USER1');
	const other = system.logOn('USER2', 'GRAF 022');
	return {
		faults, system, user, other,
	};
}

const entered = (where: string): string => `DMKYTN900W CP ENTERED; FAULT OF THE SYSTEM - TypeError: planted in ${where}`;

/** USER1 is stopped in CP and can go on from there; USER2 noticed nothing. */
function contained(t: ExecutionContext, user: Session, other: Session): void {
	t.true(user.vm.cpMode.active);
	t.false(user.vm.runnable);
	t.true(user.enter('QUERY TIME')[0].startsWith('TIME IS'));
	t.true(other.enter('QUERY TIME')[0].startsWith('TIME IS'));
}

test('a CP command that fails stops who entered it', t => {
	const {faults, user, other} = plant();
	t.deepEqual(user.enter('BREAK now'), [entered('a command')]);
	t.is(faults.length, 1);
	t.like(faults[0], {vm: user.vm, command: 'BREAK now', lines: ['BREAK now']});
	contained(t, user, other);
});

test('a CP command that fails after its read leaves neither line nor machine waiting', t => {
	const {faults, user, other} = plant();
	t.deepEqual(user.enter('ASKBREAK'), ['WELL:']);
	t.deepEqual(user.enter('secret'), [entered('a command that has read')]);
	t.deepEqual(faults[0].lines, ['ASKBREAK'], 'what was read concealed is in no report');
	contained(t, user, other);
});

test('a resident program that fails stops its machine, which can be loaded again', t => {
	const {faults, user, other} = plant();
	t.deepEqual(user.enter('IPL FAULTY'), [entered('a resident program')]);
	t.is(faults.length, 1);
	t.regex(faults[0].psw, /^FF0+ /);
	contained(t, user, other);
	t.deepEqual(user.enter('IPL FAULTY'), [entered('a resident program')]);
});

test('a device that fails in a channel program stops the machine that started it', t => {
	const {faults, user, other} = plant();
	user.vm.devices.attach({address: 0x333, kind: 'RDR', type: '2540R', readOnly: true, device: new BrokenDevice()});
	user.vm.storage.setWord(72, 0x600);
	user.vm.storage.setWord(0x600, 0x0200_0700);
	user.vm.storage.setWord(0x604, 80);
	user.vm.storage.setWord(0x500, 0x9C00_0333);
	t.deepEqual(user.enter('BEGIN 500'), [entered('a device')]);
	t.is(faults[0].doing, 'turn');
	contained(t, user, other);
});

test('an event that fails is the fault of whom it was put on the timeline for', t => {
	const {faults, system, user, other} = plant();
	const {cp} = system;
	cp.wall.guard(user.vm, 'turn', () => {
		cp.schedule(1000, () => planted('an event'));
	});
	t.deepEqual(user.wait(), [entered('an event')]);
	t.is(faults[0].vm, user.vm);
	contained(t, user, other);
});

test('an event of the system\'s own that fails stops nobody', t => {
	const {faults, system, user, other} = plant();
	system.cp.schedule(1000, () => planted('an event'));
	t.deepEqual(user.wait(), []);
	t.is(faults.length, 1);
	t.is(faults[0].vm, undefined);
	t.true(other.enter('QUERY TIME')[0].startsWith('TIME IS'));
});

test('completion that fails offers nothing and stops its own machine', t => {
	const {faults, user, other} = plant();
	user.vm.loaded.loaded('FAULTY');
	user.vm.resident.complete = () => planted('completion');
	user.vm.cpMode.leave();
	t.deepEqual(user.terminal.line.complete('X'), []);
	t.is(faults[0].vm, user.vm);
	contained(t, user, other);
});

test('a terminal that fails is a broken line, whoever wrote to it', t => {
	const {faults, system, user, other} = plant();
	const {vm} = user;
	user.terminal.send = () => planted('a terminal');
	t.deepEqual(other.enter('MSG USER1 HELLO'), []);
	system.run(1);
	t.is(faults.length, 1);
	t.true(vm.session.disconnected);
	t.false(other.vm.cpMode.active && other.vm.session.loggedOff);
	t.true(other.enter('QUERY TIME')[0].startsWith('TIME IS'));
});

test('the operator is told, whatever SET EMSG says the user is too', t => {
	const {system, user} = plant();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	user.enter('SET EMSG OFF');
	operator.wait();
	t.deepEqual(user.enter('BREAK'), [entered('a command')]);
	t.deepEqual(
		operator.wait().map(line => line.slice(9)),
		['USER1    CP ENTERED; FAULT OF THE SYSTEM - TypeError: planted in a command'],
	);
});

test('a machine that cannot even be stopped is logged off', t => {
	const {faults, user, other} = plant();
	const {vm} = user;
	vm.abend = () => planted('stopping');
	user.enter('BREAK');
	t.true(vm.session.loggedOff);
	t.is(faults.length, 2);
	t.true(other.enter('QUERY TIME')[0].startsWith('TIME IS'));
});

test('a report shows no password of LINK, LOGON or AUTOLOG', t => {
	const {faults, user} = plant();
	for (const line of ['LINK TO USER2 191 AS 291 RR PASS= HIDDEN', 'cp link user2 191 291 rr hidden', 'BREAK']) {
		user.enter(line);
	}

	t.deepEqual(faults[0].lines, [
		'LINK TO USER2 191 AS 291 RR',
		'cp link user2 191 291 rr',
		'BREAK',
	]);
});

test('the command that a report names has no password either', t => {
	const faults: Fault[] = [];
	const system = new TestSystem({
		onFault(fault) {
			faults.push(fault);
		},
		commands: [...cpCommands.filter(({name}) => name !== 'LINK'), {...breaking, name: 'LINK', minimum: 4}],
	});
	system.logOn('USER1').enter('link user2 191 291 rr hidden');
	t.is(faults[0].command, 'link user2 191 291 rr');
});
