/**
 * A slave as it was prepared, to begin there again as often as its creator likes: its pages, mapped copy on write, keys
 * and registers. Everything else is the prototype's (`Sessions.renew`).
 */
import type {DirectoryEntry} from '../directory/directory.js';
import type {Pager} from '../machine/paging.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

export type ImagePager = Pick<Pager, 'capture' | 'restore'>;

export class ReadyImage {
	readonly creator: string | undefined;
	readonly entry: DirectoryEntry;
	readonly #pager: ImagePager;
	readonly #storage: ReturnType<ImagePager['capture']>;
	readonly #registers: ReadonlyArray<readonly number[]>;
	readonly #psw: readonly number[];

	/** Of a slave as it is now. `psw`: where it begins; zero: where it stands. */
	constructor(pager: ImagePager, slave: VirtualMachine, psw: readonly number[]) {
		const {gpr, fpr, cr, psw: {high, low}} = slave.cpu;
		this.creator = slave.assignment.creator;
		this.entry = slave.entry;
		this.#pager = pager;
		this.#storage = pager.capture(slave);
		this.#registers = [[...gpr], [...fpr], [...cr]];
		this.#psw = psw.some(word => word !== 0) ? psw : [high, low];
	}

	/** Brings a new machine of the same entry there. */
	restore(vm: VirtualMachine): void {
		const {cpu, processor} = vm;
		this.#pager.restore(vm, this.#storage);
		for (const [index, set] of [cpu.gpr, cpu.fpr, cpu.cr].entries()) {
			set.set(this.#registers[index]);
		}

		processor.pswReplaced(cpu.psw.load(this.#psw[0], this.#psw[1]));
	}

	/** Nobody begins there any more. */
	release(): void {
		this.#storage.release();
	}
}
