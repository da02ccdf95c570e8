/** QUERY DISK and QUERY SEARCH (GC20-1818, "QUERY"). The command itself is `query.ts`. */
import type {Step} from '../../../guest/action.js';
import type {AccessedDisk, Cms} from '../../cms.js';
import {deviceAddress} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';

/** How it is accessed, and whose it is where it is another machine's (ours). */
const access = ({readOnly, owner}: AccessedDisk): string =>
	(readOnly ? 'R/O' : 'R/W') + (owner === undefined ? '' : ` REMOTE ${owner}`);

/** One line of QUERY DISK, and of FORMAT with RECOMP. */
export function describeDisk(disk: AccessedDisk): string {
	const {total, used, left} = disk.blocks;
	const full = Math.floor(used * 100 / total);
	return `${disk.letter} (${deviceAddress(disk.device)}): ${disk.list().length} FILES; ${used} REC IN USE, ${left} `
		+ `LEFT (OF ${total}), ${full}% FULL (${disk.cylinders} CYL), ${disk.deviceType}, ${access(disk)}`;
}

/** The disks that the operand of QUERY DISK means: all, those of a mode, R/W, or the R/W disk with most room (MAX). */
function disksMeant(cms: Cms, which: string): readonly AccessedDisk[] {
	const {disks} = cms.disks;
	const writable = disks.filter(disk => !disk.readOnly);
	switch (which) {
		case '*': {
			return disks;
		}

		case 'R/W': {
			return writable;
		}

		case 'MAX': {
			return writable.toSorted((one, other) => other.blocks.left - one.blocks.left).slice(0, 1);
		}

		default: {
			return disks.filter(disk => disk.letter === which);
		}
	}
}

/** `QUERY DISK mode|*|MAX|R/W`; `*` by default. Return code 24 invalid mode, 36 not accessed. */
export function * queryDisk(cms: Cms, mode = '*'): Step<number> {
	if (!/^(?:[A-Z]|\*|MAX|R\/W)$/.test(mode)) {
		return yield * cms.message(messages.DMSQRY048E, {mode});
	}

	const disks = disksMeant(cms, mode);
	if (disks.length === 0) {
		return yield * cms.message(messages.DMSQRY069E, {mode});
	}

	for (const disk of disks) {
		yield * cms.console.type(describeDisk(disk));
	}

	return 0;
}

/** `QUERY SEARCH`: label, device, mode and access of every disk, in search order. */
export function * querySearch(cms: Cms): Step<number> {
	for (const disk of cms.disks.disks) {
		const mode = disk.extensionOf === undefined ? disk.letter : `${disk.letter}/${disk.extensionOf}`;
		yield * cms.console.type(
			`${disk.label.padEnd(6)}  ${deviceAddress(disk.device)}  ${mode.padEnd(3)}  ${access(disk)}`,
		);
	}

	return 0;
}
