/**
 * An SBS command in whichever machine it runs: the line is read again, for anybody may send anything, and whatever goes
 * wrong is answered in one way.
 */
import {isProgramError} from '../base/program-error.js';
import {fileCode, DiskError} from '../cms/file-system/disk/disk.js';
import type {Step} from '../guest/action.js';
import {ContentLost, type Content} from '../service/parts.js';
import {sbsCommands} from './commands/index.js';
import type {Given, Note, SbsContext} from './context.js';
import {auditText} from './data-base/change.js';
import {Refused} from './data-base/refused.js';
import {
	forgetNotes, leaveNotes, notesFor, takeNotes,
} from './data-base/watchers.js';
import {answerWith, sbsMessages} from './message.js';
import {isOfLibrary} from './store/library.js';
import {DamagedLibrary, LibraryFull} from './store/store.js';
import {shown} from './syntax/columns.js';
import {parseLine} from './syntax/parse.js';

/** Return code of who may not. */
const notPermitted = 12;

/** Everything but what the line says. */
export type Surroundings = Omit<SbsContext, 'given' | 'line' | 'left'>;

/** Characters of what went wrong. */
const longestReason = 60;

/**
 * What was thrown as an answer; what is no fault of disks, files, the library or this program is thrown on: it is for
 * the machine in which that runs.
 */
function faultAnswer(error: unknown, command: string): Content {
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

	if (isProgramError(error)) {
		const what = shown(error.message.toUpperCase()).slice(0, longestReason);
		return answerWith(sbsMessages.SBS174E, {function: command, what});
	}

	throw error;
}

/**
 * SBS itself went wrong in a command of one user: the operator is told and the audit file has it, if that can be. The
 * machine goes on: in configuration SERVER it is the only one.
 */
function * tellOfError(context: SbsContext, answer: Content): Step {
	try {
		yield * context.cms.cp(`MSG OPERATOR ${answer.lines.join(' ')}; USER ${context.user}`, true);
		yield * auditAlone(context, answer);
	} catch (error) {
		if (!isProgramError(error) && !isOfLibrary(error)) {
			throw error;
		}
	}
}

/** A line of the audit file, of what changed nothing. */
function * auditAlone(context: SbsContext, answer: Content): Step {
	yield * context.store.change(function * (transaction): Step<Refused> {
		transaction.audit(auditText(context, answer.returnCode));
		return new Refused(answer);
	});
}

/**
 * Tells those who are there what the command did with members that they watch. A note is taken out before, so that
 * nobody is told twice, and left again for who could not be told: his next command tells him.
 */
function * reachWatchers({store, reach, left = []}: SbsContext): Step {
	if (!reach || left.length === 0) {
		return;
	}

	const notes = yield * store.change(transaction => takeNotes(transaction, left));
	const waiting: Note[] = [];
	for (const note of notes) {
		if (!(yield * reach(note.user, note.line))) {
			waiting.push(note);
		}
	}

	if (waiting.length > 0) {
		yield * store.change(transaction => leaveNotes(transaction, waiting));
	}
}

/** The answer, and behind it what others did with members that the user watches: told once. */
function * withNotes({store, user, given, nextPart}: SbsContext, answer: Content): Step<Content> {
	// An answer for programs is nothing but that; who has part of a command done hears the rest at its end.
	const isAlone = given.options.JSON !== undefined || nextPart !== undefined;
	const notes = isAlone ? [] : yield * store.read(reader => notesFor(reader, user));
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
	let context: SbsContext | undefined;
	try {
		context = {
			...(yield * surroundings(given)), given, line, left: [],
		};
		const answer = yield * withNotes(context, yield * command.run(context));
		yield * reachWatchers(context);
		if (command.isReadOnly && answer.returnCode === notPermitted) {
			yield * auditAlone(context, answer);
		}

		return answer;
	} catch (error) {
		const answer = faultAnswer(error, command.name);
		if (context && isProgramError(error)) {
			yield * tellOfError(context, answer);
		}

		return answer;
	}
}
