/**
 * EXECIO (SC19-6209): lines between the console stack and files, the unit record devices and CP. Not here: the options
 * VAR and STEM, which put lines into variables of EXEC 2 and REXX; EXEC has no such interface.
 */
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {activeCode} from '../../file-system/files/active-code.js';
import {messages} from '../../messages/index.js';
import {readCards, readFile, readResponse} from './input.js';
import {
	BadOperands, NeedsVariables, parseRequest, type DiskFile, type Request,
} from './operands.js';
import {
	printLines, punchLines, typeMessages, writeFile,
} from './output.js';
import {
	execioCode, IoError, noRoom, type NoRoom,
} from './outcome.js';

type Outcome = number | IoError | NoRoom | BadOperands;

const diskNotAccessed = 36;

/** An operation on a file; FINIS closes it, whatever came of it. */
function * onFile(cms: Cms, request: Request, file: DiskFile): Step<Outcome> {
	if (file.mode !== '*' && !cms.disks.disk(file.mode[0])) {
		return new IoError('STATE', diskNotAccessed);
	}

	const done = request.operation === 'DISKW'
		? yield * writeFile(cms, request, file)
		: yield * readFile(cms, request, file);
	if (!request.options.finis) {
		return done;
	}

	const code = yield * cms.activeFiles.close(file.name, file.type, file.mode);
	return typeof done === 'number' && code !== activeCode.ok && code !== activeCode.notOpen
		? new IoError('FINIS', code)
		: done;
}

function * perform(cms: Cms, request: Request): Step<Outcome> {
	switch (request.operation) {
		case 'CARD': {
			return yield * readCards(cms, request);
		}

		case 'CP': {
			return yield * readResponse(cms, request);
		}

		case 'PUNCH': {
			return yield * punchLines(cms, request);
		}

		case 'PRINT': {
			return yield * printLines(cms, request);
		}

		case 'EMSG': {
			return yield * typeMessages(cms, request);
		}

		case 'DISKR':
		case 'DISKRU':
		case 'DISKW': {
			return yield * onFile(cms, request, request.file!);
		}
	}
}

/** The message and return code of an outcome. */
function * told(cms: Cms, outcome: Outcome): Step<number> {
	if (typeof outcome === 'number') {
		return outcome;
	}

	if (outcome instanceof BadOperands) {
		return yield * cms.message(messages.DMSEIO621E, {problem: outcome.problem});
	}

	if (outcome === noRoom) {
		return yield * cms.message(messages.DMSEIO622E);
	}

	const {called, code} = outcome;
	const isMissing = called === 'STATE' && code === execioCode.notFound;
	const kind = isMissing ? execioCode.notFound : execioCode.function;
	yield * cms.message(messages.DMSEIO632E, {code, called}, kind);
	return isMissing ? kind : kind + code;
}

/** Runs `step`; with NOTYPE its messages are not typed. */
function * quietly(cms: Cms, noType: boolean, step: Step<number>): Step<number> {
	const {settings} = cms;
	const {silent} = settings;
	settings.silent = silent === true || noType;
	try {
		return yield * step;
	} finally {
		settings.silent = silent;
	}
}

export const execio: CmsCommand = {
	name: 'EXECIO',
	minimum: 6,
	usesOpenFiles: true,
	syntax: [
		'EXECIO {lines|*} {DISKR|DISKRU} fn ft [fm|* [recno]] [([FINIs] [reading] [editing][)]]',
		'EXECIO {lines|*} DISKW fn ft fm [recno [F|V [lrecl]]] [([FINIs] [editing] [STring text][)]]',
		'EXECIO {lines|*} CARD [([reading] [editing][)]]',
		'EXECIO {lines|*} CP [([reading] [editing] [STring text][)]]',
		'EXECIO {lines|*} {PUNCH|PRINT|EMSG} [([CC {character|DATA}] [editing] [STring text][)]]',
		'reading: [FIfo|LIfo|SKip] [FIND/text/|LOcate/text/|Avoid/text/] [Zone n1 {n2|*}]',
		'editing: [MArgins n1 {n2|*}] [STRIp] [CAse {U|M}] [NOTYPE]',
	],
	summary: 'Moves lines between the console stack and files, cards, the printer, and CP.',
	description: [
		'DISKR, CARD and CP stack lines; the others write lines of the stack (or typed, where it is empty), or the '
		+ 'text of STRING, which is the last option. * means all lines: up to the end of the file, or, for writing, '
		+ 'to a null line.',
		'A file stays open until FINIS, the FINIS command or Ready: the next operation goes on where this one ended. '
		+ 'DISKW writes behind the last record unless recno is given; what it writes after DISKRU takes the place of '
		+ 'the record read last. A new file is V, or F 80.',
		'FIND (at the beginning of the zone), LOCATE (anywhere in it) and AVOID (nowhere in it) read up to so many '
		+ 'lines for one that fits, and stack a line with its number among those read, for DISKR also in the file, and '
		+ 'then the line itself. SKIP stacks nothing.',
		'MARGINS limits the columns, STRIP takes blanks off the end, CASE U makes data upper case, NOTYPE types no '
		+ 'messages. CC has the carriage control character of PRINT, DATA: each line begins with it.',
		'An EXEC cuts its words, those of a text too, to eight characters.',
		'VAR and STEM are for EXEC 2 and REXX alone.',
	],
	returnCodes: [
		'1    A line was truncated.',
		'2    The file ended before so many lines were read.',
		'3    No line read was the one searched for.',
		'24   Invalid operand or option.',
		'28   File not found.',
		'41   No room in the console stack.',
		'1nn  100 and the return code of the function that failed.',
		'1nnn 1000 and the return code of the CP command.',
	],
	origin: 'VM/SP',
	* run({cms, call}) {
		const request = parseRequest(call.line);
		if (request instanceof NeedsVariables) {
			const {option, noType} = request;
			return yield * quietly(cms, noType, cms.message(messages.DMSEIO631E, {option}));
		}

		if (request instanceof BadOperands) {
			return yield * quietly(cms, request.noType, told(cms, request));
		}

		const outcome = yield * perform(cms, request);
		return yield * quietly(cms, request.options.noType ?? false, told(cms, outcome));
	},
};
