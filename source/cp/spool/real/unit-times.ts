/**
 * What a card or line takes on the devices, microseconds (GA24-3312: 1403 model N1 1100 lines a minute; GA24-3543: 3211
 * 2000; GA33-1515: 3203 1200; GA21-9033: 2540 reads 1000 cards and punches 300 a minute; GA21-9124: 3505 1200, 3525
 * 300).
 */
import {carriageOf} from '../../../machine/devices/unit-record/1403.js';
import {carriageControl} from './carriage.js';
import type {SpoolRecord} from '../spool-file.js';

const perMinute = (count: number): number => Math.round(60_000_000 / count);

const times: Readonly<Record<string, number>> = {
	1403: perMinute(1100),
	1443: perMinute(240),
	3203: perMinute(1200),
	3211: perMinute(2000),
	'2540P': perMinute(300),
	3525: perMinute(300),
	'2540R': perMinute(1000),
	2501: perMinute(1000),
	3505: perMinute(1200),
};

/** Of a line or card on a type of device. */
export const unitTime = (type: string): number => times[type] ?? times[1403];

/** Moving paper alone: 75 inches a second, six lines an inch. */
const lineOfSkip = 2222;

/** What records take on a device. */
export function recordsTime(type: string, records: readonly SpoolRecord[]): number {
	const each = unitTime(type);
	let sum = 0;
	for (const {command, data} of records) {
		const carriage = carriageOf(command);
		const isMovement = data.length === 0 && (command & carriageControl) !== 0 && carriage !== undefined;
		sum += isMovement ? lineOfSkip * ('space' in carriage ? carriage.space : 10) : each;
	}

	return sum;
}
