/** CP's commands, in the order in which abbreviations are tried: LOG is LOGOFF to who is logged on and LOGON to who is not. */
import type {CpCommand} from '../command.js';
import {adstop} from './adstop.js';
import {attn, external, request} from './attn.js';
import {autolog} from './autolog.js';
import {begin} from './begin.js';
import {define} from './define.js';
import {detach} from './detach.js';
import {disconn} from './disconn.js';
import {display} from './display.js';
import {echo} from './echo.js';
import {force} from './force.js';
import {indicate} from './indicate.js';
import {ipl} from './ipl.js';
import {link} from './link.js';
import {logoff} from './logoff.js';
import {logon} from './logon.js';
import {message, warning} from './message.js';
import {query} from './query.js';
import {notReady, ready} from './ready.js';
import {reset} from './reset.js';
import {set} from './set.js';
import {shutdown} from './shutdown.js';
import {sleep} from './sleep.js';
import {store} from './store.js';
import {system} from './system.js';
import {terminal} from './terminal.js';

export const cpCommands: readonly CpCommand[] = [
	adstop,
	attn,
	autolog,
	begin,
	define,
	detach,
	disconn,
	display,
	echo,
	external,
	force,
	indicate,
	ipl,
	link,
	logoff,
	logon,
	message,
	notReady,
	query,
	ready,
	request,
	reset,
	set,
	shutdown,
	sleep,
	store,
	system,
	terminal,
	warning,
];
