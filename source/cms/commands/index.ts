/** Every command of CMS. Adding one: a file here, a line below. */
import type {CmsCommand} from '../cms.js';
import {access} from './access.js';
import {
	conwait, desbuf, dropbuf, makebuf, sentries,
} from './console-functions.js';
import {copyfile} from './copyfile.js';
import {cp} from './cp.js';
import {debug} from './debug.js';
import {disk} from './disk.js';
import {edit} from '../edit/edit-command.js';
import {erase} from './erase.js';
import {exec} from './exec.js';
import {filedef} from './filedef.js';
import {finis} from './finis.js';
import {format} from './format.js';
import {genmod} from './genmod.js';
import {global} from './global.js';
import {help} from './help.js';
import {listfile} from './listfile.js';
import {include, loadCommand} from './load.js';
import {loadmod} from './loadmod.js';
import {movefile} from './movefile.js';
import {print} from './print.js';
import {punch} from './punch.js';
import {queryDisk, querySearch} from './query-disk.js';
import {createQuery} from './query.js';
import {readcard} from './readcard.js';
import {release} from './release.js';
import {rename} from './rename.js';
import {set} from './set.js';
import {start} from './start.js';
import {state} from './state.js';
import {statew} from './statew.js';
import {synonym} from './synonym.js';
import {txtlib} from './txtlib.js';
import {type} from './type.js';

const query = createQuery([
	{
		name: 'DISK', minimum: 4, operands: 1, answer: ({cms, operands}) => queryDisk(cms, operands[1]),
	},
	{name: 'SEARCH', minimum: 3, answer: ({cms}) => querySearch(cms)},
]);

export const cmsCommands: readonly CmsCommand[] = [
	access, conwait, copyfile, cp, debug, desbuf, disk, dropbuf, edit, erase, exec, filedef, finis, format, genmod, global, help, include, listfile, loadCommand, loadmod, makebuf, movefile, print, punch, query, readcard, release, rename, sentries, set, start, state, statew, synonym, txtlib, type,
];
