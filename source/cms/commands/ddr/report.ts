/** What DDR tells of a function: at the terminal that it begins and ends, on paper what was moved when. */
import type {Failure} from '../../../base/failure.js';
import {greatest} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {Track} from '../../tape/ddr-tape.js';
import type {DdrConsole} from './ddr-console.js';
import type {Extents} from './extents.js';
import type {Transfer} from './statements.js';

/** The time of day clock at a moment that CMS tells: units of 1/4096 microsecond since 1900. */
function clockOf(date: string, time: string): bigint {
	const [month, day, year] = date.split('/').map(Number);
	const [hour, minute, second] = time.split(':').map(Number);
	const milliseconds = Date.UTC(year < 64 ? 2000 + year : 1900 + year, month - 1, day, hour, minute, second)
		- Date.UTC(1900, 0, 1);
	return BigInt(milliseconds) * 1000n * 4096n;
}

/** The same, the other way round, as reports have it. */
export function momentOf(clock: bigint): string {
	const moment = new Date(Date.UTC(1900, 0, 1) + Number(clock / 4096n / 1000n));
	const [year, month, day, hour, minute, second] = moment.toISOString().split(/\D/);
	return `${month}/${day}/${year.slice(2)} AT ${hour}:${minute}:${second}  GMT FROM`;
}

/** What stands on paper of a function. */
function * report(talk: DdrConsole, head: string, extents: Extents, cylinders: ReadonlySet<number>): Step {
	const number = (value: number): string => String(value).padStart(4, '0');
	const [lowest = 0] = cylinders;
	const moves = extents === 'all' ? [{first: lowest, last: greatest([...cylinders], lowest), to: lowest}] : extents;
	const lines = [
		head, '', '', 'INPUT CYLINDER EXTENTS      OUTPUT CYLINDER EXTENTS', '',
		'        START     STOP      START     STOP',
		...moves.map(({first, last, to}) =>
			`        ${number(first)}      ${number(last)}      ${number(to)}      ${number(to + last - first)}`),
		'', '',
	];
	for (const line of lines) {
		if (yield * talk.report(line)) {
			return;
		}
	}
}

const progress = {DUMP: 'DUMPING', COPY: 'COPYING', RESTORE: 'RESTORING'} as const;

/** What a function works with, and what the report says of it. */
export type Work = {
	readonly name: Transfer;
	readonly volume: string;
	readonly extents: Extents;
	readonly head: string;
};

/** Runs `move`, with what is told of it before and behind. */
export function * told(
	talk: DdrConsole,
	{name, volume, extents, head}: Work,
	move: (seen: (track: Track) => void) => Step<Failure | undefined>,
): Step<Failure | undefined> {
	yield * talk.cms.console.type(`${progress[name].padEnd(9)} ${volume}`.trimEnd());
	const cylinders = new Set<number>();
	const failure = yield * move(track => {
		cylinders.add(track.cylinder);
	});
	if (failure) {
		return failure;
	}

	yield * report(talk, head, extents, cylinders);
	yield * talk.report(`END OF ${name}`);
	yield * talk.cms.console.type(`END OF ${name}`);
	return undefined;
}

export function * when(talk: DdrConsole): Step<{readonly text: string; readonly clock: bigint}> {
	const {date, time} = yield * talk.cms.pseudoTimer();
	return {text: `${date} AT ${time}  GMT FROM`, clock: clockOf(date, time)};
}
