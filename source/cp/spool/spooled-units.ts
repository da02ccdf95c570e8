/** The devices of SPOOL statements in a directory (GC20-1801), over the spool. They take no time of their own. */
import {CardPunch2540} from '../../machine/devices/unit-record/2540-punch.js';
import {CardReader2540} from '../../machine/devices/unit-record/2540-reader.js';
import {Printer1403, type PrinterType} from '../../machine/devices/unit-record/1403.js';
import type {Device} from '../../machine/channel/device.js';
import type {SpoolOptions} from '../devices/virtual-device.js';
import {OutputUnit} from './output-unit.js';
import {ReaderUnit} from './reader-unit.js';
import type {Spooler} from './spooler.js';
import type {SpoolingMachine} from './spooling-machine.js';
import type {SpooledUnit} from './unit.js';

export type SpooledDevice = {
	readonly device: Device;
	readonly unit: SpooledUnit;
	/** Runs when the device leaves its machine. */
	readonly onDetach: () => void;
};

/** What a device has before any SPOOL command: a class, one copy, nothing else. */
export function initialSpool(spoolClass: string): SpoolOptions {
	return {
		class: spoolClass,
		copies: 1,
		hold: false,
		continuous: false,
		eof: true,
		to: undefined,
		forUser: undefined,
		forDistribution: undefined,
		tag: '',
		started: false,
		terminal: true,
	};
}

/** Column binary of a punch, as a channel command. */
const punchCommand = {characters: 0x01, binary: 0x21} as const;
const nothing = new Uint8Array(0);

/** `undefined`: that type is not implemented. */
export function spooledDevice(
	type: string,
	options: SpoolOptions,
	vm: SpoolingMachine,
	spooler: Spooler,
): SpooledDevice | undefined {
	switch (type) {
		case '2540R':
		case '2501':
		case '3505': {
			return reader(options, vm, spooler);
		}

		case '2540P':
		case '3525': {
			const unit = new OutputUnit(vm, spooler, 'PUN', options);
			return output(unit, new CardPunch2540({
				punch(card, holes) {
					const taken = unit.write(holes ? punchCommand.binary : punchCommand.characters, holes ?? card);
					if (taken) {
						vm.account.count('cardsPunched');
					}

					return taken;
				},
			}, {cardTime: 0}));
		}

		// It takes the commands of a 1403 (GA24-3120).
		case '1443': {
			return printer('1403', options, vm, spooler);
		}

		case '1403':
		case '3203':
		case '3211': {
			return printer(type, options, vm, spooler);
		}

		default: {
			return undefined;
		}
	}
}

function reader(options: SpoolOptions, vm: SpoolingMachine, spooler: Spooler): SpooledDevice {
	const unit = new ReaderUnit(vm, spooler, options);
	const device = new CardReader2540(unit, {cardTime: 0});
	unit.onReady = () => {
		device.ready();
	};

	return {
		device, unit,
		onDetach() {
			unit.abandon();
		},
	};
}

function printer(type: PrinterType, options: SpoolOptions, vm: SpoolingMachine, spooler: Spooler): SpooledDevice {
	const unit = new OutputUnit(vm, spooler, 'PRT', options);
	return output(unit, new Printer1403({
		print(line, _carriage, command) {
			const taken = unit.write(command, line ?? nothing);
			if (taken && line) {
				vm.account.count('printLines');
			}

			return taken;
		},
	}, {lineTime: 0, type}));
}

/** What was written and not closed when a device goes becomes a file. */
export function output(unit: OutputUnit, device: Device): SpooledDevice {
	return {
		device, unit,
		onDetach() {
			unit.close({force: true});
		},
	};
}
