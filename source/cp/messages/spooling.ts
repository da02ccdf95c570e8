/** Messages of the spooling operator's commands and of the real unit-record devices (GC20-1808). */
import {messageTable, type MessageRow} from '../../base/message.js';
import {shared} from './shared.js';

const unitRecord = {
	'003E': shared['003E'],
	'006E': {
		text: 'INVALID DEVICE TYPE - {device}',
		returnCode: 6,
		help: 'The command is for another kind of device: QUERY UR shows the readers, punches and printers.',
	},
	'021E': {
		text: 'RADDR MISSING OR INVALID',
		returnCode: 21,
		help: 'The address of a real device, one to three hexadecimal digits, is needed there.',
	},
	'040E': {
		text: 'DEV {device} DOES NOT EXIST',
		returnCode: 40,
		help: 'The system has no real device at that address. QUERY ALL lists what it has.',
	},
	'046E': {
		text: '{unit} OFFLINE',
		returnCode: 46,
		help: 'The device is varied offline. VARY ONLINE brings it back.',
	},
	'140E': {
		text: '{unit} ATTACHED TO {userid}',
		returnCode: 140,
		help: 'A user has the device for himself, until it is detached.',
	},
	'141E': {
		text: 'NO ACTIVE FILE, {unit}',
		returnCode: 141,
		help: 'The device does nothing now, so there is no file that the command could be about.',
	},
	'142E': {
		text: '{unit} NOT DRAINED',
		returnCode: 142,
		help: 'Buffers of a printer are loaded while it is drained: DRAIN it first.',
	},
} as const satisfies Readonly<Record<string, MessageRow>>;

export const spoolingMessages = messageTable({
	DMKCSB003E: unitRecord['003E'],
	DMKCSB006E: unitRecord['006E'],
	DMKCSB021E: unitRecord['021E'],
	DMKCSB026E: shared['026E'],
	DMKCSB040E: unitRecord['040E'],
	DMKCSB046E: unitRecord['046E'],
	DMKCSB140E: unitRecord['140E'],
	DMKCSB142E: unitRecord['142E'],
	DMKCSB148E: {
		text: '{unit} BUFFER IMAGE {name} NOT FOUND',
		returnCode: 148,
		help: 'There is no image of that name for that type of printer. HELP CP LOADBUF lists them.',
	},
	DMKCSO003E: unitRecord['003E'],
	DMKCSO006E: unitRecord['006E'],
	DMKCSO013E: {
		text: 'CONFLICTING OPTION - {option}',
		returnCode: 13,
		help: 'The option contradicts another one on the line.',
	},
	DMKCSO021E: unitRecord['021E'],
	DMKCSO026E: shared['026E'],
	DMKCSO028E: {
		text: 'CLASS MISSING OR INVALID',
		returnCode: 28,
		help: 'One to four classes are needed there, letters or digits, or * for all.',
	},
	DMKCSO030E: shared['030E'],
	DMKCSO040E: unitRecord['040E'],
	DMKCSO046E: unitRecord['046E'],
	DMKCSO140E: unitRecord['140E'],
	DMKCSO141E: unitRecord['141E'],
	DMKCSV003E: shared['003E'],
	DMKCSV006E: {
		text: 'INVALID DEVICE TYPE - {device}',
		returnCode: 6,
		help: 'The virtual device has no forms control buffer: that is for 3203 and 3211 printers.',
	},
	DMKCSV022E: shared['022E'],
	DMKCSV026E: shared['026E'],
	DMKCSV040E: shared['040E'],
	DMKCSV148E: {
		text: 'FCB IMAGE {name} NOT FOUND',
		returnCode: 148,
		help: 'The system has no forms control buffer of that name. HELP CP LOADVFCB lists them.',
	},
	DMKCSP035E: shared['035E'],
	DMKCSP427E: {
		text: 'SPOOL SPACE FULL; {userid} NOT CHANGED',
		returnCode: 427,
		help: 'There is no room to keep what you ask for, so all is as it was. Try again when files were purged.',
	},
	DMKRSP427E: {
		text: '{unit} SPOOL SPACE FULL; {records:000000} RECORDS LOST',
		returnCode: 427,
		help: 'To the operator: a machine has the device for itself, the host could not take what it printed or '
			+ 'punched, and there is no room to keep it as a spool file.',
	},
	DMKRSP427I: {
		text: '{unit} SPOOL SPACE FULL; DECK NOT READ',
		help: 'To the operator: there is no room for the deck, or its user has too many files. It lies in the reader; '
			+ 'START reads it when files were purged.',
	},
	DMKRSP429I: {
		text: '{unit} SPOOL ERROR; FILE {file} HELD',
		help: 'To the operator: the host could not take what was printed or punched. The file is in its queue, held by '
			+ 'the system, and the device drained: CHANGE it NOHOLD and START the device when the host is mended.',
	},
	DMKRSP431A: {
		text: '{unit} ID CARD MISSING OR INVALID',
		help: 'To the operator: a deck begins with a card ID (or USERID), userid, and CLASS and NAME where wanted. It '
			+ 'lies in the reader; START reads it again.',
	},
});
