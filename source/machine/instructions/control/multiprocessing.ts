/**
 * Prefixing and SIGNAL PROCESSOR (GA22-7000, "Multiprocessing") in a configuration of one CPU, whose address is 0: it
 * can signal itself, and every other address is not operational.
 */
import {externalCode} from '../../cpu/cpu.js';
import {instruction} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {restart, storeStatus} from '../../cpu/manual-operations.js';
import {programCode, programException} from '../../cpu/program-exception.js';
import {pageMissing} from '../../storage/dat.js';
import {aligned} from '../general/alignment.js';

/** Order codes of SIGNAL PROCESSOR. */
const order = {
	sense: 1,
	externalCall: 2,
	emergencySignal: 3,
	start: 4,
	stop: 5,
	restart: 6,
	initialProgramReset: 7,
	programReset: 8,
	stopAndStoreStatus: 9,
	initialCpuReset: 11,
	cpuReset: 12,
} as const;

/** Status bits. */
const status = {externalCallPending: 0x80, invalidOrder: 0x02} as const;

const accepted = 0;
const statusStored = 1;
const notOperational = 3;

function stop(x: Execution): number {
	x.cpu.stopped = true;
	x.exit = {reason: 'stop'};
	x.changed = true;
	return accepted;
}

/** Raises an external interruption that brings this CPU's address, zero. */
function signal(x: Execution, code: number): number {
	const {cpu} = x;
	if (!cpu.external.some(pending => pending.code === code)) {
		cpu.external.push({
			code,
			accept() {
				cpu.storage.store(x.absolute(132), new Uint8Array(2));
			},
		});
	}

	cpu.attention = true;
	x.changed = true;
	return accepted;
}

/** Does what the order says; answers the condition code, and where it is 1 leaves the status in `register`. */
function obey(x: Execution, code: number, register: number): number {
	const {cpu} = x;
	const isCalled = cpu.external.some(pending => pending.code === externalCode.externalCall);
	const refuse = (bits: number): number => {
		x.gpr[register] = bits;
		return statusStored;
	};

	switch (code) {
		case order.sense: return isCalled ? refuse(status.externalCallPending) : accepted;
		case order.externalCall:
			return isCalled ? refuse(status.externalCallPending) : signal(x, externalCode.externalCall);
		case order.emergencySignal: return signal(x, externalCode.emergencySignal);
		case order.start: return accepted;
		case order.stop: return stop(x);
		case order.restart: {
			// The old PSW holds the condition code of the completed instruction.
			cpu.psw.cc = accepted;
			restart(x);
			return cpu.psw.cc;
		}

		case order.stopAndStoreStatus: {
			cpu.psw.cc = accepted;
			storeStatus(x);
			return stop(x);
		}

		case order.programReset:
		case order.cpuReset: {
			if (code === order.programReset) {
				cpu.resetChannels();
			}

			cpu.resetPending();
			return stop(x);
		}

		case order.initialProgramReset:
		case order.initialCpuReset: {
			if (code === order.initialProgramReset) {
				cpu.resetChannels();
			}

			cpu.reset();
			return stop(x);
		}

		default: return refuse(status.invalidOrder);
	}
}

export const multiprocessing = [
	instruction(0xAE, 'SIGP', 'RS', 'M', (x, at) => {
		const address = x.gpr[x.bytes[at + 1] & 15] & 0xFFFF;
		const {psw} = x.cpu;
		psw.cc = address === 0 ? obey(x, x.based(at + 2) & 0xFF, x.bytes[at + 1] >>> 4) : notOperational;
	}),
	instruction(0xB210, 'SPX', 'S', 'M A P S', (x, at) => {
		const prefix = x.word(aligned(x.based(at + 2), 4)) & 0xFF_F000;
		const page = prefix >>> 12;
		if (!x.cpu.storage.contains(prefix, 4096)) {
			programException(programCode.addressing);
		}

		if (x.cpu.storage.isMissing(page, false)) {
			pageMissing(x, page, false);
		}

		x.cpu.prefix = prefix;
		x.changed = true;
	}),
	instruction(0xB211, 'STPX', 'S', 'M A P S', (x, at) => {
		x.setWord(aligned(x.based(at + 2), 4), x.cpu.prefix);
	}),
	instruction(0xB212, 'STAP', 'S', 'M A P S', (x, at) => {
		const address = x.based(at + 2);
		if ((address & 1) !== 0) {
			programException(programCode.specification);
		}

		x.setHalf(address, 0);
	}),
];
