/**
 * What real printers and punches put before a file (GC20-1806, "Spooling Separators"; DMKSEP): two pages with what is
 * known of the file and the device, owner and distribution code in block letters; cards with both. Between copies there
 * is none. Where the lines stand on the page is ours.
 */
import {calendarDate, timeOfDay} from '../../../base/clock.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import {cardLength} from '../../../base/unit-record.js';
import {cuu, digits} from '../../formats.js';
import type {SpoolFile, SpoolRecord} from '../spool-file.js';
import {spoolId} from '../spooler.js';
import {blockLetters} from './block-letters.js';
import {newPage, printCommand} from './carriage.js';

export type SeparatorPlace = {
	/** Address and type of the device. */
	readonly address: number;
	readonly type: string;
	readonly systemId: string;
	/** When the output begins, `Clock` microseconds. */
	readonly now: number;
};

const pages = 2;
const cards = 4;
/** PUNCH, FEED. */
const punchCommand = 0x01;

const line = (text: string): SpoolRecord => ({command: printCommand.line, data: toEbcdic(text)});

/** The separator of a printer: the paper stands at the top of a form before and behind it. */
export function printerSeparator(file: SpoolFile, place: SeparatorPlace): SpoolRecord[] {
	const {
		owner, originator, id, class: spoolClass, copies, records, created, name, type, distribution, origin,
	} = file;
	const moment = (when: number): string => `${calendarDate(when)} ${timeOfDay(when)}`;
	const page = [
		`${place.systemId.padEnd(8)}  PRINTED AT ${moment(place.now)}  ON ${place.type} ${cuu(place.address)}`,
		'',
		`USERID   ${owner.padEnd(8)}  ORIGINID ${originator.padEnd(8)}  DISTRIBUTION ${distribution}`,
		`FILE     ${spoolId(id)}      CLASS    ${spoolClass}         ORIGIN DEVICE ${origin}`,
		`RECORDS  ${digits(records.length, 6)}    COPIES   ${digits(copies, 2)}`,
		`CREATED  ${moment(created)}`,
		`NAME     ${name} ${type}`.trimEnd(),
		'',
		'',
		...blockLetters(owner),
		'',
		'',
		'',
		...blockLetters(distribution),
	].map(text => line(text));
	return Array.from({length: pages}, () => [...page, newPage]).flat();
}

/** The cards before a deck. */
export function punchSeparator({owner, distribution, id, name, type}: SpoolFile): SpoolRecord[] {
	const text = `USERID ${owner.padEnd(8)} DIST ${distribution.padEnd(8)} FILE ${spoolId(id)} ${name} ${type}`;
	const data = toEbcdic(text.slice(0, cardLength).padEnd(cardLength));
	return Array.from({length: cards}, () => ({command: punchCommand, data}));
}
