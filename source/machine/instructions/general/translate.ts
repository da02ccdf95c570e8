/** TRANSLATE, TRANSLATE AND TEST (GA22-7000, "General Instructions"). */
import {addressMask} from '../../../base/architecture.js';
import type {Execution} from '../../interpreter/execution.js';
import {instruction} from '../instruction.js';

/** Whether the first operand and all of the table lie in open blocks; sets `x.firstAt` and `x.secondAt` to where. */
function within(x: Execution, first: number, table: number, length: number, stores: boolean): boolean {
	x.firstAt = ((stores ? x.store : x.fetch)[first >>> 11] + first) | 0;
	x.secondAt = (x.fetch[table >>> 11] + table) | 0;
	return (x.firstAt | x.secondAt) >= 0 && (first & 0x7FF) + length <= 0x800 && (table & 0x7FF) <= 0x700;
}

/** TRT stops at `address`, whose function byte is not zero. */
function found(x: Execution, address: number, byte: number, last: boolean): void {
	x.gpr[1] = (x.gpr[1] & ~addressMask) | address;
	x.gpr[2] = (x.gpr[2] & ~255) | byte;
	x.cpu.psw.cc = last ? 2 : 1;
}

export const translates = [
	instruction(0xDC, 'TR', 'SS1', 'A P', (x, at) => {
		const length = x.bytes[at + 1] + 1;
		const first = x.based(at + 2);
		const table = x.based(at + 4);
		if (within(x, first, table, length, true)) {
			x.kernels.translate(x.firstAt, x.secondAt, length);
			return;
		}

		// Only function bytes that are used are accessed. All of them are looked at before the first is stored, until
		// none of their pages got its frame from another.
		const {storage} = x.cpu;
		for (let moves = -1; moves !== storage.moves;) {
			({moves} = storage);
			x.openResult(first, length);
			if ((table & 0x7FF) > 0x700) {
				for (let index = 0; index < length; index++) {
					x.fetchAt((table + x.byte((first + index) & addressMask)) & addressMask);
				}
			} else {
				x.openOperand(table, 1);
			}
		}

		for (let index = 0; index < length; index++) {
			const host = x.storeAt((first + index) & addressMask);
			x.bytes[host] = x.byte((table + x.bytes[host]) & addressMask);
		}
	}),
	instruction(0xDD, 'TRT', 'SS1', 'A P', (x, at) => {
		const length = x.bytes[at + 1] + 1;
		const first = x.based(at + 2);
		const table = x.based(at + 4);
		if (within(x, first, table, length, false)) {
			const index = x.kernels.scan(x.firstAt, x.secondAt, length);
			if (index === length) {
				x.cpu.psw.cc = 0;
			} else {
				found(x, first + index, x.bytes[x.secondAt + x.bytes[x.firstAt + index]], index === length - 1);
			}

			return;
		}

		for (let index = 0; index < length; index++) {
			const address = (first + index) & addressMask;
			const byte = x.byte((table + x.byte(address)) & addressMask);
			if (byte !== 0) {
				found(x, address, byte, index === length - 1);
				return;
			}
		}

		x.cpu.psw.cc = 0;
	}),
];
