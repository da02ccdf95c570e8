/**
 * A slave as it was prepared, to begin there again as often as its creator likes: its pages, mapped copy on write, keys
 * and registers. Everything else is the prototype's (`Sessions.renew`). When a disk or named system that it came from
 * has changed the image is out of date: whoever asks for it loads anew, as IPL does.
 */
import type {DirectoryEntry} from '../directory/directory.js';
import type {Pager} from '../machine/paging.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import type {NamedSystem} from '../systems/named-system.js';
import type {SlaveOrigin} from './slave-origin.js';

export type ImagePager = Pick<Pager, 'capture' | 'restore'>;

export class ReadyImage {
	readonly creator: string | undefined;
	readonly entry: DirectoryEntry;
	readonly #pager: ImagePager;
	readonly #storage: ReturnType<ImagePager['capture']>;
	readonly #registers: ReadonlyArray<readonly number[]>;
	readonly #psw: readonly number[];
	readonly #systems: readonly NamedSystem[];

	/** Of a slave as it is now, made of `origin`. `psw`: where it begins; zero: where it stands. */
	constructor(pager: ImagePager, slave: VirtualMachine, readonly origin: SlaveOrigin, psw: readonly number[]) {
		const {gpr, fpr, cr, psw: {high, low}} = slave.cpu;
		this.creator = slave.assignment.creator;
		this.entry = slave.entry;
		this.#pager = pager;
		this.#systems = slave.loaded.systems;
		this.#storage = pager.capture(slave);
		this.#registers = [[...gpr], [...fpr], [...cr]];
		this.#psw = psw.some(word => word !== 0) ? psw : [high, low];
	}

	/** Nothing that it came from has changed since. */
	get isCurrent(): boolean {
		return this.origin.isCurrent && this.#systems.every(({isReleased}) => !isReleased);
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
