/** How CP writes addresses, sizes and times in its responses (GC20-1820). */
import {
	calendarDate, dateParts, timeOfDay, type Clock,
} from '../base/clock.js';
import {hex, parseHex} from '../base/hex.js';

const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

/** A device address: three hexadecimal digits. */
export const cuu = (address: number): string => hex(address, 3);

/** The device address `word` means, 0–X'FFF', or `undefined`. */
export const parseCuu = (word: string | undefined): number | undefined =>
	word !== undefined && word.length <= 3 ? parseHex(word) : undefined;

export const digits = (value: number, width: number): string =>
	String(Math.max(0, Math.trunc(value))).padStart(width, '0');

/** `14:05:11 EST WEDNESDAY 11/19/75`, of `at` or of now. */
export function timestamp(clock: Clock, at: number = clock.now()): string {
	const parts = dateParts(at);
	return `${timeOfDay(at, parts)} ${clock.zone} ${weekdays[parts.weekday]} ${calendarDate(at, parts)}`;
}

/** Elapsed microseconds as `hh:mm:ss`. */
export function connectTime(microseconds: number): string {
	const seconds = Math.trunc(microseconds / 1_000_000);
	return `${digits(seconds / 3600, 2)}:${digits((seconds / 60) % 60, 2)}:${digits(seconds % 60, 2)}`;
}

/** CPU microseconds as `mmm:ss.hs`. */
export function cpuTime(microseconds: number): string {
	const hundredths = Math.trunc(microseconds / 10_000);
	return `${digits(hundredths / 6000, 3)}:${digits((hundredths / 100) % 60, 2)}.${digits(hundredths % 100, 2)}`;
}

/** CPU microseconds as `mmm:ss`, as INDICATE shows them. */
export const minutesOf = (microseconds: number): string => cpuTime(microseconds).slice(0, 6);

/** Bytes as `00512K`. */
export const storageSize = (bytes: number): string => `${digits(bytes / 1024, 5)}K`;

/** Bytes of `512K` or `2M`, whole pages; `undefined` where `word` is no size. */
export function parseStorage(word: string | undefined): number | undefined {
	const match = /^(\d{1,5})([KM])$/.exec(word ?? '');
	return match ? Math.ceil(Number(match[1]) * (match[2] === 'M' ? 1024 : 1) / 4) * 4096 : undefined;
}
