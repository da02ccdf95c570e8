/**
 * LISTDS (GC20-1818). Disks of OS and DOS cannot be accessed, so it finds nothing on any: what it does there (EXTENT,
 * FORMAT, PDS, FREESPACE) is not here.
 */
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {dataSetName} from './data-set-name.js';

const options = [['EXTENT', 2], ['FREESPACE', 3], ['FORMAT', 2], ['PDS', 1]] as const;

/** The name asked for with `?`. */
function * askedName(cms: Cms): Step<readonly string[]> {
	yield * cms.message(messages.DMSLDS220R);
	return (yield * cms.console.read()).trim().split(/\s+/);
}

function * list({cms, operands, options: given}: CmsContext): Step<number> {
	const mode = operands.at(-1);
	if (mode === undefined || mode === '?') {
		return yield * cms.message(messages.DMSLDS223E);
	}

	if (!/^(?:[A-Z]\d?|\*)$/.test(mode)) {
		return yield * cms.message(messages.DMSLDS048E, {mode});
	}

	const chosen = given.map(word => options.find(([name, minimum]) => isAbbreviation(word, name, minimum))?.[0]);
	const unknown = chosen.indexOf(undefined);
	if (unknown !== -1) {
		return yield * cms.message(messages.DMSLDS003E, {option: given[unknown]});
	}

	const words = operands.slice(0, -1);
	if (chosen.includes('FREESPACE') && words.length > 0) {
		return yield * cms.message(messages.DMSLDS226E);
	}

	const name = words[0] === '?' && words.length === 1 ? yield * askedName(cms) : words;
	if (name.length > 0 && dataSetName(name) === undefined) {
		return yield * cms.message(messages.DMSLDS221E, {name: name.join('.')});
	}

	return mode !== '*' && !cms.disks.disk(mode[0])
		? yield * cms.message(messages.DMSLDS069E, {mode: mode[0]})
		: yield * cms.message(messages.DMSLDS002E);
}

export const listds: CmsCommand = {
	name: 'LISTDS',
	minimum: 6,
	syntax: ['LISTDS [?|dsname] fm|* [([EXtent] [FREespace] [FOrmat] [Pds][)]]'],
	summary: 'Lists data sets of OS and files of DOS on their disks',
	description: [
		'The name is typed with periods, or with blanks in their place; ? asks for it. This system cannot access disks '
		+ 'of OS and DOS, so nothing is ever found: LISTFILE lists the files of CMS disks.',
	],
	returnCodes: ['24  Invalid or missing operand or option.', '28  No data set found.', '36  Disk not accessed.'],
	run: context => list(context),
};
