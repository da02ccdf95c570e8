/** &STACK: its tokens as a line of the console stack; HT and RT alone act at once. */
import type {Statement} from '../exec.js';

export const stack: Statement = {
	word: '&STACK',
	syntax: ['&STACK [FIFO|LIFO] [token ...]', '&STACK [HT|RT]'],
	summary: 'Puts a line into the stack, where the next read finds it.',
	description: [
		'FIFO (as is usual): behind the lines there; LIFO: before them.',
	],
	run(exec, operands) {
		const {console} = exec.cms;
		const [first] = operands;
		if (operands.length === 1 && (first === 'HT' || first === 'RT')) {
			console.haltTyping = first === 'HT';
			return 'next';
		}

		const hasOrder = first === 'LIFO' || first === 'FIFO';
		console.stack((hasOrder ? operands.slice(1) : operands).join(' '), hasOrder ? first : 'FIFO');
		return 'next';
	},
};
