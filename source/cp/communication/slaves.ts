/**
 * Slave machines (the paper, "Slave Functions"): independent machines that a creator makes from the prototypes the
 * directory allows it, assigns to an owner who is charged for them, and can reassign at any time. Nothing of one
 * assignment leaks into the next: a slave that leaves a user is cleared before anybody else has it.
 */
import {
	accepted, refusal, slaveState, type Refusal, type RequestResult, type SlaveState,
} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import type {LinkHost} from '../devices/minidisk-link.js';
import {isPrototypeFor, type UserDirectory} from '../directory/directory.js';
import {worksFor} from '../machine/share.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {operatorUserid} from '../operator.js';
import type {Sessions} from '../sessions.js';
import {accountingOwner} from '../spool/accounting-punch.js';
import {ReadyImages, type ReadyImagesHost} from './ready-images.js';
import {SlaveLosses, type SlaveLossesHost} from './slave-losses.js';
import {SlaveLinks, type WantedLink} from './slave-links.js';
import {SlaveTable} from './slave-table.js';

/** Names that CP has for itself: whose machine had one would have the accounting cards, or what all are told. */
const reserved: ReadonlySet<string> = new Set([accountingOwner, operatorUserid, 'ALL']);

/** What slave functions ask of the system. */
export type SlavesHost = ReadyImagesHost & SlaveLossesHost & LinkHost & {
	readonly directory: UserDirectory;
	readonly sessions: Pick<Sessions, 'logon' | 'logoff' | 'renew'>;
	ipl(vm: VirtualMachine, name: string, parm: string): boolean;
};

/** What a function on a slave asks for: to be its creator, to have control of it, or to have to do with it. */
export type Power = 'creator' | 'control' | 'any';

/** How a slave is assigned. `limit`: microseconds of processor time, 0 = none. */
export type Terms = {readonly charge: boolean; readonly control: boolean; readonly limit: number};

export class Slaves {
	/** What creators are told. */
	readonly losses: SlaveLosses;
	readonly #host: SlavesHost;
	readonly #table = new SlaveTable();
	readonly #images: ReadyImages;
	readonly #links: SlaveLinks;
	/** Slaves that were made and that nobody has had power over since. */
	readonly #untouched = new WeakSet<VirtualMachine>();

	constructor(host: SlavesHost) {
		this.#host = host;
		this.#images = new ReadyImages(host);
		this.#links = new SlaveLinks(host);
		this.losses = new SlaveLosses(host, creator => this.#table.of(creator));
		host.events.observe(happened => {
			if (happened.kind === 'logoff') {
				this.#table.remove(happened.vm);
				if (!happened.renewed) {
					this.#images.forget(happened.vm.userid);
					this.#links.forget(happened.vm.userid);
				}
			}
		});
	}

	/** Slaves of a creator, or all. */
	list(creator?: string): VirtualMachine[] {
		return creator === undefined ? this.#table.all : this.#table.of(creator);
	}

	/** Userid of a slave's owner: whom it is assigned to, or the creator. */
	owner(slave: VirtualMachine): string {
		return slave.assignment.owner?.userid ?? slave.assignment.creator!;
	}

	/** What a slave is doing. */
	state(slave: VirtualMachine): SlaveState {
		if (slave.runnable) {
			return slaveState.running;
		}

		return slave.stopped ? slaveState.stopped : (slave.console.reading ? slaveState.reading : slaveState.waiting);
	}

	/**
	 * `vm` is being logged off: an owner's slaves go back to their creator, which is told; a creator's slaves go with
	 * it. The same holds for what those have, and is done for the last of them first: each ends with nothing of its
	 * own, however long the line.
	 */
	ownerLeaves(vm: VirtualMachine): void {
		for (const [slave, isGone] of [...this.#table.dependants(vm)].toReversed()) {
			if (isGone && !slave.session.loggedOff) {
				this.delete(slave);
			} else if (!slave.session.loggedOff) {
				this.losses.returned(this.#release(slave));
			}
		}

		// One that another of them owned may have begun anew meanwhile: it goes as well.
		for (const slave of this.#table.of(vm.userid)) {
			this.delete(slave);
		}
	}

	/**
	 * The slave, where `vm` has power over it: its creator has every power, an owner with CONTROL all but his.
	 * `any`: also whom it works for, and the slave itself.
	 */
	find(vm: VirtualMachine, name: string, power: Power): VirtualMachine | Refusal {
		const slave = this.#host.machines.get(name);
		if (slave?.assignment.creator === undefined) {
			return refusal.noSlave;
		}

		const {creator, owner, control} = slave.assignment;
		const isOwner = owner === vm;
		const permitted = creator === vm.userid
			|| (power === 'control' && isOwner && control)
			|| (power === 'any' && (isOwner || slave === vm));
		if (!permitted) {
			return refusal.privilege;
		}

		if (power === 'control') {
			this.#untouched.delete(slave);
		}

		return slave;
	}

	/** Makes a slave, stopped in CP, which is its creator's. */
	create(creator: VirtualMachine, name: string, prototype: string): RequestResult {
		// What the administrator names is all there is to choose from: a slave has its prototype's privilege classes.
		if (!isPrototypeFor(prototype, creator.entry, this.#host.directory)) {
			return refusal.privilege;
		}

		if (
			!/^[A-Z\d$#@]{1,8}$/.test(name)
			|| reserved.has(name)
			|| this.#host.directory.find(name) !== undefined
			|| this.#host.machines.has(name)
		) {
			return refusal.name;
		}

		const entry = this.#host.directory.find(prototype);
		if (!entry) {
			return refusal.noSlave;
		}

		if (this.#table.count(this.#first(creator)) >= limits.slaves.value) {
			return refusal.tooMany;
		}

		this.#made(this.#host.sessions.logon(entry, undefined, name, creator.userid), creator.userid);
		this.#host.events.announce({
			kind: 'slave', vm: this.#host.machines.get(name)!, action: 'created', owner: creator.userid,
		});
		return accepted;
	}

	/**
	 * Gives a slave to `userid`; '' = back to its creator. Whom it worked for before leaves nothing in it. No right at
	 * all means both, as the paper's owner has them.
	 */
	assign(slave: VirtualMachine, userid: string, {charge, control, limit}: Terms): RequestResult {
		const toCreator = userid === '' || userid === slave.assignment.creator;
		const next = toCreator ? undefined : this.#host.machines.get(userid);
		if (!toCreator && !next) {
			return refusal.notLoggedOn;
		}

		if (next && worksFor(next, slave)) {
			return refusal.busy;
		}

		const {owner} = slave.assignment;
		const vm = owner && owner !== next ? this.#release(slave) : slave;
		if (next?.session.loggedOff) {
			// It was a slave of this one.
			return refusal.notLoggedOn;
		}

		const {assignment} = vm;
		this.#untouched.delete(vm);
		vm.timeLimit.begin(limit);
		if (next) {
			const both = !charge && !control;
			this.#table.own(vm, next);
			assignment.owner = next;
			assignment.control = control || both;
			assignment.chargeTo = charge || both ? next : this.losses.creatorOf(vm);
			this.#host.events.announce({
				kind: 'slave', vm, action: 'assigned', owner: next.userid,
			});
		}

		return accepted;
	}

	/** Lets a slave run, with another PSW where given. */
	start(slave: VirtualMachine, psw?: readonly number[]): void {
		if (psw) {
			slave.processor.pswReplaced(slave.cpu.psw.load(psw[0], psw[1]));
		}

		slave.begin();
	}

	/** IPLs a slave, as if its directory entry said so: CMS runs its PROFILE EXEC. */
	ipl(slave: VirtualMachine, system: string): RequestResult {
		this.#images.loading(slave);
		return this.#host.ipl(slave, system, 'AUTOCR') ? accepted : refusal.noSlave;
	}

	/** Gives a slave a disk of its creator's own, for as long as it is there. */
	link(creator: VirtualMachine, slave: VirtualMachine, wanted: WantedLink): RequestResult {
		const result = this.#links.link(creator, slave, wanted);
		if (result === accepted) {
			this.#images.linked(slave, wanted.to, wanted.write);
		}

		return result;
	}

	/**
	 * What is in a slave is its ready image from now on, which begins at `psw` (zero: where it stands). Not while
	 * somebody owns it: what he may have left in it would be in every machine made of it.
	 */
	prepare(vm: VirtualMachine, slave: VirtualMachine, psw: readonly number[]): RequestResult {
		if (vm !== slave && slave.assignment.creator !== vm.userid) {
			return refusal.privilege;
		}

		return slave.assignment.owner ? refusal.busy : this.#images.prepare(slave, psw);
	}

	/**
	 * Takes a slave from whoever has it, and starts it from a ready image: its own, or that of slave `from`. Where
	 * there is none, or what it came from has changed, the slave stays as it is.
	 */
	release(slave: VirtualMachine, from: string): RequestResult {
		const image = this.#images.find(slave, from === '' ? slave.userid : from);
		if (!image) {
			return refusal.sequence;
		}

		// One that has just been made is what another would be.
		const next = this.#isUntouched(slave) ? slave : this.#release(slave);
		this.#images.restore(next, image);
		next.begin();
		return accepted;
	}

	/** Ends a slave. */
	delete(slave: VirtualMachine): void {
		const owner = this.owner(slave);
		this.losses.expecting(slave, () => {
			this.#host.sessions.logoff(slave);
		});
		this.#host.events.announce({
			kind: 'slave', vm: slave, action: 'deleted', owner,
		});
	}

	/** A machine used processor time: a slave that has no more is stopped. */
	used(vm: VirtualMachine, microseconds: number): void {
		if (vm.timeLimit.spend(microseconds) && !vm.stopped) {
			vm.stop('limit');
		}
	}

	/** Takes a slave from its owner: what there was of it goes, and its creator has a new one of that name. */
	#release(slave: VirtualMachine): VirtualMachine {
		const {creator, owner} = slave.assignment;
		const heir = owner?.userid ?? creator!;
		const next = this.losses.expecting(slave, () => this.#host.sessions.renew(slave, heir));
		this.#made(next, creator!);
		this.#host.events.announce({
			kind: 'slave', vm: next, action: 'released', owner: heir,
		});
		return next;
	}

	/** A new machine is a slave, which runs on its creator's share until somebody else has it. */
	#made(slave: VirtualMachine, creator: string): void {
		slave.assignment.creator = creator;
		slave.assignment.chargeTo = this.#host.machines.get(creator);
		this.#table.put(creator, slave);
		this.#untouched.add(slave);
		this.#links.again(slave);
		this.#images.made(slave, this.#links.written(slave));
	}

	/** Whether a slave is as it was made: nothing was done with it, or by it. */
	#isUntouched(slave: VirtualMachine): boolean {
		return this.#untouched.has(slave)
			&& slave.storage.mapped === 0
			&& slave.cpu.instructions === 0
			&& this.#images.isKept(slave);
	}

	/** Who began the line of creators that ends with `vm`, and is no slave. */
	#first({userid, assignment}: VirtualMachine): string {
		let first = userid;
		for (let above = assignment.creator; above !== undefined;) {
			first = above;
			above = this.#host.machines.get(above)?.assignment.creator;
		}

		return first;
	}
}
