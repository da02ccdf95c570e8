/** What a step asks of CP, as the blocks of its DIAGNOSE. */
import {
	emptyExchange, request, slaveRequest, type ExchangeBlock, type SlaveBlock,
} from '../../../source/base/intermachine.js';
import {vmcfFunction, type VmcParm} from '../../../source/base/vmcf.js';
import type {Aimed} from './aim.js';
import {at, bufferLength, type ModelMachine} from './model-machine.js';
import type {Model} from './model.js';
import {prototype} from './slave-model.js';
import {
	areas, keys, lengths, machineCount, slaveCount, timeLimits,
} from './steps.js';

export const userids: readonly string[] = Array.from({length: machineCount}, (_, index) => `M${index}`);

/** Those of them that are slaves, while they are there. */
export const slaveUserids = userids.slice(-slaveCount);

/** The buffer that AUTHORIZE names, mostly. */
export const vmcfBuffer = {area: at.buffer, length: bufferLength} as const;

/** The block of a request by X'104'. */
export function exchangeRequest(step: Aimed, machine: ModelMachine, model: Model, last: number): ExchangeBlock {
	const {op, to, flags, which} = step;
	const userid = flags % 8 === 0 ? ['', '*', 'NOBODY', machine.userid][which % 4] : userids[to];
	const block: ExchangeBlock = {
		...emptyExchange, code: op === 'unknown' ? 0 : request[op as keyof typeof request], userid,
	};
	switch (op) {
		case 'authorize':
		case 'area': {
			return {...block, area: step.area === 0 ? areas[step.other] : at.event};
		}

		case 'signal':
		case 'reply': {
			return {
				...block, message: Uint8Array.of(step.by, to, which, step.other, flags, 0, 0, 1),
				limit: timeLimits[step.other], exchange: op === 'reply' ? pick(step, machine, model, last) : 0,
			};
		}

		default: {
			// Most senders send where signallers do, so that most transfers come about.
			const number = pick(step, machine, model, last);
			const sends = (model.exchanges.get(number)?.signaller === machine) === (flags % 16 !== 1);
			return {
				...block, exchange: number, area: areas[step.area], length: lengths[step.length],
				flags: (flags & 0x38) | (sends ? 0x80 : 0x40),
			};
		}
	}
}

/** The block of a request by X'108'. Mostly about a slave, for one of the machines. */
export function slaveRequestOf({op, to, which, area, length, other, flags}: Aimed): SlaveBlock {
	const names: Readonly<Record<string, keyof typeof slaveRequest>> = {
		slaveCreate: 'create', slaveAssign: 'assign', slaveStart: 'start', slaveStop: 'stop', slaveDelete: 'delete',
		slaveQuery: 'query', slaveReadStorage: 'readStorage', slaveWriteStorage: 'writeStorage',
		slaveReadRegisters: 'readRegisters', slaveWriteRegisters: 'writeRegisters', slaveWatch: 'watch',
		slaveUnwatch: 'unwatch', slavePrepare: 'prepare', slaveRelease: 'release',
	};
	const machine = userids[to];
	const slave = flags % 16 === 0 ? [machine, 'NO.BODY', ''][which % 3] : slaveUserids[which % slaveUserids.length];
	const others: Readonly<Record<string, string>> = {
		slaveCreate: which === 15 ? 'NOBODY' : prototype,
		slaveAssign: which > 11 ? ['', 'M0', 'NOBODY', slave][which % 4] : machine,
		slaveRelease: which > 7 ? slaveUserids[to % slaveUserids.length] : '',
	};
	return {
		code: slaveRequest[names[op]], rights: flags & 0xC0, state: 0,
		name: op === 'slaveWatch' || op === 'slaveUnwatch' ? machine : slave, other: others[op] ?? '',
		// Where it stands, or, of a start, with a key.
		psw: op === 'slaveStart' ? [keys[other] << 20, 0x1000] : [0, 0],
		area: areas[area], length: lengths[length], slaveAddress: areas[other],
		limit: other < 10 ? 0 : other * 100, used: [0, 0], creator: '',
	};
}

/** One of the machine's own exchanges, mostly; sometimes another's, or none. */
export function pick({which, exchange}: Aimed, machine: ModelMachine, model: Model, last: number): number {
	if (exchange !== undefined) {
		return exchange;
	}

	const all = [...model.exchanges.values()];
	const own = all.filter(({signaller, target}) => signaller === machine || target === machine);
	const from = which < 14 && own.length > 0 ? own : all;
	return which === 15 || from.length === 0 ? last : from[which % from.length].number;
}

/** The parameter list of a request by X'68'. */
export function vmcfRequest({
	op, by, to, which, area, length, other, flags, message, userid,
}: Aimed): VmcParm {
	const options = (flags & 0x40) | (flags % 16 === 3 ? 0x80 : 0) | (flags & 0x20);
	const common = {
		options, flags: 0, code: 0, message: message ?? which % 3,
		userid: userid ?? (flags % 32 === 0 ? 'NOBODY' : userids[to]),
		area: areas[area], length: lengths[length], replyArea: areas[other], replyLength: lengths[which],
		user: Uint8Array.of(1, by, to, which, area, length, other, flags),
	};
	switch (op) {
		case 'vmcfAuthorize': {
			// Mostly as it should be; with priority, so that such messages come about.
			return {
				...common, ...vmcfBuffer, options: options | (flags % 4 === 0 ? 0 : 0x40), code: vmcfFunction.authorize,
				...other === 0 ? {area: areas[area], length: lengths[length] % vmcfBuffer.length} : {},
			};
		}

		case 'vmcfSend': {
			const {send, sendReceive, sendX, identify} = vmcfFunction;
			const code = [send, send, sendReceive, sendReceive, sendReceive, sendX, sendX, identify][flags % 8];
			return {...common, code, length: code === sendX ? common.length % vmcfBuffer.length : common.length};
		}

		default: {
			const names: Readonly<Record<string, keyof typeof vmcfFunction>> = {
				vmcfUnauthorize: 'unauthorize', vmcfReceive: 'receive', vmcfReply: 'reply', vmcfReject: 'reject',
				vmcfCancel: 'cancel', vmcfQuiesce: 'quiesce', vmcfResume: 'resume',
			};
			return {...common, code: vmcfFunction[names[op]]};
		}
	}
}
