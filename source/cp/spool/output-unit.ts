/**
 * Output of a virtual punch, printer or console: records are collected, CLOSE makes a spool file of them (GC20-1820,
 * "CLOSE"; DMKVSP).
 */
import {messageLine} from '../../base/message.js';
import {digits} from '../formats.js';
import {messages} from '../messages/index.js';
import type {SpoolOptions} from '../devices/virtual-device.js';
import {
	recordSize, spoolSize, type SpoolFile, type SpoolOrigin, type SpoolRecord,
} from './spool-file.js';
import {spoolId, type Spooler} from './spooler.js';
import type {SpoolingMachine} from './spooling-machine.js';
import type {CloseOptions, SpooledUnit} from './unit.js';

export class OutputUnit implements SpooledUnit {
	isReady = true;
	#records: SpoolRecord[] = [];
	readonly #vm: SpoolingMachine;
	readonly #spooler: Spooler;
	readonly #origin: SpoolOrigin;
	readonly #options: SpoolOptions;

	constructor(vm: SpoolingMachine, spooler: Spooler, origin: SpoolOrigin, options: SpoolOptions) {
		this.#vm = vm;
		this.#spooler = spooler;
		this.#origin = origin;
		this.#options = options;
	}

	/** Takes a card or line. False: not ready, or no spool space. */
	write(command: number, data: Uint8Array): boolean {
		const record = {command, data: data.slice()};
		if (!this.isReady || !this.#spooler.claim(recordSize(record), this.#vm.userid)) {
			return false;
		}

		this.#records.push(record);
		return true;
	}

	close({purge = false, hold, distribution, name = '', type = '', force = false}: CloseOptions = {}):
		SpoolFile | undefined {
		if (this.#records.length === 0 || (this.#options.continuous && !force && !purge)) {
			return undefined;
		}

		const spooler = this.#spooler;
		const records = this.#records;
		this.#records = [];
		spooler.release(spoolSize({records}));
		if (purge) {
			return undefined;
		}

		const vm = this.#vm;
		const {
			to, forUser, forDistribution, class: spoolClass, copies, tag, printing,
		} = this.#options;
		const file = spooler.add({
			owner: to ?? forUser ?? vm.userid,
			originator: vm.userid,
			origin: this.#origin,
			queue: to === undefined ? (this.#origin === 'PUN' ? 'PUN' : 'PRT') : 'RDR',
			class: spoolClass,
			copies,
			hold: hold ?? this.#options.hold,
			name,
			type,
			tag,
			distribution: distribution ?? forDistribution ?? vm.entry.distribution,
			...(printing && {printing}),
			records,
		}, force);
		if (!file) {
			// What was written stays with the device: CLOSE can be said again when there is room.
			this.#records = records;
			spooler.reclaim(spoolSize({records}));
			vm.type(messageLine(messages.DMKVSP427I, {origin: this.#origin}));
			return undefined;
		}

		this.#tell(file, to === undefined ? ' FOR ' : ' TO  ');
		return file;
	}

	/**
	 * Types the number of a file that goes to somebody else, is held, or is to be made several times; who gets it in
	 * his reader is told as well.
	 */
	#tell(file: SpoolFile, whither: ' TO  ' | ' FOR '): void {
		const {userid, settings} = this.#vm;
		const {id, owner, origin, copies, hold, queue} = file;
		const text = (how: string, whom: string): string =>
			`${origin} FILE ${spoolId(id)} ${how}${whom.padEnd(8)} COPY ${digits(copies, 2)} `
			+ (hold ? 'HOLD' : 'NOHOLD');
		if (settings.imsg && (queue === 'RDR' || owner !== userid || copies > 1 || hold)) {
			this.#vm.type(text(whither, owner));
		}

		if (queue === 'RDR' && owner !== userid) {
			this.#spooler.tell(owner, text('FROM ', userid));
		}
	}
}
