/**
 * What devices with one sense byte share: sense and no-operation, which leave everything as it is, sense bytes that
 * last until the next other command, and nothing to halt.
 */
import type {
	CommandEnd, DataTransfer, Device, DeviceHost,
} from '../channel/device.js';
import {immediateEnd, normalEnd, SenseRegister} from './sense-register.js';

const senseCommand = 0x04;
const noOperation = 0x03;

/** An end without time of its own. */
export const doneEnd: CommandEnd = {status: normalEnd, duration: 0};

export abstract class SensingDevice implements Device {
	abstract readonly type: string;
	protected readonly senseRegister = new SenseRegister(1);
	protected host: DeviceHost | undefined;

	attach(host: DeviceHost): void {
		this.host = host;
	}

	execute(command: number, transfer: DataTransfer, chained = 0): CommandEnd | undefined {
		if (command === senseCommand) {
			transfer.input(this.senseRegister.bytes);
			return doneEnd;
		}

		this.senseRegister.clear();
		return command === noOperation ? immediateEnd : this.perform(command, transfer, chained);
	}

	sense(): Uint8Array {
		return this.senseRegister.bytes;
	}

	halt(): void {
		// Every command ends at once, unless a device says otherwise.
	}

	reset(): void {
		this.senseRegister.clear();
	}

	/** Any command but sense and no-operation. */
	protected abstract perform(command: number, transfer: DataTransfer, chained: number): CommandEnd | undefined;
}
