import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {unwatch, watch, watches} from '../data-base/watchers.js';
import {answerWith, sbsMessages} from '../message.js';

export const notify: SbsCommand = {
	name: 'NOTIFY',
	minimum: 1,
	syntax: ['SBS Notify', 'SBS Notify fn|* [ft|*] [( [OFF] [)]]'],
	summary: 'be told what others do with a member',
	description: [
		'Names may be patterns. OFF ends it. Without names: what you watch. Who is logged on is told at once, by a '
		+ 'message of CP; with SET MSG OFF, disconnected or not logged on, at his next SBS command.',
	],
	returnCodes: ['28  you watch nothing'],
	origin: 'Yorktown',
	operands: [
		{name: 'fn', kind: 'namePattern', optional: true}, {name: 'ft', kind: 'typePattern', optional: true},
	],
	options: [{name: 'OFF'}],
	* run(context: SbsContext): Step<Content> {
		const {user, store, given} = context;
		const {fn: name, ft: type = '*'} = given.operands;
		if (name === undefined) {
			const all = yield * store.read(reader => watches(reader, user));
			const lines = all.flatMap(each => answerWith(sbsMessages.SBS152I, each).lines);
			return lines.length > 0 ? {...emptyContent, lines} : answerWith(sbsMessages.SBS155I);
		}

		return yield * changeLibrary(context, function * (transaction): Step<Content> {
			if (given.options.OFF) {
				yield * unwatch(transaction, {user, name, type});
				return answerWith(sbsMessages.SBS153I, {name, type});
			}

			yield * watch(transaction, {user, name, type});
			return answerWith(sbsMessages.SBS152I, {name, type});
		});
	},
};
