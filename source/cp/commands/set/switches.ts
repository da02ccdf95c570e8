/** SET of what is ON or OFF for one virtual machine. */
import {fail, messages} from '../../messages/index.js';
import type {MachineSettings} from '../../terminal/settings.js';
import type {SetOption} from './set-option.js';

type Switch = {
	[Key in keyof MachineSettings]: MachineSettings[Key] extends boolean ? Key : never;
}[keyof MachineSettings];

const rows: ReadonlyArray<readonly [name: string, minimum: number, key: Switch]> = [
	['ACNT', 4, 'acnt'],
	['MSG', 3, 'msg'],
	['WNG', 3, 'wng'],
	['RUN', 3, 'run'],
	['LINEDIT', 4, 'linedit'],
	['ISAM', 4, 'isam'],
	['IMSG', 4, 'imsg'],
	['SMSG', 4, 'smsg'],
	['NOTRANS', 3, 'notrans'],
	['PAGEX', 3, 'pagex'],
	['AUTOPOLL', 4, 'autopoll'],
];

export const switches: readonly SetOption[] = rows.map(([name, minimum, key]) => ({
	name,
	minimum,
	classes: 'G',
	syntax: `SET ${name.slice(0, minimum)}${name.slice(minimum).toLowerCase()} {ON|OFF}`,
	run(context, [value, extra]) {
		if (value !== 'ON' && value !== 'OFF') {
			return fail(context, messages.DMKCFS026E);
		}

		if (extra !== undefined) {
			return fail(context, messages.DMKCFS003E, {option: extra});
		}

		context.vm.settings[key] = value === 'ON';
		return 0;
	},
}));
