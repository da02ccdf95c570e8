/** SET of what concerns the whole system (GC20-1806): assists, paging, dumps, recording of errors. */
import type {UserContext} from '../../command.js';
import {parseCuu} from '../../formats.js';
import {fail, messages} from '../../messages/index.js';
import type {SystemSettings} from '../../system-settings.js';
import type {SetOption} from './set-option.js';

/** Highest index of SET PAGING. */
const mostPaging = 999;

/** Assists of the processor, which does the same at either setting. */
const assist = (name: 'SASSIST' | 'CPASSIST', minimum: number, key: 'sassist' | 'cpassist'): SetOption => ({
	name, minimum, classes: 'A', syntax: `SET ${name} {ON|OFF} [PROC 00]`,
	run(context, [value, word, processor]) {
		if (value !== 'ON' && value !== 'OFF') {
			return fail(context, messages.DMKCFS026E);
		}

		if (word !== undefined && (word !== 'PROC' || processor !== '00')) {
			return fail(context, messages.DMKCFS003E, {option: word === 'PROC' ? (processor ?? word) : word});
		}

		context.cp.settings[key] = value === 'ON';
		return 0;
	},
});

const paging: SetOption = {
	name: 'PAGING', minimum: 4, classes: 'A', syntax: 'SET PAGIng nnn',
	run(context, [value]) {
		if (value === undefined || !/^\d{1,3}$/.test(value) || Number(value) < 1 || Number(value) > mostPaging) {
			return fail(context, messages.DMKCFS026E);
		}

		context.cp.settings.paging = Number(value);
		return 0;
	},
};

const dump: SetOption = {
	name: 'DUMP', minimum: 4, classes: 'B', syntax: 'SET DUMP {AUTO|raddr} [CP|ALL]',
	run: (context, words) => setDump(context, words),
};

function setDump(context: UserContext, [place, scope = 'CP']: readonly string[]): number {
	const {cp} = context;
	if (place === undefined) {
		return fail(context, messages.DMKCFS026E);
	}

	if (scope !== 'CP' && scope !== 'ALL') {
		return fail(context, messages.DMKCFS003E, {option: scope});
	}

	const unit = place === 'AUTO' ? undefined : parseCuu(place);
	if (place !== 'AUTO' && unit === undefined) {
		return fail(context, messages.DMKCFS021E);
	}

	const {settings} = cp;
	settings.dump = {unit, scope};
	return 0;
}

/** How machine checks and errors of devices are recorded: taken, and of no use, for hardware does not fail. */
const recording = (name: string, syntax: string, pattern: RegExp): SetOption => ({
	name, minimum: 4, classes: 'F', syntax,
	run: (context, words) => pattern.test(words.join(' ')) ? 0 : fail(context, messages.DMKCFS026E),
});

const count = String.raw`[\dA-F]{1,2}`;

export const systemOptions: readonly SetOption[] = [
	assist('SASSIST', 4, 'sassist'),
	assist('CPASSIST', 5, 'cpassist'),
	paging,
	dump,
	recording('MODE', 'SET MODE {RETRY|MAIN} {QUIET|RECORD}', /^(?:RETRY|MAIN) (?:QUIET|RECORD)$/),
	recording(
		'RECORD',
		'SET RECORD {ON raddr LIMIT nn BYTE nn BIT nn [{OR|AND} BYTE nn BIT nn]|OFF}',
		new RegExp(String.raw`^(?:OFF|ON [\dA-F]{1,3} LIMIT ${count} BYTE ${count} BIT \d`
			+ String.raw`(?: (?:OR|AND) BYTE ${count} BIT \d)?)$`),
	),
];
