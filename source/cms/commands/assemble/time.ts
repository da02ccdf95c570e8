/** The clock of the machine, as the assembler prints it. */
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {centuryOf} from '../../file-system/directory/fst.js';

/** Microseconds since 1970. */
export function * timeOf(cms: Cms): Step<number> {
	const {date, time} = yield * cms.pseudoTimer();
	const [month, day, year] = date.split('/');
	const [hour, minute, second] = time.split(':').map(Number);
	const fullYear = Number(centuryOf(year) + year);
	return Date.UTC(fullYear, Number(month) - 1, Number(day), hour, minute, second) * 1000;
}
