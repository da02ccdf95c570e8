/**
 * TAG (GC20-1820; DMKTAG): text that goes with the files of a spooled device, for a machine that sends them elsewhere.
 */
import {Failure} from '../../base/failure.js';
import type {UserCommand, UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {cuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import {noRoom} from '../spool/file-selection.js';
import {spoolId} from '../spool/spooler.js';
import {spoolQueues, type SpoolFile} from '../spool/spool-file.js';
import {devicesNamed} from '../spool/spooled-devices.js';

/** What fits into a tag. */
const longest = 136;
/** A tag that was set without text; one that was never set is empty. */
const blank = ' ';

export const tag: UserCommand = {
	name: 'TAG', minimum: 2, classes: 'G',
	syntax: [
		'TAg DEv {Printer|PRT|PUnch|PCH|CONsole|vaddr} [tagtext]',
		'TAg FIle spoolid [tagtext]',
		'TAg QUery {DEv {Printer|PRT|PUnch|PCH|CONsole|vaddr}|FIle spoolid}',
	],
	summary: 'set or show the tag of a spooled device or of a spool file',
	description: [
		'A file gets the tag of its device when it is closed. Without text the tag is blank. A file that is in '
		+ 'somebody else\'s reader is no longer yours.',
	],
	returnCodes: [
		'26  OPERAND MISSING OR INVALID',
		'27  SPOOLID MISSING OR INVALID',
		'42  SPOOLID spoolid DOES NOT EXIST',
		'427 SPOOL SPACE FULL; FILE spoolid NOT CHANGED',
	],
	run(context) {
		const {words} = context;
		const isQuery = isAbbreviation(words[0] ?? '', 'QUERY', 2);
		const [what, which] = isQuery ? words.slice(1) : words;
		const text = isQuery ? undefined : context.text.trim().split(/ +/).slice(2).join(' ').slice(0, longest);
		if (isAbbreviation(what ?? '', 'DEV', 2)) {
			return tagDevice(context, which, text);
		}

		return isAbbreviation(what ?? '', 'FILE', 2)
			? tagFile(context, which, text)
			: fail(context, messages.DMKTAG026E);
	},
};

/** `text`: the new tag; `undefined` shows it. */
function tagDevice(context: UserContext, which: string | undefined, text: string | undefined): number {
	const devices = devicesNamed(context, which);
	if (devices instanceof Failure) {
		return devices.returnCode;
	}

	for (const {kind, address, spool} of devices) {
		if (text !== undefined) {
			spool.tag = text === '' ? blank : text;
		} else if (spool.tag === '') {
			context.reply('TAG NOT SET');
		} else {
			context.reply(`${kind.padEnd(4)} ${cuu(address)} TAG:`);
			context.reply(spool.tag);
		}
	}

	return 0;
}

function tagFile(context: UserContext, which: string | undefined, text: string | undefined): number {
	const {cp: {spooler}, vm: {userid}} = context;
	if (!/^\d{1,4}$/.test(which ?? '')) {
		return fail(context, messages.DMKTAG027E);
	}

	const own = spoolQueues.flatMap(queue => spooler.filesOf(userid, queue));
	const file: SpoolFile | undefined = own.find(({id}) => id === Number(which));
	if (!file) {
		return fail(context, messages.DMKTAG042E, {file: spoolId(Number(which))});
	}

	if (text === undefined) {
		context.reply(file.tag.trim() === '' ? (file.origin === 'RDR' ? '(TAG MISSING)' : '(TAG BLANK)') : file.tag);
		return 0;
	}

	return noRoom(context, spooler.change(file, {tag: text}) ? [] : [file], messages.DMKTAG427E) ?? 0;
}
