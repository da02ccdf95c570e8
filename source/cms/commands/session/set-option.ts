/** What an option of SET is, and those that only switch something on and off. */
import {isAbbreviation} from '../../../base/command.js';
import {assigned} from '../../../base/assigned-storage.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsContext} from '../../cms.js';
import {blipInterval} from '../../nucleus/interruptions.js';

/** `invalid`: the first operand is none that the option has. */
export type SetOutcome = number | 'invalid';

export type SetOption = {
	readonly name: string;
	readonly minimum: number;
	/** Operands it may have behind its name. */
	readonly most: number;
	/** Words may stand behind a parenthesis. */
	readonly hasOptions?: boolean;
	/** `context.operands` begin with the option's own name. */
	set(context: CmsContext): Step<SetOutcome>;
};

/** An option that is set at once; `change` answers false where the operand is not valid. */
export function simple(
	name: string,
	minimum: number,
	change: (cms: Cms, operand: string) => boolean,
): SetOption {
	return {
		name,
		minimum,
		most: 1,
		* set({cms, operands: [, operand = '']}) {
			return change(cms, operand) ? 0 : 'invalid';
		},
	};
}

/** Sets one of two values by the words ON and OFF. */
export function onOff(name: string, minimum: number, change: (cms: Cms, on: boolean) => void): SetOption {
	return simple(name, minimum, (cms, operand) => {
		const isValid = operand === 'ON' || operand === 'OFF';
		if (isValid) {
			change(cms, operand === 'ON');
		}

		return isValid;
	});
}

export const readyMessage = simple('RDYMSG', 3, ({settings}, operand) => {
	const form = (['LMSG', 'SMSG'] as const).find(name => isAbbreviation(operand, name, 1));
	settings.readyMessage = form ?? settings.readyMessage;
	return form !== undefined;
});

/** What &STACK HT and RT do (VM/370's HELP of &STACK names both commands). */
export const cmsType = simple('CMSTYPE', 7, ({console}, operand) => {
	const isValid = operand === 'HT' || operand === 'RT';
	console.haltTyping = isValid ? operand === 'HT' : console.haltTyping;
	return isValid;
});

const defaultBlip = '.';
const longestBlip = 8;

/** SET BLIP: a string, and in parentheses to how many characters blanks make it up. */
export const blip: SetOption = {
	name: 'BLIP',
	minimum: 4,
	most: 1,
	hasOptions: true,
	* set({cms, operands: [, operand], options}) {
		const [count = String(operand?.length ?? 0)] = options;
		const isSwitch = operand === 'ON' || operand === 'OFF';
		const length = Number(count);
		const isValid = operand !== undefined && options.length <= 1 && (isSwitch
			? options.length === 0
			: /^\d$/.test(count) && length >= operand.length && length <= longestBlip);
		if (!isValid) {
			return 'invalid';
		}

		cms.settings.blip = operand === 'OFF' ? undefined : (operand === 'ON' ? defaultBlip : operand.padEnd(length));
		cms.guest.storage.setWord(assigned.timer, operand === 'OFF' ? 0x7FFF_FFFF : blipInterval);
		return 0;
	},
};

export const fileWait: SetOption = {
	name: 'FILEWAIT',
	minimum: 5,
	most: 2,
	* set({cms, operands: [, operand, seconds]}) {
		const isValid = operand === 'ON'
			? /^[1-9]\d{0,4}$/.test(seconds ?? '60')
			: operand === 'OFF' && seconds === undefined;
		if (isValid) {
			cms.settings.fileWait = operand === 'ON' ? Number(seconds ?? 60) : 0;
		}

		return isValid ? 0 : 'invalid';
	},
};
