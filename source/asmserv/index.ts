/** The commands that ASMSERV adds to CMS. */
import type {CmsCommand} from '../cms/cms.js';
import {machineCommands} from '../service/machine-commands.js';
import {asmservProgram} from './program.js';
import {remote} from './remote-command.js';

export const asmservCommands: readonly CmsCommand[] = [
	remote, ...machineCommands(asmservProgram, {master: 'ASMMSTR', slave: 'ASMSLAVE'}),
];
