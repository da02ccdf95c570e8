/** QUERY LOGMSG, and the log message at LOGON. */
import type {CommandHost} from '../../command.js';
import {timestamp} from '../../formats.js';
import {anyClass, type QueryOperand} from './query-operand.js';

/** The log message as LOGON types it; nothing where there is none. */
export function logMessageLines({settings: {logMessages}, clock}: Pick<CommandHost, 'settings' | 'clock'>): string[] {
	return logMessages.length === 0 ? [] : [`LOGMSG - ${timestamp(clock)}`, ...logMessages.map(line => `* ${line}`)];
}

export const logmsg: QueryOperand = {
	name: 'LOGMSG', minimum: 3, classes: anyClass, syntax: 'Query LOGmsg',
	run({cp, reply}) {
		const lines = cp.settings.logMessages.map(line => `* ${line}`);
		for (const line of lines.length === 0 ? ['THERE IS NO LOGMSG DATA'] : lines) {
			reply(line);
		}

		return 0;
	},
};
