/** CP with five machines, driven by calls of its DIAGNOSE functions, beside the model of the same. */
import assert from 'node:assert';
import {externalCode} from '../../../source/machine/cpu/cpu.js';
import {
	exchangeBlock, request, slaveBlock, slaveRequest, transferBlock, transferRequest,
} from '../../../source/base/intermachine.js';
import {ebcdicField, toEbcdic} from '../../../source/base/ebcdic.js';
import {limits} from '../../../source/base/limits.js';
import {
	vmcfFunction, vmcfSystem, vmcHeader, vmcParm,
} from '../../../source/base/vmcf.js';
import {overhead} from '../../../source/cp/machine/accounting.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {TestSystem} from '../cp.js';
import {
	at, blockSize, modelled, registerBytes, type ModelMachine,
} from './model-machine.js';
import {aimed, type Aimed} from './aim.js';
import {LockWorld} from './lock-world.js';
import {Model} from './model.js';
import {
	exchangeRequest, pick, slaveRequestOf, slaveUserids, userids, vmcfBuffer, vmcfRequest,
} from './requests.js';
import {keys, machineCount, type Step} from './steps.js';
import {creatorUserid, prototype, SlaveModel} from './slave-model.js';
import {VmcfModel} from './vmcf-model.js';

const directory = [
	...userids.filter(userid => !slaveUserids.includes(userid)).map(userid => `USER ${userid} ${userid} 256K 256K G
${userid === creatorUserid ? ` OPTION CREATOR ${prototype}\n` : ''} CONSOLE 009 3215
`),
	`USER ${prototype} NOLOG 256K 256K G\n CONSOLE 009 3215\n`,
].join('');

/** Where data lie: what steps name, and a page on either side. */
const dataFrom = 0x1800;

/** What each machine's storage holds at first: no two pages the same. */
const contents = userids.map((_, machine) => {
	const bytes = new Uint8Array(modelled - dataFrom);
	for (let index = 0; index < bytes.length; index++) {
		bytes[index] = (index * 7) + (machine * 41) + (index >>> 8);
	}

	return bytes;
});

/** All registers, as X'108' has them. */
function registersOf({cpu: {gpr, fpr, cr}}: VirtualMachine): Uint8Array {
	const bytes = Buffer.alloc(registerBytes);
	for (const [index, value] of [...gpr, ...fpr, ...cr].entries()) {
		bytes.writeInt32BE(value, index * 4);
	}

	return Uint8Array.from(bytes);
}

export class World {
	readonly #system = new TestSystem({directory: `DIRECTORY 351 3350 VMSYS\n${directory}`});
	#model = new Model(userids);
	#vmcf = new VmcfModel(this.#model);
	#slaves = this.#newSlaves();
	readonly #locks = new LockWorld(this.#system.hostStorage);
	/** By the place in the model; `undefined`: logged off. */
	#vms: Array<VirtualMachine | undefined> = [];
	#transfers = 0;
	#lastNumber = 0;

	constructor() {
		this.#system.cp.events.observe(happened => {
			if (happened.kind === 'exchange' && happened.action === 'transfer') {
				this.#transfers++;
			}
		});
	}

	/** Runs one interleaving from a fresh start; throws where CP and the model differ. */
	run(steps: readonly Step[]): void {
		const {cp} = this.#system;
		this.#model = new Model(userids);
		this.#vmcf = new VmcfModel(this.#model);
		this.#slaves = this.#newSlaves();
		this.#vms = userids.map((userid, index) => slaveUserids.includes(userid) ? undefined : this.#logOn(index));
		this.#locks.begin();
		for (const machine of this.#slaves.slaves) {
			machine.loggedOn = false;
		}

		try {
			this.#prepare();
			for (const step of steps) {
				this.#perform(aimed(step, this.#model, this.#vmcf));
			}

			this.#end();
		} finally {
			for (const vm of cp.machines.values()) {
				cp.sessions.logoff(vm);
			}

			cp.accountant.records.length = 0;
		}
	}

	#newSlaves(): SlaveModel {
		const {machines} = this.#model;
		const ofSlaves = machines.filter(({userid}) => slaveUserids.includes(userid));
		const slaves = new SlaveModel(this.#model, this.#vmcf, ofSlaves, machine => {
			machine.memory.fill(0);
			machine.keys.fill(0);
			machine.isFresh = true;
		});
		this.#model.used = (machine, microseconds) => {
			slaves.used(machine, microseconds);
		};

		return slaves;
	}

	#logOn(index: number): VirtualMachine {
		const {cp} = this.#system;
		const vm = cp.sessions.logon(cp.directory.find(userids[index])!, undefined);
		this.#model.machines[index].loggedOn = true;
		this.#fill(index, vm);
		return vm;
	}

	/** Something of its own is in a machine. */
	#fill(index: number, vm: VirtualMachine): void {
		vm.storage.store(dataFrom, contents[index]);
		const machine = this.#model.machines[index];
		machine.memory.fill(0);
		machine.memory.set(contents[index], dataFrom);
		machine.keys.fill(0);
	}

	/** Machines may have come, gone, or begun anew: the model says which, and what is in them. */
	#look(): void {
		const {machines} = this.#system.cp;
		for (const [index, machine] of this.#model.machines.entries()) {
			const vm = machines.get(machine.userid);
			assert.strictEqual(vm !== undefined, machine.loggedOn, `${machine.userid} is logged on`);
			if (vm !== this.#vms[index]) {
				this.#locks.ended(machine);
			}

			if (vm && machine.isFresh) {
				machine.isFresh = false;
				machine.registers = registersOf(vm);
			}

			this.#vms[index] = vm;
		}
	}

	/** At first everybody may reach everybody: most interleavings would come to nothing else. */
	#prepare(): void {
		for (let by = 0; by < machineCount; by++) {
			const step = {
				by, to: by, which: by, area: 1, length: 1, other: 1, flags: 8,
			};
			if (slaveUserids.includes(userids[by])) {
				this.#perform({...step, op: 'slaveCreate', by: 0});
			}

			this.#perform({...step, op: 'authorize'});
			this.#perform({...step, op: 'vmcfAuthorize', flags: 0x61});
		}
	}

	#perform(step: Aimed): void {
		const machine = this.#model.machines[step.by];
		const vm = this.#vms[step.by];
		if (!vm) {
			if (step.op === 'logon' && !slaveUserids.includes(userids[step.by])) {
				this.#vms[step.by] = this.#logOn(step.by);
			}

			return;
		}

		if (step.op.startsWith('slave')) {
			this.#slave(step, machine, vm);
			return;
		}

		switch (step.op) {
			case 'authorize':
			case 'area':
			case 'revoke':
			case 'signal':
			case 'reply':
			case 'approve':
			case 'refuse':
			case 'query':
			case 'unknown': {
				this.#exchange(step, machine, vm);
				break;
			}

			case 'lend':
			case 'withdraw':
			case 'workFor':
			case 'endWork':
			case 'loanQuery': {
				this.#transfer(step, machine, vm);
				break;
			}

			case 'take':
			case 'vmcfTake': {
				this.#take(step, machine, vm);
				break;
			}

			case 'work': {
				this.#system.cp.charge(vm, 'page');
				this.#model.charge(machine, overhead.page);
				break;
			}

			case 'special': {
				this.#special(step, machine);
				break;
			}

			case 'lock':
			case 'unlock':
			case 'lockHalted':
			case 'unlockHalted':
			case 'recover': {
				this.#lock(step, machine, vm);
				break;
			}

			case 'storageKey':
			case 'pswKey':
			case 'reset':
			case 'logoff':
			case 'logon':
			case 'pass': {
				this.#happen(step, machine, vm);
				break;
			}

			default: {
				this.#message(step, machine, vm);
			}
		}
	}

	/** DIAGNOSE X'104'. */
	#exchange(step: Aimed, machine: ModelMachine, vm: VirtualMachine): void {
		const {cp} = this.#system;
		const asked = exchangeRequest(step, machine, this.#model, this.#lastNumber);
		vm.storage.store(at.request, exchangeBlock.encode(asked));
		const now = cp.clock.now();
		const result = cp.intermachine.request(vm, at.request);
		const answer = exchangeBlock.decode(vm.storage.fetch(at.request, exchangeBlock.length));
		const before = asked.code === request.query ? this.#model.state(machine, asked.exchange) : undefined;
		assert.strictEqual(result, this.#model.request(machine, asked, answer.exchange, now), step.op);
		if (result === 0 && asked.code === request.signal) {
			assert.ok(answer.exchange > this.#lastNumber, 'a number is given once');
			this.#lastNumber = answer.exchange;
		} else if (result === 0 && before) {
			assert.deepStrictEqual({...answer, ...before}, answer);
		} else {
			assert.deepStrictEqual(answer, exchangeBlock.decode(exchangeBlock.encode(asked)), 'the block stays');
		}
	}

	/** DIAGNOSE X'10C'. */
	#transfer(step: Aimed, machine: ModelMachine, vm: VirtualMachine): void {
		const code = step.op === 'loanQuery' ? transferRequest.query : transferRequest[step.op as 'lend'];
		const exchange = pick(step, machine, this.#model, this.#lastNumber);
		const limit = step.other < 8 ? 0 : step.other * 100;
		vm.storage.store(at.loan, transferBlock.encodeSome({code, exchange, limit}));
		const result = this.#system.cp.resourceTransfer.request(vm, at.loan);
		assert.strictEqual(result, this.#model.transfer(machine, code, exchange, limit), step.op);
		if (result === 0 && step.op === 'loanQuery') {
			const {used} = transferBlock.decode(vm.storage.fetch(at.loan, transferBlock.length));
			assert.strictEqual(used, this.#model.loans.get(exchange)!.used);
		}
	}

	/** DIAGNOSE X'108'. */
	#slave(step: Aimed, machine: ModelMachine, vm: VirtualMachine): void {
		const {cp} = this.#system;
		const asked = slaveRequestOf(step);
		this.#checkAccounts();
		vm.storage.store(at.request, slaveBlock.encode(asked));
		const slave = cp.machines.get(asked.name);
		const pages: number[] = [];
		slave?.storage.eachContent((_, page) => {
			pages.push(page);
		});
		const result = cp.slaveRequests.request(vm, at.request);
		const expected = this.#slaves.request(machine, asked, pages);
		if (typeof expected === 'number') {
			assert.strictEqual(result, expected, step.op);
		} else {
			assert.strictEqual(result, 0, step.op);
			const answer = slaveBlock.decode(vm.storage.fetch(at.request, slaveBlock.length));
			assert.deepStrictEqual({...answer, ...expected}, answer);
		}

		this.#look();
		if (result === 0 && asked.code === slaveRequest.create && step.flags % 4 !== 3) {
			const index = userids.indexOf(asked.name);
			this.#fill(index, this.#vms[index]!);
		}
	}

	#lock(step: Aimed, machine: ModelMachine, vm: VirtualMachine): void {
		this.#locks.perform(step, machine, vm, () => {
			this.#happen({...step, op: 'reset'}, machine, vm);
		});
	}

	/** DIAGNOSE X'68'. */
	#message(step: Aimed, machine: ModelMachine, vm: VirtualMachine): void {
		const asked = vmcfRequest(step);
		vm.storage.store(at.parameters, vmcParm.encode(asked));
		const result = this.#system.cp.vmcf.request(vm, at.parameters);
		assert.strictEqual(result, this.#vmcf.request(machine, asked), step.op);
	}

	/** SMSG. */
	#special({by, to, other}: Step, machine: ModelMachine): void {
		const {cp} = this.#system;
		const target = this.#model.machines[to];
		const vm = this.#vms[to];
		if (!vm) {
			return;
		}

		const text = 'S'.repeat(other * 16);
		const taken = cp.vmcf.special(vm, userids[by], text) === undefined;
		const room = (target.vmcf?.length ?? 0) - vmcHeader.length;
		const waiting = target.notices.filter(({about}) => about === this.#vmcf).length;
		assert.strictEqual(taken, target.specialMessages && !target.quiesced && target.vmcf !== undefined
		&& text.length <= room && waiting < limits.vmcfMessages.value);
		if (taken) {
			const message = cp.clock.now() % (2 ** 32);
			target.note({
				about: this.#vmcf,
				priority: false,
				take() {
					target.present({
						status: 0, error: 0, code: vmcfFunction.sendX, message, userid: vmcfSystem, area: 0,
						length: text.length, replyArea: 0, replyLength: 0,
						user: Uint8Array.from(ebcdicField(machine.userid, 8)),
					}, Uint8Array.from(toEbcdic(text)));
				},
			});
		}
	}

	/**
	 * The machine takes an interruption, as it would when it enables them; there is one exactly where the model has it.
	 */
	#take({op}: Step, machine: ModelMachine, vm: VirtualMachine): void {
		const {external} = vm.cpu;
		const code = op === 'take' ? externalCode.intermachine : externalCode.vmcf;
		const index = external.findIndex(each => each.code === code);
		const expected = op === 'take' ? machine.events : machine.notices;
		assert.strictEqual(index !== -1, expected.length > 0, `${op} of ${machine.userid}`);
		if (index === -1) {
			return;
		}

		const [pending] = external.splice(index, 1);
		pending.accept?.();
		if (op === 'take') {
			machine.take();
		} else {
			machine.notices.shift()!.take();
		}

		this.#compare(machine, vm, at.event, at.buffer + vmcfBuffer.length, [at.loan, at.buffer]);
	}

	#happen(step: Step, machine: ModelMachine, vm: VirtualMachine): void {
		const {cp} = this.#system;
		switch (step.op) {
			case 'storageKey': {
				const first = step.flags % 32 === 0 ? at.request : 0x2000 + (step.area * blockSize);
				const block = first / blockSize;
				machine.keys[block] = (keys[step.other] << 4) | (step.flags & 8);
				vm.storage.keys[block] = machine.keys[block];
				break;
			}

			case 'pswKey': {
				machine.pswKey = keys[step.other];
				vm.cpu.psw.key = machine.pswKey;
				break;
			}

			case 'reset': {
				this.#slaves.reset(machine);
				vm.reset(false);
				machine.registers = registersOf(vm);
				this.#locks.ended(machine);
				break;
			}

			case 'logoff': {
				this.#checkAccounts();
				this.#slaves.leave(machine);
				cp.sessions.logoff(vm);
				this.#look();
				break;
			}

			case 'pass': {
				this.#pass((step.other + 1) * 300);
				break;
			}

			default: // Logged on already.
		}
	}

	/** Time passes: no machine runs, so only what is due happens. */
	#pass(microseconds: number): void {
		const {clock, timeline} = this.#system.cp;
		const end = clock.now() + microseconds;
		for (let {next} = timeline; next !== undefined && next <= end; {next} = timeline) {
			clock.advance(Math.max(0, next - clock.now()));
			timeline.runDue();
		}

		clock.advance(end - clock.now());
		this.#model.pass(clock.now());
	}

	/** Nobody waits for ever, nothing is left, every byte is where it belongs and every microsecond is paid for. */
	#end(): void {
		const {cp} = this.#system;
		this.#pass(20_000);
		for (const [index, machine] of this.#model.machines.entries()) {
			const vm = this.#vms[index];
			if (vm) {
				while (machine.events.length > 0) {
					this.#take({op: 'take'} as Step, machine, vm);
				}

				while (machine.notices.length > 0) {
					this.#take({op: 'vmcfTake'} as Step, machine, vm);
				}

				assert.deepStrictEqual(vm.cpu.external, [], 'nothing more');
				this.#compare(machine, vm, at.event, modelled, [at.loan, at.buffer]);
				this.#checkKeys(machine, vm);
				this.#checkAccount(machine, vm);
			}
		}

		this.#locks.end();
		const open = [...cp.exchanges.all].length;
		assert.strictEqual(open, this.#model.exchanges.size + this.#vmcf.messages.length);
		for (const vm of cp.machines.values()) {
			cp.sessions.logoff(vm);
		}

		assert.strictEqual(cp.exchanges.size, 0, 'an exchange outlives its machines');
		assert.ok(this.#transfers >= this.#model.transfers, 'a transfer is told');
		this.#transfers = 0;
	}

	/** Storage from `from` to `to` is the model's, but for the blocks of requests between `but`. */
	#compare(
		machine: ModelMachine,
		vm: VirtualMachine,
		from: number,
		to: number,
		but: readonly [number, number],
	): void {
		for (const [start, end] of [[from, but[0]], [but[1], to]]) {
			const bytes = vm.storage.fetch(start, end - start);
			const expected = machine.memory.subarray(start, end);
			if (Buffer.compare(bytes, expected) !== 0) {
				const index = bytes.findIndex((value, place) => value !== expected[place]);
				assert.fail(`${machine.userid}: byte ${(start + index).toString(16)} is ${bytes[index]}, not ${expected[index]}`);
			}
		}
	}

	#checkKeys(machine: ModelMachine, vm: VirtualMachine): void {
		for (const [block, key] of machine.keys.entries()) {
			assert.strictEqual(vm.storage.keys[block] & 0xF8, key, `key of block ${block}`);
		}
	}

	#checkAccounts(): void {
		for (const [index, machine] of this.#model.machines.entries()) {
			const vm = this.#vms[index];
			if (vm) {
				this.#checkAccount(machine, vm);
			}
		}
	}

	#checkAccount({own, charged, userid}: ModelMachine, {account}: VirtualMachine): void {
		const paid = {own: account.own.totalCpu, charged: account.charged.totalCpu};
		assert.deepStrictEqual(paid, {own, charged}, `account of ${userid}`);
	}
}
