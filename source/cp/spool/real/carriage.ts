/** Channel commands of printers as records of spool files have them (GA24-3312). */
import {carriageOf} from '../../../machine/devices/unit-record/1403.js';
import type {SpoolRecord} from '../spool-file.js';

/** Bit of a command that moves the paper and prints nothing. */
export const carriageControl = 0x02;

export const printCommand = {
	/** Write, then space a line. */
	line: 0x09,
	/** Skip to channel 1. */
	newPage: 0x8B,
	/** Write, space none: the next line prints over this one. */
	noSpace: 0x01,
} as const;

/** Whether the paper stands at the top of a form after a record. */
export function endsPage({command}: Pick<SpoolRecord, 'command'>): boolean {
	const carriage = carriageOf(command);
	return carriage !== undefined && 'skip' in carriage && carriage.skip === 1;
}

export const newPage: SpoolRecord = {command: printCommand.newPage, data: new Uint8Array(0)};
