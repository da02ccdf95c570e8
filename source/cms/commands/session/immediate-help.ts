/** Definitions of the immediate commands, for HELP; `nucleus/console/immediate.ts` performs them. */
import type {CommandDefinition} from '../../../base/command.js';

const immediate = (name: string, summary: string, note?: string): CommandDefinition => ({
	name,
	minimum: name.length,
	syntax: [name],
	summary,
	description: [
		'An immediate command: press attention while a program runs (or type while it runs) and enter it. At a command '
		+ 'read it means nothing.',
		...(note === undefined ? [] : [note]),
	],
});

export const immediateCommands: readonly CommandDefinition[] = [
	immediate('HO', 'Halts tracing (SVCTRACE): what was recorded is printed.'),
	immediate(
		'HT',
		'Halts typing: what programs type is not shown until RT or the next command read.',
		'Messages whose number ends in S or T are shown all the same. &STACK HT does it in an EXEC.',
	),
	immediate(
		'HX',
		'Halts execution: what runs is given up, CMS waits for a command.',
		'Open files are closed, and every definition of FILEDEF is cleared, those with PERM as well.',
	),
	immediate('RO', 'Resumes tracing that SO suspended.'),
	immediate(
		'RT',
		'Resumes typing that HT stopped.',
		'What would have been typed meanwhile is lost. &STACK RT does it in an EXEC.',
	),
	immediate('SO', 'Suspends tracing (SVCTRACE) until RO.'),
];
