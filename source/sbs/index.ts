/** The commands SBS adds to CMS. */
import type {CmsCommand} from '../cms/cms.js';
import {sbsMaster} from './master.js';
import {sbs} from './sbs-command.js';
import {sbsSlave} from './slave.js';

export const sbsCommands: readonly CmsCommand[] = [sbs, sbsMaster, sbsSlave];
