/** &HEX and &TIME: switches, and the time now. */
import {fail} from '../errors.js';
import type {Statement} from '../exec.js';
import {timeLine} from '../time.js';

export const hex: Statement = {
	word: '&HEX',
	syntax: ['&HEX ON|OFF'],
	summary: 'Lets X\'...\' stand for hexadecimal values in statements, or no longer.',
	run(exec, [setting, extra]) {
		if ((setting !== 'ON' && setting !== 'OFF') || extra !== undefined) {
			return fail(807);
		}

		exec.hex = setting === 'ON';
		return 'next';
	},
};

export const time: Statement = {
	word: '&TIME',
	syntax: ['&TIME ON|OFF|RESET|TYPE'],
	summary: 'Shows the time after each command or no longer, sets it to zero, or types it now.',
	* run(exec, [setting, extra]) {
		if (extra !== undefined) {
			return fail(807);
		}

		switch (setting) {
			case undefined: {
				return 'next';
			}

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
