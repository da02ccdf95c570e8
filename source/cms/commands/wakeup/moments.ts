/** Times and days as WAKEUP and its file of times write them. */
import {centuryOf} from '../../file-system/directory/fst.js';

export const secondsOfDay = 86_400;
const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
const sunday = 0;
const saturday = 6;

/** `hh:mm` or `hh:mm:ss` as second of the day; `undefined` where it is none. */
export function timeOfDay(text: string): number | undefined {
	const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
	const time = (((Number(hours) * 60) + Number(minutes)) * 60) + Number(seconds);
	return time < secondsOfDay ? time : undefined;
}

/** Seconds of `+mm`, `+mm:ss`, `+hh:mm:ss` or `+hhmmss`; `undefined` where it is none of these. */
export function interval(text: string): number | undefined {
	const parts = /^\+(\d{1,3})$/.exec(text)?.slice(1).concat('0')
		?? /^\+(\d\d)(\d\d)(\d\d)$/.exec(text)?.slice(1)
		?? /^\+(?:(\d{1,2}):)?(\d{1,2}):(\d\d)$/.exec(text)?.slice(1);
	return parts?.reduce((seconds, part) => (seconds * 60) + Number(part ?? 0), 0);
}

/** Whether a day, `mm/dd/yy`, is one that `pattern` means; `undefined` where it is no pattern. */
export function isDay(pattern: string, today: string): boolean | undefined {
	const [month, day, year] = today.split('/');
	const weekday = new Date(Date.UTC(Number(centuryOf(year) + year), Number(month) - 1, Number(day))).getUTCDay();
	const isWeekend = weekday === sunday || weekday === saturday;
	switch (pattern) {
		case 'ALL': {
			return true;
		}

		case 'WEEKDAY': {
			return !isWeekend;
		}

		case 'WEEKEND': {
			return isWeekend;
		}

		default: {
			const named = weekdays.findIndex(name => name.slice(0, 8) === pattern);
			if (named !== -1) {
				return named === weekday;
			}

			return /^(?:==|[01]\d)\/(?:==|[0-3]\d)\/(?:==|\d\d)$/.test(pattern)
				? [...pattern].every((character, index) => character === '=' || character === today[index])
				: undefined;
		}
	}
}
