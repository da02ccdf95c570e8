/**
 * The CMS nucleus: one object a machine, made when its stub page is first reached after a reset. What a program may
 * look for lies in guest storage (nucon.ts, console-stack.ts, free-storage.ts), and so does everything that outlives a
 * command (nucleus-state.ts): the objects here are views of it, and can be made anew (restart.ts). Of its own the
 * nucleus holds what real CMS has in save areas while a command runs: the commands and EXECs now running, &GLOBAL.
 */
import {callProgram} from './call-program.js';
import type {Action, Step} from '../../guest/action.js';
import {charges, type Charge} from '../../guest/charges.js';
import type {Guest} from '../../guest/guest.js';
import type {ResidentControl} from '../../guest/resident.js';
import {
	issue, type CodeOf, type Given, type Message, type MessageCatalogue, type ReturnCode,
} from '../../base/message.js';
import type {
	CmsCommand, CommandCall, Cms, CpAnswer,
} from '../cms.js';
import {ActiveFiles} from '../file-system/files/active-files.js';
import {DiskError, type AccessedDisk} from '../file-system/disk/disk.js';
import {diskId} from '../commands/files/file-operands.js';
import {createDiskTable} from '../file-system/disk/cms-disks.js';
import type {CmsDiskTable} from '../file-system/directory/disk-table.js';
import {Intermachine} from '../intermachine/intermachine.js';
import {RemoteFiles} from '../remote-files/remote-files.js';
import type {LostReason} from '../remote-files/link-lost.js';
import type {OwnLocks} from '../locks/own-locks.js';
import type {SharedSegments} from '../locks/shared-segments.js';
import {UnitRecords} from '../unit-record/unit-records.js';
import {BorrowedDevices} from './borrowed-devices.js';
import {Abend, abendCode, shown} from './abend.js';
import {badCharacter, type Found, findFor} from './command/command-search.js';
import {ConsoleStack} from './console/console-stack.js';
import {NucleusConsole} from './console/console.js';
import {DebugArea} from './debug/debug-area.js';
import * as diagnose from './diagnose.js';
import {FileDefinitions} from './storage/file-definitions.js';
import {LabelDefinitions} from './storage/label-definitions.js';
import {NucleusExtensions} from './storage/nucleus-extensions.js';
import {FreeStorage} from './storage/free-storage.js';
import {OwnedStorage} from './storage/owned-storage.js';
import {GlobalVariables} from './storage/global-variables.js';
import {tokenize} from './command/scan.js';
import {nucon} from './storage/nucon.js';
import {NucleusState} from './storage/nucleus-state.js';
import {NuconSettings} from './storage/settings.js';
import {goOn, ownLocks, sharedSegments} from './segments.js';
import {SynonymTable} from './storage/synonyms.js';
import {LastFile} from './svc/last-file.js';
import {svcTrace, tracedCommand} from './svc/trace.js';
import {runTerminalLine} from './console/terminal-line.js';
import {TerminalTranslation} from './console/terminal-translation.js';
import {messages as ownMessages} from '../messages/index.js';
import {withheld} from '../messages/withheld.js';
import {notFound} from '../not-found.js';
import {work} from './storage/work.js';

/** Deepest nesting of SVC 202 calls. */
const deepestSvc = 20;
const responseSize = 8192;

/** SVC 202: a command or function, by its name. */
const commandCall: Action = {kind: 'svc', code: 202};

export class Nucleus implements Cms {
	readonly guest: Guest;
	readonly free: FreeStorage;
	/** What programs have of it. */
	readonly owned: OwnedStorage;
	readonly settings: NuconSettings;
	readonly console: NucleusConsole;
	readonly fileDefinitions: FileDefinitions;
	readonly labelDefinitions: LabelDefinitions;
	readonly synonyms: SynonymTable;
	readonly extensions: NucleusExtensions;
	readonly globalVariables: GlobalVariables;
	readonly terminalTranslation: TerminalTranslation;
	readonly debug: DebugArea;
	readonly unitRecords: UnitRecords;
	readonly intermachine: Intermachine;
	readonly remoteFiles: RemoteFiles;
	readonly segments: SharedSegments;
	readonly locks: OwnLocks;
	readonly borrowed: BorrowedDevices;
	readonly session: Cms['session'];
	readonly svcTrace: Cms['svcTrace'];
	readonly execs: unknown[] = [];
	readonly execGlobals = new Map<string, string>();
	readonly externalHandlers = new Map<number, () => Step | void>();
	/** Names of the commands now running, outermost first: the depth of SVC 202. */
	readonly running: string[] = [];
	/** The file that was read last by RDBUF. */
	readonly lastFile = new LastFile();
	/** What is kept from one command to the next. */
	readonly state: NucleusState;

	#disks: CmsDiskTable | undefined;
	#activeFiles: ActiveFiles | undefined;

	constructor(
		readonly control: ResidentControl,
		readonly commands: readonly CmsCommand[],
		readonly messages: MessageCatalogue,
	) {
		this.guest = control.guest;
		this.state = new NucleusState(this.guest.storage);
		this.debug = new DebugArea(this.guest.storage);
		this.free = new FreeStorage(this.guest.storage);
		this.owned = new OwnedStorage(this.guest.storage, this.free);
		this.settings = new NuconSettings(this.guest.storage);
		this.fileDefinitions = new FileDefinitions(this.guest.storage, this.free);
		this.labelDefinitions = new LabelDefinitions(this.guest.storage, this.free);
		this.extensions = new NucleusExtensions(this.guest.storage, this.free);
		this.synonyms = new SynonymTable(this.guest.storage, this.free);
		this.globalVariables = new GlobalVariables(this.guest.storage, this.free);
		this.terminalTranslation = new TerminalTranslation(this.guest.storage, this.free);
		this.console = new NucleusConsole(this.guest, {
			lines: new ConsoleStack(this.guest.storage, this.free),
			settings: this.settings,
			translation: this.terminalTranslation,
		});
		this.unitRecords = new UnitRecords(this);
		this.intermachine = new Intermachine(this);
		this.remoteFiles = new RemoteFiles(this);
		this.segments = sharedSegments(this);
		this.locks = ownLocks(this);
		this.borrowed = new BorrowedDevices(this, this.state);
		this.session = this.state;
		this.svcTrace = svcTrace(this);
	}

	get userid(): string {
		return this.state.userid;
	}

	/** CPU time at the last ready message, microseconds. */
	get lastReady(): {virtualCpu: number; totalCpu: number} {
		return this.state.lastReady;
	}

	/** Name of the command or function now running, for messages. */
	get routine(): string {
		return this.running.at(-1) ?? 'DMSINT';
	}

	/** The accessed disks. They exist from `start` on; a PSW that leads into CMS before IPL is an abend. */
	get disks(): CmsDiskTable {
		if (!this.#disks) {
			throw new Abend(abendCode.damaged, 'DMSINS');
		}

		return this.#disks;
	}

	/** Files that programs have open. */
	get activeFiles(): ActiveFiles {
		return this.#activeFiles ??= new ActiveFiles(this.disks);
	}

	/** A function can be called one level deeper. */
	get canNest(): boolean {
		return this.running.length < deepestSvc;
	}

	/** Initial program load came as far as free storage. */
	get started(): boolean {
		return this.#disks !== undefined;
	}

	/** Free storage and an empty disk table: all that was before is forgotten. */
	start(): void {
		this.free.initialize();
		this.state.clear();
		this.debug.clear();
		this.#disks = createDiskTable(this, nucon.diskTable);
		this.#activeFiles = undefined;
	}

	/** A new nucleus in storage where one has run: the disks that were accessed are found in their tables. */
	* resume(): Step {
		const disks = createDiskTable(this, nucon.diskTable);
		this.#disks = disks;
		yield * disks.resume();
		yield * goOn(this);
	}

	/**
	 * A restart begins with this command, not with a line of the terminal; '' takes that back. The time of it tells a
	 * machine that begins as an image of this one.
	 */
	* restartWith(command: string): Step {
		this.state.restartCommand = command;
		const {virtualCpu, totalCpu} = yield * this.pseudoTimer();
		Object.assign(this.state.lastReady, {virtualCpu, totalCpu});
	}

	tokenize(line: string): string[] {
		return tokenize(line);
	}

	* execute(call: CommandCall): Step<number> {
		const found = yield * this.search(call);
		if (found) {
			if (!found.usesOpenFiles) {
				yield * this.activeFiles.flush();
			}

			return yield * this.run(found);
		}

		// As the search for a MODULE ends: not found, or no file name at all (recordings RET1, SUB9).
		const [name = ''] = call.tokens;
		const character = badCharacter(name);
		if (character === undefined) {
			return notFound.command;
		}

		yield * this.message(ownMessages.DMSSTT062E, {character, file: `${name} MODULE`});
		return notFound.name;
	}

	/**
	 * Searches for what `call` names, without implied CP. Where no SVC has brought the call here the real nucleus and
	 * its EXEC processor would issue one.
	 */
	* search(call: CommandCall): Step<Found | undefined> {
		if (call.plist === undefined) {
			yield * this.#callSupervisor();
		}

		yield * this.charge('commandSearch');
		yield * this.disks.refresh();
		yield * this.remoteFiles.expire();
		const found = yield * findFor(this, call);
		return call.plist === undefined ? yield * tracedCommand(this, call, found) : found;
	}

	* #callSupervisor(): Step {
		const done = this.guest.perform(commandCall);
		if (typeof done !== 'number') {
			yield done;
		}
	}

	/** Runs what was found, one SVC level deeper. */
	* run(found: Found): Step<number> {
		if (this.running.length + (found.deep ? 1 : 0) >= deepestSvc) {
			throw new Abend('0D2', 'DMSITS', shown(ownMessages.DMSITS135S, {depth: deepestSvc}));
		}

		if (!found.isCharged) {
			yield * this.charge('svc');
			yield * this.charge('command');
		}

		const depth = this.running.length;
		const {readOnce} = this.disks;
		this.running.push(found.name);
		try {
			const returnCode = yield * this.#returnCode(found);
			yield * this.disks.eraseRead(readOnce);
			yield * this.intermachine.commandEnded(depth);
			return returnCode;
		} finally {
			this.running.length = Math.min(this.running.length, depth);
		}
	}

	* #returnCode(found: Found): Step<number> {
		try {
			return yield * found.run();
		} catch (error) {
			if (!(error instanceof DiskError)) {
				throw error;
			}

			return yield * this.message(ownMessages.DMSITS104S, {code: error.code});
		}
	}

	* runLine(line: string): Step {
		yield * runTerminalLine(this, line);
	}

	* cp(command: string, capture = false): Step<CpAnswer> {
		yield * this.charge('svc');
		if (!capture) {
			return {rc: yield * diagnose.cpCommand(this.guest, command), response: []};
		}

		const buffer = this.allocate(responseSize);
		try {
			const {rc, lines, overflow} = yield * diagnose.cpResponse(this.guest, command, buffer, responseSize);
			return {rc, response: lines, truncated: overflow};
		} finally {
			this.release(buffer, responseSize);
		}
	}

	* message<Text extends string, Code extends ReturnCode>(
		message: Message<Text, Code>,
		...given: Given<Text, Code>
	): Step<CodeOf<Code>> {
		const {id, text, returnCode} = issue(message, given);
		yield * this.editedMessage(id, text);
		return returnCode;
	}

	* remoteDiskLost(disk: AccessedDisk, why: LostReason): Step {
		yield * this.message(ownMessages.DMSRMT580W, {disk: diskId(disk), owner: disk.owner ?? '', why});
	}

	* editedMessage(id: string, text: string): Step {
		const {silent, suppressMessages} = this.settings;
		if (!silent && !(suppressMessages && withheld.has(id))) {
			const edited = yield * diagnose.editMessage(this.guest, `${id} ${text}`);
			if (edited !== '') {
				// HT holds back messages too, but for those of severe and terminating errors (GC20-1818, "HT").
				yield * /[ST]$/.test(id) ? this.console.typeError(edited) : this.console.type(edited);
			}
		}
	}

	charge(charge: Charge, times = 1): Step {
		return work(this.guest, charge, times);
	}

	affords(charge: Charge): number {
		return Math.floor(this.guest.slack() / charges[charge]);
	}

	* pseudoTimer(): Step<{date: string; time: string; virtualCpu: number; totalCpu: number}> {
		return yield * diagnose.pseudoTimer(this.guest);
	}

	* timeOfDay(): Step<number> {
		const {time} = yield * this.pseudoTimer();
		const [hours, minutes, seconds] = time.split(':').map(Number);
		return (((hours * 60) + minutes) * 60) + seconds;
	}

	hasRoom(bytes: number): boolean {
		return this.free.hasRoom(bytes);
	}

	allocate(bytes: number): number {
		return this.free.allocate(bytes);
	}

	release(address: number, bytes: number): void {
		this.free.release(address, bytes);
	}

	* callProgram(entry: number, call: CommandCall, inKeyZero?: boolean): Step<number> {
		return yield * callProgram(this, entry, call, inKeyZero);
	}
}
