/**
 * CP's commands, in the order in which abbreviations are tried: LOG is LOGOFF to who is logged on and LOGON to who is
 * not.
 */
import type {CpCommand} from '../command.js';
import {acnt} from './acnt.js';
import {adstop} from './adstop.js';
import {attach} from './attach.js';
import {attn, external, request} from './attn.js';
import {authorize, unauthorize} from './authorize.js';
import {autolog} from './autolog.js';
import {begin} from './begin.js';
import {change} from './change.js';
import {close} from './close.js';
import {couple} from './couple.js';
import {dcp} from './dcp.js';
import {define} from './define.js';
import {detach} from './detach.js';
import {dial} from './dial.js';
import {disconn} from './disconn.js';
import {display} from './display.js';
import {disable, enable} from './enable.js';
import {dmcp, dump} from './dump.js';
import {echo} from './echo.js';
import {force} from './force.js';
import {halt} from './halt.js';
import {free, hold} from './hold.js';
import {indicate} from './indicate.js';
import {ipl} from './ipl.js';
import {link} from './link.js';
import {locate} from './locate.js';
import {lock, unlock} from './lock.js';
import {logoff} from './logoff.js';
import {logon} from './logon.js';
import {message, warning} from './message.js';
import {monitor} from './monitor.js';
import {network} from './network.js';
import {order} from './order.js';
import {purge} from './purge.js';
import {query} from './query.js';
import {notReady, ready} from './ready.js';
import {reset} from './reset.js';
import {rewind} from './rewind.js';
import {set} from './set.js';
import {shutdown} from './shutdown.js';
import {slave} from './slave/index.js';
import {sleep} from './sleep.js';
import {savesys} from './savesys.js';
import {smsg} from './smsg.js';
import {spool} from './spool.js';
import {stcp} from './stcp.js';
import {store} from './store.js';
import {system} from './system.js';
import {tag} from './tag.js';
import {terminal} from './terminal.js';
import {trace} from './trace.js';
import {transfer} from './transfer.js';
import {
	backspac, flush, repeat, space,
} from './unit-record/active-file.js';
import {loadbuf, loadvfcb} from './unit-record/buffers.js';
import {drain, start} from './unit-record/start.js';
import {vary} from './vary.js';
import {vmdump} from './vmdump.js';

export const cpCommands: readonly CpCommand[] = [
	acnt,
	adstop,
	attach,
	attn,
	authorize,
	autolog,
	backspac,
	begin,
	change,
	close,
	couple,
	dcp,
	define,
	detach,
	dial,
	disable,
	disconn,
	display,
	dmcp,
	drain,
	dump,
	echo,
	enable,
	external,
	flush,
	force,
	free,
	halt,
	hold,
	indicate,
	ipl,
	link,
	loadbuf,
	loadvfcb,
	locate,
	lock,
	logoff,
	logon,
	message,
	monitor,
	network,
	notReady,
	order,
	purge,
	query,
	ready,
	repeat,
	request,
	reset,
	rewind,
	set,
	shutdown,
	slave,
	sleep,
	savesys,
	smsg,
	space,
	spool,
	start,
	stcp,
	store,
	system,
	tag,
	terminal,
	trace,
	transfer,
	unauthorize,
	unlock,
	vary,
	vmdump,
	warning,
];
