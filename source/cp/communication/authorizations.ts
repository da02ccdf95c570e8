/** Whom each machine lets signal it, and where it wants to be told: nobody, and nowhere, until it says so. */
import {
	accepted, exchangeBlock, refusal, request, type ExchangeBlock, type RequestResult,
} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {inStorage, permitsArea} from './block-transfer.js';

/** Every userid. */
export const everybody = '*';

/** What one machine has said. */
type Authorization = {
	everybody: boolean;
	readonly userids: Set<string>;
	/** Where interruption blocks are stored; `undefined` while no program has said so (the names may be a user's). */
	area: number | undefined;
};

const none: Readonly<Authorization> = {everybody: false, userids: new Set(), area: undefined};

export class Authorizations {
	readonly #machines = new Map<VirtualMachine, Authorization>();

	/** Performs `authorize`, `area` or `revoke` of DIAGNOSE X'104'. */
	request(vm: VirtualMachine, {code, userid, area}: ExchangeBlock): RequestResult {
		if (code === request.revoke) {
			return this.#revoked(vm, userid);
		}

		if (area % 8 !== 0 || !inStorage(vm.storage, area, exchangeBlock.length)) {
			return refusal.address;
		}

		if (!permitsArea(vm.storage, vm.cpu.psw.key, area, exchangeBlock.length, true)) {
			return refusal.protection;
		}

		const result = code === request.area ? accepted : this.authorize(vm, userid || everybody);
		if (result === accepted) {
			this.setArea(vm, area);
		}

		return result;
	}

	/** Where CP stores the machine's interruption blocks. */
	area(vm: VirtualMachine): number | undefined {
		return this.#get(vm).area;
	}

	/** Userids authorized, `*` first. */
	list(vm: VirtualMachine): string[] {
		const {everybody: all, userids} = this.#get(vm);
		return [...(all ? [everybody] : []), ...userids];
	}

	/** Whether `vm` may signal `target`: authorized, and a program there wants to hear of it. */
	allows(target: VirtualMachine, vm: VirtualMachine): boolean {
		const authorization = this.#get(target);
		return authorization.area !== undefined && (authorization.everybody || authorization.userids.has(vm.userid));
	}

	/** Lets `userid` signal the machine; refused where it names too many. */
	authorize(vm: VirtualMachine, userid: string): RequestResult {
		const authorization = this.#own(vm);
		if (userid === everybody) {
			authorization.everybody = true;
			return accepted;
		}

		if (authorization.userids.size >= limits.authorizations.value && !authorization.userids.has(userid)) {
			return refusal.tooMany;
		}

		authorization.userids.add(userid);
		return accepted;
	}

	/** Takes that back; `*`: what was given to everybody, the names stay. */
	revoke(vm: VirtualMachine, userid: string): void {
		const authorization = this.#machines.get(vm);
		if (authorization && userid === everybody) {
			authorization.everybody = false;
		}

		authorization?.userids.delete(userid);
	}

	/** Takes everything back; where blocks are stored stays. */
	revokeAll(vm: VirtualMachine): void {
		const authorization = this.#machines.get(vm);
		if (authorization) {
			authorization.everybody = false;
			authorization.userids.clear();
		}
	}

	setArea(vm: VirtualMachine, area: number): void {
		this.#own(vm).area = area;
	}

	/** The machine was reset or is gone. */
	forget(vm: VirtualMachine): void {
		this.#machines.delete(vm);
	}

	#revoked(vm: VirtualMachine, userid: string): RequestResult {
		if (userid === '') {
			this.revokeAll(vm);
		} else {
			this.revoke(vm, userid);
		}

		return accepted;
	}

	#get(vm: VirtualMachine): Readonly<Authorization> {
		return this.#machines.get(vm) ?? none;
	}

	#own(vm: VirtualMachine): Authorization {
		const authorization = this.#machines.get(vm) ?? {everybody: false, userids: new Set<string>(), area: undefined};
		this.#machines.set(vm, authorization);
		return authorization;
	}
}
