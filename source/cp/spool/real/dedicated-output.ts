/**
 * A real printer or punch for one machine alone (ATTACH, DEDICATE): its channel programs print and punch, nothing is
 * spooled. What comes out is taken off and kept on the host when the machine has not used the device for a while, when
 * it is detached, or where it becomes too much; what the host cannot take becomes a spool file that the system holds.
 */
import {CardPunch2540} from '../../../machine/devices/unit-record/2540-punch.js';
import {Printer1403, type PrinterType} from '../../../machine/devices/unit-record/1403.js';
import type {FormsControl} from '../../../machine/devices/unit-record/forms-control.js';
import {limits} from '../../../base/limits.js';
import {messageLine} from '../../../base/message.js';
import {cuu} from '../../formats.js';
import {messages} from '../../messages/index.js';
import type {SpoolFile, SpoolRecord} from '../spool-file.js';
import {spoolId} from '../spooler.js';
import type {RealOutputUnit} from './real-output-unit.js';
import type {OutputTray, RealOutput, UnitHost} from './unit-host.js';
import {unitTime} from './unit-times.js';

/** Microseconds without a line or card after which somebody takes away what there is. */
export const idleTime = 15_000_000;

const punchCommand = {characters: 0x01, binary: 0x21} as const;
const nothing = new Uint8Array(0);

const printerType = (type: string): PrinterType => type === '3211' || type === '3203' ? type : '1403';

export class DedicatedOutput {
	readonly device: Printer1403 | CardPunch2540;
	readonly #unit: RealOutputUnit;
	readonly #userid: string;
	readonly #host: UnitHost;
	readonly #tray: OutputTray;
	#records: SpoolRecord[] = [];
	/** The form of `#records`. */
	#forms: FormsControl;
	#lastUsed = 0;
	#endWait: (() => void) | undefined;

	constructor(unit: RealOutputUnit, userid: string, host: UnitHost, tray: OutputTray) {
		this.#unit = unit;
		this.#userid = userid;
		this.#host = host;
		this.#tray = tray;
		this.#forms = unit.forms;
		this.device = this.#makeDevice();
	}

	/** The machine has the device no more. */
	release(): void {
		this.#takeOff();
	}

	#makeDevice(): Printer1403 | CardPunch2540 {
		const {device: {type}, queue, forms} = this.#unit;
		if (queue === 'PUN') {
			return new CardPunch2540({
				punch: (card, holes) => {
					const command = holes ? punchCommand.binary : punchCommand.characters;
					this.#add({command, data: (holes ?? card).slice()});
				},
			}, {cardTime: unitTime(type)});
		}

		const printer: Printer1403 = new Printer1403({
			print: (line, _carriage, command) => {
				this.#setForms(printer.forms ?? forms);
				this.#add({command, data: line?.slice() ?? nothing});
			},
		}, {lineTime: unitTime(type), type: printerType(type), forms});
		return printer;
	}

	/** Another forms control buffer was loaded: what was printed before it stands on the old form. */
	#setForms(forms: FormsControl): void {
		if (forms !== this.#forms) {
			this.#takeOff();
			this.#forms = forms;
		}
	}

	#add(record: SpoolRecord): void {
		if (this.#records.length >= limits.outputRecords.value) {
			this.#takeOff();
		}

		this.#records.push(record);
		this.#lastUsed = this.#host.clock.now();
		if (!this.#endWait) {
			this.#wait(idleTime);
		}
	}

	#wait(microseconds: number): void {
		this.#endWait = this.#host.schedule(microseconds, () => {
			const rest = this.#lastUsed + idleTime - this.#host.clock.now();
			if (rest > 0) {
				this.#wait(rest);
			} else {
				this.#takeOff();
			}
		});
	}

	#takeOff(): void {
		this.#endWait?.();
		this.#endWait = undefined;
		const records = this.#records;
		this.#records = [];
		if (records.length === 0) {
			return;
		}

		const unit = `${this.#unit.queue} ${cuu(this.#unit.device.address)}`;
		let spooled: SpoolFile | undefined;
		let isKept = false;
		this.#tray.take(this.#output(records), problem => {
			if (problem === undefined) {
				isKept = true;
				if (spooled) {
					this.#host.spooler.purge(spooled);
				}

				return;
			}

			spooled ??= this.#spool(records);
			isKept = true;
			this.#host.tell(`${unit} ${problem.toUpperCase()}`);
			this.#host.tell(spooled
				? messageLine(messages.DMKRSP429I, {unit, file: spoolId(spooled.id)})
				: messageLine(messages.DMKRSP427E, {unit, records: records.length}));
		});
		// A host that takes its time has it safe in the spool until then.
		if (!isKept) {
			spooled = this.#spool(records);
		}
	}

	#output(records: readonly SpoolRecord[]): RealOutput {
		const {queue, device, characters} = this.#unit;
		return {
			kind: queue,
			file: {
				...this.#whose(),
				id: undefined,
				created: this.#host.clock.now(),
				name: queue,
				type: cuu(device.address),
			},
			records,
			forms: this.#forms,
			// The device itself has folded what is to be folded.
			folds: false,
			characters,
		};
	}

	#whose(): Pick<SpoolFile, 'owner' | 'originator' | 'queue'> {
		return {owner: this.#userid, originator: this.#userid, queue: this.#unit.queue};
	}

	/** A spool file of it, held by the system; `undefined`: no room. */
	#spool(records: readonly SpoolRecord[]): SpoolFile | undefined {
		const {queue, device} = this.#unit;
		return this.#host.spooler.add({
			...this.#whose(),
			origin: queue,
			class: 'A',
			copies: 1,
			hold: false,
			systemHold: true,
			name: queue,
			type: cuu(device.address),
			distribution: this.#userid,
			tag: '',
			records,
		});
	}
}
