/** Which machine writes which file of a disk: nobody else changes it until that one is done, or gone. */
import {limits} from '../../../base/limits.js';

const key = (name: string, type: string): string => `${name} ${type}`;

/** The machine that has the disk; others go by their userids. */
export const ownPrograms = '';

export class FileClaims {
	readonly #holders = new Map<string, string>();

	/** Whether somebody else than `holder` has the file. */
	areOthers(name: string, type: string, holder: string): boolean {
		return (this.#holders.get(key(name, type)) ?? holder) !== holder;
	}

	/** False where somebody else has it, or the holder as many as one may. */
	take(name: string, type: string, holder: string): boolean {
		if (this.areOthers(name, type, holder) || this.#isMany(holder)) {
			return false;
		}

		this.#holders.set(key(name, type), holder);
		return true;
	}

	#isMany(holder: string): boolean {
		return [...this.#holders.values()].filter(each => each === holder).length >= limits.remoteClaims.value;
	}

	has(name: string, type: string, holder: string): boolean {
		return this.#holders.get(key(name, type)) === holder;
	}

	giveBack(name: string, type: string, holder: string): void {
		if (this.has(name, type, holder)) {
			this.#holders.delete(key(name, type));
		}
	}

	/** Gives everything of a holder back. */
	end(holder: string): void {
		for (const [file, by] of this.#holders) {
			if (by === holder) {
				this.#holders.delete(file);
			}
		}
	}
}
