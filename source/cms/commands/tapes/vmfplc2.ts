/**
 * VMFPLC2 (VM/370's HELP): TAPE with another format of tapes, in which IBM shipped service. Its module is called as
 * HELP's one message is.
 */
import type {CmsCommand} from '../../cms.js';
import {plcDump} from '../../tape/plc-dump.js';
import {runTape} from './tape-command.js';
import {tapeDescription, tapeReturnCodes, tapeSyntax} from './tape-help.js';

export const vmfplc2: CmsCommand = {
	name: 'VMFPLC2',
	minimum: 7,
	syntax: tapeSyntax('VMFPLC2'),
	summary: 'TAPE for tapes in the format of VMFPLC2',
	description: tapeDescription('VMFPLC2'),
	returnCodes: tapeReturnCodes,
	run: context => runTape(context, {module: 'DMSTPF', mapName: 'VMFPLC2', format: plcDump}),
};
