/**
 * Nothing of one assignment is left in the next: everything an owner can reach is marked, the slave is reassigned, and
 * the whole machine compared with one that was just made.
 */
import {setTimeout as later} from 'node:timers/promises';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import test from 'ava';
import {ebcdicField} from '../../../source/base/ebcdic.js';
import {
	emptyExchange, exchangeBlock, request, slaveBlock, slaveRequest,
} from '../../../source/base/intermachine.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {TestSystem} from '../../support/cp.js';
import {ObjectGraph} from '../../support/object-graph.js';

const blockAt = 0x1000;

function ask(
	system: TestSystem,
	vm: VirtualMachine,
	code: number,
	more: Partial<Parameters<typeof slaveBlock.encode>[0]> = {},
): number {
	vm.storage.store(blockAt, slaveBlock.encodeSome({
		code, name: 'SLAVE1', other: '', ...more,
	}));
	return system.cp.slaveRequests.request(vm, blockAt);
}

/** A CP command from inside the machine, as DIAGNOSE X'08' does it; answers what came back. */
function command(system: TestSystem, vm: VirtualMachine, line: string): string[] {
	const response: string[] = [];
	system.cp.execute(line, {
		vm, line: undefined,
		reply(text) {
			response.push(text);
		},
		done: () => undefined,
	});
	return response;
}

/** Every CP command with which an owner changes something that outlasts it. */
const marks = [
	'SET EMSG OFF', 'SET IMSG OFF', 'SET MSG OFF', 'SET WNG OFF', 'SET ACNT OFF', 'SET TIMER REAL', 'SET RUN ON',
	'SET LINEDIT OFF', 'SET ECMODE ON', 'SET ASSIST OFF', 'SET NOTRANS ON', 'SET ISAM ON', 'SET PAGEX ON',
	'SET PF1 IMMED SECRET', 'SET PF2 DELAYED SECRET',
	'TERMINAL CHARDEL %', 'TERMINAL LINEDEL %', 'TERMINAL LINEND %', 'TERMINAL ESCAPE %', 'TERMINAL MODE CP',
	'TERMINAL LINESIZE 55', 'TERMINAL ATTN OFF', 'TERMINAL MASK ON', 'TERMINAL APL ON', 'TERMINAL HILIGHT ON',
	'SPOOL READER CLASS X', 'SPOOL READER CONT HOLD', 'SPOOL PUNCH TO USER2 CLASS B COPY 3', 'SPOOL PRINTER CLASS C CONT HOLD',
	'SPOOL CONSOLE START', 'TAG DEV 00D SECRET', 'DEFINE T3350 AS 300 CYL 2', 'DEFINE 00E AS 01E',
	'LINK USER2 191 291 MR WUSER2', 'DETACH 19E', 'ADSTOP 200', 'SET PRIORITY SLAVE1 1',
];

/** Stores into every kind of register and timer, a key, and I/O; then runs for ever. */
const program = Uint8Array.from([
	[0x05, 0xC0], // BALR 12,0
	[0xB7, 0x1F, 0x09, 0x00], // LCTL 1,15,X'900'
	[0xB2, 0x08, 0x0A, 0x00], // SPT X'A00'
	[0xB2, 0x06, 0x0A, 0x08], // SCKC X'A08'
	[0xB2, 0x04, 0x0A, 0x10], // SCK X'A10'
	[0x68, 0x00, 0x0A, 0x18], // LD 0,X'A18'
	[0x41, 0x10, 0x00, 0x70], // LA 1,X'70'
	[0x41, 0x20, 0x20, 0x00], // LA 2,0(2)
	[0x08, 0x12], // SSK 1,2
	[0x9C, 0x00, 0x00, 0x0D], // SIO X'00D'
	[0x47, 0xF0, 0x08, 0x26], // B *
].flat());

/** `resize`: with DEFINE STORAGE, which makes processor and storage anew. */
function mark(system: TestSystem, user: VirtualMachine, slave: VirtualMachine, resize = false): void {
	for (const line of marks) {
		command(system, slave, line);
	}

	for (let count = 0; count < 10; count++) {
		command(system, slave, 'LINK USER3 191 391 RR WRONG');
	}

	user.storage.store(0x3000, ebcdicField('SECRET', 8));
	ask(system, user, slaveRequest.writeStorage, {area: 0x3000, length: 8, slaveAddress: 0x2_0000});
	user.storage.store(0x3000, new Uint8Array(160).fill(0x11));
	ask(system, user, slaveRequest.writeRegisters, {area: 0x3000});
	slave.storage.store(0x800, program);
	slave.storage.store(0x900, new Uint8Array(64).fill(0x22));
	slave.storage.store(0xA00, new Uint8Array(32).fill(0x33));
	slave.storage.store(72, Uint8Array.of(0, 0, 0x0C, 0));
	slave.storage.store(0xC00, Uint8Array.of(1, 0, 0x20, 0, 0, 0, 0, 80));
	ask(system, user, slaveRequest.start, {psw: [0, 0x800]});
	system.run(0.01);
	if (resize) {
		command(system, slave, 'DEFINE STORAGE 8M');
		// From inside a machine it comes when the DIAGNOSE is over.
		system.run(0.001);
	}

	for (const vm of [slave, user]) {
		vm.storage.store(blockAt, exchangeBlock.encode({
			...emptyExchange, code: request.authorize, userid: '*', area: 0x5000,
		}));
		system.cp.intermachine.request(vm, blockAt);
	}

	user.storage.store(blockAt, exchangeBlock.encode({...emptyExchange, code: request.signal, userid: slave.userid}));
	system.cp.intermachine.request(user, blockAt);
	command(system, slave, 'CLOSE 00D');
	command(system, slave, 'EXTERNAL');
	slave.storage.store(0x2_0000, ebcdicField('SECRET', 8));
	user.storage.store(0x3000, new Uint8Array(160).fill(0x11));
	ask(system, user, slaveRequest.writeRegisters, {area: 0x3000});
	ask(system, user, slaveRequest.start, {psw: [0, 0x800]});
}

/** What QUERY and the like show; numbers of users and times are everybody's. */
const questions = [
	'QUERY SET', 'QUERY TERMINAL', 'QUERY VIRTUAL ALL', 'QUERY VIRTUAL STORAGE', 'QUERY FILES', 'QUERY READER ALL',
	'QUERY PUNCH ALL', 'QUERY PRINTER ALL', 'QUERY PF', 'QUERY PF1', 'INDICATE USER', 'DISPLAY G', 'DISPLAY Y',
	'DISPLAY X', 'DISPLAY PSW', 'DISPLAY 20000.10', 'DISPLAY K', 'TAG QUERY DEV 00D', 'SLAVE QUERY',
	'LINK USER3 191 391 RR WRONG',
];

function graphOf(system: TestSystem): ObjectGraph {
	const {cp} = system;
	return new ObjectGraph([cp, ...Object.values(cp), ...Object.values(cp.machineHost)]);
}

function start() {
	const system = new TestSystem();
	const {vm: master} = system.logOn('SBSMASTR', 'GRAF 020');
	const {vm: user} = system.logOn('USER1', 'GRAF 021');
	system.logOn('USER2', 'GRAF 022');
	ask(system, master, slaveRequest.create, {other: 'SBSPROTO'});
	ask(system, master, slaveRequest.assign, {other: 'USER1'});
	return {system, master, user};
}

for (const resize of [false, true]) {
	const how = resize ? ', its storage redefined,' : '';
	test(`a slave that was reassigned${how} is in every field the machine that its prototype makes`, t => {
		const {system, master, user} = start();
		const machine = (name = 'SLAVE1'): VirtualMachine => system.cp.machines.get(name)!;
		const graph = graphOf(system);
		const described = (vm: VirtualMachine): string[] =>
			graph.lines(vm).map(line => line.replaceAll(/SLAVE[12]/g, 'SLAVEn').replace(/((?:loggedOnAt|recordedAt) = )\d+/, '$1n'));

		const before = new Set(described(machine()));
		mark(system, user, machine(), resize);
		const marked = described(machine()).filter(line => !before.has(line));
		for (const part of [
			'.settings.emsg', '.settings.timer', '.settings.pfKeys', '.terminal.lineSize', '.linkTries', '.account',
			'.devices', '.timeLimit', '.gpr = ', '.fpr = ', '.cr = ', '.pages = ', '.keys = ', '.external',
			...resize ? ['.size = '] : ['.instructions = ', '.todOffset = ', '.clockComparator = '],
		]) {
			t.true(marked.some(line => line.includes(part)), `${part} was marked`);
		}

		ask(system, master, slaveRequest.assign);
		ask(system, master, slaveRequest.create, {name: 'SLAVE2', other: 'SBSPROTO'});
		t.deepEqual(described(machine()), described(machine('SLAVE2')));

		const asked = (vm: VirtualMachine): string[] =>
			questions.flatMap(line => command(system, vm, line)).map(line => line.replaceAll(/SLAVE[12]/g, 'SLAVEn'));
		t.deepEqual(asked(machine()), asked(machine('SLAVE2')));
		graph.close();
	});
}

test('what a slave sent came from its owner: the next one cannot take it back, and has none of its own files', t => {
	const {system, master} = start();
	const slave = system.cp.machines.get('SLAVE1')!;
	const {spooler} = system.cp;
	const file = {
		records: [], class: 'A', copies: 1, hold: false, name: 'SECRET', type: 'FILE', distribution: 'X', tag: '',
		origin: 'PUN' as const, originator: slave.userid,
	};
	spooler.add({...file, queue: 'RDR', owner: 'USER2'});
	spooler.add({...file, queue: 'RDR', owner: 'SLAVE1'});
	spooler.add({...file, queue: 'PRT', owner: 'SLAVE1'});
	ask(system, master, slaveRequest.assign, {other: 'USER2'});
	t.deepEqual(spooler.filesOf('SLAVE1', 'RDR'), []);
	t.deepEqual(spooler.filesOf('SLAVE1', 'PRT'), []);
	t.deepEqual(spooler.madeBy('SLAVE1'), []);
	t.deepEqual(spooler.madeBy('USER1').map(({owner, name}) => [owner, name]), [['USER2', 'SECRET']]);
	command(system, system.cp.machines.get('SLAVE1')!, 'TRANSFER READER ALL FROM USER2');
	t.is(spooler.filesOf('USER2', 'RDR').length, 1);
});

test('what others had with a slave ends with its assignment; nothing of CP keeps the machine', async t => {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	const {system, master, user} = start();
	const {machines, intermachine} = system.cp;
	mark(system, user, machines.get('SLAVE1')!);
	const gone = new WeakRef(machines.get('SLAVE1')!);
	t.true(intermachine.haveExchange(user, machines.get('SLAVE1')!));
	ask(system, master, slaveRequest.assign, {other: 'USER2'});
	t.false(intermachine.haveExchange(user, machines.get('SLAVE1')!));
	user.storage.store(blockAt, exchangeBlock.encode({...emptyExchange, code: request.signal, userid: 'SLAVE1'}));
	t.not(system.cp.intermachine.request(user, blockAt), 0, 'the next one has authorized nobody');
	system.run(1);
	for (let turn = 0; turn < 5 && gone.deref(); turn++) {
		await later(10);
		collect();
	}

	t.is(gone.deref(), undefined);
});
