/** TRANSLATE, TRANSLATE AND TEST (GA22-7000, "General Instructions"). */
import {instruction} from '../instruction.js';

const addressMask = 0xFF_FFFF;

export const translates = [
	instruction(0xDC, 'TR', 'SS1', 'A P', (x, at) => {
		const length = x.bytes[at + 1] + 1;
		const first = x.based(at + 2);
		const table = x.based(at + 4);
		// Only function bytes that are used are accessed, so all of them are looked at before the first is stored.
		x.openResult(first, length);
		if ((table & 0x7FF) > 0x700) {
			for (let index = 0; index < length; index++) {
				x.fetchAt((table + x.byte((first + index) & addressMask)) & addressMask);
			}
		} else {
			x.openOperand(table, 1);
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
		for (let index = 0; index < length; index++) {
			const address = (first + index) & addressMask;
			const found = x.byte((table + x.byte(address)) & addressMask);
			if (found !== 0) {
				x.gpr[1] = (x.gpr[1] & ~addressMask) | address;
				x.gpr[2] = (x.gpr[2] & ~255) | found;
				x.cpu.psw.cc = index === length - 1 ? 2 : 1;
				return;
			}
		}

		x.cpu.psw.cc = 0;
	}),
];
