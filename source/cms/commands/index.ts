/** Every command of CMS. Adding one: a file here, a line below; one of the system disk has a row in `modules.ts`. */
import type {CmsCommand} from '../cms.js';
import {access} from './disks/access.js';
import {
	conwait, desbuf, dropbuf, makebuf, sentries,
} from './session/console-functions.js';
import {assemble} from './assemble/assemble.js';
import {compare} from './files/compare.js';
import {copyfile} from './files/copyfile.js';
import {cp} from './session/cp.js';
import {create} from './locks/create.js';
import {deleteLock} from './locks/delete.js';
import {ddr} from './ddr/ddr.js';
import {debug} from './programs/debug.js';
import {disk} from './unit-record/disk.js';
import {dlbl, queryDlbl} from './data-sets/dlbl.js';
import {edit} from '../edit/edit-command.js';
import {erase} from './files/erase.js';
import {exec} from './session/exec.js';
import {execio} from './execio/execio.js';
import {filedef} from './unit-record/filedef.js';
import {finis} from './files/finis.js';
import {format} from './disks/format.js';
import {gendirt} from './programs/gendirt.js';
import {genmod} from './programs/genmod.js';
import {global} from './programs/global.js';
import {globalv} from './globalv/globalv.js';
import {grant, queryGrants, revoke} from './disks/grant.js';
import {help} from './session/help.js';
import {identify} from './session/identify.js';
import {listds} from './data-sets/listds.js';
import {listfile} from './files/listfile.js';
import {include, loadCommand} from './programs/load.js';
import {loadmod} from './programs/loadmod.js';
import {maclib} from './programs/maclib.js';
import {withModule} from './modules.js';
import {modmap} from './programs/modmap.js';
import {movefile} from './unit-record/movefile.js';
import {namefind} from './correspondence/namefind.js';
import {nucxdrop, nucxload, nucxmap} from './programs/nucleus-extensions.js';
import {option} from './session/option.js';
import {print} from './unit-record/print.js';
import {punch} from './unit-record/punch.js';
import {queryLock} from './locks/query-lock.js';
import {queryDisk, querySearch} from './disks/query-disk.js';
import {createQuery} from './session/query.js';
import {rdr} from './correspondence/rdr.js';
import {readcard} from './unit-record/readcard.js';
import {receive} from './correspondence/receive.js';
import {release} from './disks/release.js';
import {rename} from './files/rename.js';
import {sendfile} from './correspondence/sendfile.js';
import {set} from './session/set.js';
import {sort} from './files/sort.js';
import {run} from './programs/run.js';
import {start} from './programs/start.js';
import {state} from './files/state.js';
import {statew} from './files/statew.js';
import {svctrace} from './session/svctrace.js';
import {synonym} from './session/synonym.js';
import {tape} from './tapes/tape.js';
import {tapemac} from './tapes/tapemac.js';
import {tappds} from './tapes/tappds.js';
import {tell} from './correspondence/tell.js';
import {txtlib} from './programs/txtlib.js';
import {type} from './files/type.js';
import {update} from './programs/update.js';
import {vmfplc2} from './tapes/vmfplc2.js';
import {wakeup} from './wakeup/wakeup.js';

const query = createQuery([
	{
		name: 'DISK', minimum: 4, operands: 1, answer: ({cms, operands}) => queryDisk(cms, operands[1]),
	},
	{
		name: 'DLBL', minimum: 4, operands: 1, answer: ({cms, operands}) => queryDlbl(cms, operands[1]),
	},
	{
		name: 'LOCK', minimum: 3, operands: 3, answer: queryLock,
	},
	{name: 'SEARCH', minimum: 3, answer: ({cms}) => querySearch(cms)},
	{name: 'GRANTS', minimum: 6, answer: ({cms}) => queryGrants(cms)},
]);

export const cmsCommands: readonly CmsCommand[] = ([
	access,
	assemble,
	compare,
	conwait,
	copyfile,
	cp,
	create,
	ddr,
	debug,
	deleteLock,
	desbuf,
	disk,
	dlbl,
	dropbuf,
	edit,
	erase,
	exec,
	execio,
	filedef,
	finis,
	format,
	gendirt,
	genmod,
	global,
	globalv,
	grant,
	help,
	identify,
	include,
	listds,
	listfile,
	loadCommand,
	loadmod,
	maclib,
	makebuf,
	modmap,
	movefile,
	namefind,
	nucxdrop,
	nucxload,
	nucxmap,
	option,
	print,
	punch,
	query,
	rdr,
	readcard,
	receive,
	release,
	rename,
	revoke,
	run,
	sendfile,
	sentries,
	set,
	sort,
	start,
	state,
	statew,
	svctrace,
	synonym,
	tape,
	tapemac,
	tappds,
	tell,
	txtlib,
	type,
	update,
	vmfplc2,
	wakeup,
] satisfies readonly CmsCommand[]).map(command => withModule(command));
