/** Runs the cases of instruction tables (`instruction-cases.ts`): assembles each, executes its one instruction, and compares everything there is. */
import {link} from '../../source/assembler/absolute-loader.js';
import {instructionLength} from '../../source/machine/instruction.js';
import type {Machine} from '../../source/machine/machine.js';
import {programCode} from '../../source/machine/program-exception.js';
import {Psw} from '../../source/machine/psw.js';
import {addressOf, assembled} from './assemble.js';
import {machineWith, start} from './code.js';
import {interruptionOf, type Case, type Field} from './instruction-cases.js';

const hex = (value: number, digits: number): string => (value >>> 0).toString(16).toUpperCase().padStart(digits, '0');
const programOldPsw = 40;
const supervisorOldPsw = 32;
/** Old PSWs and what comes with them, CSW and timers are below. */
const programArea = 0x200;

/** Operand of a DC for the word a register holds. */
function word(value: string): string {
	if (/^-?\d+$/.test(value)) {
		return `F'${value}'`;
	}

	return value.startsWith('X\'') ? `XL4${value.slice(1)}` : (/^[A-Z]\w*(?:[+-]\d+)?$/.test(value) ? `A(${value})` : value);
}

type Kind = 'general' | 'control' | 'float' | 'storage' | 'other';

function kindOf({name}: Field): Kind {
	if (/^R\d+$/.test(name)) {
		return 'general';
	}

	if (/^CR\d+$/.test(name)) {
		return 'control';
	}

	if (/^F[0246]$/.test(name)) {
		return 'float';
	}

	return /^(?:K[\dA-F]{4}|CC|EC|SVC|[a-z]\w*)$/.test(name) ? 'other' : 'storage';
}

const numberOf = ({name}: Field): number => Number(name.replaceAll(/\D/g, ''));

/** A field and the bytes the assembler has made of its value. */
type Value = {readonly kind: Kind; readonly field: Field; readonly bytes: Uint8Array};

type Program = {
	/** From `start` on: the instruction, its literals, named storage, then the constants of all other fields. */
	readonly bytes: Uint8Array;
	readonly before: readonly Value[];
	readonly after: readonly Value[];
	/** Address of a name, or of a name and a displacement. */
	address(name: string): number;
};

const isNamed = (field: Field): boolean => kindOf(field) === 'storage' && !field.name.startsWith('@');

/** Statements that put a field's value on a doubleword, between the names `label` and `label` with a Z behind it. */
function statements(field: Field, label: string): string[] {
	const {name, value} = field;
	const kind = kindOf(field);
	const statement = value.startsWith('[') ? value.slice(1, -1) : `DC ${kind === 'general' || kind === 'control' ? word(value) : value}`;
	return [' DS 0D', `${label} EQU *`, `${isNamed(field) && !/[+-]/.test(name) && label.startsWith('$B') ? name : ''} ${statement}`, `${label}Z EQU *`];
}

function assembleCase({mnemonic, operands, before, after}: Case): Program {
	const withBytes = (all: readonly Field[], letter: string) => all.filter(field => kindOf(field) !== 'other').map((field, index) => ({field, label: `$${letter}${index}`}));
	const given = withBytes(before, 'B');
	const expected = withBytes(after, 'A');
	// Named storage first, where displacements reach it.
	const order = [...given.filter(({field}) => isNamed(field)), ...given.filter(({field}) => !isNamed(field)), ...expected];
	const result = assembled([
		'TEST CSECT', ' USING TEST,15', ` ${mnemonic} ${operands}`, ' LTORG', ...order.flatMap(({field, label}) => statements(field, label)), ' END',
	].join('\n'));
	const {bytes} = link(result.cards, start);
	const location = (name: string): number => addressOf(result, name) - start;
	const value = ({field, label}: typeof given[number]): Value => ({kind: kindOf(field), field, bytes: bytes.slice(location(label), location(`${label}Z`))});
	const address = (name: string): number => {
		if (name.startsWith('@')) {
			return Number.parseInt(name.slice(1), 16);
		}

		const [, symbol, displacement] = /^(\w+)([+-]\d+)?$/.exec(name)!;
		return addressOf(result, symbol) + Number(displacement ?? 0);
	};

	return {
		bytes,
		before: given.map(each => value(each)),
		after: expected.map(each => value(each)),
		address,
	};
}

const firstWord = (bytes: Uint8Array): number => Buffer.from(bytes).readInt32BE(0);

/** Everything a case compares, as words and bytes. */
type State = {
	readonly gpr: Int32Array;
	readonly fpr: Int32Array;
	readonly cr: Int32Array;
	readonly storage: Uint8Array;
	readonly psw: Psw;
	prefix: number;
	comparator: bigint;
	timer: bigint;
};

function stateOf(machine: Machine, psw: Psw): State {
	const {cpu, storage} = machine;
	// Looking sets reference bits.
	const keys = storage.keys.slice();
	const bytes = storage.fetch(0, storage.size);
	storage.keys.set(keys);
	return {gpr: cpu.gpr.slice(), fpr: cpu.fpr.slice(), cr: cpu.cr.slice(), storage: bytes, psw, prefix: cpu.prefix, comparator: cpu.clockComparator, timer: cpu.cpuTimer};
}

/** Puts values of fields that have bytes where they belong. */
function place(values: readonly Value[], {gpr, fpr, cr}: Pick<State, 'gpr' | 'fpr' | 'cr'>, store: (address: number, bytes: Uint8Array) => void, {address}: Program): void {
	for (const {kind, field, bytes} of values) {
		if (kind === 'float') {
			const words = Array.from({length: bytes.length / 4}, (_, index) => firstWord(bytes.subarray(index * 4)));
			fpr.set(words, numberOf(field));
		} else if (kind === 'storage') {
			store(address(field.name), bytes);
		} else {
			(kind === 'general' ? gpr : cr)[numberOf(field)] = firstWord(bytes);
		}
	}
}

type Setters = {
	prefix(value: number): void;
	key(address: number, key: number): void;
	comparator(value: bigint): void;
	timer(value: bigint): void;
};

/** Sets what has no bytes: the PSW, the prefix, keys of storage. */
function placeOther(all: readonly Field[], psw: Psw, program: Program, set: Setters): void {
	for (const field of all.filter(each => kindOf(each) === 'other')) {
		const {name, value} = field;
		const number = Number.parseInt(value, 16);
		switch (name) {
			case 'CC': {
				psw.cc = number;
				break;
			}

			case 'mask': {
				psw.programMask = number;
				break;
			}

			case 'key': {
				psw.key = number;
				break;
			}

			case 'system': {
				psw.systemMask = number;
				break;
			}

			case 'problem': {
				psw.problem = value !== '0';
				break;
			}

			case 'EC': {
				psw.ec = value !== '0';
				break;
			}

			case 'wait': {
				psw.wait = value !== '0';
				break;
			}

			case 'prefix': {
				set.prefix(number);
				break;
			}

			case 'comparator': {
				set.comparator(BigInt(`0x${value}`));
				break;
			}

			case 'timer': {
				set.timer(BigInt.asIntN(64, BigInt(`0x${value}`)));
				break;
			}

			case 'next': {
				psw.address = program.address(value);
				break;
			}

			case 'exit':
			case 'SVC': {
				break;
			}

			default: if (/^K[\dA-F]{4}$/.test(name)) {
				set.key(Number.parseInt(name.slice(1), 16), number);
			} else if (!Object.hasOwn(programCode, name)) {
				throw new Error(`what is ${name}?`);
			}
		}
	}
}

function prepared({before, prepare}: Case, program: Program, cc: number): Machine {
	const machine = machineWith('');
	const {cpu, storage} = machine;
	cpu.gpr.set(Array.from({length: 16}, (_, register) => Math.imul(register, 0x0101_0101) | 0x4000_0000));
	cpu.fpr.set(Array.from({length: 8}, (_, index) => 0x4312_3450 + index));
	cpu.gpr[15] = start;
	cpu.psw.cc = cc;
	storage.store(start, program.bytes);
	place(program.before, cpu, (address, bytes) => {
		storage.store(address, bytes);
	}, program);
	storage.keys.fill(0);
	placeOther(before, cpu.psw, program, {
		prefix(value) {
			cpu.prefix = value;
			// The new PSWs are where this CPU looks for them.
			storage.store(value, storage.fetch(0, programArea));
		},
		key(address, key) {
			storage.keys[address >>> 11] = key;
		},
		comparator(value) {
			cpu.clockComparator = value;
		},
		timer(value) {
			cpu.cpuTimer = value;
		},
	});
	cpu.attention = true;
	prepare?.(machine);
	return machine;
}

/** The PSW at the end of the instruction: the machine's, or the old one of the interruption it ended in, with code and length taken out of it. */
function endOf(machine: Machine): {readonly psw: Psw; readonly interruption: string; readonly ilc: number} {
	const {cpu, processor, storage} = machine;
	const psw = new Psw();
	const {kind, code}: {kind: string; code: number} = processor.taken;
	if (kind === 'none') {
		psw.load(cpu.psw.ec ? cpu.psw.high : cpu.psw.high & 0xFFFF_0000, cpu.psw.low & 0x3FFF_FFFF);
		return {psw, interruption: '', ilc: 0};
	}

	const at = cpu.prefix + (kind === 'svc' ? supervisorOldPsw : programOldPsw);
	const [high, low] = [storage.word(at), storage.word(at + 4)];
	const isExtended = (high & 0x8_0000) !== 0;
	psw.load(isExtended ? high : high & 0xFFFF_0000, isExtended ? low : low & 0x3FFF_FFFF);
	const stored = storage.word(cpu.prefix + (kind === 'svc' ? 136 : 140));
	const name = kind === 'svc' ? `SVC=${code}` : Object.entries(programCode).find(([, each]) => each === code)?.[0] ?? String(code);
	return {psw, interruption: name, ilc: isExtended ? (stored >>> 17) & 3 : low >>> 30};
}

const wordNames = (state: State): ReadonlyArray<readonly [string, number]> => [
	...[...state.gpr].map((value, index) => [`R${index}`, value] as const),
	...[...state.fpr].map((value, index) => [`F${index & 6}${(index & 1) === 0 ? '' : ' right half'}`, value] as const),
	...[...state.cr].map((value, index) => [`CR${index}`, value] as const),
	['PSW left half', state.psw.high],
	['PSW right half', state.psw.low],
	['prefix', state.prefix],
	['clock comparator, left', Number(state.comparator >> 32n)],
	['clock comparator, right', Number(state.comparator & 0xFFFF_FFFFn)],
	['CPU timer, left', Number(state.timer >> 32n)],
	['CPU timer, right', Number(state.timer & 0xFFFF_FFFFn)],
];

/** How two states differ, in words. */
function differences(expected: State, actual: State, from: number): string[] {
	const wanted = wordNames(expected);
	const words = wordNames(actual).flatMap(([name, value], index) => value === wanted[index][1] ? [] : [`${name} is ${hex(value, 8)}, not ${hex(wanted[index][1], 8)}`]);
	const bytes: string[] = [];
	if (!Buffer.from(expected.storage.subarray(from)).equals(actual.storage.subarray(from))) {
		for (let at = from; at < expected.storage.length; at++) {
			if (expected.storage[at] !== actual.storage[at]) {
				bytes.push(`byte ${hex(at, 4)} is ${hex(actual.storage[at], 2)}, not ${hex(expected.storage[at], 2)}`);
			}
		}
	}

	return [...words, ...bytes];
}

/** Runs a case under condition code `cc`; answers what is not as the case says. */
function complaintsUnder(given: Case, program: Program, cc: number): string[] {
	const machine = prepared(given, program, cc);
	const {cpu, processor, storage} = machine;
	const before = new Psw();
	before.load(cpu.psw.high, cpu.psw.low & 0x3FFF_FFFF);
	const expected = stateOf(machine, before);
	const expectedKeys = new Map<number, number>();
	const ilc = instructionLength(program.bytes[0]) / 2;
	const interruption = interruptionOf(given) ?? given.after.filter(({name}) => name === 'SVC').map(({value}) => `SVC=${value}`).join('');
	if (!['segmentTranslation', 'pageTranslation'].includes(interruption)) {
		before.address += 2 * ilc;
	}

	place(program.after, expected, (address, bytes) => {
		expected.storage.set(bytes, address);
	}, program);
	placeOther(given.after, before, program, {
		prefix(value) {
			expected.prefix = value;
		},
		key(address, key) {
			expectedKeys.set(address, key);
		},
		comparator(value) {
			expected.comparator = value;
		},
		timer(value) {
			expected.timer = value;
		},
	});
	const {reason} = machine.run(1);
	const keys = storage.keys.slice();
	const end = endOf(machine);
	const wantedExit = given.after.find(({name}) => name === 'exit')?.value;
	const complaints = differences(expected, stateOf(machine, end.psw), interruption === '' ? 0 : programArea);
	if (end.interruption !== interruption) {
		complaints.unshift(`${end.interruption === '' ? 'no interruption' : end.interruption} instead of ${interruption === '' ? 'none' : interruption}`);
	}

	if (end.interruption !== '' && end.ilc !== ilc) {
		complaints.push(`instruction length ${end.ilc}`);
	}

	if (wantedExit !== undefined && reason !== wantedExit) {
		complaints.push(`exit ${reason}`);
	}

	for (const {field, bytes} of program.after.filter(({kind}) => kind === 'storage')) {
		const found = Buffer.from(storage.fetch(program.address(field.name), bytes.length));
		if (!found.equals(bytes)) {
			complaints.push(`${field.name} is ${found.toString('hex').toUpperCase()}`);
		}
	}

	for (const [address, key] of expectedKeys) {
		if (keys[address >>> 11] !== key) {
			complaints.push(`key of ${hex(address, 4)} is ${hex(keys[address >>> 11], 2)}, not ${hex(key, 2)}`);
		}
	}

	processor.taken.kind = 'none';
	return complaints.map(text => `${given.line} (CC ${cc} before): ${text}`);
}

/** What is not as the case says: an empty list where all is well. Runs it under two condition codes, unless it names one. */
export function complaints(given: Case): string[] {
	const program = assembleCase(given);
	const isGiven = given.before.some(({name}) => name === 'CC');
	return [0, 3].slice(0, isGiven ? 1 : 2).flatMap(cc => complaintsUnder(given, program, cc));
}
