/**
 * What the instructions of a block reach in storage through one register, without its changing in between: a program
 * has its control blocks, save areas and variables behind registers, so that most operands stand beside one another. A
 * span of them is opened at once, before the first, and no operand in it is looked at again.
 *
 * Where a span crosses a block of storage, or one that is not open, the first instruction gives up, although it might
 * reach its operand: where that happens often the region is translated again without the span (`translator.ts`).
 */
import {addressMask} from '../../base/architecture.js';
import {greatest, smallest} from '../../base/sequences.js';
import type {Step} from './step.js';

/** What happens in a block, in order: an operand behind one register, a register that changes, a call-out. */
export type Happening =
	| {
		readonly kind: 'operand';
		readonly step: Step;
		readonly register: number;
		readonly displacement: number;
		readonly length: number;
		readonly isStored: boolean;
	}
	| {readonly kind: 'change'; readonly step: Step; readonly register: number}
	| {readonly kind: 'callOut'; readonly step: Step};

type Operand = Extract<Happening, {kind: 'operand'}>;

/** Displacements `from` up to, not including, `to`. */
export type Range = {readonly from: number; readonly to: number};

export type Span = Range & {
	readonly register: number;
	/** What is stored into, if anything. */
	readonly stored: Range | undefined;
	/** Addresses of the instruction that it is opened before, and of the one that uses it last. */
	readonly first: number;
	readonly last: number;
	/** Which of the locals for spans has the host offset of displacement `from`. */
	readonly place: number;
};

/** Spans in use at a time. */
export const mostSpans = 6;
/** Bytes of a span behind a register that changes, lest it cross a block too often. */
const widest = 256;

/**
 * The spans of a block. `held`: what a register holds always, as far as is known; `isAwkward`: whether the
 * instruction at an address gave up so often that it is not to open one.
 */
export function findSpans(
	happenings: readonly Happening[],
	held: (register: number) => number | undefined,
	isAwkward: (address: number) => boolean,
): Span[] {
	const found: Array<Omit<Span, 'place'>> = [];
	const waiting = new Map<number, Operand[]>();
	const finish = (register: number) => {
		const operands = waiting.get(register) ?? [];
		// Those that give up often look at each operand themselves.
		const begun = operands.findIndex(({step}) => !isAwkward(step.address));
		for (const group of groupsOf(begun === -1 ? [] : operands.slice(begun), held(register))) {
			const addresses = group.map(({step}) => step.address);
			const [first, last] = [smallest(addresses), greatest(addresses)];
			const stored = group.filter(({isStored}) => isStored);
			// One instruction alone is not worth it, whose operands may be reached by other means.
			if (first !== last && !isAwkward(first)) {
				found.push({
					register,
					...rangeOf(group),
					stored: stored.length > 0 ? rangeOf(stored) : undefined,
					first,
					last,
				});
			}
		}

		waiting.delete(register);
	};

	for (const happening of happenings) {
		if (happening.kind === 'operand') {
			const operands = waiting.get(happening.register);
			if (operands) {
				operands.push(happening);
			} else {
				waiting.set(happening.register, [happening]);
			}
		} else if (happening.kind === 'change') {
			finish(happening.register);
		} else {
			for (const register of waiting.keys()) {
				finish(register);
			}
		}
	}

	for (const register of waiting.keys()) {
		finish(register);
	}

	return placed(found);
}

const endOf = ({displacement, length}: Operand): number => displacement + length;

const rangeOf = (operands: readonly Operand[]): Range => ({
	from: smallest(operands.map(({displacement}) => displacement)),
	to: greatest(operands.map(operand => endOf(operand))),
});

/**
 * Operands in groups, each of which can be expected to lie in one block of storage: where the register's value is
 * known, those that do; else those that are not far apart.
 */
function groupsOf(operands: readonly Operand[], value: number | undefined): Operand[][] {
	const blockOf = (displacement: number) => ((value! + displacement) & addressMask) >>> 11;
	const areTogether = (one: number, end: number) =>
		value === undefined ? end - one <= widest : blockOf(one) === blockOf(end - 1);
	const groups: Operand[][] = [];
	for (const operand of operands.toSorted((one, other) => one.displacement - other.displacement)) {
		const {displacement} = operand;
		const group = groups.at(-1);
		if (group && areTogether(group[0].displacement, endOf(operand))) {
			group.push(operand);
		} else if (areTogether(displacement, endOf(operand))) {
			groups.push([operand]);
		}
	}

	return groups;
}

/** Gives each span its local; spans beyond those that there are go without. */
function placed(spans: ReadonlyArray<Omit<Span, 'place'>>): Span[] {
	const busyTo = Array.from({length: mostSpans}, () => -1);
	const result: Span[] = [];
	for (const span of spans.toSorted((one, other) => one.first - other.first)) {
		const place = busyTo.findIndex(address => address < span.first);
		if (place !== -1) {
			busyTo[place] = span.last;
			result.push({...span, place});
		}
	}

	return result;
}
