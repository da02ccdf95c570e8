/** Whether what a user wrote into the settings is what they can be. */
import {isAction} from '../keys/default-keys.js';
import {isThemeName, themeNames} from '../view/theme.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with one setting; `undefined` = nothing. */
const checks: Readonly<Record<string, (value: unknown) => string | undefined>> = {
	keys: keysProblem,
	theme: value => isThemeName(value) ? undefined : `must be one of ${themeNames.join(', ')}`,
	clock: value => value === 'minutes' || value === 'seconds' ? undefined : 'must be one of minutes, seconds',
	historyLimit: value => Number.isInteger(value) && Number(value) > 0 ? undefined : 'must be a number of lines',
};

function keysProblem(value: unknown): string | undefined {
	if (!isObject(value)) {
		return 'must be an object of actions, each with a list of keys';
	}

	for (const [action, keys] of Object.entries(value)) {
		if (!isAction(action)) {
			return `${action} is no action`;
		}

		if (!Array.isArray(keys) || !keys.every(key => typeof key === 'string')) {
			return `${action} must have a list of keys`;
		}
	}

	return undefined;
}

/** The first thing wrong with the settings under `terminal`: `terminal.theme: must be …`. */
export function settingsProblem(settings: unknown): string | undefined {
	if (!isObject(settings)) {
		return 'terminal: must be an object';
	}

	for (const [name, value] of Object.entries(settings)) {
		const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
		const problem = check ? check(value) : `is no setting (${Object.keys(checks).join(', ')})`;
		if (problem !== undefined) {
			return `terminal.${name}: ${problem}`;
		}
	}

	return undefined;
}
