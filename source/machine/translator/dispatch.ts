/**
 * The jump to one of several addresses, wherever these lie: by comparison where they are few, else by a table of a
 * hash, in whose slots the addresses are compared.
 */
import {wasm} from '../webassembly-module.js';
import type {CodeWriter, Label} from './code-writer.js';
import {local} from './locals.js';

export type Goal = {readonly address: number; readonly label: Label};

/** So many are compared one after the other. */
const few = 4;
/** Odd factors that are tried; one whose products differ most in their first bits is taken. */
const factors = [
	0x9E37_79B1, 0x85EB_CA77, 0xC2B2_AE3D, 0x27D4_EB2F, 0x1656_67B1, 0x2C1B_3C6D, 0x297A_2D39, 0x7FEB_352D,
];

/** Goes to the goal whose address is in `local.address`; to `otherwise` where there is none. */
export function writeDispatch(writer: CodeWriter, goals: readonly Goal[], otherwise: Label): void {
	if (goals.length <= few) {
		compare(writer, goals, otherwise);
		return;
	}

	const bits = Math.ceil(Math.log2(goals.length)) + 1;
	const {factor, slots} = factors
		.map(each => ({factor: each, slots: hashed(goals, each, bits)}))
		.toSorted((one, other) => other.slots.size - one.slots.size)[0];
	const numbers = [...slots.keys()];
	const labels = numbers.map(number => ({name: `slot ${number}`}));
	for (const label of labels.toReversed()) {
		writer.open(wasm.block, label);
	}

	writer.get(local.address);
	writer.constant(factor | 0);
	writer.push(wasm.multiply);
	writer.constant(32 - bits);
	writer.push(wasm.shiftRightUnsigned);
	const places = Array.from({length: 2 ** bits}, (_, slot) => labels[numbers.indexOf(slot)] ?? otherwise);
	writer.branchTable([...places, otherwise]);
	for (const number of numbers) {
		writer.close();
		compare(writer, slots.get(number)!, otherwise);
	}
}

function hashed(goals: readonly Goal[], factor: number, bits: number): Map<number, Goal[]> {
	const slots = new Map<number, Goal[]>();
	for (const goal of goals) {
		const slot = Math.imul(goal.address, factor) >>> (32 - bits);
		slots.set(slot, [...slots.get(slot) ?? [], goal]);
	}

	return slots;
}

function compare(writer: CodeWriter, goals: readonly Goal[], otherwise: Label): void {
	for (const goal of goals) {
		compareOne(writer, goal);
	}

	writer.branch(otherwise);
}

function compareOne(writer: CodeWriter, {address, label}: Goal): void {
	writer.get(local.address);
	writer.constant(address);
	writer.push(wasm.equal);
	writer.branchIf(label);
}
