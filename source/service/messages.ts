/** Messages of services: of what asks them (a service may word its own), and of the command SERVICE. */
import {
	issue, messageTable, type Given, type Message, type ReturnCode,
} from '../base/message.js';
import {emptyBlock, type Block} from './block.js';

export const serviceMessages = messageTable({
	DMSSRV001E: {
		text: 'NO SERVICE {service}',
		returnCode: 28,
		help: 'No accessed disk has a valid profile of that name, a file of type SERVICE.',
	},
	DMSSRV002E: {
		text: 'MASTER {master} OF {service} DOES NOT ANSWER',
		returnCode: 104,
		help: 'The machine that looks after the service is not logged on or does not listen. SERVICE START has it '
			+ 'logged on; only some may.',
	},
	DMSSRV003E: {
		text: '{service} NOT AVAILABLE - {why:ALL SLAVES AT WORK|ENDING|NOT FOR THIS USER|NO SLAVE STARTS}',
		returnCode: 104,
		help: 'No machine could be had to do the work. Where all are at work or none starts, try again later; SERVICE '
			+ 'QUERY shows who is served.',
	},
	DMSSRV004E: {
		text: '{service} GAVE UP - {why:TIME LIMIT|PROCESSOR LIMIT|SLAVE FORCED|SLAVE ENDED|FILE CHANGED}',
		returnCode: 104,
		help: 'The machine that worked for you took longer than the service allows, or was ended. What it had not '
			+ 'stored is not stored.',
	},
	DMSSRV005I: {
		text: '{service} {mode:ENDS|SERVES}',
		help: 'The service was told to end or to go on. One that is drained first does what was asked before.',
	},
	DMSSRV006E: {
		text: 'NOT AN ADMINISTRATOR OF {service}',
		returnCode: 12,
		help: 'Only those whom the profile of the service names may drain, stop and start it.',
	},
	DMSSRV007I: {
		text: '{service} REPEATS YOUR REQUEST - {why:SLAVE|MASTER} LOST',
		help: 'The machine that worked for you was lost; another one does the work. It is done once, however often it '
			+ 'is asked for.',
	},
	DMSSRV008E: {
		text: 'NOT ENOUGH STORAGE FOR WHAT IS SENT',
		returnCode: 104,
		help: 'The machine has no free storage for a part of what is sent. DEFINE STORAGE gives it more.',
	},
	DMSSRV009E: {
		text: '{program} CANNOT SERVE {service}',
		returnCode: 104,
		help: 'The profile of the service is missing, not valid, or names a program that is not installed.',
	},
	DMSSRV010E: {
		text: 'PROFILE OF {service} NOT VALID - {keyword}',
		returnCode: 28,
		help: 'What the file of type SERVICE says behind that keyword cannot be, or the keyword is missing. Tell who '
			+ 'looks after the service.',
	},
	DMSSRV011I: {
		text: '{service} NEEDS NO MASTER: EACH USER DOES ITS WORK',
		help: 'CONFIGURATION LINK: commands run in the machines of their users, which link the disks while they work. '
			+ 'The machine that owns the disks gives them up.',
	},
	DMSSRV012E: {
		text: '{service} FAILED IN YOUR REQUEST - {what}',
		returnCode: 104,
		help: 'A mistake in the program of the service, not in what you asked. The service goes on; whether your '
			+ 'request was done is not certain. Tell who looks after it what you typed.',
	},
	DMSSRV014E: {
		text: "INVALID FUNCTION '{function}'.",
		returnCode: 24,
		help: 'SERVICE has the functions QUERY, START, STOP and DRAIN.',
	},
	DMSSRV022E: {
		text: 'NO SERVICE NAME SPECIFIED.',
		returnCode: 24,
		help: 'START, STOP and DRAIN are of one service: give its name.',
	},
	DMSSRV070E: {
		text: "INVALID PARAMETER '{parameter}'.",
		returnCode: 24,
		help: 'An operand is one too many, or no name.',
	},
});

/** A block that answers with one message and its return code. */
export function messageBlock<Text extends string, Code extends ReturnCode>(
	message: Message<Text, Code>,
	...given: Given<Text, Code>
): Block {
	const {id, text, returnCode} = issue(message, given);
	return {...emptyBlock, returnCode, lines: [`${id} ${text}`]};
}
