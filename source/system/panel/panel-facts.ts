/**
 * What the machine panel shows beside the machines: disks that are waited for, and locks of files on shared disks, read
 * from the segments that machines share. Nothing is brought in for it: what is paged out is not shown.
 */
import {hex} from '../../base/hex.js';
import {directoryLock} from '../../cms/file-system/disk/shared-disk.js';
import {lockMode, lockTableLength, type LockMode} from '../../cms/locks/lock-layout.js';
import {isLockTable, LockTable, type Lock, type LockStorage} from '../../cms/locks/lock-table.js';
import type {ControlProgram} from '../../cp/control-program.js';
import type {NamedSystem} from '../../cp/systems/named-system.js';
import {GuestFault} from '../../guest/bounded/fault.js';

const modeWords: Readonly<Record<LockMode, string>> = {
	[lockMode.share]: 'SHARE', [lockMode.update]: 'UPDATE', [lockMode.exclusive]: 'EXCLUSIVE',
};

/** A copy of a segment's beginning, to be looked at. */
function copyOf(bytes: Uint8Array): LockStorage {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const never = (): never => {
		throw new Error('a copy is not stored into');
	};

	return {
		fetch: (address, length) => bytes.slice(address, address + length),
		word: address => view.getUint32(address),
		store: never,
		setWord: never,
	};
}

/** Locks in a segment; none where it is no lock table, or none that can be read. */
function locksIn(system: NamedSystem): Lock[] {
	const bytes = system.peek(lockTableLength);
	const storage = bytes && copyOf(bytes);
	try {
		return storage && isLockTable(storage, 0) ? new LockTable(storage, 0).locks() : [];
	} catch (error) {
		if (error instanceof GuestFault) {
			return [];
		}

		throw error;
	}
}

const lockLine = ({
	name, type, owner, mode, waiting,
}: Lock): string =>
	`LOCK   ${name.padEnd(8)} ${type.padEnd(8)} ${modeWords[mode].padEnd(9)} `
	+ `${waiting ? 'WAITED FOR BY' : 'OF'} ${owner}`;

/** A line each. */
export function panelFacts(cp: ControlProgram): string[] {
	const disks = (cp.arms?.disks ?? [])
		.filter(({arm}) => arm.queueLength > 0)
		.map(({serial, address, arm}) =>
			`DISK   ${serial.padEnd(8)} ${hex(address, 3).padEnd(8)} ${arm.queueLength} WAIT FOR ITS ARM`);
	const locks = cp.systems.names
		.filter(({isProtected, isSegment}) => isSegment && !isProtected)
		.map(({name}) => cp.systems.get(name))
		.filter(system => system !== undefined)
		.flatMap(system => locksIn(system))
		.filter(({type}) => type !== directoryLock.type)
		.map(lock => lockLine(lock));
	return [...disks, ...locks];
}
