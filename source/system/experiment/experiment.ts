/**
 * A system of its own to measure: a directory, volumes, storage and a processor as asked for, in simulated time.
 * Nothing of the host comes into it, so the same plan gives the same figures everywhere. `measurement.ts` is what can
 * be seen.
 */
import {pageSize} from '../../base/architecture.js';
import {VirtualClock} from '../../base/clock.js';
import {greatest} from '../../base/sequences.js';
import {fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import {ownedVolumeErrorText, parseOwnedVolumes} from '../../cp/devices/owned-volumes.js';
import type {SavedSystem} from '../../cp/systems/saved-system.js';
import type {SystemName} from '../../cp/systems/system-names.js';
import {directoryErrorText} from '../../cp/directory/directory.js';
import {parseDirectory} from '../../cp/directory/parser.js';
import {residentText} from '../../cms/loader/resident-module.js';
import type {NewFile} from '../../cms/file-system/disk/disk.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {findCkdModel} from '../../machine/devices/volume/ckd-models.js';
import {OverlayVolume} from '../../machine/devices/volume/overlay-volume.js';
import type {Terminal} from '../../port/terminal-port.js';
import type {TerminalLine} from '../../cp/terminal/terminal-line.js';
import {ConfigurationError} from '../configuration-error.js';
import {readProfile} from '../profile.js';
import {System} from '../system.js';
import {systemFiles} from '../system-files.js';
import {
	buildMinidisk, initialFiles, isSystemDisk, momentOf, neededVolumes, placedMinidisks,
} from '../volumes/minidisks.js';
import {BlankVolume} from '../volumes/blank-volume.js';
import {Measurement} from './measurement.js';

/** A file of text as it lies on a minidisk. */
export type TextFile = {
	readonly name: string;
	readonly type: string;
	/** Records of 80 bytes, unless the longest of `lines` is longer: then as long as each is. */
	readonly lines: readonly string[];
};

/** A segment that every machine may map, protected: a program's code, one copy for all. */
export type CodeSegment = {
	readonly name: string;
	/** The program in it, and its size in bytes. */
	readonly program: string;
	readonly bytes: number;
	/** Where it lies, a multiple of 64K. */
	readonly start: number;
};

export type ExperimentPlan = {
	/** Texts of `USER DIRECT` and `SYSTEM OWNED`. */
	readonly directory: string;
	readonly owned: string;
	/** Further files by `OWNER CUU`; one of the same name takes the place of the system's. */
	readonly files: ReadonlyMap<string, readonly TextFile[]>;
	/** Segments of programs' code, beside those of the default installation. */
	readonly segments: readonly CodeSegment[];
	/** Real storage, bytes. */
	readonly storage: number;
	/** Microseconds an instruction takes. */
	readonly instruction: number;
	/** CP's own path lengths, as a multiple of the published table (`cp/machine/accounting.ts`). */
	readonly overhead: number;
};

/** Volumes by serial, as they are before anybody is logged on. Experiments leave them as they are. */
export type Volumes = ReadonlyMap<string, CkdVolume>;

/** What an experiment wrote: tracks by volume and index. Plain data, for other threads too. */
export type Written = ReadonlyMap<string, ReadonlyMap<number, Uint8Array>>;

/** Turns of machines, or jumps of the clock, between two times that progress is told. */
const stepsToTell = 2000;
const cardLength = 80;
/** Bytes of a shared segment. */
const segmentSize = 65_536;

/** Of the system disk CMS sees files of mode number 2 alone. */
function fileOf({name, type, lines}: TextFile, modeNumber: string): NewFile {
	const isFixed = lines.every(line => line.length <= cardLength);
	return {
		name,
		type,
		modeNumber,
		recordFormat: isFixed ? 'F' : 'V',
		recordLength: isFixed ? cardLength : greatest(lines.map(line => line.length)),
		records: lines.map(line => toEbcdic(isFixed ? line.padEnd(cardLength) : line)),
	};
}

/** What SYSTEM NAMES says of a segment, and what SAVESYS saved under its name. */
function savedSegment({name, program, bytes, start}: CodeSegment): {name: SystemName; saved: SavedSystem} {
	const first = start / pageSize;
	const count = Math.ceil(bytes / pageSize);
	const numbers = Array.from({length: count}, (_, page) => first + page);
	const last = Math.trunc((start + bytes - 1) / segmentSize);
	const sharedSegments = Array.from(
		{length: last + 1 - (start / segmentSize)},
		(_, segment) => (start / segmentSize) + segment,
	);
	const text = new Uint8Array(count * pageSize);
	text.set(residentText(program, bytes));
	return {
		name: {
			name, size: count * pageSize, pages: numbers, sharedSegments, isProtected: true, isSegment: true,
		},
		saved: {
			name,
			pages: new Map(numbers.map((number, page) =>
				[number, text.subarray(page * pageSize, (page + 1) * pageSize)])),
			psw: [0, 0],
			sharedSegments,
			isProtected: true,
		},
	};
}

function refuse(problems: readonly string[]): void {
	if (problems.length > 0) {
		throw new ConfigurationError(problems.join('\nyorktown: '));
	}
}

function directoryOf(source: string) {
	const {directory, errors} = parseDirectory(source, 'USER DIRECT');
	refuse(errors.map(error => directoryErrorText(error)));
	return directory;
}

/** Text of the default installation's directory, to be changed. */
export const defaultDirectory = (): string => readProfile().source;

/** Lines of a file of the default installation's system disk. */
export function systemFile(name: string): string[] {
	const {directory} = readProfile();
	const disk = placedMinidisks(directory).find(({owner, address}) => owner === 'MAINT' && address === 0x190)!;
	const file = initialFiles({folder: ''}, disk, []).find(each => `${each.name} ${each.type}` === name);
	return (file?.records ?? []).map(record => fromEbcdic(record).trimEnd());
}

/** Lays out the minidisks of a plan's directory, with what an earlier experiment wrote on them. */
export function buildVolumes(
	{directory: source, files}: Pick<ExperimentPlan, 'directory' | 'files'>,
	written: Written = new Map(),
): Volumes {
	const profile = {folder: readProfile().folder, directory: directoryOf(source)};
	const minidisks = placedMinidisks(profile.directory);
	const generated = systemFiles();
	const volumes = new Map<string, CkdVolume>();
	for (const [serial, {type, cylinders}] of neededVolumes(minidisks)) {
		const here = minidisks.filter(each => each.serial === serial);
		volumes.set(serial, new OverlayVolume(new BlankVolume(findCkdModel(type)!, cylinders, here)));
	}

	const now = momentOf(new VirtualClock().now());
	for (const minidisk of minidisks) {
		const own = (files.get(`${minidisk.owner} ${minidisk.address.toString(16).toUpperCase()}`) ?? [])
			.map(file => fileOf(file, isSystemDisk(minidisk) ? '2' : '1'));
		const all = isSystemDisk(minidisk)
			? initialFiles(profile, minidisk, [...generated, ...own])
			: [...initialFiles(profile, minidisk, []), ...own];
		buildMinidisk(volumes.get(minidisk.serial)!, minidisk, all, {format: 'none', now});
	}

	for (const [serial, tracks] of written) {
		const volume = volumes.get(serial)!;
		const {heads} = volume.model;
		for (const [index, track] of tracks) {
			volume.writeTrack(Math.trunc(index / heads), index % heads, track);
		}
	}

	return volumes;
}

export class Experiment {
	readonly measurement: Measurement;
	readonly #system: System;
	readonly #volumes: ReadonlyMap<string, OverlayVolume>;

	constructor(plan: ExperimentPlan, volumes: Volumes) {
		const {volumes: pagingVolumes, errors} = parseOwnedVolumes(plan.owned);
		refuse(errors.map(error => ownedVolumeErrorText(error)));
		const segments = plan.segments.map(segment => savedSegment(segment));
		this.#volumes = new Map([...volumes].map(([serial, volume]) => [serial, new OverlayVolume(volume)]));
		this.#system = new System({
			clock: new VirtualClock(),
			directory: directoryOf(plan.directory),
			volumes: this.#volumes,
			systemNames: [...readProfile().systemNames, ...segments.map(({name}) => name)],
			systems: new Map(segments.map(({saved}) => [saved.name, saved])),
			pagingVolumes: pagingVolumes.filter(({temporary}) => temporary.length > 0),
			storage: plan.storage,
			microsecondsPerInstruction: plan.instruction,
			overheadFactor: plan.overhead,
			onFault({error}) {
				throw error;
			},
		});
		this.measurement = new Measurement(this.#system.cp);
	}

	/** Simulated time, microseconds. */
	get now(): number {
		return this.#system.clock.now();
	}

	/** Logs services on, disconnected. */
	startServices(userids: readonly string[]): void {
		this.#system.startServices(userids);
	}

	/** Logs a user on at a terminal; CMS is loaded. The result is what he types on. */
	logOn(userid: string, terminal: Terminal): TerminalLine {
		const line = this.#system.connect(terminal);
		this.#system.autolog(userid, line, 'AUTOCR');
		return line;
	}

	/** Does something `microseconds` from now. */
	after(microseconds: number, action: () => void): void {
		this.#system.cp.schedule(microseconds, action);
	}

	/**
	 * Lets time pass until `end`, or until nothing can happen any more; `told` is called now and then. `isDone` ends it
	 * early. It ends with the step in which it is over, so that the host's speed has no part in what is measured.
	 */
	run(end: number, told: () => void = () => undefined, isDone: () => boolean = () => false): void {
		const {cp} = this.#system;
		// There is an event at its end, so that the clock does not jump beyond.
		cp.schedule(end - this.now, () => undefined);
		for (let step = 0; this.now < end && !isDone() && cp.pump(0) === 'busy'; step++) {
			if (step % stepsToTell === 0) {
				told();
			}
		}
	}

	/** What was written on some volumes, for other experiments. */
	written(serials: readonly string[]): Written {
		return new Map(serials.map(serial => [serial, new Map(this.#volumes.get(serial)!.written)]));
	}

	close(): void {
		this.#system.shutdown();
	}
}
