/** Why another machine does not answer to a request for its files. */
import {reason, refusal} from '../../base/intermachine.js';

/** Why there is no answer, in the words of message DMSRMT. */
export const lostReasons = {
	notLoggedOn: 'NOT LOGGED ON',
	notAuthorized: 'GRANTS NOTHING',
	reset: 'WAS RESET',
	loggedOff: 'LOGGED OFF',
	refused: 'REFUSES',
	noAnswer: 'DOES NOT ANSWER',
	noRoom: 'NO STORAGE',
} as const;

export type LostReason = typeof lostReasons[keyof typeof lostReasons];

/** The machine did not answer. */
export class LinkLost extends Error {
	constructor(readonly userid: string, readonly why: LostReason) {
		super(`${userid}: ${why}`);
	}
}

/** Of a signal that CP refused. */
export function refusalReason(code: number): LostReason {
	switch (code) {
		case refusal.notLoggedOn: {
			return lostReasons.notLoggedOn;
		}

		case refusal.notAuthorized: {
			return lostReasons.notAuthorized;
		}

		default: {
			return lostReasons.refused;
		}
	}
}

/** Of an exchange that ended. */
export function endReason(code: number): LostReason {
	switch (code) {
		case reason.reset: {
			return lostReasons.reset;
		}

		case reason.loggedOff: {
			return lostReasons.loggedOff;
		}

		case reason.timedOut: {
			return lostReasons.noAnswer;
		}

		default: {
			return lostReasons.refused;
		}
	}
}
