/** Everything of a machine that an instruction may change, as the cases of instruction tables name and compare it. */
import type {Machine} from '../../../source/machine/machine.js';
import {programCode} from '../../../source/machine/cpu/program-exception.js';
import {Psw} from '../../../source/machine/cpu/psw.js';
import {machineWith, start} from '../code.js';
import {kindOf, type Program, type Value} from './program.js';
import type {Field} from './table.js';

export type State = {
	readonly gpr: Int32Array;
	readonly fpr: Int32Array;
	readonly cr: Int32Array;
	readonly storage: Uint8Array;
	readonly keys: Uint8Array;
	readonly psw: Psw;
	prefix: number;
	comparator: bigint;
	timer: bigint;
};

/** New PSWs of interruptions are below. */
export const assignedStorage = 0x200;

/** A PSW without what only an interruption tells: code and length. */
export function pswOf(high: number, low: number): Psw {
	const psw = new Psw();
	const isExtended = (high & 0x8_0000) !== 0;
	psw.load(isExtended ? high : high & 0xFFFF_0000, isExtended ? low : low & 0x3FFF_FFFF);
	return psw;
}

export function stateOf({cpu, storage}: Machine, psw = pswOf(cpu.psw.high, cpu.psw.low)): State {
	// First the keys: looking sets reference bits.
	const keys = storage.keys.slice();
	return {
		gpr: cpu.gpr.slice(),
		fpr: cpu.fpr.slice(),
		cr: cpu.cr.slice(),
		keys,
		storage: storage.fetch(0, storage.size),
		psw,
		prefix: cpu.prefix,
		comparator: cpu.clockComparator,
		timer: cpu.cpuTimer,
	};
}

/** A state with a program at `start`, register 15 its base, and something of its own in every other register. */
export function initialState({bytes}: Program, cc: number): State {
	const state = stateOf(machineWith(''));
	state.gpr.set(Array.from({length: 15}, (_, register) => Math.imul(register, 0x0101_0101) | 0x4000_0000));
	state.gpr[15] = start;
	state.fpr.set(Array.from({length: 8}, (_, index) => 0x4312_3450 + index));
	state.keys.fill(0);
	state.psw.cc = cc;
	state.storage.set(bytes, start);
	return state;
}

export function copyOf(state: State): State {
	const {gpr, fpr, cr, keys, storage, psw} = state;
	return {
		...state,
		gpr: gpr.slice(),
		fpr: fpr.slice(),
		cr: cr.slice(),
		keys: keys.slice(),
		storage: storage.slice(),
		psw: pswOf(psw.high, psw.low),
	};
}

/** A machine in this state. */
export function machineIn({gpr, fpr, cr, keys, storage, psw, prefix, comparator, timer}: State): Machine {
	const machine = machineWith('');
	const {cpu} = machine;
	machine.storage.store(0, storage);
	machine.storage.keys.set(keys);
	cpu.gpr.set(gpr);
	cpu.fpr.set(fpr);
	cpu.cr.set(cr);
	cpu.psw.load(psw.high, psw.low);
	cpu.prefix = prefix;
	cpu.clockComparator = comparator;
	cpu.cpuTimer = timer;
	cpu.attention = true;
	return machine;
}

const wordsOf = (bytes: Uint8Array): number[] =>
	Array.from({length: bytes.length / 4}, (_, index) => Buffer.from(bytes).readInt32BE(index * 4));
const numberOf = ({name}: Field): number => Number(name.replaceAll(/\D/g, ''));

/** Fields without bytes, by their names. Numbers are hexadecimal. */
const setters: Readonly<Record<string, (state: State, value: string) => void>> = {
	CC({psw}, value) {
		psw.cc = Number.parseInt(value, 16);
	},
	mask({psw}, value) {
		psw.programMask = Number.parseInt(value, 16);
	},
	key({psw}, value) {
		psw.key = Number.parseInt(value, 16);
	},
	system({psw}, value) {
		psw.systemMask = Number.parseInt(value, 16);
	},
	problem({psw}, value) {
		psw.problem = value !== '0';
	},
	EC({psw}, value) {
		psw.ec = value !== '0';
	},
	prefix(state, value) {
		state.prefix = Number.parseInt(value, 16);
	},
	comparator(state, value) {
		state.comparator = BigInt(`0x${value}`);
	},
	timer(state, value) {
		state.timer = BigInt.asIntN(64, BigInt(`0x${value}`));
	},
};

/** What is told of the end of the instruction rather than of the machine. */
const isOfTheEnd = (name: string): boolean => ['exit', 'SVC'].includes(name) || Object.hasOwn(programCode, name);

function applyOther(state: State, {name, value}: Field, program: Program): void {
	if (Object.hasOwn(setters, name)) {
		setters[name](state, value);
	} else if (name === 'next') {
		state.psw.address = program.address(value);
	} else if (/^K[\dA-F]{4}$/.test(name)) {
		state.keys[Number.parseInt(name.slice(1), 16) >>> 11] = Number.parseInt(value, 16);
	} else if (!isOfTheEnd(name)) {
		throw new Error(`what is ${name}?`);
	}
}

/** Changes `state` as fields say; `values` are those of them that have bytes. */
export function apply(state: State, fields: readonly Field[], values: readonly Value[], program: Program): void {
	for (const {kind, field, bytes} of values) {
		if (kind === 'storage') {
			state.storage.set(bytes, program.address(field.name));
		} else if (kind === 'float') {
			state.fpr.set(wordsOf(bytes), numberOf(field));
		} else {
			[(kind === 'general' ? state.gpr : state.cr)[numberOf(field)]] = wordsOf(bytes);
		}
	}

	for (const field of fields.filter(each => kindOf(each) === 'other')) {
		applyOther(state, field, program);
	}
}

const hex = (value: number, digits: number): string => (value >>> 0).toString(16).toUpperCase().padStart(digits, '0');

const words = (state: State): ReadonlyArray<readonly [name: string, digits: string]> => [
	...[...state.gpr].map((value, index) => [`R${index}`, hex(value, 8)] as const),
	...[...state.fpr].map((value, index) => [`F${index & 6}${(index & 1) === 0 ? '' : ', right half,'}`, hex(value, 8)] as const),
	...[...state.cr].map((value, index) => [`CR${index}`, hex(value, 8)] as const),
	['PSW', `${hex(state.psw.high, 8)} ${hex(state.psw.low, 8)}`],
	['prefix', hex(state.prefix, 8)],
	['clock comparator', state.comparator.toString(16)],
	['CPU timer', state.timer.toString(16)],
];

/** How a state is not what it should be, in words; storage from `from` on, and of the keys not reference and change. */
export function differences(expected: State, actual: State, from: number): string[] {
	const wanted = words(expected);
	const found = words(actual).flatMap(([name, digits], index) =>
		digits === wanted[index][1] ? [] : [`${name} is ${digits}, not ${wanted[index][1]}`]);
	if (!Buffer.from(expected.storage.subarray(from)).equals(actual.storage.subarray(from))) {
		for (let at = from; at < expected.storage.length; at++) {
			if (expected.storage[at] !== actual.storage[at]) {
				found.push(`byte ${hex(at, 4)} is ${hex(actual.storage[at], 2)}, not ${hex(expected.storage[at], 2)}`);
			}
		}
	}

	for (const [block, key] of expected.keys.entries()) {
		if (((key ^ actual.keys[block]) & 0xF8) !== 0) {
			found.push(`key of ${hex(block << 11, 4)} is ${hex(actual.keys[block], 2)}, not ${hex(key, 2)}`);
		}
	}

	return found;
}
