/**
 * The locks of a group in a segment that its machines share, beside a model of them: who has which file, who stands in
 * line, what becomes of it when a machine stops for ever in the middle.
 */
import assert from 'node:assert';
import {lockMode, type LockMode} from '../../../source/cms/locks/lock-layout.js';
import {
	atOnce, formatLockTable, LockTable, type Stoppable,
} from '../../../source/cms/locks/lock-table.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import type {HostStorage} from '../../../source/machine/storage/host-storage.js';
import {AddressSpace, mapping} from '../../../source/machine/storage/storage.js';
import type {ModelMachine} from './model-machine.js';
import type {Step} from './steps.js';

const origin = 0xF0_0000;
const pageSize = 4096;
const segmentPages = 8;
const files = ['PARSER', 'LEXER', 'TABLES'] as const;
const modes: readonly LockMode[] = [lockMode.share, lockMode.update, lockMode.exclusive, lockMode.share];

/** One life of a machine in the group. */
type Life = {readonly userid: string; readonly generation: number};

type Held = {readonly life: Life; readonly file: string; mode: LockMode; waiting: boolean};

const conflict = (one: LockMode, other: LockMode): boolean => one !== lockMode.share || other !== lockMode.share;

export class LockWorld {
	/** Whoever looks after the table when all machines are gone. */
	readonly #outside: AddressSpace;
	readonly #lives = new Map<ModelMachine, Life>();
	/** Gone, and not yet recovered. */
	readonly #gone: Life[] = [];
	/** In the order of the requests. */
	#locks: Held[] = [];

	constructor(host: HostStorage) {
		this.#outside = new AddressSpace(host, 0);
		for (let page = 0; page < segmentPages; page++) {
			this.#outside.give((origin / pageSize) + page, host.allocate()!);
		}
	}

	/** An empty table, of which nobody is a member. */
	begin(): void {
		this.#lives.clear();
		this.#gone.length = 0;
		this.#locks = [];
		atOnce(formatLockTable(this.#outside, origin));
	}

	/** The machine was reset, or is gone. */
	ended(machine: ModelMachine): void {
		const life = this.#lives.get(machine);
		if (life) {
			this.#lives.delete(machine);
			this.#gone.push(life);
		}
	}

	/** A step of a machine. `halt`: it is stopped in the middle, for ever. */
	perform(step: Step, machine: ModelMachine, vm: VirtualMachine, halt: () => void): void {
		this.#withSegment(vm, table => {
			if (step.op === 'recover') {
				this.#recover(table);
				return;
			}

			const life = this.#lives.get(machine) ?? this.#join(table, machine);
			const file = files[step.to % files.length];
			const name = {name: file, type: 'DATA', implicit: false};
			if (step.op === 'lock' || step.op === 'unlock') {
				if (step.op === 'unlock') {
					const told = atOnce(table.release(life.generation, name));
					assert.deepStrictEqual([...told!].toSorted(), this.#release(life, file).toSorted());
				} else {
					const wish = {mode: modes[step.which % 4], wait: step.flags % 4 !== 0};
					const {kind} = atOnce(table.acquire(life.generation, {...name, ...wish}));
					assert.strictEqual(kind, this.#acquire(life, file, wish));
				}

				this.#compare(table);
				return;
			}

			const work: Stoppable<unknown> = step.op === 'lockHalted'
				? table.acquire(life.generation, {...name, mode: modes[step.which % 4], wait: true})
				: table.release(life.generation, name);
			let isOver = false;
			for (let left = step.which + step.other; left > 0 && !isOver; left--) {
				isOver = work.next().done === true;
			}

			halt();
			// Whatever had been done of it by then: its machine is gone, so nothing may be left.
			this.#recover(table);
		});
	}

	/** Everybody is gone, and nothing is left. */
	end(): void {
		for (const life of this.#lives.values()) {
			this.#gone.push(life);
		}

		const table = new LockTable(this.#outside, origin);
		this.#recover(table);
		assert.deepStrictEqual(table.locks(), [], 'a lock is left');
		assert.deepStrictEqual(table.members(), [], 'a member is left');
	}

	/** Has a machine the segment while it works there. */
	#withSegment({storage}: VirtualMachine, work: (table: LockTable) => void): void {
		const first = origin / pageSize;
		for (let page = first; page < first + segmentPages; page++) {
			storage.map(page, this.#outside.contentOf(page)!, mapping.shared);
		}

		try {
			work(new LockTable(storage, origin));
		} finally {
			for (let page = first; page < first + segmentPages; page++) {
				storage.unmap(page);
			}
		}
	}

	#join(table: LockTable, machine: ModelMachine): Life {
		const {userid} = machine;
		const joined = atOnce(table.join(userid))!;
		const earlier = this.#gone.filter(life => life.userid === userid);
		const told = earlier.flatMap(life => this.#drop(life));
		assert.deepStrictEqual([...joined.told].toSorted(), told.toSorted(), 'who waited for an earlier life');
		const life = {userid, generation: joined.generation};
		this.#lives.set(machine, life);
		return life;
	}

	/** What those who are gone had goes to who waits. */
	#recover(table: LockTable): void {
		const gone = [...this.#gone];
		const told = new Set<string>();
		const left = [...gone];
		for (let inVain = 0; left.length > 0;) {
			const life = left.shift()!;
			const more = atOnce(table.recover(life.generation));
			if (more) {
				inVain = 0;
				for (const userid of more) {
					told.add(userid);
				}
			} else {
				// Another one of them was halted where this one has something.
				left.push(life);
				assert.ok(++inVain < left.length, 'nobody can be recovered');
			}
		}

		// Who was halted may have given something up, or let somebody in, before it was, and may itself stand in line.
		const known = new Set([...gone.flatMap(life => this.#drop(life)), ...gone.map(({userid}) => userid)]);
		assert.ok([...told].every(userid => known.has(userid)), 'who is told has it');
		this.#compare(table);
	}

	#acquire(life: Life, file: string, {mode, wait}: {readonly mode: LockMode; readonly wait: boolean}): string {
		const own = this.#locks.find(lock => lock.life === life && lock.file === file);
		if (own && (own.waiting || own.mode >= mode)) {
			return own.waiting ? 'waiting' : 'held';
		}

		const others = this.#locks.filter(lock =>
			lock.file === file && lock.life.userid !== life.userid && conflict(lock.mode, mode));
		if (others.length > 0 && (!wait || own)) {
			return 'conflict';
		}

		if (this.#waitsFor(others.map(lock => lock.life.userid), life.userid)) {
			return 'circle';
		}

		this.#locks = this.#locks.filter(lock => lock !== own);
		this.#locks.push({
			life, file, mode, waiting: others.length > 0,
		});
		return others.length > 0 ? 'waiting' : 'held';
	}

	#release(life: Life, file: string): string[] {
		this.#locks = this.#locks.filter(lock => lock.life !== life || lock.file !== file);
		return this.#grant();
	}

	#drop(life: Life): string[] {
		this.#gone.splice(this.#gone.indexOf(life), 1);
		this.#locks = this.#locks.filter(lock => lock.life !== life);
		return this.#grant();
	}

	#grant(): string[] {
		const granted = this.#locks.filter(lock => lock.waiting && this.#before(lock).length === 0);
		for (const lock of granted) {
			lock.waiting = false;
		}

		return granted.map(({life}) => life.userid);
	}

	/** What keeps somebody from what he waits for. */
	#before(wish: Held): Held[] {
		return this.#locks.filter((lock, index) => lock.file === wish.file && lock.life.userid !== wish.life.userid
			&& (!lock.waiting || index < this.#locks.indexOf(wish)) && conflict(lock.mode, wish.mode));
	}

	/** Whether one of these waits, directly or not, for `userid`. */
	#waitsFor(from: readonly string[], userid: string): boolean {
		const seen = new Set(from);
		for (const each of seen) {
			for (const wish of this.#locks.filter(lock => lock.waiting && lock.life.userid === each)) {
				for (const {life} of this.#before(wish)) {
					seen.add(life.userid);
				}
			}
		}

		return seen.has(userid);
	}

	/** The table says what the model does; nobody waits for himself, or for nobody. */
	#compare(table: LockTable): void {
		assert.deepStrictEqual(
			table.locks().map(({owner, name, mode, waiting}) => ({
				owner, name, mode, waiting,
			})),
			this.#locks.map(({life, file, mode, waiting}) => ({
				owner: life.userid, name: file, mode, waiting,
			})),
		);
		for (const wish of this.#locks.filter(({waiting}) => waiting)) {
			const before = this.#before(wish);
			assert.ok(before.length > 0, 'waits for nobody');
			assert.ok(!this.#waitsFor(before.map(({life}) => life.userid), wish.life.userid), 'waits for himself');
		}
	}
}
