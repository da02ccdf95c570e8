/**
 * The volumes that CP owns, and what it has them for (GC20-1801, "The SYSOWN Macro"; GC20-1806, "Format/Allocate
 * Service Program"), as statements of a file:
 *
 *     SYSOWN YRKPAG
 *     ALLOCATE,3330,YRKPAG
 *     PERM,000,000
 *     TEMP,001,100
 *     END
 *
 * A line that begins with `*` says nothing. TEMP cylinders are for paging; PERM ones for minidisks and what CP keeps.
 * Not here: the device address in ALLOCATE, for a volume is mounted on whatever drive it is first used on; DRCT and
 * TDSK, for directory and temporary disks are elsewhere. What is not allocated is PERM, not TEMP as GC20-1806 has it: a
 * page must never come where a minidisk is.
 */
import {cpFormat} from './cp-formats.js';
import type {Cylinders} from './paging-slots.js';

export type OwnedVolume = {
	readonly serial: string;
	readonly type: string;
	/** TEMP cylinders, ascending, apart from each other. */
	readonly temporary: readonly Cylinders[];
};

/** `file line 3: TEMP,5,2: …`. */
export type OwnedVolumeError = {readonly file: string; readonly line: number; readonly reason: string};

export const ownedVolumeErrorText = ({file, line, reason}: OwnedVolumeError): string =>
	`${file} line ${line}: ${reason}`;

const serialPattern = /^[A-Z\d$#@]{1,6}$/;

/** An ALLOCATE with the statements behind it. */
type Draft = {readonly serial: string; readonly type: string; readonly cylinders: string[]};

class Reader {
	readonly errors: OwnedVolumeError[] = [];
	readonly volumes: OwnedVolume[] = [];
	readonly #owned = new Set<string>();
	readonly #file: string;
	#draft: Draft | undefined;
	/** What follows belongs to an ALLOCATE that was rejected: its error has been told. */
	#isRejected = false;
	#line = 0;

	constructor(file: string) {
		this.#file = file;
	}

	read(source: string): void {
		for (const [index, text] of source.toUpperCase().split(/\r?\n/).entries()) {
			this.#line = index + 1;
			const statement = text.trim();
			if (statement !== '' && !statement.startsWith('*')) {
				this.#statement(statement);
			}
		}

		if (this.#draft) {
			this.#reject('END missing');
		}
	}

	#statement(statement: string): void {
		const [word, ...rest] = statement.split(/[\s,]+/).filter(part => part !== '');
		switch (word) {
			case 'SYSOWN': {
				this.#own(rest);
				break;
			}

			case 'ALLOCATE':
			case 'A': {
				this.#allocate(rest);
				break;
			}

			case 'TEMP':
			case 'PERM': {
				this.#cylinders(word, rest);
				break;
			}

			case 'END': {
				this.#end(rest);
				break;
			}

			default: {
				this.#reject(`${word}: neither SYSOWN nor ALLOCATE, TEMP, PERM or END`);
			}
		}
	}

	#own(serials: readonly string[]): void {
		if (serials.length === 0) {
			this.#reject('SYSOWN without a volume serial number');
		}

		for (const serial of serials) {
			if (serialPattern.test(serial)) {
				this.#owned.add(serial);
			} else {
				this.#reject(`${serial}: no volume serial number of up to 6 characters`);
			}
		}
	}

	#allocate([type = '', serial = '', ...more]: readonly string[]): void {
		const format = cpFormat(type);
		this.#isRejected = true;
		if (this.#draft) {
			this.#reject('END missing before ALLOCATE');
		} else if (!format || more.length > 0) {
			this.#reject(`ALLOCATE,${type},${serial}: expected "ALLOCATE,devtype,volser" of a device CP can page on`);
		} else if (!this.#owned.has(serial) || this.volumes.some(each => each.serial === serial)) {
			this.#reject(`${serial}: not a volume of SYSOWN, or allocated before`);
		} else {
			this.#draft = {serial, type, cylinders: Array.from({length: format.model.cylinders}, () => 'PERM')};
			this.#isRejected = false;
		}
	}

	#cylinders(use: string, [first = '', last = first, ...more]: readonly string[]): void {
		if (this.#isRejected) {
			return;
		}

		const {cylinders} = this.#draft ?? {};
		if (!cylinders) {
			this.#reject(`${use} without ALLOCATE before it`);
			return;
		}

		const isRange = /^\d+$/.test(first) && /^\d+$/.test(last) && Number(first) <= Number(last) && more.length === 0;
		if (!isRange || Number(last) >= cylinders.length) {
			this.#reject(`${use},${first},${last}: no cylinders between 0 and ${cylinders.length - 1}`);
		} else if (use === 'TEMP' && Number(first) === 0) {
			this.#reject('TEMP,0: cylinder 0 holds the label and the allocation map');
		} else {
			// Each statement lies over those before it (GC20-1806).
			cylinders.fill(use, Number(first), Number(last) + 1);
		}
	}

	#end(more: readonly string[]): void {
		if (more.length > 0) {
			this.#reject(`END,${more.join(',')}: END stands alone`);
		} else if (this.#draft) {
			const {serial, type, cylinders} = this.#draft;
			this.volumes.push({serial, type, temporary: rangesOf(cylinders, 'TEMP')});
		} else if (!this.#isRejected) {
			this.#reject('END without ALLOCATE before it');
		}

		this.#draft = undefined;
		this.#isRejected = false;
	}

	#reject(reason: string): void {
		this.errors.push({file: this.#file, line: this.#line, reason});
	}
}

/** Runs of cylinders with one use. */
function rangesOf(cylinders: readonly string[], use: string): Cylinders[] {
	const ranges: Array<{first: number; last: number}> = [];
	for (const [cylinder, each] of cylinders.entries()) {
		const range = ranges.at(-1);
		if (each === use && range?.last === cylinder - 1) {
			range.last = cylinder;
		} else if (each === use) {
			ranges.push({first: cylinder, last: cylinder});
		}
	}

	return ranges;
}

/** Reads the statements; every error is told. `file` is for the errors. */
export function parseOwnedVolumes(source: string, file = 'SYSTEM OWNED'): {
	readonly volumes: readonly OwnedVolume[];
	readonly errors: readonly OwnedVolumeError[];
} {
	const reader = new Reader(file);
	reader.read(source);
	return {volumes: reader.errors.length > 0 ? [] : reader.volumes, errors: reader.errors};
}
