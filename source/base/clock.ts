/**
 * The one source of time. Times are microseconds since 1970-01-01 00:00:00 of the system's own local time (System/370's
 * TOD epoch is 1900-01-01; `machine/cpu/timers.ts` converts). Nothing else in the core reads the host's time or draws
 * a random number.
 */

/** Microseconds. */
export const second = 1_000_000;
export type Clock = {
	/** Microseconds since 1970, local time of the system. Never goes back. */
	now(): number;
	/** The processor or a device took `microseconds`: simulated time moves, host time does that by itself. */
	advance(microseconds: number): void;
	/** True where time moves only by `advance`: waiting then means advancing to the next event. */
	readonly isVirtual: boolean;
	/** Name of the system's zone (DMKSYS, SYSTIME). */
	readonly zone: string;
};

/**
 * Midnight-based start of a virtual system unless told otherwise: Wednesday 1975-11-19 09:00:00, the week of the paper.
 */
export const virtualStart = Date.UTC(1975, 10, 19, 9, 0, 0) * 1000;

/** Simulated time: the same input gives the same times on every host. */
export class VirtualClock implements Clock {
	readonly isVirtual = true;
	/** That of New York in winter. */
	readonly zone = 'EST';
	/** Begins as a number, so that the host keeps it as one. */
	#now = virtualStart;

	constructor(start: number = virtualStart) {
		this.#now = start;
	}

	now(): number {
		return this.#now;
	}

	advance(microseconds: number): void {
		this.#now += microseconds;
	}
}

/**
 * The host's time, for a person at the terminal; in the host's time zone, as a 1975 installation would set its clock.
 */
export class HostClock implements Clock {
	readonly isVirtual = false;
	readonly zone = new Intl.DateTimeFormat('en-US', {timeZoneName: 'short'})
		.formatToParts()
		.find(({type}) => type === 'timeZoneName')?.value ?? 'GMT';

	#last = 0;
	readonly #zone = -new Date().getTimezoneOffset() * 60_000_000;

	now(): number {
		const now = Math.trunc((performance.timeOrigin + performance.now()) * 1000) + this.#zone;
		this.#last = Math.max(this.#last, now);
		return this.#last;
	}

	advance(_microseconds: number): void {
		// The host's clock runs by itself.
	}
}

/** Parts of a time, for messages and headings; every part is that of the system's local time. */
export function dateParts(microseconds: number): {
	year: number;
	month: number;
	day: number;
	hour: number;
	minute: number;
	second: number;
	weekday: number;
} {
	const date = new Date(Math.trunc(microseconds / 1000));
	return {
		year: date.getUTCFullYear(),
		month: date.getUTCMonth() + 1,
		day: date.getUTCDate(),
		hour: date.getUTCHours(),
		minute: date.getUTCMinutes(),
		second: date.getUTCSeconds(),
		weekday: date.getUTCDay(),
	};
}

const two = (value: number): string => value < 10 ? `0${value}` : String(value);

/** `hh:mm:ss`. The parts of the time, where they are known. */
export function timeOfDay(microseconds: number, {hour, minute, second} = dateParts(microseconds)): string {
	return `${two(hour)}:${two(minute)}:${two(second)}`;
}

/** `mm/dd/yy`; as `timeOfDay`. */
export function calendarDate(microseconds: number, {year, month, day} = dateParts(microseconds)): string {
	return `${two(month)}/${two(day)}/${two(year % 100)}`;
}
