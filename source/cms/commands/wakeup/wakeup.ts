/**
 * WAKEUP (distributed by IBM for service machines; later in VM's manuals, none of which could be had): waits for a time
 * or an event, and says by its return code which. Not here: special messages and IUCV (SMSG, VMCF, IUCVMSG), devices
 * (IO), the external key (EXT), QUIET, days in front of the time.
 */
import {Failure} from '../../../base/failure.js';
import {everythingEnabled} from '../../../base/architecture.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {messages} from '../../messages/index.js';
import {readerClass, readerFiles} from '../../unit-record/reader-files.js';
import {closeReaderCommand, unit} from '../../unit-record/unit-records.js';
import {guarded, isMode} from '../files/file-operands.js';
import {stackIfRoom} from '../stack-lines.js';
import {checkUnit} from '../unit-record/unit-commands.js';
import {ClockComparator} from './clock-comparator.js';
import {interval, secondsOfDay, timeOfDay} from './moments.js';
import {nextEntry, TimesFile, type TimesEntry} from './times-file.js';

const module = 'DMSWAK';

/** Return codes by what ended the wait. */
const wakeCode = {
	time: 2, entry: 3, reader: 4, console: 6,
} as const;

type Option = 'CONS' | 'RDR' | 'FILE';
const optionNames: readonly string[] = ['CONS', 'RDR', 'FILE'] satisfies Option[];

type Request = {
	/** Seconds, or the second of a day; without one only events end the wait. */
	readonly time: {readonly seconds: number; readonly isInterval: boolean} | undefined;
	readonly options: ReadonlySet<Option>;
	readonly file: readonly [name: string, type: string, mode: string];
};

const isOption = (word: string): word is Option => optionNames.includes(word);

/** Behind FILE, up to the next option: `[fn [ft [fm]]]`. */
function * parseOptions(cms: Cms, words: readonly string[]): Step<Pick<Request, 'options' | 'file'> | Failure> {
	const options = new Set<Option>();
	let names: string[] = [];
	for (let index = 0; index < words.length; index++) {
		const option = words[index];
		if (!isOption(option)) {
			return new Failure(yield * cms.message(messages.DMSWAK003E, {option}));
		}

		options.add(option);
		if (option === 'FILE') {
			const end = words.findIndex((word, at) => at > index && (isOption(word) || at > index + 3));
			names = words.slice(index + 1, end === -1 ? undefined : end);
			index += names.length;
		}
	}

	const [name = 'WAKEUP', type = 'TIMES', mode = '*'] = names;
	for (const token of [name, type]) {
		const character = invalidCharacter(token);
		if (character !== undefined) {
			return new Failure(yield * cms.message(messages.DMSWAK062E, {character, file: `${name} ${type}`}));
		}
	}

	return mode === '*' || isMode(mode)
		? {options, file: [name, type, mode]}
		: new Failure(yield * cms.message(messages.DMSWAK048E, {mode}));
}

function * parse(cms: Cms, operands: readonly string[], words: readonly string[]): Step<Request | Failure> {
	const [time, extra] = operands;
	const span = interval(time ?? '');
	const seconds = span ?? timeOfDay(time ?? '');
	if ((time !== undefined && seconds === undefined) || extra !== undefined) {
		return new Failure(yield * cms.message(messages.DMSWAK070E, {parameter: seconds === undefined ? time : extra}));
	}

	const chosen = yield * parseOptions(cms, words);
	if (chosen instanceof Failure) {
		return chosen;
	}

	return seconds === undefined && chosen.options.size === 0
		? new Failure(yield * cms.message(messages.DMSWAK545E))
		: {...chosen, time: seconds === undefined ? undefined : {seconds, isInterval: span !== undefined}};
}

/** The day, `mm/dd/yy`, and the second of it. */
function * now(cms: Cms): Step<{readonly today: string; readonly second: number}> {
	const {date, time} = yield * cms.pseudoTimer();
	return {today: date, second: timeOfDay(time) ?? 0};
}

type Awaited = {
	readonly request: Request;
	readonly times: TimesFile | undefined;
	readonly comparator: ClockComparator;
};

type Cause = 'time' | 'reader' | 'console' | {readonly entry: TimesEntry; readonly today: string};

/** Waits; answers what ended it. */
function * waitFor(cms: Cms, {request, times, comparator}: Awaited): Step<Cause> {
	const {options, time} = request;
	const accepted = options.has('RDR') ? yield * readerClass(cms) : '';
	const typedBefore = cms.console.stacked;
	let {today, second} = yield * now(cms);
	// Seconds from the beginning of the first day on; a time of day that is over is tomorrow's.
	let days = 0;
	const isTomorrow = time !== undefined && !time.isInterval && time.seconds <= second;
	const end = time && time.seconds + (time.isInterval ? second : (isTomorrow ? secondsOfDay : 0));
	for (;;) {
		// What comes now is taken when the machine waits: nothing is missed between looking and waiting.
		yield {kind: 'mask', systemMask: 0};
		if (options.has('CONS') && cms.console.stacked > typedBefore) {
			return 'console';
		}

		if (options.has('RDR')) {
			const files = yield * readerFiles(cms);
			if (files.some(file => !file.isHeld && (accepted === '*' || accepted === file.class))) {
				return 'reader';
			}
		}

		const before = today;
		({today, second} = yield * now(cms));
		days += today === before ? 0 : 1;
		const entry = times && nextEntry(times.entries, today);
		if (entry && entry.time <= second) {
			return {entry, today};
		}

		const left = end === undefined ? undefined : end - second - (days * secondsOfDay);
		if (left !== undefined && left <= 0) {
			return 'time';
		}

		// At midnight other entries may be today's.
		const toEntry = times && (entry ? entry.time : secondsOfDay) - second;
		if (left !== undefined || toEntry !== undefined) {
			yield * comparator.set(Math.min(left ?? Infinity, toEntry ?? Infinity) * 1_000_000);
		}

		yield {kind: 'wait', systemMask: everythingEnabled};
	}
}

/** The return code of what ended the wait; an entry of the file is stacked, and marked as done. */
function * tell(cms: Cms, cause: Cause, times: TimesFile | undefined): Step<number> {
	if (typeof cause === 'string') {
		return wakeCode[cause];
	}

	const {entry, today} = cause;
	const refused = yield * times!.done(cms, entry, today);
	if (refused !== 0) {
		return refused;
	}

	return stackIfRoom(cms, entry.line, 'LIFO') ? wakeCode.entry : yield * cms.message(messages.DMSWAK109S);
}

function * wait(cms: Cms, request: Request): Step<number> {
	const {options} = request;
	const times = options.has('FILE') ? yield * TimesFile.read(cms, request.file) : undefined;
	if (times instanceof Failure) {
		return times.returnCode;
	}

	if (options.has('RDR')) {
		const refused = yield * checkUnit(cms, module, unit.reader, 'input');
		if (refused !== 0) {
			return refused;
		}

		// A reader that is in the middle of a file says nothing when another one comes.
		if (cms.unitRecords.isReading) {
			yield * cms.cp(closeReaderCommand(true), true);
			cms.unitRecords.isReading = false;
		}
	}

	const comparator = new ClockComparator(cms);
	try {
		const cause = yield * waitFor(cms, {request, times, comparator});
		yield {kind: 'mask', systemMask: everythingEnabled};
		return yield * tell(cms, cause, times);
	} finally {
		comparator.drop();
	}
}

export const wakeup: CmsCommand = {
	name: 'WAKEUP',
	minimum: 6,
	syntax: ['WAKEUP [hh:mm[:ss]|+mm[:ss]|+hh:mm:ss|+hhmmss] [([CONS] [RDR] [FILE [fn [ft [fm]]]][)]]'],
	summary: 'Waits for a time, or until something happens.',
	description: [
		'The time is one of day (tomorrow\'s where it is over), or minutes, or minutes and seconds, or hours as well, '
		+ 'from now on. Without a time only what the options name ends the wait. The return code says which it was.',
		'CONS: a line that is entered at the terminal, which is stacked. RDR: a file in the virtual reader that may be '
		+ 'read; one that is there already ends it at once.',
		'FILE: an entry of WAKEUP TIMES, or of another file, whose time has come. Columns 1-8 have its day: ALL, '
		+ 'WEEKDAY, WEEKEND, a name (MONDAY), or mm/dd/yy with == for any; 10-17 the time, hh:mm or hh:mm:ss; 19-26 '
		+ 'the day on which it was last done, which WAKEUP writes; from 28 on is what EXECs like. The record is '
		+ 'stacked in front of other lines. An entry that today was not done at its time is done at once.',
		'HX ends the wait, too. SMSG, VMCF, IUCVMSG, EXT, IO and QUIET are refused.',
	],
	returnCodes: [
		'2    The time has come.',
		'3    The time of an entry in the file has come; it is in the stack.',
		'4    A file is in the reader.',
		'6    A line was entered.',
		'20   Invalid character in the file identifier.',
		'24   Invalid or missing operand or option.',
		'28   The file of times is not there.',
		'32   A record of it is no entry.',
		'36   Its disk is read-only, or there is no reader.',
		'100  Error of the disk.',
		'104  No room in the console stack.',
	],
	origin: 'VM/SP',
	* run({cms, operands, options}) {
		const request = yield * parse(cms, operands, options);
		return request instanceof Failure
			? request.returnCode
			: yield * guarded(cms, module, request.file.join(' '), wait(cms, request));
	},
};
