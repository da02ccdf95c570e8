/** What is in a slave, as who has power over it reads and writes it (the paper: "PSW, registers, etc."). */
import {accepted, refusal, type RequestResult} from '../../base/intermachine.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {inStorage, moveBlock} from './block-transfer.js';

/** The register area: 16 general, 8 words of floating-point, 16 control registers. */
const registerBytes = (16 + 8 + 16) * 4;

/** A piece of storage of the machine that asks, and one of the slave. */
type Pieces = {readonly area: number; readonly length: number; readonly slaveAddress: number};

/** Moves storage between the slave and `vm`. */
export function moveStorage(
	vm: VirtualMachine,
	slave: VirtualMachine,
	{area, length, slaveAddress}: Pieces,
	write: boolean,
): RequestResult {
	if (!inStorage(vm.storage, area, length) || !inStorage(slave.storage, slaveAddress, length)) {
		return refusal.address;
	}

	if (write) {
		moveBlock(vm.storage, area, slave.storage, slaveAddress, length);
	} else {
		moveBlock(slave.storage, slaveAddress, vm.storage, area, length);
	}

	return accepted;
}

/** Moves all registers between the slave and an area of `vm`. */
export function moveRegisters(vm: VirtualMachine, slave: VirtualMachine, area: number, write: boolean): RequestResult {
	if (!inStorage(vm.storage, area, registerBytes)) {
		return refusal.address;
	}

	const {gpr, fpr, cr} = slave.cpu;
	let address = area;
	for (const set of [gpr, fpr, cr]) {
		for (let index = 0; index < set.length; index++, address += 4) {
			if (write) {
				set[index] = vm.storage.word(address);
			} else {
				vm.storage.setWord(address, set[index]);
			}
		}
	}

	return accepted;
}
