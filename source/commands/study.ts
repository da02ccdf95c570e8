/**
 * `yorktown study sharing`: how much faster is a service that is shared as the paper proposes, measured on the system
 * itself in simulated time (R22). `docs/study.md` says how, and what came out.
 */
import {writeFileSync} from 'node:fs';
import process from 'node:process';
import {hostProblem} from '../machine/devices/host-problem.js';
import {parseMix} from '../study/mix.js';
import {defaults, type StudyOptions} from '../study/options.js';
import {configurations, period, type Configuration} from '../study/scenario.js';
import {runStudy, type StudyResult} from '../study/study.js';
import {textReport} from '../study/text-report.js';
import {threads, type Progress} from '../study/worker-pool.js';
import {readBytes} from './input-bytes.js';
import {textFlag, UsageError, type Flags} from './verb.js';

/** More users or compute-bound users than that are no machine of the time. */
const most = {
	users: 400, others: 400, seeds: 100, members: 10_000,
} as const;
const leastStorage = 256 * 1024;
const mostStorage = 16 * 1024 * 1024;

/** Who chooses points wants those alone. */
const choosing = ['users', 'configuration', 'mix', 'others', 'storage', 'members', 'minutes'];

/** A list of whole numbers from `least` to `greatest`. */
function numbers(flags: Flags, name: string, least: number, greatest: number, otherwise: readonly number[]): number[] {
	const text = textFlag(flags, name);
	const values = text?.split(',').map(each => (/^\d{1,9}$/.test(each) ? Number(each) : Number.NaN));
	if (values?.some(value => !(value >= least && value <= greatest))) {
		throw new UsageError(
			`--${name} ${text}: must be whole numbers from ${least} to ${greatest}, with commas between`,
		);
	}

	return [...new Set(values ?? otherwise)].toSorted((one, other) => one - other);
}

function one(flags: Flags, name: string, least: number, greatest: number, otherwise: number): number {
	const values = numbers(flags, name, least, greatest, [otherwise]);
	if (values.length > 1) {
		throw new UsageError(`--${name} ${textFlag(flags, name)!}: must be one number`);
	}

	return values[0];
}

function chosenConfigurations(flags: Flags): Configuration[] {
	const text = textFlag(flags, 'configuration');
	const words: readonly string[] = text?.toUpperCase().split(',') ?? configurations;
	const known: readonly string[] = configurations;
	if (words.some(word => !known.includes(word))) {
		throw new UsageError(`--configuration ${text!}: must be some of ${configurations.join(',')}`);
	}

	return configurations.filter(each => words.includes(each));
}

/** `512K`, `2M`: bytes. */
function storages(flags: Flags): number[] {
	const text = textFlag(flags, 'storage');
	if (text === undefined) {
		return [...defaults.storages];
	}

	const sizes = text.toUpperCase().split(',').map(each => {
		const [, number, unit] = /^(\d{1,6})([KM])$/.exec(each) ?? [];
		return Number(number) * (unit === 'M' ? 1024 * 1024 : 1024);
	});
	if (sizes.some(size => !(size >= leastStorage && size <= mostStorage && size % 65_536 === 0))) {
		throw new UsageError(`--storage ${text}: must be sizes such as 512K or 2M, from 256K to 16M, multiples of 64K`);
	}

	return [...new Set(sizes)].toSorted((less, more) => less - more);
}

function optionsOf(flags: Flags): StudyOptions {
	const file = textFlag(flags, 'mix');
	const mixText = file === undefined ? defaults.mixText : Buffer.from(readBytes(file)).toString('utf8');
	const mix = parseMix(mixText);
	if (typeof mix === 'string') {
		throw new UsageError(`${file!}: ${mix}`);
	}

	const minute = 60_000_000;
	const minutes = one(flags, 'minutes', 0, 600, 0);
	return {
		configurations: chosenConfigurations(flags),
		users: numbers(flags, 'users', 1, most.users, defaults.users),
		storages: storages(flags),
		others: one(flags, 'others', 0, most.others, defaults.others),
		members: one(flags, 'members', 1, most.members, defaults.members),
		seed: one(flags, 'seed', 0, 1_000_000, defaults.seed),
		seeds: one(flags, 'seeds', 1, most.seeds, defaults.seeds),
		mix,
		mixText,
		warmUp: period.warmUp,
		measured: minutes > 0 ? minutes * minute : period.measured,
		most: minutes > 0 ? minutes * minute : period.most,
		sensitivity: flags.sensitivity === true || !choosing.some(name => name in flags),
	};
}

/** One line on standard error, written over and over where that is a terminal; else one for each tenth of the runs. */
function progressLine(): {tell(progress: Progress): void; end(): void} {
	const {stderr} = process;
	let last = '';
	return {
		tell({done, all, underWay, preparing}) {
			const parts = underWay.reduce((sum, part) => sum + part, 0);
			const percent = (done + parts) / all * 100;
			const text = preparing
				? 'study: storing the library'
				: `study: ${stderr.isTTY ? `${done} of ${all} runs, ` : ''}`
					+ `${stderr.isTTY ? percent.toFixed(1) : Math.trunc(percent / 10) * 10} %`;
			if (text !== last) {
				last = text;
				stderr.write(stderr.isTTY ? `\r${text}\u001B[K` : `${text}\n`);
			}
		},
		end() {
			if (stderr.isTTY) {
				stderr.write('\r\u001B[K');
			}
		},
	};
}

function write(file: string, text: string): void {
	try {
		writeFileSync(file, text);
	} catch (error) {
		throw new UsageError(`${file}: ${hostProblem(error).problem}`);
	}
}

/** What `--json` prints: nothing of the host, so the same for the same options everywhere. */
const jsonText = ({options: {mix: _mix, ...options}, points, sensitivities}: StudyResult): string =>
	`${JSON.stringify({options, points, sensitivities}, undefined, '\t')}\n`;

export async function study(flags: Flags, words: readonly string[]): Promise<number> {
	if (words.length > 1) {
		throw new UsageError(`study sharing: ${words[1]} is no flag (yorktown study --help lists them)`);
	}

	const options = optionsOf(flags);
	const html = textFlag(flags, 'html');
	const svg = textFlag(flags, 'svg');
	const line = progressLine();
	const result = await runStudy(options, threads(progress => {
		line.tell(progress);
	}));
	line.end();
	if (html !== undefined) {
		write(html, (await import('../study/html/report.js')).htmlReport(result));
	}

	if (svg !== undefined) {
		write(svg, `${(await import('../study/html/figures.js')).picture(result)}\n`);
	}

	process.stdout.write(flags.json === true ? jsonText(result) : `${textReport(result).join('\n')}\n`);
	return 0;
}
