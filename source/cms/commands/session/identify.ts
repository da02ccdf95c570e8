/**
 * IDENTIFY (SC19-6209): who this machine is, and when. Node and RSCS machine, which file SYSTEM NETID would tell, are
 * `*`: there is no network.
 */
import {isAbbreviation} from '../../../base/command.js';
import type {CmsCommand} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {stackIfRoom} from '../stack-lines.js';

const optionNames = [['STACK', 2], ['FIFO', 2], ['LIFO', 2], ['TYPE', 2]] as const;
type Option = typeof optionNames[number][0];

/** `TIME IS 09:00:00 EST WEDNESDAY 11/19/75`, as CP says it. */
const timeResponse = /^TIME IS \S+ (?<zone>\S+) (?<weekday>\S+)/;

export const identify: CmsCommand = {
	name: 'IDENTIFY',
	minimum: 2,
	syntax: ['IDentify [([STack [FIfo|LIfo]|FIfo|LIfo|TYpe][)]]'],
	summary: 'Types or stacks the userid of this machine, the date and the time.',
	description: [
		'The line is: userid AT node VIA rscsid mm/dd/yy hh:mm:ss zone weekday. Node and rscsid are *, for there is no '
		+ 'network. STACK, FIFO and LIFO put it into the console stack.',
	],
	returnCodes: ['24   Invalid operand or option.', '104  No room in the console stack.'],
	origin: 'VM/SP',
	* run({cms, operands, options}) {
		if (operands[0] !== undefined) {
			return yield * cms.message(messages.DMSIDE070E, {parameter: operands[0]});
		}

		const chosen = new Set<Option>();
		for (const option of options) {
			const known = optionNames.find(([name, minimum]) => isAbbreviation(option, name, minimum));
			if (!known) {
				return yield * cms.message(messages.DMSIDE003E, {option});
			}

			chosen.add(known[0]);
		}

		for (const [one, other] of [['FIFO', 'LIFO'], ['TYPE', 'STACK'], ['TYPE', 'FIFO'], ['TYPE', 'LIFO']] as const) {
			if (chosen.has(one) && chosen.has(other)) {
				return yield * cms.message(messages.DMSIDE066E, {one, other});
			}
		}

		const {response} = yield * cms.cp('QUERY TIME', true);
		const {date, time} = yield * cms.pseudoTimer();
		const {zone = '*', weekday = '*'} = timeResponse.exec(response[0] ?? '')?.groups ?? {};
		const line = `${cms.userid} AT * VIA * ${date} ${time} ${zone} ${weekday}`;
		if (chosen.size === 0 || chosen.has('TYPE')) {
			yield * cms.console.type(line);
			return 0;
		}

		return stackIfRoom(cms, line, chosen.has('LIFO') ? 'LIFO' : 'FIFO')
			? 0
			: yield * cms.message(messages.DMSIDE109S);
	},
};
