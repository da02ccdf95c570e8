/** Every SBS command. */
import type {SbsCommand} from '../context.js';
import {add} from './add.js';
import {annotate} from './annotate.js';
import {assembleMember} from './assemble.js';
import {backup} from './backup.js';
import {build} from './build.js';
import {compare} from './compare.js';
import {compress} from './compress.js';
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
import {query} from './query/index.js';
import {release} from './release.js';
import {rename} from './rename.js';
import {report} from './report.js';
import {reserve} from './reserve.js';
import {restore} from './restore.js';
import {retire} from './retire.js';
import {session} from './session.js';
import {exportFiles, importFiles} from './transfer.js';
import {verify} from './verify.js';
import {whereUsedCommand} from './whereused.js';

/** Where an abbreviation fits several, the first is meant. */
export const sbsCommands: readonly SbsCommand[] = [
	add,
	annotate,
	assembleMember,
	backup,
	build,
	compare,
	compress,
	defineSystem,
	deleteMember,
	excludeFromSystem,
	exportFiles,
	freeze,
	get,
	grant,
	history,
	impact,
	importFiles,
	include,
	list,
	notify,
	owner,
	promote,
	put,
	query,
	release,
	rename,
	report,
	reserve,
	restore,
	retire,
	revoke,
	session,
	verify,
	whereUsedCommand,
];
