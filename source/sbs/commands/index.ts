/** Every SBS command. */
import type {SbsCommand} from '../context.js';
import {add} from './add.js';
import {annotate} from './annotate.js';
import {assembleMember} from './assemble.js';
import {build} from './build.js';
import {compare} from './compare.js';
import {defineSystem} from './define.js';
import {deleteMember} from './delete.js';
import {excludeFromSystem} from './exclude.js';
import {freeze} from './freeze.js';
import {get} from './get.js';
import {grant, revoke} from './grant.js';
import {history} from './history.js';
import {impact} from './impact.js';
import {include} from './include.js';
import {list} from './list.js';
import {notify} from './notify.js';
import {owner} from './owner.js';
import {promote} from './promote.js';
import {put} from './put.js';
import {query} from './query.js';
import {release} from './release.js';
import {rename} from './rename.js';
import {reserve} from './reserve.js';
import {retire} from './retire.js';
import {whereUsedCommand} from './whereused.js';

/** Where an abbreviation fits several, the first is meant. */
export const sbsCommands: readonly SbsCommand[] = [
	add,
	annotate,
	assembleMember,
	build,
	compare,
	defineSystem,
	deleteMember,
	excludeFromSystem,
	freeze,
	get,
	grant,
	history,
	impact,
	include,
	list,
	notify,
	owner,
	promote,
	put,
	query,
	release,
	rename,
	reserve,
	retire,
	revoke,
	whereUsedCommand,
];
