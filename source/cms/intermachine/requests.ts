/**
 * Requests of a machine to CP about other machines, as single DIAGNOSE instructions: X'104' (exchanges), X'108'
 * (slaves), X'10C' (resource transfer). Each has a block in nucleus free storage to itself.
 */
import {
	accepted, exchangeBlock, refusal, request, slaveBlock, slaveRequest, transferBlock, type ExchangeBlock,
	type Refusal, type RequestResult, type SlaveBlock,
} from '../../base/intermachine.js';
import {vmcfFunction, vmcParm} from '../../base/vmcf.js';
import {act} from '../../guest/act.js';
import type {Action, Step} from '../../guest/action.js';
import type {Guest} from '../../guest/guest.js';
import {workAreaAnchor} from '../nucleus/storage/nucleus-state.js';
import {WorkAreas, type WorkAreasHost} from '../nucleus/storage/work-areas.js';
import {encodeMessage, type Message} from './event.js';

/** DIAGNOSE with the address of the block in register 1; register 2 says why where it is refused. */
const diagnose = (code: number): Action => ({
	kind: 'diagnose', code, rx: 1, ry: 2,
});
const intermachine = diagnose(0x104);
const slaves = diagnose(0x108);
const resourceTransfer = diagnose(0x10C);
const vmcf = diagnose(0x68);

/** What a request says; the rest of its block is zero. */
export type Asked = Partial<Omit<ExchangeBlock, 'message'>> & {readonly message?: Message | string};

/** Hears where the block of a request lies: before CP looks at it, and when CP has done it. */
export type BlockWatcher = {
	lent?(area: number): void;
	answered?(area: number): void;
};

/** What Ry says with condition code 1. Registers may be stored into meanwhile: what is no code is a refusal too. */
const refusalOf = (code: number): Refusal =>
	Object.values(refusal).find(each => each === code) ?? refusal.unknownFunction;

/** What an assignment allows, where a slave begins, which disk it is given (`slaveBlock`). */
export type SlaveTerms = Partial<Pick<SlaveBlock, 'rights' | 'limit' | 'psw' | 'area' | 'slaveAddress'>>;

export class Requests {
	readonly #guest: Guest;
	readonly #areas: WorkAreas;

	constructor(host: WorkAreasHost) {
		this.#guest = host.guest;
		this.#areas = new WorkAreas(
			host,
			Math.max(exchangeBlock.length, slaveBlock.length, transferBlock.length, vmcParm.length),
			workAreaAnchor.requests,
		);
	}

	/** DIAGNOSE X'104'. */
	exchange(asked: Asked, watcher?: BlockWatcher): Step<RequestResult> {
		return this.#diagnose(intermachine, blockOf(asked), watcher);
	}

	/**
	 * DIAGNOSE X'108': a slave function (R13). Of an assignment: `rights` are `slaveRights`, `limit` microseconds of
	 * processor time, 0 = none. `psw`: where a slave that is prepared begins; zero: where it stands.
	 */
	slave(code: number, name: string, other = '', terms: SlaveTerms = {}): Step<RequestResult> {
		return this.#diagnose(slaves, slaveBlock.encodeSome({
			code, name, other, ...terms,
		}));
	}

	/** DIAGNOSE X'108', `query`: what CP says of a slave; `undefined` where it says nothing. */
	* querySlave(name: string): Step<SlaveBlock | undefined> {
		const {storage} = this.#guest;
		let answer: SlaveBlock | undefined;
		yield * this.#diagnose(slaves, slaveBlock.encodeSome({code: slaveRequest.query, name}), {
			answered(area) {
				answer = slaveBlock.decode(storage.fetch(area, slaveBlock.length));
			},
		});
		return answer;
	}

	/** DIAGNOSE X'104', `query`: this machine's first exchange from a number on; `undefined` where there is none. */
	* queryExchange(from: number): Step<ExchangeBlock | undefined> {
		const {storage} = this.#guest;
		let answer: ExchangeBlock | undefined;
		yield * this.exchange({code: request.query, exchange: from}, {
			answered(area) {
				answer = exchangeBlock.decode(storage.fetch(area, exchangeBlock.length));
			},
		});
		return answer;
	}

	/** DIAGNOSE X'10C' (R12). */
	transfer(code: number, exchange: number, limit = 0): Step<RequestResult> {
		return this.#diagnose(resourceTransfer, transferBlock.encodeSome({code, exchange, limit}));
	}

	/** DIAGNOSE X'68': a program's use of VMCF ends. */
	unauthorizeVmcf(): Step<RequestResult> {
		return this.#diagnose(vmcf, vmcParm.encodeSome({code: vmcfFunction.unauthorize}));
	}

	* #diagnose(action: Action, block: Uint8Array, watcher?: BlockWatcher): Step<RequestResult> {
		const {gpr, storage} = this.#guest;
		const area = this.#areas.take();
		try {
			storage.store(area, block);
			watcher?.lent?.(area);
			gpr[1] = area;
			gpr[2] = 0;
			if ((yield * act(this.#guest, action)) !== 0) {
				return refusalOf(gpr[2]);
			}

			watcher?.answered?.(area);
			return accepted;
		} finally {
			this.#areas.giveBack(area);
		}
	}
}

/** The block of a request, as it is stored. */
function blockOf({message, ...asked}: Asked): Uint8Array {
	return message === undefined
		? exchangeBlock.encodeSome(asked)
		: exchangeBlock.encodeSome({...asked, message: encodeMessage(message)});
}
