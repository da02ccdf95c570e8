/**
 * Requests of a machine to CP about other machines, as single DIAGNOSE instructions: X'104' (exchanges), X'108'
 * (slaves), X'10C' (resource transfer). Each has a block in nucleus free storage to itself.
 */
import {
	accepted, emptyExchange, exchangeBlock, refusal, slaveBlock, transferBlock, type ExchangeBlock, type Refusal,
	type RequestResult,
} from '../../base/intermachine.js';
import {vmcfFunction, vmcParm} from '../../base/vmcf.js';
import type {Step} from '../../guest/action.js';
import type {Guest} from '../../guest/guest.js';
import {workAreaAnchor} from '../nucleus/storage/nucleus-state.js';
import {WorkAreas, type WorkAreasHost} from '../nucleus/storage/work-areas.js';
import {encodeMessage, type Message} from './event.js';

const diagnoseIntermachine = 0x104;
const diagnoseSlaves = 0x108;
const diagnoseTransfer = 0x10C;
const diagnoseVmcf = 0x68;

/** How CP answered a request, and the block as CP left it. */
type Answer = {readonly result: RequestResult; readonly answer: Uint8Array};

/** What a request says; the rest of its block is zero. */
export type Asked = Partial<Omit<ExchangeBlock, 'message'>> & {readonly message?: Message | string};

/** What Ry says with condition code 1. Registers may be stored into meanwhile: what is no code is a refusal too. */
const refusalOf = (code: number): Refusal =>
	Object.values(refusal).find(each => each === code) ?? refusal.unknownFunction;

/** What an assignment allows, and where a slave begins (`slaveBlock`). */
export type SlaveTerms = {readonly rights?: number; readonly limit?: number; readonly psw?: readonly number[]};

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

	/** DIAGNOSE X'104'. `lent` hears where the block lies, before CP looks at it. */
	* exchange({message = '', ...asked}: Asked, lent?: (area: number) => void): Step<Answer> {
		const block = exchangeBlock.encode({...emptyExchange, ...asked, message: encodeMessage(message)});
		return yield * this.#diagnose(diagnoseIntermachine, block, lent);
	}

	/**
	 * DIAGNOSE X'108': a slave function (R13). Of an assignment: `rights` are `slaveRights`, `limit` microseconds of
	 * processor time, 0 = none. `psw`: where a slave that is prepared begins; zero: where it stands.
	 */
	* slave(code: number, name: string, other = '', terms: SlaveTerms = {}): Step<Answer> {
		const {rights = 0, limit = 0, psw = [0, 0]} = terms;
		return yield * this.#diagnose(diagnoseSlaves, slaveBlock.encodeSome({
			code, rights, name, other, limit, psw,
		}));
	}

	/** DIAGNOSE X'10C' (R12). */
	* transfer(code: number, exchange: number, limit = 0): Step<RequestResult> {
		const block = transferBlock.encode({code, exchange, limit, used: 0});
		return (yield * this.#diagnose(diagnoseTransfer, block)).result;
	}

	/** DIAGNOSE X'68': a program's use of VMCF ends. */
	* unauthorizeVmcf(): Step {
		yield * this.#diagnose(diagnoseVmcf, vmcParm.encodeSome({code: vmcfFunction.unauthorize}));
	}

	* #diagnose(code: number, bytes: Uint8Array, lent?: (area: number) => void): Step<Answer> {
		const {gpr, storage} = this.#guest;
		return yield * this.#areas.lend(function * (area): Step<Answer> {
			storage.store(area, bytes);
			lent?.(area);
			gpr[1] = area;
			gpr[2] = 0;
			const cc = yield {
				kind: 'diagnose', code, rx: 1, ry: 2,
			};
			return {result: cc === 0 ? accepted : refusalOf(gpr[2]), answer: storage.fetch(area, bytes.length)};
		});
	}
}
