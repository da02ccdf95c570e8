/**
 * VM/370 Monitor (DMKMCC, DMKMON; GC20-1807, "The MONITOR Command"): figures of the system, written in records of
 * variable length into a spool file for whoever analyses them.
 *
 * Samples are due at an interval and taken when CP next uses the processor: a system with nothing to do stays idle. Not
 * here: tapes, the internal trace table (CPTRACE), AUTODISK, TIME and LIMIT.
 */
import {limits} from '../../base/limits.js';
import {calendarDate, timeOfDay, type Clock} from '../../base/clock.js';
import type {HostStorage} from '../../machine/storage/host-storage.js';
import type {CommunicationCounts} from '../communication/counts.js';
import type {ExchangeTable} from '../communication/exchange.js';
import type {DiskArms, RealDisk} from '../devices/disk-arms.js';
import type {Overhead} from '../machine/accounting.js';
import type {Dispatcher} from '../machine/dispatcher.js';
import type {Ledger} from '../machine/ledger.js';
import type {Pager} from '../machine/paging.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import type {SpoolFile} from '../spool/spool-file.js';
import type {Spooler} from '../spool/spooler.js';
import {
	classNumber, initialClasses, maskOf, type MonitorClass,
} from './classes.js';
import {MonitorFile, timerUnits as timer} from './monitor-file.js';
import {
	communicationRecord, deviceCount, deviceRecord, fileCode, fileHeader, fileTrailer, performRecord, recordHeader,
	seekRecord, userRecord,
} from './records.js';

/** What collecting asks of the system. */
export type MonitorHost = {
	readonly clock: Clock;
	readonly startedAt: number;
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	readonly hostStorage: Pick<HostStorage, 'bytes' | 'available'>;
	readonly arms: Pick<DiskArms, 'disks'> | undefined;
	readonly ledger: Pick<Ledger, 'total'>;
	readonly dispatcher: Pick<Dispatcher, 'scheduler' | 'time'>;
	readonly pager: Pick<Pager, 'reads' | 'writes' | 'resident' | 'away'>;
	readonly exchanges: Pick<ExchangeTable, 'size'>;
	readonly counts: Pick<CommunicationCounts, 'now'>;
	readonly spooler: Pick<Spooler, 'add'>;
	charge(vm: undefined, what: Overhead): void;
};

/** Seconds; INTERVAL of the system as it comes, the shortest and the longest. */
export const intervals = {initial: 60, least: 30, most: 32_400} as const;
/** CP's codes of disks and of a 3350 (RDEVTYPC, RDEVTYPE). */
const disk3350 = {deviceClass: 0x04, deviceType: 0x08} as const;

const word = (value: number): number => Math.max(0, Math.trunc(value)) % 0x1_0000_0000;
const half = (value: number): number => Math.min(0xFFFF, Math.max(0, Math.trunc(value)));
const small = (value: number): number => Math.min(0xFF, value);
export class Monitor {
	/** Seconds between samples. */
	interval: number = intervals.initial;
	/** Real addresses of MONITOR SEEKS, and whether they are the only ones or left out. */
	readonly seeks = {addresses: new Set<number>(), isExclusion: false};
	#classes: ReadonlySet<MonitorClass> | undefined;
	#file: MonitorFile | undefined;
	#due = Infinity;
	readonly #host: MonitorHost;

	constructor(host: MonitorHost) {
		this.#host = host;
	}

	get isActive(): boolean {
		return this.#file !== undefined;
	}

	/** Classes that are collected, or will be. */
	get classes(): ReadonlySet<MonitorClass> {
		return this.#classes ?? new Set(initialClasses);
	}

	/** Whose the file is, and how many blocks were written since START. */
	get file(): Pick<MonitorFile, 'to' | 'written'> | undefined {
		return this.#file;
	}

	/** ENABLE: these classes and no other, at once where data are collected. */
	enable(classes: Iterable<MonitorClass>): void {
		this.#classes = new Set(classes);
	}

	/** START: a file for `to`, whoever `from` is. */
	start(from: string, to: string): void {
		this.#file = new MonitorFile(to, from);
		this.#begin();
		if (this.classes.has('DASTAP')) {
			this.#devices(0);
		}

		this.#due = this.#host.clock.now() + (this.interval * 1_000_000);
	}

	/** STOP: a last sample, and the file. The classes are again those of the beginning. */
	stop(by: string): SpoolFile | undefined {
		this.#sample();
		const file = this.#close(by);
		this.#file = undefined;
		this.#classes = undefined;
		this.#due = Infinity;
		return file;
	}

	/** CLOSE: the file as it is; collecting goes on in another. */
	close(by: string): SpoolFile | undefined {
		const file = this.#close(by);
		this.#begin();
		return file;
	}

	/** Time has passed. */
	tick(): void {
		const now = this.#host.clock.now();
		if (now >= this.#due) {
			this.#due = now + (this.interval * 1_000_000);
			this.#sample();
		}
	}

	/** The arm of a disk is about to move, in the work for a machine. */
	seek(vm: VirtualMachine | undefined, {address, arm}: RealDisk, cylinder: number): void {
		const {addresses, isExclusion} = this.seeks;
		const isListed = addresses.size === 0 || addresses.has(address) !== isExclusion;
		if (!this.#file || !this.classes.has('SEEKS') || !isListed) {
			return;
		}

		this.#put('SEEKS', 0, seekRecord.encode({
			userid: vm?.userid ?? 'SYSTEM',
			address,
			sought: half(cylinder),
			current: half(arm.cylinder),
			queuedDevice: small(arm.queueLength),
			queuedControl: 0,
			queuedChannel: 0,
			direction: Number(cylinder > arm.cylinder),
		}));
	}

	#sample(): void {
		const {classes} = this;
		if (classes.has('PERFORM')) {
			this.#performance();
		}

		if (classes.has('USER')) {
			for (const vm of this.#host.machines.values()) {
				this.#user(vm);
			}
		}

		if (classes.has('DASTAP')) {
			this.#devices(1);
		}

		if (classes.has('IMC')) {
			this.#communication();
		}
	}

	#performance(): void {
		const {clock, startedAt, machines, hostStorage, ledger, dispatcher, pager} = this.#host;
		const paging = word(pager.reads + pager.writes);
		this.#put('PERFORM', 0, performRecord.encode({
			idle: timer(clock.now() - startedAt - dispatcher.time),
			pageWait: 0n,
			ioWait: 0n,
			problem: timer(ledger.total(machines.values()).virtualCpu),
			pagingStarts: paging,
			pagingRequests: paging,
			freeFrames: word(hostStorage.available),
			beingWritten: 0,
			reclaimed: 0,
			reserved: 0,
			shared: 0,
			timesEmpty: 0,
			frameRequests: 0,
			stolen: 0,
			examined: 0,
			flushed: 0,
			scans: 0,
		}));
	}

	#user(vm: VirtualMachine): void {
		const {dispatcher, pager} = this.#host;
		const {usage} = vm.account;
		this.#put('USER', 0, userRecord.encode({
			userid: vm.userid,
			totalTime: timer(usage.totalCpu),
			virtualTime: timer(usage.virtualCpu),
			pageReads: word(usage.pageReads),
			pageWrites: word(usage.pageWrites),
			sio: word(usage.sio),
			cardsPunched: word(usage.cardsPunched),
			printLines: word(usage.printLines),
			spoolReads: word(usage.spoolReads),
			priority: small(vm.settings.priority),
			resident: half(pager.resident(vm)),
			workingSet: half(dispatcher.scheduler.workingSet(vm)),
			onDrum: 0,
			onDisk: half(pager.away(vm)),
			interval: half(this.interval),
		}));
	}

	#devices(code: 0 | 1): void {
		const disks = this.#host.arms?.disks ?? [];
		this.#put('DASTAP', code, Buffer.concat([
			deviceCount.encode({count: disks.length}),
			...disks.map(({address, serial, arm}) => deviceRecord.encode({
				address, ...disk3350, serial: serial.slice(0, 6), requests: word(arm.use.requests),
			})),
		]));
	}

	#communication(): void {
		const {counts: {now}, exchanges, machines} = this.#host;
		const {bytes, ...more} = now;
		this.#put('IMC', 0, communicationRecord.encode({
			...more,
			bytes: BigInt(bytes),
			underWay: half(exchanges.size),
			slaves: half([...machines.values()].filter(({assignment}) => assignment.creator !== undefined).length),
		}));
	}

	/** The first record of a file. */
	#begin(): void {
		const {clock, hostStorage} = this.#host;
		const now = clock.now();
		this.#record(0, fileCode.header, fileHeader.encode({
			processor: new Uint8Array(8),
			level: 'YORKTOWN',
			date: calendarDate(now),
			time: timeOfDay(now),
			userid: this.#file?.from ?? '',
			classes: maskOf(this.classes),
			nucleus: 0,
			freeStorage: 0,
			pagingArea: word(hostStorage.bytes.length),
			traceTable: 0,
			virtualReal: 0,
			processorAddress: 0,
			attachedAddress: 0,
		}));
	}

	#close(by: string): SpoolFile | undefined {
		this.#record(0, fileCode.trailer, fileTrailer.encode({userid: by}));
		return this.#file && this.#host.spooler.add(this.#file.take());
	}

	#put(of: MonitorClass, code: number, data: Uint8Array): void {
		this.#record(classNumber(of), code, data);
		if (this.#file && this.#file.blocks >= limits.monitorBlocks.value) {
			this.close(this.#file.from);
		}
	}

	#record(number: number, code: number, data: Uint8Array): void {
		if (this.#file) {
			this.#host.charge(undefined, 'monitorRecord');
			this.#file.add(number, code, data, this.#host.clock.now());
		}
	}
}
