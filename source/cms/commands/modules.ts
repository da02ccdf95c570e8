/**
 * Which commands are MODULE files of the system disk, where LOADMOD puts them, and how long they are. One published
 * table, beside the charges (`guest/charges.ts`) and the nucleus's own (`guest/footprint.ts`).
 *
 * The areas are those of VM/370 Release 6: GC20-1819, "CMS command search order", lists the commands of the transient
 * area and of the nucleus; all others run in the user area (SY20-0887, "User and Transient Program Areas"). Commands of
 * ours stand where what is most like them does. The lengths are estimates, for no listing of a Release 6 system disk
 * was to be had; a transient command has at most two pages.
 */
import type {CmsCommand, ResidentModule} from '../cms.js';
import {area} from '../nucleus/storage/layout.js';

/** Bytes of code: estimates. */
const transientCommands: Readonly<Record<string, number>> = {
	ACCESS: 5600,
	COMPARE: 2600,
	CREATE: 2400, // Ours.
	DELETE: 2200, // Ours.
	DISK: 4400,
	DLBL: 4800,
	FILEDEF: 5800,
	GENDIRT: 488, // As on a system disk of Release 6.
	GLOBAL: 1500,
	GRANT: 2600, // Ours.
	HELP: 7200,
	IDENTIFY: 1200, // VM/SP's.
	LISTDS: 5200,
	LISTFILE: 5400,
	MODMAP: 900,
	OPTION: 1200,
	PRINT: 3600,
	PUNCH: 2800,
	NAMEFIND: 2600, // VM/SP's.
	QUERY: 7800,
	RDR: 1600, // VM/SP's.
	READCARD: 3200,
	RELEASE: 1400,
	RENAME: 3400,
	REVOKE: 1800, // Ours.
	RUN: 1600,
	SET: 6600,
	SORT: 3000,
	SVCTRACE: 2600,
	SYNONYM: 2000,
	TAPE: 6400,
	TAPEMAC: 3400,
	TAPPDS: 4200,
	TELL: 2200, // VM/SP's.
	TYPE: 2800,
	VMFPLC2: 6800,
};
const userCommands: Readonly<Record<string, number>> = {
	ASSEMBLE: 9800,
	COPYFILE: 14_200,
	DDR: 16_800,
	EDIT: 26_400,
	FORMAT: 6200,
	MACLIB: 7400,
	MOVEFILE: 4800,
	RECEIVE: 6400, // VM/SP's.
	SENDFILE: 5200, // VM/SP's.
	TXTLIB: 6800,
	UPDATE: 11_800,
	WAKEUP: 4800, // VM/SP's.
};

/** The module of a command of CMS; `undefined`: it is of the nucleus. */
function moduleOf(name: string): ResidentModule | undefined {
	return name in transientCommands
		? {name, bytes: transientCommands[name], origin: area.transient}
		: (name in userCommands ? {name, bytes: userCommands[name], origin: area.user} : undefined);
}

/** The command with the module that the table has for it. */
export const withModule = (command: CmsCommand): CmsCommand => ({...command, module: moduleOf(command.name)});
