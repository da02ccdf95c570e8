/**
 * Storage that the variables of an EXEC take from free storage of its machine, so that they end where its storage does,
 * with the abend of a nucleus that finds none. Not here: their names and values, which are the processor's own.
 */
import type {Cms} from '../cms.js';

/** Variables of a block. */
export const variablesOfBlock = 64;
/** A name, a value, and their place in a chain, bytes. */
const variableSize = 24;
const blockSize = variablesOfBlock * variableSize;

export class VariableRoom {
	readonly #cms: Pick<Cms, 'allocate' | 'release'>;
	readonly #blocks: number[] = [];

	constructor(cms: Pick<Cms, 'allocate' | 'release'>) {
		this.#cms = cms;
	}

	/** Takes a block; throws the abend where there is no storage. */
	take(): void {
		this.#blocks.push(this.#cms.allocate(blockSize));
	}

	/** The EXEC has ended. */
	giveBack(): void {
		for (const block of this.#blocks.splice(0)) {
			this.#cms.release(block, blockSize);
		}
	}
}
