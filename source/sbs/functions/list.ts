import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {FunctionContext, SbsFunction} from '../function.js';
import {answerWith, sbsMessages} from '../message.js';

/** Whether `text` fits a pattern with asterisks, as LISTFILE has them. */
function fits(text: string, pattern: string): boolean {
	return new RegExp(`^${pattern.replaceAll(/[$.+?()[\]{}|^\\]/g, String.raw`\$&`).replaceAll('*', '.*')}$`).test(
		text,
	);
}

export const list: SbsFunction = {
	name: 'LIST',
	minimum: 1,
	syntax: ['SBS List [fn|* [ft|*]]'],
	summary: 'list members: newest version, owner, date',
	returnCodes: ['16  the data base cannot be read or written', '28  no member fits'],
	origin: 'Yorktown',
	* run({base, operands: [name = '*', type = '*']}: FunctionContext): Step<Content> {
		const all = yield * base.versions();
		if (all instanceof Failure) {
			return answerWith(sbsMessages.SBS117E, {code: all.returnCode});
		}

		const newest = new Map(all.map(version => [`${version.name} ${version.type}`, version]));
		const lines = [...newest.values()]
			.filter(each => fits(each.name, name) && fits(each.type, type))
			.toSorted((a, b) => (`${a.name} ${a.type}` < `${b.name} ${b.type}` ? -1 : 1))
			.map(each =>
				`${each.name.padEnd(8)} ${each.type.padEnd(8)} ${String(each.version).padStart(5)} `
				+ `${each.owner.padEnd(8)} ${each.date} ${each.time}`);
		return lines.length > 0
			? {...emptyContent, lines: ['NAME     TYPE       VER OWNER    DATE     TIME', ...lines]}
			: answerWith(sbsMessages.SBS118I);
	},
};
