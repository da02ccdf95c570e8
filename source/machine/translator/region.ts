/**
 * Which instructions are translated together: what can be reached from addresses where a program spends its time, with
 * the routines it calls wherever they stand, and not more than some hundreds.
 */
import type {Execution} from '../interpreter/execution.js';
import {instructionLength} from '../instructions/instruction-length.js';
import {
	addressRegisters, branchCode, comesBack, diagnoseCode, executeCode, isByRegister, taken,
} from './branch-kinds.js';
import {execute, expectedTarget, type Expected} from './expectation.js';
import {mannerOf} from './operations.js';
import type {Block, Region, Step, Varying} from './step.js';
import {findSubject, putTogether, standsTogether} from './subject.js';
import {hasVarying, varies} from './varying.js';

const mostSteps = 800;

/** An address that the region is to be entered at, and what the registers hold there. */
export type Root = {
	readonly address: number;
	readonly registers: Expected;
	/** The machine happened to be there: the beginning of the loop around it will do as well. */
	readonly isChance?: boolean;
};

class Search {
	readonly steps = new Map<number, Step>();
	readonly leaders = new Set<number>();
	readonly entries = new Set<number>();
	readonly returns = new Set<number>();
	readonly #waiting: Root[] = [];

	constructor(readonly x: Execution, roots: readonly Root[], readonly varyingAt: VaryingAt) {
		for (const {address, registers, isChance} of roots) {
			this.#wait(address, registers);
			if (!isChance) {
				this.entries.add(address);
			}
		}
	}

	find(): void {
		for (let root = this.#waiting.shift(); root && this.steps.size < mostSteps; root = this.#waiting.shift()) {
			this.#follow(root);
		}
	}

	#wait(address: number, registers: Expected): void {
		this.leaders.add(address);
		if (!this.steps.has(address)) {
			this.#waiting.push({address, registers: registers.slice()});
		}
	}

	/** One instruction behind the other, until control goes elsewhere. */
	#follow(root: Root): void {
		const {registers} = root;
		let {address} = root;
		while (!this.steps.has(address) && this.steps.size < mostSteps) {
			const step = stepAt(this.x, address, registers, this.varyingAt);
			if (!step) {
				return;
			}

			this.steps.set(address, step);
			const {bytes, target} = step;
			address += step.length;
			execute(this.x, registers, bytes, address);
			if (step.manner === 'privileged') {
				// What ends the turn comes back behind it.
				this.entries.add(address);
				this.leaders.add(address);
			}

			if (bytes[0] === diagnoseCode && bytes[step.length] === diagnoseCode) {
				// Ways into a resident program, of which none leads to the next.
				return;
			}

			if (target !== undefined) {
				this.#wait(target, registers);
				if (isByRegister(bytes) || step.manner === 'changing' || hasVarying(step, varies.displacement)) {
					this.returns.add(target);
				}
			}

			if (comesBack(bytes)) {
				// What is called comes back, it is hoped, with registers as they were.
				this.returns.add(address);
				this.#wait(address, registers);
			}

			if (alwaysBranches(step)) {
				this.leaders.add(address);
				return;
			}
		}
	}
}

type VaryingAt = (at: number, opcode: number) => Varying | undefined;

/** Whether a program makes it a branch and none. */
const isSwitch = ([opcode]: Uint8Array, varying: Varying | undefined): boolean =>
	opcode === branchCode && hasVarying({varying}, varies.second);

function hostOffset(x: Execution, address: number): number | undefined {
	const at = (x.fetch[address >>> 11] + address) | 0;
	return at < 0 || (address & 1) !== 0 ? undefined : at;
}

function stepAt(
	x: Execution,
	address: number,
	registers: Expected,
	varyingAt: VaryingAt,
): Step | undefined {
	const at = hostOffset(x, address);
	if (at === undefined) {
		return undefined;
	}

	const length = instructionLength(x.bytes[at]);
	const isApart = !standsTogether(x, address, length);
	const bytes = isApart ? putTogether(x, address, length) : x.bytes.slice(at, at + 6);
	if (!bytes) {
		return undefined;
	}

	const subject = bytes[0] === executeCode && !isApart ? findSubject(x, at, registers) : undefined;
	const varying = isApart ? undefined : varyingAt(at, bytes[0]);
	const found = mannerOf(bytes, subject, varying);
	const manner = found && isApart ? 'changing' : found;
	return manner && {
		address,
		at,
		length,
		bytes,
		subject,
		manner,
		isApart,
		isAsNow: addressRegisters(bytes).every(register => registers[register] === x.gpr[register]),
		varying,
		target: taken(bytes) === 'never' && !isSwitch(bytes, varying) ? undefined : expectedTarget(x, registers, bytes),
	};
}

/** Whether the instruction at a logical address can be in a region at all. */
export const canBegin = (x: Execution, address: number): boolean =>
	stepAt(x, address, x.gpr, () => undefined) !== undefined;

/**
 * What is found from `roots`; `undefined` where there is nothing to translate. `varyingAt`: what programs change of the
 * instruction at a host offset, with an operation code; `awkward`: addresses of those that gave up often.
 */
export function findRegion(
	x: Execution,
	roots: readonly Root[],
	varyingAt: VaryingAt,
	awkward: ReadonlySet<number>,
): Region | undefined {
	const search = new Search(x, roots, varyingAt);
	search.find();
	const {steps, leaders, entries, returns} = search;
	const known = (addresses: ReadonlySet<number>) => new Set([...addresses].filter(address => steps.has(address)));
	const branchesBack = [...steps.values()].some(
		({address, target}) => target !== undefined && target <= address && steps.has(target),
	);
	return steps.size === 0
		? undefined
		: {
			blocks: blocksOf(steps, leaders),
			entries: known(entries),
			returns: known(returns),
			branchesBack,
			isFull: steps.size >= mostSteps,
			awkward,
		};
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
export const alwaysBranches = (step: Step): boolean =>
	step.manner !== 'changing' && !hasVarying(step, varies.opcode | varies.second) && taken(step.bytes) === 'always';
