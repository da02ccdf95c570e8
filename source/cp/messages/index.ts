/** Every numbered message of CP (GC20-1808). A new one: a row in the table of what types it. */
import {
	issue, type Given, type Issued, type Message, type ReturnCode,
} from '../../base/message.js';
import {commandMessages} from './commands.js';
import {debuggingMessages} from './debugging.js';
import {deviceMessages} from './devices.js';
import {exchangeMessages} from './exchange.js';
import {linkMessages} from './link.js';
import {machineMessages} from './machine.js';
import {slaveMessages} from './slave.js';
import {spoolingMessages} from './spooling.js';

export const messages = {
	...commandMessages,
	...debuggingMessages,
	...deviceMessages,
	...exchangeMessages,
	...linkMessages,
	...machineMessages,
	...slaveMessages,
	...spoolingMessages,
};

/** Where a command's messages go. */
export type MessageSink = {
	/** Types a message as SET EMSG says and answers its return code. */
	error(issued: Issued): number;
};

/** Types a message as SET EMSG says and answers its return code. */
export function fail<Text extends string, Code extends ReturnCode>(
	context: MessageSink,
	message: Message<Text, Code>,
	...given: Given<Text, Code>
): number {
	return context.error(issue(message, given));
}
