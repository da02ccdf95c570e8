/** &HEX and &TIME: switches, and the time now. */
import {fail} from '../errors.js';
import type {Statement} from '../exec.js';
import {timeLine} from '../time.js';

export const hex: Statement = {
	word: '&HEX',
	run(exec, [setting]) {
		if (setting !== 'ON' && setting !== 'OFF') {
			return fail(807);
		}

		exec.hex = setting === 'ON';
		return 'next';
	},
};

export const time: Statement = {
	word: '&TIME',
	* run(exec, [setting]) {
		switch (setting) {
			case 'ON':
			case 'OFF': {
				exec.timing = setting === 'ON';
				yield * timeLine(exec);
				return 'next';
			}

			case 'RESET': {
				yield * timeLine(exec);
				return 'next';
			}

			case 'TYPE': {
				yield * exec.cms.console.type(yield * timeLine(exec));
				return 'next';
			}

			default: {
				return fail(807);
			}
		}
	},
};
