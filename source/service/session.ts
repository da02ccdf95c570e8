/**
 * Sessions: a user keeps the slave that works for him from one request to the next (R9). Which one, and the exchange
 * with the master that keeps it his, are in guest storage; ending that exchange ends the session, and so does whatever
 * takes the slave away (the next request gets another one). Where no slaves are, a session makes no difference.
 */
import type {Cms} from '../cms/cms.js';
import type {Step} from '../guest/action.js';

/** False: there is one already. */
export function startSession({session}: Pick<Cms, 'session'>): boolean {
	const isNew = !session.inSession;
	session.inSession = true;
	return isNew;
}

/** Gives the slave back. False: there was no session. */
export function * endSession({session, intermachine}: Pick<Cms, 'session' | 'intermachine'>): Step<boolean> {
	const wasOn = session.inSession;
	const {exchange} = session.sessionSlave;
	session.inSession = false;
	session.sessionSlave = {slave: '', exchange: 0};
	if (exchange !== 0) {
		// Where it is over already, CP knows no such exchange of this machine.
		yield * intermachine.refuse(exchange);
	}

	return wasOn;
}
