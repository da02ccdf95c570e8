/** What a command changes: one transaction, with the line of the audit file and the answer for a repeated request. */
import {fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsContext} from '../context.js';
import {field, keyOf, table} from '../store/keys.js';
import {mostValue, type Transaction} from '../store/store.js';
import {Refused} from './refused.js';

/** Bytes of a line of the audit file. */
const auditLine = 80;

/** Who asked what when, and what came of it. */
export const auditText = ({now, user, line}: SbsContext, returnCode: number): string =>
	`${now.date} ${now.time} ${user.padEnd(8)} ${String(returnCode).padStart(3)} ${line.trim().replaceAll(/\s+/g, ' ')}`
		.slice(0, auditLine);

/** What parts of a kept answer: a request's number, a return code and lines have no X'15' in them. */
const lineEnd = '\u0085';

/**
 * One change of the library for a command. It is made once: a request that comes again, as the machine that worked on
 * it was lost, is answered as the first time.
 */
export function * changeLibrary(
	context: SbsContext,
	work: (transaction: Transaction) => Step<Content | Refused>,
): Step<Content> {
	const outcome = yield * context.store.change(function * (transaction): Step<Content | Refused> {
		const before = yield * answeredBefore(transaction, context);
		if (before) {
			return before;
		}

		const answer = yield * work(transaction);
		if (answer instanceof Refused) {
			transaction.audit(auditText(context, answer.returnCode));
			return answer;
		}

		transaction.audit(auditText(context, answer.returnCode));
		yield * keepAnswer(transaction, context, answer);
		return answer;
	});
	return outcome instanceof Refused ? outcome.content : outcome;
}

const requestKey = ({user}: SbsContext): Uint8Array => keyOf(table.request, field(user));

function * answeredBefore(transaction: Transaction, context: SbsContext): Step<Content | undefined> {
	const value = yield * transaction.get(requestKey(context));
	const [request, returnCode, ...lines] = value ? fromEbcdic(value).split(lineEnd) : [];
	return request === context.request ? {...emptyContent, returnCode: Number(returnCode), lines} : undefined;
}

function * keepAnswer(transaction: Transaction, context: SbsContext, {returnCode, lines}: Content): Step {
	const kept = toEbcdic([context.request, String(returnCode), ...lines].join(lineEnd));
	yield * transaction.put(requestKey(context), kept.slice(0, mostValue));
}
