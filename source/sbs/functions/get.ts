import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import {versionsOf} from '../data-base.js';
import type {FunctionContext, SbsFunction} from '../function.js';
import {answerWith, sbsMessages} from '../message.js';

export const get: SbsFunction = {
	name: 'GET',
	minimum: 1,
	syntax: ['SBS Get fn ft [fm] [( [VERsion n] [REPlace] [)]]'],
	summary: 'copy a member to one of your disks (A unless told)',
	description: ['The newest version, or version n.'],
	returnCodes: [
		'16  the data base cannot be read or written',
		'24  your file exists and REPLACE was not given',
		'28  no such member or version',
		'36  your disk is not accessed R/W, or full',
	],
	origin: 'Yorktown',
	takesMember: true,
	* run({base, operands: [name, type, wanted]}: FunctionContext): Step<Content> {
		const all = yield * base.versions();
		if (all instanceof Failure) {
			return answerWith(sbsMessages.SBS117E, {code: all.returnCode});
		}

		const versions = versionsOf(all, name, type).filter(each => each.version > 0);
		if (versions.length === 0) {
			return answerWith(sbsMessages.SBS106E, {name, type});
		}

		const version = wanted ? versions.find(each => String(each.version) === wanted) : versions.at(-1);
		const data = version && (yield * base.data(version));
		if (data instanceof Failure) {
			return answerWith(sbsMessages.SBS117E, {code: data.returnCode});
		}

		if (!version || !data) {
			return answerWith(sbsMessages.SBS109E, {name, type, version: wanted ?? String(version?.version)});
		}

		return {...emptyContent, words: [String(version.version)], files: [{...data, name, type}]};
	},
};
