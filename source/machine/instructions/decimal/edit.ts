/**
 * EDIT and EDIT AND MARK (GA22-7000, "Decimal Instructions"). The result is stored as a whole after the source was
 * found valid.
 */
import {addressMask} from '../../../base/architecture.js';
import {instruction, type Execute} from '../instruction.js';
import {programCode, programException} from '../../cpu/program-exception.js';

const digitSelector = 0x20;
const significanceStarter = 0x21;
const fieldSeparator = 0x22;

const edit = (mark: boolean): Execute => (x, at) => {
	const length = x.bytes[at + 1] + 1;
	const pattern = x.based(at + 2);
	const source = x.based(at + 4);
	x.openResult(pattern, length);
	const {bytes} = x;
	const sourceAt = (x.fetch[source >>> 11] + source) | 0;
	/**
	 * Both operands lie in blocks that are open: no byte has to be looked for. The source has at most as many bytes as
	 * the pattern.
	 */
	const together = sourceAt >= 0 && (source & 0x7FF) + length <= 0x800 && (pattern & 0x7FF) + length <= 0x800;
	const patternAt = together ? x.storeAt(pattern) : 0;
	let taken = 0;
	const fill = x.byte(pattern);
	const result = x.work;
	let significance = false;
	let nonZero = false;
	/** Right digit of the source byte in work, or -1. */
	let right = -1;
	let marked = -1;
	for (let index = 0; index < length; index++) {
		const address = (pattern + index) & addressMask;
		const symbol = together ? bytes[patternAt + index] : x.byte(address);
		if (symbol === digitSelector || symbol === significanceStarter) {
			let digit = right;
			let plus = false;
			if (right >= 0) {
				right = -1;
			} else {
				const byte = together ? bytes[sourceAt + taken] : x.byte((source + taken) & addressMask);
				taken++;
				digit = byte >>> 4;
				if (digit > 9) {
					programException(programCode.data);
				}

				const low = byte & 15;
				right = low > 9 ? -1 : low;
				plus = low > 9 && low !== 0x0B && low !== 0x0D;
			}

			if (significance || digit !== 0) {
				result[index] = 0xF0 | digit;
				marked = significance ? marked : address;
			} else {
				result[index] = fill;
			}

			nonZero ||= digit !== 0;
			significance = !plus && (significance || digit !== 0 || symbol === significanceStarter);
		} else if (symbol === fieldSeparator) {
			result[index] = fill;
			significance = false;
			nonZero = false;
		} else {
			result[index] = significance || index === 0 ? symbol : fill;
		}
	}

	if (!together) {
		// A page of the source may have been given the frame of one of these.
		x.openResult(pattern, length);
	}

	for (let index = 0; index < length; index++) {
		if (together) {
			bytes[patternAt + index] = result[index];
		} else {
			x.setByte((pattern + index) & addressMask, result[index]);
		}
	}

	if (mark && marked >= 0) {
		x.gpr[1] = (x.gpr[1] & ~addressMask) | marked;
	}

	x.cpu.psw.cc = nonZero ? (significance ? 1 : 2) : 0;
};

export const edits = [
	instruction(0xDE, 'ED', 'SS1', 'A P D', edit(false)),
	instruction(0xDF, 'EDMK', 'SS1', 'A P D', edit(true)),
];
