/** TAPE (GC20-1818). */
import type {CmsCommand} from '../../cms.js';
import {tapeDump} from '../../tape/tape-dump.js';
import {runTape} from './tape-command.js';
import {tapeDescription, tapeReturnCodes, tapeSyntax} from './tape-help.js';

export const tape: CmsCommand = {
	name: 'TAPE',
	minimum: 4,
	syntax: tapeSyntax('TAPE'),
	summary: 'Dumps files to tape, loads them again, and moves tapes',
	description: tapeDescription('TAPE'),
	returnCodes: tapeReturnCodes,
	run: context => runTape(context, {module: 'DMSTPE', mapName: 'TAPE', format: tapeDump}),
};
