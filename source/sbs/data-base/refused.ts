/** A change that is not made: the answer says why. */
import {Failure} from '../../base/failure.js';
import type {Given, Message, ReturnCode} from '../../base/message.js';
import type {Content} from '../../service/parts.js';
import {answerWith} from '../message.js';

/** The store takes it for what it is: nothing is changed but the audit file. */
export class Refused extends Failure {
	constructor(readonly content: Content) {
		super(content.returnCode);
	}
}

/** Refused with a message. */
export function refuse<Text extends string, Code extends ReturnCode>(
	message: Message<Text, Code>,
	...given: Given<Text, Code>
): Refused {
	return new Refused(answerWith(message, ...given));
}
