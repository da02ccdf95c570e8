/** A card reader, a punch and a printer that keep what they are given: the units of a machine under test. */
import {fromEbcdic, toEbcdic} from '../../source/base/ebcdic.js';
import {Printer1403, type Carriage} from '../../source/machine/devices/unit-record/1403.js';
import {CardPunch2540} from '../../source/machine/devices/unit-record/2540-punch.js';
import {CardReader2540} from '../../source/machine/devices/unit-record/2540-reader.js';
import type {VirtualDevice} from '../../source/cp/devices/virtual-device.js';

export class UnitRecordDevices {
	readonly punched: Uint8Array[] = [];
	readonly printed: string[] = [];
	/** Decks that wait to be read. */
	readonly decks: Uint8Array[][] = [];
	/** Cards the punch still takes. */
	room = Number.POSITIVE_INFINITY;
	readonly units: readonly VirtualDevice[];
	#reading: Uint8Array[] | undefined;

	constructor() {
		const reader = new CardReader2540({next: () => this.#next()});
		const punch = new CardPunch2540({punch: card => this.#take(card)});
		const printer = new Printer1403({
			print: (line, movement) => {
				this.printed.push(`${line ? fromEbcdic(line).trimEnd() : ''}${describe(movement)}`);
			},
		});
		this.units = [
			{
				address: 0x00C, kind: 'RDR', type: '2540R', readOnly: false, device: reader,
			},
			{
				address: 0x00D, kind: 'PUN', type: '2540P', readOnly: false, device: punch,
			},
			{
				address: 0x00E, kind: 'PRT', type: '1403', readOnly: false, device: printer,
			},
		];
	}

	/** Cards punched so far, as text; they are taken away. */
	takePunched(): string[] {
		return this.punched.splice(0).map(card => fromEbcdic(card).trimEnd());
	}

	/** Puts what was punched into the reader. */
	passOn(): void {
		this.decks.push(this.punched.splice(0));
	}

	/** Puts cards into the reader. */
	feed(...lines: readonly string[]): void {
		this.decks.push(lines.map(line => toEbcdic(line.padEnd(80))));
	}

	#take(card: Uint8Array): boolean {
		if (this.room-- <= 0) {
			return false;
		}

		this.punched.push(card.slice());
		return true;
	}

	#next(): Uint8Array | 'endOfFile' | undefined {
		if (!this.#reading) {
			this.#reading = this.decks.shift();
			if (!this.#reading) {
				return undefined;
			}
		}

		const card = this.#reading.shift();
		if (!card) {
			this.#reading = undefined;
			return 'endOfFile';
		}

		return card;
	}
}

function describe(movement: Carriage): string {
	return 'skip' in movement ? ` >${movement.skip}` : (movement.space === 1 ? '' : ` +${movement.space}`);
}
