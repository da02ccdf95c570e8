/**
 * A real printer or punch over the spool (GC20-1806, "Operator Spooling Functions"; DMKRSP): takes the files of its
 * classes from their queue, one buffer at the device's pace, a separator before each file, every copy; told what to do
 * by START, DRAIN, BACKSPAC, FLUSH, REPEAT, SPACE and LOADBUF.
 */
import {limits} from '../../../base/limits.js';
import {messageLine} from '../../../base/message.js';
import type {FormsControl} from '../../../machine/devices/unit-record/forms-control.js';
import type {RealDevice} from '../../devices/real/real-device.js';
import {cuu, digits} from '../../formats.js';
import {messages} from '../../messages/index.js';
import {
	recordSize, type OutputQueue, type SpoolFile, type SpoolRecord,
} from '../spool-file.js';
import {spoolId} from '../spooler.js';
import {endsPage, newPage, printCommand} from './carriage.js';
import {usualForms} from './forms-images.js';
import {printerSeparator, punchSeparator} from './separator.js';
import type {OutputTray, UnitHost} from './unit-host.js';
import {recordsTime} from './unit-times.js';

/** A spool buffer: what one channel program of CP prints or punches. */
const bufferSize = 4096;
/** Class of all files. */
export const everyClass = '*';

type Job = {
	readonly file: SpoolFile;
	/** Copies that are still to be made, the one under way included. */
	copies: number;
	/** Records of this copy that were printed. */
	position: number;
	/** What the device has done, separators and every copy. */
	output: SpoolRecord[];
	/** REPEAT HOLD: afterwards the file stays, held. */
	holds: boolean;
	/** SPACE: the paper moves one line, whatever the file says. */
	spaces: boolean;
	/** Gives up the buffer under way. */
	cancel: () => void;
};

export class RealOutputUnit {
	readonly device: RealDevice;
	readonly queue: OutputQueue;
	/** Up to four, or `*`: files of the first go first. */
	classes: string;
	separates: boolean;
	forms: FormsControl = usualForms;
	characters: ReadonlySet<number> | undefined;
	folds = false;
	#isStarted = false;
	/** DRAIN while a file is under way: it ends first. */
	#drains = false;
	#job: Job | undefined;
	readonly #host: UnitHost;
	readonly #tray: OutputTray;

	constructor(device: RealDevice, queue: OutputQueue, host: UnitHost, tray: OutputTray) {
		this.device = device;
		this.queue = queue;
		this.classes = device.classes ?? 'A';
		// A deck is a file of its own on the host: cards before it would be in the way.
		this.separates = queue === 'PRT';
		this.#host = host;
		this.#tray = tray;
	}

	get isDrained(): boolean {
		return !this.#isStarted;
	}

	get isActive(): boolean {
		return this.#job !== undefined;
	}

	/** `PRT  00E STARTED   SYSTEM   CLASS = A      SEP`. */
	get status(): string {
		return `${this.queue}  ${cuu(this.device.address)} ${this.state}`;
	}

	/** The same without its name. */
	get state(): string {
		const state = this.#isStarted ? (this.#drains ? 'DRAINING' : 'STARTED') : 'DRAINED';
		const separates = this.separates ? 'SEP' : 'NOSEP';
		return `${state.padEnd(9)} SYSTEM   CLASS = ${this.classes.padEnd(6)} ${separates}`;
	}

	/** START, or START again: other classes and separators from the next file on. */
	start({classes, separates}: {readonly classes?: string; readonly separates?: boolean} = {}): void {
		this.classes = classes ?? this.classes;
		this.separates = separates ?? this.separates;
		this.#isStarted = true;
		this.#drains = false;
		this.#host.schedule(0, () => {
			this.look();
		});
	}

	/** DRAIN. True: at once; false: when the file under way has ended. */
	drain(): boolean {
		this.#drains = this.#job !== undefined && this.#isStarted;
		this.#isStarted &&= this.#drains;
		return !this.#drains;
	}

	/** A file may be there. */
	look(): void {
		if (!this.#isStarted || this.#drains || this.#job !== undefined || !this.device.isCp) {
			return;
		}

		const file = this.#next();
		if (file) {
			this.#host.spooler.take(file);
			this.device.isBusy = true;
			this.#job = {
				file,
				copies: file.copies,
				position: 0,
				output: [],
				holds: false,
				spaces: false,
				cancel: () => undefined,
			};
			this.#separate(file);
			this.#tell('OUTPUT OF');
			this.#buffer();
		}
	}

	/**
	 * BACKSPAC: so many pages back from the end of the buffer under way, or of the file; to its beginning where it has
	 * no pages. A text for the operator; `undefined`: no file is under way.
	 */
	backspace(pages: number | 'file', isFromEnd: boolean): string | undefined {
		const job = this.#job;
		if (!job) {
			return undefined;
		}

		const {records} = job.file;
		job.cancel();
		let at = isFromEnd ? records.length : this.#bufferEnd(job);
		for (let left = pages === 'file' ? Number.POSITIVE_INFINITY : pages; left > 0 && at > 0; left--) {
			do {
				at--;
			} while (at > 0 && !endsPage(records[at - 1]));
		}

		job.position = at;
		this.#break(job);
		this.#soon(job, () => {
			this.#buffer();
		});
		return this.#line('BACKSPACE', job);
	}

	/** FLUSH: the copy under way ends here, all copies with `all`; with `holds` the file stays, held by the system. */
	flush({all, holds}: {readonly all: boolean; readonly holds: boolean}): readonly string[] | undefined {
		const job = this.#job;
		if (!job) {
			return undefined;
		}

		job.cancel();
		const lines = [this.#line('FLUSHED', job)];
		if (holds) {
			lines.push(this.#line('FILE HELD', job));
			job.holds = true;
		} else if (all) {
			job.copies = 1;
		}

		this.#soon(job, () => {
			if (holds) {
				this.#deliver(job);
			} else {
				this.#endCopy(job);
			}
		});
		return lines;
	}

	/** REPEAT: so many copies more; with `holds` the file stays afterwards. */
	repeat(copies: number, holds: boolean): string | undefined {
		const job = this.#job;
		if (!job) {
			return undefined;
		}

		job.copies = Math.min(job.copies + copies, mostCopies);
		job.holds ||= holds;
		return this.#line('REPEAT', job);
	}

	/** SPACE: single spacing for the file under way. */
	space(): string | undefined {
		if (!this.#job) {
			return undefined;
		}

		this.#job.spaces = true;
		return this.#line('SPACE', this.#job);
	}

	/** Goes on with a file when who gave the command has its reply. */
	#soon(job: Job, action: () => void): void {
		job.cancel = this.#host.schedule(0, action);
	}

	/** The first file of the first class that has one. */
	#next(): SpoolFile | undefined {
		const {spooler} = this.#host;
		const files = spooler.filesOf(undefined, this.queue).filter(file => !spooler.isHeld(file));
		for (const letter of this.classes) {
			const file = files.find(each => letter === everyClass || each.class === letter);
			if (file) {
				return file;
			}
		}

		return undefined;
	}

	#separate(file: SpoolFile): void {
		if (this.separates) {
			this.#add(this.queue === 'PUN'
				? punchSeparator(file)
				: printerSeparator(file, {
					...this.device, systemId: this.#host.systemId, now: this.#host.clock.now(),
				}));
		}
	}

	#bufferEnd({file: {records}, position}: Job): number {
		let size = 0;
		let end = position;
		while (end < records.length && (end === position || size + recordSize(records[end]) <= bufferSize)) {
			size += recordSize(records[end++]);
		}

		return end;
	}

	/** One buffer goes to the device, which has printed it after its time. */
	#buffer(): void {
		const job = this.#job;
		if (!job) {
			return;
		}

		const end = this.#bufferEnd(job);
		const records = job.file.records.slice(job.position, end);
		job.cancel = this.#host.schedule(recordsTime(this.device.type, records), () => {
			this.#add(job.spaces ? records.map(record => singleSpaced(record)) : records);
			job.position = end;
			if (end < job.file.records.length) {
				this.#buffer();
			} else {
				this.#endCopy(job);
			}
		});
	}

	#add(records: readonly SpoolRecord[]): void {
		const {output} = this.#job!;
		if (output.length + records.length > limits.outputRecords.value) {
			// What was printed is made a piece of its own: BACKSPAC again and again would have no end else.
			this.#take(output, () => undefined);
			this.#job!.output = [];
		}

		for (const record of records) {
			this.#job!.output.push(record);
		}
	}

	/** Paper that moves on to a new form where the next thing does not follow what was printed. */
	#break(job: Job): void {
		if (this.queue === 'PRT' && job.output.length > 0 && !endsPage(job.output.at(-1)!)) {
			this.#add([newPage]);
		}
	}

	#endCopy(job: Job): void {
		if (job.copies > 1) {
			job.copies--;
			job.position = 0;
			this.#break(job);
			this.#tell('REPEATED');
			this.#buffer();
		} else {
			this.#deliver(job);
		}
	}

	/** The file ends on this device: its output is kept, then it goes, so that a crash between loses nothing. */
	#deliver(job: Job): void {
		job.cancel = () => undefined;
		this.#take(job.output, problem => {
			if (this.#job !== job) {
				return;
			}

			this.#job = undefined;
			this.device.isBusy = false;
			const {spooler} = this.#host;
			if (problem !== undefined) {
				this.#host.tell(`${this.queue} ${cuu(this.device.address)} ${problem.toUpperCase()}`);
				this.#host.tell(messageLine(messages.DMKRSP429I, {
					unit: `${this.queue} ${cuu(this.device.address)}`, file: spoolId(job.file.id),
				}));
				spooler.leave(job.file, {systemHold: true});
				this.#drains = true;
			} else if (job.holds) {
				spooler.leave(job.file, {systemHold: true, copies: job.copies});
			} else {
				spooler.purge(job.file);
			}

			if (this.#drains) {
				this.#isStarted = false;
				this.#drains = false;
				this.#host.tell(this.status);
			}

			this.look();
		});
	}

	#take(records: readonly SpoolRecord[], done: (problem: string | undefined) => void): void {
		this.#tray.take({
			kind: this.queue,
			file: this.#job!.file,
			records,
			forms: this.forms,
			folds: this.folds,
			characters: this.characters,
		}, done);
	}

	#tell(what: string): void {
		this.#host.tell(this.#line(what, this.#job!));
	}

	/** `PRT 00E OUTPUT OF USER1    FILE = 0001 RECDS = 000120 COPY = 01 A PRT`. */
	#line(what: string, {file, copies}: Job): string {
		return `${this.queue} ${cuu(this.device.address)} ${what} ${file.owner.padEnd(8)} FILE = ${spoolId(file.id)} `
			+ `RECDS = ${digits(file.records.length, 6)} COPY = ${digits(copies, 2)} ${file.class} ${file.origin}`;
	}
}

/** What COPY allows. */
const mostCopies = 99;

/** The same line, one space behind it; what only moves the paper does nothing. */
function singleSpaced({data}: SpoolRecord): SpoolRecord {
	return data.length === 0 ? {command: printCommand.noSpace, data} : {command: printCommand.line, data};
}
