/**
 * An SBS command in whichever machine it runs: the line is read again, for anybody may send anything, and whatever goes
 * wrong is answered in one way.
 */
import {fileCode, DiskError} from '../cms/file-system/disk/disk.js';
import type {Step} from '../guest/action.js';
import {ContentLost, type Content} from '../service/parts.js';
import {sbsCommands} from './commands/index.js';
import type {Given, SbsContext} from './context.js';
import {auditText} from './data-base/change.js';
import {Refused} from './data-base/refused.js';
import {forgetNotes, notesFor} from './data-base/watchers.js';
import {answerWith, sbsMessages} from './message.js';
import {DamagedLibrary, LibraryFull} from './store/store.js';
import {parseLine} from './syntax/parse.js';

/** Return code of who may not. */
const notPermitted = 12;

/** Everything but what the line says. */
export type Surroundings = Omit<SbsContext, 'given' | 'line'>;

/** What was thrown as an answer; what is no fault of disks, files or the library is thrown on. */
function faultAnswer(error: unknown): Content {
	if (error instanceof LibraryFull) {
		return answerWith(sbsMessages.SBS110E);
	}

	if (error instanceof DamagedLibrary) {
		return answerWith(sbsMessages.SBS125E, {where: error.where.toUpperCase()});
	}

	if (error instanceof DiskError) {
		return answerWith(sbsMessages.SBS117E, {code: error.code});
	}

	if (error instanceof ContentLost) {
		return answerWith(sbsMessages.SBS117E, {code: fileCode.inputOutput});
	}

	throw error;
}

/** The answer, and behind it what others did with members that the user watches: told once. */
function * withNotes({store, user}: SbsContext, answer: Content): Step<Content> {
	const notes = yield * store.read(reader => notesFor(reader, user));
	if (notes.length === 0) {
		return answer;
	}

	yield * store.change(transaction => forgetNotes(transaction, user));
	return {...answer, lines: [...answer.lines, ...notes]};
}

/**
 * Runs what stands behind `SBS`. `surroundings` are asked for when the line is known to be right. Refusals of what only
 * looks are put into the audit file here; a change does that itself.
 */
export function * runFunction(line: string, surroundings: (given: Given) => Step<Surroundings>): Step<Content> {
	const parsed = parseLine(line, sbsCommands);
	if (!('command' in parsed)) {
		return parsed;
	}

	const {command, given} = parsed;
	try {
		const context: SbsContext = {...(yield * surroundings(given)), given, line};
		const answer = yield * withNotes(context, yield * command.run(context));
		if (command.isReadOnly && answer.returnCode === notPermitted) {
			yield * context.store.change(function * (transaction): Step<Refused> {
				transaction.audit(auditText(context, answer.returnCode));
				return new Refused(answer);
			});
		}

		return answer;
	} catch (error) {
		return faultAnswer(error);
	}
}
