/**
 * LOGON (GC20-1820; DMKLOG): identify a user, make or reconnect the machine, IPL what the directory says. MASK is
 * accepted without effect: our terminals do not print passwords.
 */
import type {CpStep, VisitorCommand, VisitorContext} from '../command.js';
import {logonName, logonOperands} from '../../port/passwords.js';
import {noLogon, type DirectoryEntry} from '../directory/directory.js';
import {timestamp} from '../formats.js';
import {journalLimits} from '../machine/journal-cards.js';
import {fail, messages} from '../messages/index.js';
import {checkPassword} from '../directory/passwords.js';
import {initialLoad} from './ipl.js';
import {filesLine} from './query/files.js';
import {logMessageLines} from './query/logmsg.js';

/** Wrong passwords before the line is dropped. */
const tries = 3;

export const logon: VisitorCommand = {
	...logonName, audience: 'visitors',
	syntax: ['Logon userid [password] [Mask] [Noipl]'],
	summary: 'identify yourself to the system and get your virtual machine',
	description: [
		'The system asks for the password, which is not shown. A machine that was disconnected is given back as it is; '
		+ 'BEGIN lets it go on.',
		'NOIPL: what the directory says to IPL is not loaded.',
	],
	returnCodes: ['50  PASSWORD INCORRECT', '53  userid NOT IN CP DIRECTORY', '54  ALREADY LOGGED ON device'],
	run: context => logOn(context),
};

function * logOn(context: VisitorContext): CpStep {
	const {cp, line, words} = context;
	const {
		userid, password, options, unknown: [bad],
	} = logonOperands(words);
	if (userid === undefined || userid.length > 8) {
		return fail(context, messages.DMKLOG020E);
	}

	if (bad !== undefined) {
		return fail(context, messages.DMKLOG003E, {option: bad});
	}

	const entry = cp.directory.find(userid);
	if (!entry || entry.password === noLogon) {
		return fail(context, messages.DMKLOG053E, {userid});
	}

	const holder = cp.machines.get(userid);
	if (holder?.session.line) {
		return fail(context, messages.DMKLOG054E, {where: holder.session.line.address});
	}

	const typed = password
		?? (yield {kind: 'read', prompt: 'ENTER PASSWORD:', conceal: true}).trim().toUpperCase();
	if (checkPassword(entry.password, typed)) {
		line.wrongPasswords = 0;
		return enter(context, entry, options.includes('NOIPL'));
	}

	line.wrongPasswords++;
	if (line.wrongPasswords >= journalLimits.logon) {
		cp.accountant.journal({
			type: '04', userid, terminal: line.address, count: line.wrongPasswords, limit: journalLimits.logon,
		});
	}

	const returnCode = fail(context, messages.DMKLOG050E);
	if (line.wrongPasswords >= tries) {
		// The line still executes this command.
		cp.schedule(0, () => {
			line.close();
		});
	}

	return returnCode;
}

function enter(context: VisitorContext, entry: DirectoryEntry, noIpl: boolean): number {
	const {cp, line} = context;
	// Somebody else may have logged on while the password was typed.
	const holder = cp.machines.get(entry.userid);
	if (holder?.session.line) {
		return fail(context, messages.DMKLOG054E, {where: holder.session.line.address});
	}

	if (holder) {
		cp.sessions.reconnect(holder, line);
		logMessageLines(cp).forEach(message => {
			context.reply(message);
		});
		context.reply(`RECONNECTED AT ${timestamp(cp.clock)}`);
		return 0;
	}

	const vm = cp.sessions.logon(entry, line);
	logMessageLines(cp).forEach(message => {
		context.reply(message);
	});
	const waiting = filesLine(cp, vm.userid);
	if (waiting !== undefined) {
		context.reply(waiting);
	}

	context.reply(`LOGON AT ${timestamp(cp.clock)}`);
	return entry.ipl === undefined || noIpl ? 0 : initialLoad({...context, vm}, entry.ipl, '');
}
