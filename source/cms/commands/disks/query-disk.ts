/** QUERY DISK and QUERY SEARCH (GC20-1818, "QUERY"). The command itself is `query.ts`. */
import type {Step} from '../../../guest/action.js';
import type {AccessedDisk, Cms} from '../../cms.js';
import {deviceAddress} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';

/** How it is accessed, and whose it is where it is another machine's (ours). */
const access = ({readOnly, owner}: AccessedDisk): string =>
	(readOnly ? 'R/O' : 'R/W') + (owner === undefined ? '' : ` REMOTE ${owner}`);

/** One line of QUERY DISK. */
function describeDisk(disk: AccessedDisk): string {
	const {total, used, left} = disk.blocks;
	const full = Math.floor(used * 100 / total);
	return `${disk.letter} (${deviceAddress(disk.device)}): ${disk.list().length} FILES; ${used} REC IN USE, ${left} `
		+ `LEFT (OF ${total}), ${full}% FULL (${disk.cylinders} CYL), ${disk.deviceType}, ${access(disk)}`;
}

/** `QUERY DISK mode|*`; `*` by default. Return code 24 invalid mode, 36 not accessed. */
export function * queryDisk(cms: Cms, mode = '*'): Step<number> {
	if (mode !== '*' && !/^[A-Z]$/.test(mode)) {
		return yield * cms.message(messages.DMSQRY048E, {mode});
	}

	const disks = cms.disks.disks.filter(disk => mode === '*' || disk.letter === mode);
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
