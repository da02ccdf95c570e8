/**
 * TERMINAL (GC20-1820; DMKCFT): logical editing symbols and how the terminal behaves; several options in one command.
 */
import type {UserCommand} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {fail, messages} from '../messages/index.js';
import {initialTerminal, type TerminalSettings} from '../terminal/settings.js';

type Option = {
	readonly name: string;
	readonly minimum: number;
	readonly values: string;
	/** Sets the value; false where it has none of that kind. */
	apply(settings: TerminalSettings, value: string): boolean;
};

type Symbol = 'charDelete' | 'lineDelete' | 'lineEnd' | 'escape';
type Switch = 'attn' | 'mask' | 'apl' | 'text' | 'hilight';

const symbol = (name: string, minimum: number, key: Symbol): Option => ({
	name, minimum, values: '{ON|OFF|char}',
	apply(settings, value) {
		if (value === 'ON' || value === 'OFF') {
			settings[key] = value === 'ON' ? initialTerminal(80)[key] : undefined;
			return true;
		}

		// A letter or digit would eat every word it stands in.
		const usable = value.length === 1 && !/[A-Z\d]/.test(value);
		if (usable) {
			settings[key] = value;
		}

		return usable;
	},
});

/** `excludes`: is off where this one is on. */
const toggle = (name: string, minimum: number, key: Switch, excludes?: Switch): Option => ({
	name, minimum, values: '{ON|OFF}',
	apply(settings, value) {
		const known = value === 'ON' || value === 'OFF';
		if (known) {
			settings[key] = value === 'ON';
			if (excludes && settings[key]) {
				settings[excludes] = false;
			}
		}

		return known;
	},
});

const options: readonly Option[] = [
	symbol('CHARDEL', 2, 'charDelete'),
	symbol('LINEDEL', 5, 'lineDelete'),
	symbol('LINEND', 5, 'lineEnd'),
	symbol('ESCAPE', 2, 'escape'),
	toggle('ATTN', 2, 'attn'),
	toggle('MASK', 2, 'mask'),
	toggle('APL', 3, 'apl', 'text'),
	toggle('TEXT', 4, 'text', 'apl'),
	toggle('HILIGHT', 2, 'hilight'),
	{
		name: 'LINESIZE', minimum: 5, values: '{nnn|OFF}',
		apply(settings, value) {
			const known = value === 'OFF' || (/^\d{1,3}$/.test(value) && Number(value) > 0 && Number(value) <= 255);
			if (known) {
				settings.lineSize = value === 'OFF' ? 0 : Number(value);
			}

			return known;
		},
	},
	{
		name: 'MODE', minimum: 4, values: '{CP|VM}',
		apply(settings, value) {
			const known = value === 'CP' || value === 'VM';
			if (known) {
				settings.mode = value;
			}

			return known;
		},
	},
];

export const terminal: UserCommand = {
	name: 'TERMINAL', minimum: 4, classes: 'G',
	syntax: options.map(
		({name, minimum, values}) => `TERMinal ${name.slice(0, minimum)}${name.slice(minimum).toLowerCase()} ${values}`,
	),
	summary: 'set the logical editing symbols and properties of your terminal',
	returnCodes: ['3  INVALID OPTION - option', '26  OPERAND MISSING OR INVALID'],
	run(context) {
		const {vm, words} = context;
		if (words.length === 0) {
			return fail(context, messages.DMKCFT026E);
		}

		for (let at = 0; at < words.length; at += 2) {
			const option = options.find(({name, minimum}) => isAbbreviation(words[at], name, minimum));
			if (!option) {
				return fail(context, messages.DMKCFT003E, {option: words[at]});
			}

			if (words[at + 1] === undefined || !option.apply(vm.terminal, words[at + 1])) {
				return fail(context, messages.DMKCFT026E);
			}
		}

		return 0;
	},
};
