/**
 * The operands of QUERY, in the order in which abbreviations are tried. A new one is a row (`query-operand.ts`) in the
 * file of its subject here: files, log message, settings, system, time, users, virtual machine.
 */
import {authorized, exchanges} from './exchanges.js';
import {files, hold, spoolFiles} from './files.js';
import {logmsg} from './logmsg.js';
import {nss} from './nss.js';
import {assists, dump, paging} from './operator.js';
import type {QueryOperand} from './query-operand.js';
import {deviceKinds, devicesOfVolume} from './real-devices.js';
import {pf, set, terminal} from './settings.js';
import {cplevel, links} from './system.js';
import {time} from './time.js';
import {
	names, priority, userid, users,
} from './users.js';
import {storage, virtual} from './virtual.js';

export const queryOperands: readonly QueryOperand[] = [
	names,
	users,
	userid,
	time,
	virtual,
	set,
	storage,
	terminal,
	pf,
	logmsg,
	cplevel,
	files,
	hold,
	links,
	nss,
	priority,
	paging,
	...assists,
	dump,
	authorized,
	exchanges,
	...deviceKinds,
	devicesOfVolume,
	...spoolFiles,
];
