/**
 * The second tier (ARCHITECTURE.md): notices where a machine spends its time, translates those regions to WebAssembly
 * and runs them in place of the interpreter. Nothing depends on it but speed: a region executes a number of
 * instructions exactly as the interpreter would, gives up before any that it does not do whole, and looks before it
 * begins whether its instructions are still the ones it was made from.
 */
import {addressMask} from '../../base/architecture.js';
import {append} from '../../base/sequences.js';
import {resultWord} from '../cpu/cpu.js';
import type {Execution} from '../interpreter/execution.js';
import type {TranslatedCode} from '../interpreter/translated-code.js';
import {instantiate} from '../webassembly-module.js';
import {otherInstructions, pagesOf} from './prologue.js';
import {branchedAway, gaveUp, translateRegion} from './region-code.js';
import {Exits} from './exits.js';
import type {Expected} from './expectation.js';
import {findRegion, type Root} from './region.js';
import {
	differs, hasPaid, isWorthIt, lineOf, regionsOf, tellingByte, type Regions, type Translated,
} from './regions.js';
import {Review} from './review.js';
import {Rows} from './rows.js';
import {endedByRow} from './table-call.js';
import type {DropReason, TranslationReport} from './translation-report.js';

/**
 * Meetings on a line that call for a translation, and for one more where there is one already; the number that means
 * that nothing is to be gained there.
 */
const often = 3;
const again = 16;
const hopeless = 255;
/** Attempts at a line without a region until it is hopeless. */
const patience = 4;
/** Meetings after which all lines are new again: other programs may stand there now. */
const memory = 2048;
/** Runs after which a region has to have been worth it, and instructions a run that are. */
const trial = 512;
const worthwhile = 20;
/** So often no version of a region is right until that counts as a meeting, and in tests. */
const many = 256;
const few = 8;
/** What one that the program changes costs more than in the interpreter, in instructions. */
const changingCost = 12;
/** A region is made larger so often, and no more. */
const mostGrowths = 8;
/**
 * Regions of no more blocks have registers in locals: one that has more would spend most of its time bringing them from
 * block to block, and that on a stack. Tests shall have both kinds.
 */
const manyBlocks = 48;
const fewBlocks = 8;

/** Offsets in the host's storage of the fast tables and the registers that a region works with. */
type Places = {
	readonly of: readonly Int32Array[];
	readonly fetch: number;
	readonly store: number;
	readonly registers: number;
};

/** What is known of regions that another one is made of. */
type Past = {readonly growths: number; readonly awkward: ReadonlySet<number>; readonly debt: number};

const noPast: Past = {growths: 0, awkward: new Set(), debt: 0};

export class Translator implements TranslatedCode {
	/** Instructions between two looks at where the machine is. */
	readonly interval: number;
	readonly lines: Int8Array;
	readonly #execution: Execution;
	readonly #regions: Regions;
	readonly #isEager: boolean;
	readonly #rows: Rows;
	readonly #review: Review;
	#places: Places = {of: [], fetch: 0, store: 0, registers: 0};
	/** Instructions that regions have executed to their own ends. */
	#executed = 0;
	#met = 0;
	/** How often no version of a region was right, since that was a meeting. */
	#missed = 0;
	/** Instructions that the interpreter has executed since the last meeting, and `executed` at the last `passed`. */
	#interpreted = 0;
	#counted = 0;

	/**
	 * `eager`: translates what it meets for the first time, and meets often (for tests). `report` counts what is done.
	 */
	constructor(execution: Execution, eager = false, readonly report?: TranslationReport) {
		this.#execution = execution;
		this.#rows = new Rows(execution, report);
		this.#regions = regionsOf(execution.cpu.storage.host);
		this.lines = this.#regions.lines;
		this.#isEager = eager;
		this.#review = new Review(execution, this.#regions, this.#rows, eager);
		this.interval = eager ? 50 : 16_384;
	}

	/** Regions there are now, of all machines with this host's storage. */
	get count(): number {
		return this.#regions.count;
	}

	/** Instructions that regions have executed. */
	get executed(): number {
		return this.#executed + this.#rows.executed;
	}

	get #mayTranslate(): boolean {
		return this.#isEager || this.#regions.mayTranslate;
	}

	/**
	 * So many instructions were executed by the interpreter and by regions, from logical address `from` on, where the
	 * general registers were `registers`; the machine has come to `to`. Both are looked at: what ends turns (an SVC)
	 * would else hide what lies between.
	 */
	passed(instructions: number, from: number, registers: Expected, to: number): void {
		this.#interpreted += instructions - (this.executed - this.#counted);
		this.#regions.executed += instructions;
		this.#counted = this.executed;
		if (this.#interpreted >= this.interval) {
			this.#interpreted = 0;
			this.#meet(from, registers);
			this.#meet(to);
		}
	}

	/** The interpreter has come here in the midst of its work, with these registers. */
	#meet(address: number, registers: Expected = this.#execution.gpr): void {
		const {fetch} = this.#execution;
		const {meetings, failures} = this.#regions;
		const ip = (fetch[address >>> 11] + address) | 0;
		if (ip < 0) {
			return;
		}

		if (++this.#met >= memory) {
			this.#met = 0;
			meetings.fill(0);
			failures.fill(0);
		}

		const line = lineOf(ip);
		if (this.#regions.covers(ip, address, this.#execution.bytes)) {
			this.#regions.wake(ip);
			return;
		}

		if (meetings[line] === hopeless) {
			return;
		}

		const enough = this.#isEager ? 1 : (this.#regions.isEntered(line) ? again : often);
		if (++meetings[line] >= enough && this.#mayTranslate) {
			const isMade = this.#install([{address, registers: registers.slice(), isChance: true}]);
			// Another routine may stand where the machine has come from.
			meetings[line] = isMade || ++failures[line] < patience ? 0 : hopeless;
		}
	}

	/**
	 * Runs the region that can be entered at host offset `ip`, logical `address`, for at most `left` instructions.
	 * Answers how many were executed, 0 where there is none; address and condition code are then in the PSW.
	 */
	run(ip: number, address: number, left: number): number {
		const {bytes} = this.#execution;
		const versions = this.#regions.at(ip, address);
		for (let index = 0; index < versions.length; index++) {
			const region = versions[index];
			const wasOverlaid = region.isOverlaid;
			if (differs(region, bytes)) {
				region.isOverlaid = true;
				continue;
			}

			const executed = this.#enter(region, address, left);
			if (executed !== otherInstructions) {
				if ((index > 0 || wasOverlaid) && executed > 0) {
					this.#regions.prefer(region, ip);
				}

				return executed;
			}
		}

		if (versions.length > 0) {
			this.#regions.miss(ip);
			if (++this.#missed >= (this.#isEager ? few : many)) {
				this.#missed = 0;
				this.#meet(address);
			}
		}

		return 0;
	}

	/** The same of one of them; `otherInstructions`: it is for others. */
	#enter(region: Translated, address: number, left: number): number {
		const {cpu, fetch} = this.#execution;
		const {psw, results} = cpu;
		const places = this.#placesNow();
		this.#regions.rows = this.#rows;
		this.#rows.enter(region, left);
		const next = region.run(
			address, left, psw.cc, psw.programMask, places.fetch, places.store, places.registers,
		);
		if (next === otherInstructions) {
			this.#othersStandThere(region);
			return next;
		}

		if (next < 0 && next !== endedByRow) {
			if (++region.refused > trial) {
				this.#dropRefused(region, 'refused');
			}

			return 0;
		}

		this.#rows.leave();
		if (region.isOverlaid) {
			region.isOverlaid = false;
			region.refused = 0;
		}

		const executed = left - results[resultWord.left];
		if (next !== endedByRow) {
			psw.address = next & addressMask;
			psw.cc = results[resultWord.code];
			this.report?.left(this.#execution.bytes, (fetch[psw.address >>> 11] + psw.address) | 0);
		}

		this.#executed += executed;
		region.executed += executed;
		if (region.debt > 0 && hasPaid(region)) {
			this.#regions.payOff(region);
		}

		const reason = this.#reasonFor(region, next);
		if (reason === 'changed' || (reason && this.#mayTranslate)) {
			this.#translateAgain(region, reason);
		}

		if (++region.runs >= trial) {
			if (region.executed - (changingCost * region.changing) < trial * worthwhile && !this.#isEager) {
				this.report?.dropped('short');
				this.#regions.drop(region, hopeless);
			}

			region.worth += region.executed;
			region.runs = 0;
			region.executed = 0;
			region.refused = 0;
			region.changing = 0;
		}

		return executed;
	}

	/** Where tables and registers begin in the host's storage. To ask arrays for it costs as much as a short region. */
	#placesNow(): Places {
		const {gpr, fetch, store} = this.#execution;
		const places = this.#places;
		if (fetch !== places.of[0] || store !== places.of[1] || gpr !== places.of[2]) {
			this.#places = {
				of: [fetch, store, gpr], fetch: fetch.byteOffset, store: store.byteOffset, registers: gpr.byteOffset,
			};
		}

		return this.#places;
	}

	#dropRefused(region: Translated, reason: 'refused' | 'changed'): void {
		this.report?.dropped(reason);
		this.#regions.drop(region, isWorthIt(region) || this.#isEager ? 0 : hopeless);
	}

	/** Why a region that answered `next` is to be made again, if it is. */
	#reasonFor(region: Translated, next: number): DropReason | undefined {
		const {address} = this.#execution.cpu.psw;
		if (next >= branchedAway && next < gaveUp) {
			return this.#review.isLeftOften(region, address) ? 'grown' : undefined;
		}

		if (this.#review.isStopped(region, next === endedByRow)) {
			return 'changed';
		}

		return next >= gaveUp && this.#review.givesUpOften(region, address) ? 'awkward' : undefined;
	}

	/**
	 * Other instructions stand there than the region has. Where the program changed a few, it is translated again; else
	 * they may come back.
	 */
	#othersStandThere(region: Translated): void {
		const {bytes} = this.#execution;
		if (this.#review.isChanged(region)) {
			this.#translateAgain(region, 'changed');
			return;
		}

		region.isOverlaid = true;
		region.telling = tellingByte(region, bytes);
		if (++region.refused > trial) {
			this.#dropRefused(region, 'changed');
		}
	}

	/**
	 * Makes another region of one: with what is known now, with what it is often left for, and with calls for what
	 * often gives up in it.
	 */
	#translateAgain(region: Translated, reason: DropReason): void {
		const {fetch} = this.#execution;
		const roots = this.#review.wantedBy(region);
		const growths = region.growths + (roots.length > 0 ? 1 : 0);
		const regions = new Set([region]);
		for (const {address} of roots) {
			const [other] = this.#regions.at((fetch[address >>> 11] + address) | 0, address);
			if (other) {
				regions.add(other);
			}
		}

		const awkward = new Set<number>();
		let debt = 0;
		for (const each of regions) {
			debt += each.debt;
			this.report?.dropped(reason);
			this.#regions.drop(each, 0);
			append(roots, each.roots);
			for (const address of this.#review.awkwardIn(each)) {
				awkward.add(address);
			}
		}

		if (this.#mayTranslate) {
			this.#install(roots, {growths, awkward, debt});
		}
	}

	/** Translates what can be reached from `roots`; false where that is nothing worth it. */
	#install(roots: readonly Root[], {growths, awkward, debt}: Past = noPast): boolean {
		const x = this.#execution;
		this.report?.begins();
		// Only what stands in the host's storage can be reached from there.
		const {buffer} = x.cpu.storage.host.memory;
		const found = [x.gpr, x.fpr, x.fetch, x.store, x.cpu.results].every(words => words.buffer === buffer)
			? findRegion(x, roots, (at, opcode) => this.#regions.varyingAt(at, opcode), awkward)
			: undefined;
		if (!found || !(found.branchesBack || this.#isEager)) {
			const [{address}] = roots;
			this.report?.refused(x.bytes, (x.fetch[address >>> 11] + address) | 0);
			return false;
		}

		const {host} = x.cpu.storage;
		const mostInLocals = this.#isEager ? fewBlocks : manyBlocks;
		const {definitions: all, called, entries, guard, changesPsw} = translateRegion(x, found, mostInLocals);
		const {functions} = this.#regions;
		const imports = called.map(callee => ({...callee, value: callee.find?.(host) ?? functions[callee.name]}));
		const definitions = all.map(each => this.report?.measured(each) ?? each);
		const {run} = instantiate(host.memory, definitions, {imports}) as Pick<Translated, 'run'>;
		this.report?.made();
		this.#regions.add({
			run,
			roots,
			entries: entries.map(entry => ({offset: x.fetch[entry >>> 11] + entry, address: entry})),
			guard,
			changesPsw,
			pages: pagesOf(x, found.blocks),
			isFull: found.isFull || growths >= mostGrowths,
			growths,
			exits: new Exits(),
			awkward,
			givenUp: new Map(),
			steps: new Map(found.blocks.flatMap(({steps}) => steps.map(step => [step.at, step]))),
			runs: 0,
			executed: 0,
			refused: 0,
			changing: 0,
			worth: 0,
			debt: debt + found.blocks.reduce((sum, {steps}) => sum + steps.length, 0),
			isOverlaid: false,
			overlays: 0,
			stops: 0,
			telling: undefined,
		});
		return true;
	}
}
