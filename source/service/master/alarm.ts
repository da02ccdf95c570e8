/**
 * Time for a program that waits: the second it is, by DIAGNOSE X'0C', and an external interruption after so many
 * seconds, by the interval timer (GA22-7000, "Interval Timer"), which runs in a waiting machine with SET TIMER REAL.
 */
import {assigned} from '../../base/assigned-storage.js';
import type {Cms} from '../../cms/cms.js';
import type {Step} from '../../guest/action.js';

/** Units of the interval timer. */
const unitsOfSecond = 76_800;
const longest = 0x7FFF_FFFF;
/** Below zero it interrupts nobody, for hours: what sets it anew does so before it comes round. */
const silent = 0x8000_0000;

export class Alarm {
	constructor(readonly cms: Pick<Cms, 'cp' | 'guest' | 'pseudoTimer' | 'settings'>) {
		// Nothing else.
	}

	/** The timer is this program's alone: BLIP would take it. */
	* begin(): Step {
		this.cms.settings.blip = undefined;
		this.cms.guest.storage.setWord(assigned.timer, silent);
		yield * this.cms.cp('SET TIMER REAL', true);
	}

	/** Seconds of the system's clock, whose beginning does not matter. */
	* now(): Step<number> {
		const {date, time} = yield * this.cms.pseudoTimer();
		const [month, day, year] = date.split('/').map(Number);
		const [hour, minute, second] = time.split(':').map(Number);
		return Date.UTC(2000 + year, month - 1, day, hour, minute, second) / 1000;
	}

	/** Has an interruption come `seconds` from now, or none. */
	set(seconds: number | undefined): void {
		const units = seconds === undefined ? silent : Math.min(longest, Math.max(1, seconds) * unitsOfSecond);
		this.cms.guest.storage.setWord(assigned.timer, units);
	}
}
