/** The commands SBS adds to CMS. */
import type {CmsCommand} from '../cms/cms.js';
import {machineCommands} from '../service/machine-commands.js';
import {sbsProgram} from './program.js';
import {sbs} from './sbs-command.js';

export const sbsCommands: readonly CmsCommand[] = [
	sbs, ...machineCommands(sbsProgram, {master: 'SBSMSTR', slave: 'SBSSLAVE'}),
];
