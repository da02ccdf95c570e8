/** What is installed in the CMS of the system: its own commands, and the services'. */
import {asmservCommands} from '../asmserv/index.js';
import {asmservProgram} from '../asmserv/program.js';
import type {CmsCommand} from '../cms/cms.js';
import {cmsCommands} from '../cms/commands/index.js';
import {sbsCommands} from '../sbs/index.js';
import {sbsProgram} from '../sbs/program.js';
import type {ServiceProgram} from '../service/program.js';
import {serviceCommand} from '../service/service-command.js';

export const systemCommands: readonly CmsCommand[] = [
	...cmsCommands, serviceCommand, ...sbsCommands, ...asmservCommands,
];

export const servicePrograms: readonly ServiceProgram[] = [sbsProgram, asmservProgram];
