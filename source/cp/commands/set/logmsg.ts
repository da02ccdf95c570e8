/** SET LOGMSG (GC20-1806): the lines that everybody sees at LOGON. */
import type {CommandResult, CpStep, UserContext} from '../../command.js';
import {limits} from '../../../base/limits.js';
import {fail, messages} from '../../messages/index.js';
import {behind, type SetOption} from './set-option.js';

/** Text given is added, or replaces line `nn`; none given is asked for, line by line, until a null line. */
function setLogMessage(context: UserContext, [word]: readonly string[]): CommandResult {
	const {cp: {settings: {logMessages}}, text} = context;
	if (word === 'NULL') {
		logMessages.length = 0;
		return 0;
	}

	const at = /^\d{1,2}$/.test(word ?? '') ? Number(word) : undefined;
	const content = behind(text, at === undefined ? 1 : 2);
	if (at !== undefined) {
		if (at < 1 || at > Math.min(logMessages.length + 1, limits.logMessages.value)) {
			return fail(context, messages.DMKCFS003E, {option: word});
		}

		logMessages.splice(at - 1, 1, ...content === '' ? [] : [content]);
		return 0;
	}

	if (logMessages.length >= limits.logMessages.value) {
		return fail(context, messages.DMKCFS003E, {option: 'LOGMSG'});
	}

	if (content !== '') {
		logMessages.push(content);
		return 0;
	}

	return askLogMessage(logMessages);
}

function * askLogMessage(logMessages: string[]): CpStep {
	while (logMessages.length < limits.logMessages.value) {
		const typed = yield {kind: 'read', prompt: logMessages.length === 0 ? 'ENTER LOGMSG:' : '', conceal: false};
		if (typed.trim() === '') {
			return 0;
		}

		logMessages.push(typed);
	}

	return 0;
}

export const logMessage: SetOption = {
	name: 'LOGMSG', minimum: 3, classes: 'B', syntax: 'SET LOGmsg [nn|NULL] [text]',
	run: (context, words) => setLogMessage(context, words),
};
