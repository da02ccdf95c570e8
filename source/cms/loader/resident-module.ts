/**
 * MODULE files of programs in TypeScript. Such a program is a command like any other, and what its System/370
 * counterpart has in storage it has too: pages of its declared size, which a MODULE file that is really read brings in,
 * or which a segment of its name has (GC20-1819, "CMS command search order", "Discontiguous Saved Segments"; SY20-0887,
 * "User and Transient Program Areas").
 *
 * The file is the command: its text begins with the program's name and an SVC that has the program run. A copy under
 * another name is the same command, one that LOADMOD brought in can be started, and without the file there is none.
 */
import {pageSize} from '../../base/architecture.js';
import {characters, halfword, Layout} from '../../base/layout.js';
import type {Step} from '../../guest/action.js';
import type {Guest, GuestStorage} from '../../guest/guest.js';
import type {
	Cms, CmsCommand, CommandCall, ResidentModule,
} from '../cms.js';
import type {NewFile} from '../file-system/disk/disk.js';
import * as diagnose from '../nucleus/diagnose.js';
import {splitOptions} from '../nucleus/command/scan.js';
import {area} from '../nucleus/storage/layout.js';
import {encodeModule} from './module-file.js';

/** The SVC of a program in TypeScript; no other program has a use for it. Ours. */
export const residentSvc = 205;

/** Beginning of a program's text: its name, and what a call of it executes (SVC, and BR 14). */
export const residentHead = new Layout(12, {name: characters(0, 8), call: halfword(8), back: halfword(10)});

const call = 0x0A00 | residentSvc;
const back = 0x07FE;

/** Where a call begins, from the start of the text. */
const entryOffset = residentHead.offset.call;

/** Where the text begins that has its entry at `entry`. */
export const startOf = (entry: number): number => entry - entryOffset;

/** Whether the program is one of the transient area: it leaves what is in the user area alone. */
export const isTransient = ({origin}: ResidentModule): boolean => origin === area.transient;

/** Records of the MODULE file. */
export function residentModuleRecords({name, bytes, origin = area.user}: ResidentModule): Uint8Array[] {
	return encodeModule({
		entry: origin + entryOffset, origin, text: residentText(name, bytes), symbols: [],
	});
}

/** The MODULE files of programs that are not of the nucleus, for the system disk. */
export function moduleFiles(programs: ReadonlyArray<Pick<CmsCommand, 'module'>>): NewFile[] {
	return programs.flatMap(({module}) => module ?? []).map(module => ({
		name: module.name, type: 'MODULE', modeNumber: '2', recordFormat: 'V', records: residentModuleRecords(module),
	}));
}

/** What a segment or MODULE of the program holds. */
export function residentText(name: string, bytes: number): Uint8Array {
	const text = new Uint8Array(bytes);
	text.set(residentHead.encode({name, call, back}));
	return text;
}

/** The program whose text has its entry at `entry`, in a machine's storage; `undefined`: System/370 code. */
export function residentAt(
	{guest: {storage}, commands}: Pick<Cms, 'guest' | 'commands'>,
	entry: number,
): (CmsCommand & {readonly module: ResidentModule}) | undefined {
	const name = residentName(storage, startOf(entry));
	const command = name === undefined ? undefined : commands.find(({module}) => module?.name === name);
	return command?.module && {...command, module: command.module};
}

/** Name of the program in TypeScript whose text begins at `start`; `undefined` where none does. */
export function residentName(storage: GuestStorage, start: number): string | undefined {
	if (start < 0 || !storage.contains(start, residentHead.length)) {
		return undefined;
	}

	const head = residentHead.decode(storage.fetch(start, residentHead.length));
	return head.call === call && head.back === back ? head.name : undefined;
}

/** Whether the program now lies in the transient area, from where it is called without being read again. */
export function isInTransientArea(cms: Pick<Cms, 'guest' | 'commands'>, module: ResidentModule): boolean {
	return isTransient(module) && residentName(cms.guest.storage, area.transient) === module.name;
}

/** Where a program lies. */
export type Place = {readonly start: number; readonly bytes: number};

/** A segment, mapped into this machine; `undefined` where CP does not know it. One that is loaded stays so. */
export function * segmentOf(cms: Pick<Cms, 'guest'>, name: string, most = Infinity): Step<Place | undefined> {
	const found = yield * diagnose.loadSegment(cms.guest, name);
	return found && {start: found.start, bytes: Math.min(most, found.end + 1 - found.start)};
}

/** A program runs through its pages. */
export function * goThrough(guest: Guest, {start, bytes}: Place): Step {
	for (let at = start; at < start + bytes; at += pageSize) {
		const done = guest.perform({kind: 'charge', instructions: 0, at});
		if (typeof done !== 'number') {
			yield done;
		}
	}
}

/** Runs a program that lies there. */
export function * runResident(
	cms: Cms,
	{run}: Pick<CmsCommand, 'run'>,
	place: Place,
	call: CommandCall,
): Step<number> {
	yield * goThrough(cms.guest, place);
	return yield * run({cms, call, ...splitOptions(call.tokens)});
}
