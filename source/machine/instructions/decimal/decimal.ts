/**
 * Decimal arithmetic (GA22-7000, "Decimal Instructions"): the rows. Programs' usual operands are worked on in
 * `interpreter/inline-decimal.ts`; what is here is exact for all of them.
 */
import {instruction} from '../instruction.js';
import {
	divide, multiply, shiftAndRound,
} from './decimal-products.js';
import {
	add, compare, zeroAndAdd,
} from './decimal-sums.js';

export const decimals = [
	instruction(0xF0, 'SRP', 'SSI', 'A P D DF', shiftAndRound),
	instruction(0xF8, 'ZAP', 'SS2', 'A P D DF', zeroAndAdd),
	instruction(0xF9, 'CP', 'SS2', 'A P D', compare),
	instruction(0xFA, 'AP', 'SS2', 'A P D DF', (x, at) => {
		add(x, at, 1);
	}),
	instruction(0xFB, 'SP', 'SS2', 'A P D DF', (x, at) => {
		add(x, at, -1);
	}),
	instruction(0xFC, 'MP', 'SS2', 'A P S D', multiply),
	instruction(0xFD, 'DP', 'SS2', 'A P S D DK', divide),
];
