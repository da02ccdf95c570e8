/** SLEEP (GC20-1820; DMKCFP): the machine rests; a disconnected service waits for its next hour with it. */
import type {UserCommand, CpStep} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {fail, messages} from '../messages/index.js';

const units: ReadonlyArray<readonly [name: string, minimum: number, seconds: number]> = [
	['SECONDS', 3, 1],
	['MINUTES', 3, 60],
	['HOURS', 2, 3600],
	['HRS', 2, 3600],
];

export const sleep: UserCommand = {
	name: 'SLEEP', minimum: 2, classes: 'ABCDEFGH',
	syntax: ['SLeep [nn [SEC|MIN|HRS]]'],
	summary: 'stop the virtual machine for a time, or until attention',
	description: ['nn: 0 to 99, minutes unless the unit says otherwise. Messages are received meanwhile.'],
	run(context) {
		const {words: [count, unit]} = context;
		if (count === undefined) {
			return rest(undefined);
		}

		const row =
			unit === undefined ? units[1] : units.find(([name, minimum]) => isAbbreviation(unit, name, minimum));
		if (!/^\d{1,2}$/.test(count)) {
			return fail(context, messages.DMKCFP026E);
		}

		return row
			? rest(Number(count) * row[2] * 1_000_000)
			: fail(context, messages.DMKCFP003E, {option: unit ?? ''});
	},
};

function * rest(microseconds: number | undefined): CpStep {
	yield {kind: 'sleep', microseconds};
	return 0;
}
