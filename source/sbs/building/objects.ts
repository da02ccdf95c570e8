/** Makes object decks and listings of sources, and keeps them. */
import {toEbcdic} from '../../base/ebcdic.js';
import {append} from '../../base/sequences.js';
import {cardLength} from '../../base/unit-record.js';
import type {Step} from '../../guest/action.js';
import type {SbsContext} from '../context.js';
import {Refused} from '../data-base/refused.js';
import {answerWith, sbsMessages} from '../message.js';
import {assembleInputs, type Assembled, type MacroTexts} from './assembling.js';
import {keepMade, refusalToBuild, type Kept, type Made} from './keeping.js';
import {objectOf, type ObjectTarget} from './plan.js';
import type {Scope} from './scope.js';

/** Severity from which a deck is not kept. */
const notAssembled = 8;
/** Bytes of a record of a listing: carriage control and a line of 120. */
const listingLength = 121;
/** Diagnostics that are told; the listing has all. */
const mostDiagnostics = 20;

/** What came of a target: lines for the user, and whether it is up to date now. */
export type Outcome = {readonly lines: readonly string[]; readonly isBuilt: boolean; readonly returnCode: number};

const failed = ({lines, returnCode}: {readonly lines: readonly string[]; readonly returnCode: number}): Outcome =>
	({lines, returnCode, isBuilt: false});

function deckOf({source}: ObjectTarget, {result}: Assembled): Made {
	return {
		...objectOf(source), recordFormat: 'F', recordLength: cardLength, records: result.cards,
	};
}

function listingOf({source}: ObjectTarget, {result}: Assembled): Made {
	return {
		name: source.name,
		type: 'LISTING',
		recordFormat: 'F',
		recordLength: listingLength,
		records: result.listing.map(line => toEbcdic(line.padEnd(listingLength).slice(0, listingLength))),
	};
}

const diagnosticLines = ({source}: ObjectTarget, {result}: Assembled): string[] =>
	result.diagnostics.slice(0, mostDiagnostics).map(({
		code, text, line, member,
	}) => `${member ?? source.name} ${String(line).padStart(5)} ${code} ${text}`);

/** Assembles a source, and keeps its listing, and its deck where there are no errors: else the old one stays. */
export function * buildObject(
	context: SbsContext,
	scope: Scope,
	target: ObjectTarget,
	texts: MacroTexts,
): Step<Outcome> {
	const {source} = target;
	const refused = yield * context.store.read(reader => refusalToBuild(reader, context, source));
	if (refused) {
		return failed(refused.content);
	}

	const assembled = yield * assembleInputs(context, scope, source.system, target.inputs, texts);
	if ('gone' in assembled) {
		return failed(assembled.gone);
	}

	if ('problem' in assembled) {
		const {name, type, line, problem} = assembled;
		return failed(answerWith(sbsMessages.SBS207E, {
			name: source.name, type: source.type, update: `${name} ${type}`, line, problem: problem.toUpperCase(),
		}));
	}

	const code = assembled.result.returnCode;
	const {inputs} = assembled;
	const kept = yield * context.store.change(function * (transaction): Step<Kept | Refused> {
		const listing = yield * keepMade(transaction, context, source, listingOf(target, assembled), inputs);
		return listing instanceof Refused || code >= notAssembled
			? listing
			: yield * keepMade(transaction, context, source, deckOf(target, assembled), inputs);
	});
	if (kept instanceof Refused) {
		return failed(kept.content);
	}

	const lines = diagnosticLines(target, assembled);
	if (code >= notAssembled) {
		const answer = answerWith(sbsMessages.SBS202E, {name: source.name, type: source.type, code});
		append(lines, answer.lines);
		return failed({lines, returnCode: answer.returnCode});
	}

	const built = {...objectOf(source), version: kept.version};
	append(lines, answerWith(kept.isNew ? sbsMessages.SBS200I : sbsMessages.SBS201I, built).lines);
	return {lines, isBuilt: true, returnCode: code};
}
