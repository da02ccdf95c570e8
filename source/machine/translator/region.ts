/**
 * Which instructions are translated together: what can be reached from an address where a program spends its time, as
 * far as the translator knows the instructions, no branch leads far away, and not more than a few hundred.
 */
import {addressMask} from '../../base/architecture.js';
import type {Execution} from '../interpreter/execution.js';
import {instructionLength} from '../instructions/instruction-length.js';
import {mannerOf} from './operations.js';
import type {Block, Region, Step} from './step.js';

const mostSteps = 240;
/** No instruction is farther than this from where the region was found. */
const reach = 2048;

/** Condition under which the branch is taken: never, by condition code or count, or always. */
function taken(bytes: Uint8Array): 'never' | 'perhaps' | 'always' {
	const [opcode, second] = bytes as unknown as readonly [number, number];
	switch (opcode) {
		case 0x05:
		case 0x0D: {
			return (second & 15) === 0 ? 'never' : 'always';
		}

		case 0x06: {
			return (second & 15) === 0 ? 'never' : 'perhaps';
		}

		case 0x07: {
			return (second & 15) === 0 || second < 16 ? 'never' : (second >= 0xF0 ? 'always' : 'perhaps');
		}

		case 0x45:
		case 0x4D: {
			return 'always';
		}

		case 0x47: {
			return second < 16 ? 'never' : (second >= 0xF0 ? 'always' : 'perhaps');
		}

		case 0x46:
		case 0x86:
		case 0x87: {
			return 'perhaps';
		}

		default: {
			return 'never';
		}
	}
}

/** Whether the instruction puts the address behind it into a register. */
const links = ([opcode = 0]: Uint8Array): boolean => [0x05, 0x0D, 0x45, 0x4D].includes(opcode);

/** Whether the branch address has an index. */
export const usesIndex = ([opcode = 0]: Uint8Array): boolean => opcode >= 0x40 && opcode < 0x80;

/** Where the branch leads with the registers as they are. */
function targetOf(x: Execution, step: {readonly at: number; readonly bytes: Uint8Array}): number {
	const [opcode = 0, second = 0] = step.bytes;
	if (opcode < 0x40) {
		return x.gpr[second & 15] & addressMask;
	}

	return usesIndex(step.bytes) ? x.indexed(step.at) : x.based(step.at + 2);
}

/**
 * What is found from `start`, an instruction whose block is open to fetches; `undefined` where there is nothing to
 * translate.
 */
export function findRegion(x: Execution, start: number): Region | undefined {
	const steps = new Map<number, Step>();
	const leaders = new Set([start]);
	const returns = new Set<number>();
	const from = Math.max(0, start - reach);
	const to = Math.min(0xFF_F000, start + reach);
	const waiting = [start];
	while (waiting.length > 0 && steps.size < mostSteps) {
		let address = waiting.shift()!;
		while (!steps.has(address) && steps.size < mostSteps) {
			const step = stepAt(x, address, from, to);
			if (!step) {
				break;
			}

			steps.set(address, step);
			address += step.length;
			if (step.manner === 'last') {
				returns.add(address);
				leaders.add(address);
				waiting.push(address);
				break;
			}

			if (step.target !== undefined) {
				leaders.add(step.target);
				waiting.push(step.target);
				if (links(step.bytes)) {
					returns.add(address);
					leaders.add(address);
				} else if (step.bytes[0] < 0x10) {
					returns.add(step.target);
				}

				if (taken(step.bytes) === 'always') {
					leaders.add(address);
					// What is behind is reached by another way, if at all: by the return to it.
					if (links(step.bytes)) {
						waiting.push(address);
					}

					break;
				}
			}
		}
	}

	const branchesBack = [...steps.values()].some(
		({address, target}) => target !== undefined && target <= address && steps.has(target),
	);
	return steps.size === 0
		? undefined
		: {
			blocks: blocksOf(steps, leaders),
			returns: new Set([...returns].filter(address => steps.has(address))),
			branchesBack,
		};
}

function stepAt(x: Execution, address: number, from: number, to: number): Step | undefined {
	const at = (x.fetch[address >>> 11] + address) | 0;
	if (at < 0 || address < from || address >= to || (address & 1) !== 0 || (address & 0x7FF) > 0x7FA) {
		return undefined;
	}

	const bytes = x.bytes.slice(at, at + 6);
	const manner = mannerOf(bytes);
	if (!manner) {
		return undefined;
	}

	const step = {
		address, at, length: instructionLength(bytes[0]), bytes, manner,
	};
	return {...step, target: taken(bytes) === 'never' ? undefined : targetOf(x, step)};
}

function blocksOf(steps: ReadonlyMap<number, Step>, leaders: ReadonlySet<number>): Block[] {
	const blocks: Block[] = [];
	let current: Step[] = [];
	let next = -1;
	const finish = () => {
		if (current.length > 0) {
			blocks.push({address: current[0].address, steps: current, next});
		}

		current = [];
	};

	for (const step of [...steps.values()].toSorted((one, other) => one.address - other.address)) {
		if (step.address !== next || leaders.has(step.address)) {
			finish();
		}

		current.push(step);
		next = step.address + step.length;
	}

	finish();
	return blocks;
}

/** Whether control never passes the instruction. */
export const alwaysBranches = (step: Step): boolean => step.manner === 'last' || taken(step.bytes) === 'always';
