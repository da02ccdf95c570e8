/**
 * DDR (VM/370's HELP; the program is IBM's DMKDDR, whose dialogue it has). Not here: dumps of several reels, copies
 * from tape to tape, alternate tapes, CPVOL and NUCLEUS, flagged tracks.
 */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {CmsCommand, CmsContext} from '../../cms.js';
import {failureCode} from '../../file-system/disk/disk.js';
import {isMode} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';
import {DdrConsole} from './ddr-console.js';
import {show} from './show.js';
import {parseStatement, wordsOf, type Statement, type Unit, type Wrong} from './statements.js';
import {transfer} from './transfer.js';

class Job {
	readonly #talk: DdrConsole;
	/** What INPUT and OUTPUT defined. */
	#units: {readonly INPUT?: Unit; readonly OUTPUT?: Unit} = {};

	constructor(talk: DdrConsole) {
		this.#talk = talk;
	}

	/** Statements up to a null line; then all is done. */
	* run(): Step {
		for (;;) {
			const words = wordsOf(yield * this.#talk.read());
			if (words.length === 0) {
				yield * this.#talk.cms.console.type('END OF JOB');
				return;
			}

			const statement = parseStatement(words);
			if (statement === undefined) {
				yield * this.#talk.say(messages.DMKDDR701E, {operand: words[0]});
			} else if ('message' in statement) {
				yield * this.#complain(statement);
			} else if (!this.#talk.isFile || this.#talk.firstError === 0) {
				yield * this.#do(statement);
			}
		}
	}

	* #complain(wrong: Wrong): Step {
		const talk = this.#talk;
		yield * ('operand' in wrong
			? talk.say(wrong.message, {operand: wrong.operand})
			: talk.say(wrong.message as typeof messages.DMKDDR703E));
	}

	* #do(statement: Statement): Step {
		switch (statement.kind) {
			case 'unit': {
				this.#units = {...this.#units, [statement.use]: statement.unit};
				break;
			}

			case 'print': {
				this.#talk.toConsole = statement.toConsole;
				break;
			}

			case 'show': {
				const {INPUT: input} = this.#units;
				yield * show(this.#talk, input, statement);
				// The files have been passed over.
				this.#units = {...this.#units, INPUT: input?.kind === 'tape' ? {...input, skip: 0} : input};
				break;
			}

			case 'transfer': {
				const {INPUT: input, OUTPUT: output} = this.#units;
				const failure = yield * transfer(this.#talk, statement.name, {input, output}, statement);
				// The next function has units of its own.
				this.#units = failure ? this.#units : {};

				break;
			}
		}
	}
}

/** The records of the file of control statements; a failure where there is none. */
function * readFile({cms, operands}: CmsContext, talk: DdrConsole): Step<readonly Uint8Array[] | Failure> {
	const [name, type, mode = '*', extra] = operands;
	const isValid = type !== undefined && extra === undefined && (mode === '*' || isMode(mode));
	const found = isValid ? cms.disks.find(name, type, mode) : undefined;
	try {
		return found
			? yield * cms.disks.readAll(found.disk, found.status)
			: new Failure(yield * talk.say(messages.DMKDDR719E));
	} catch (error) {
		// A file that cannot be read is as good as none.
		return new Failure(failureCode(error, yield * talk.say(messages.DMKDDR719E)));
	}
}

export const ddr: CmsCommand = {
	name: 'DDR',
	minimum: 3,
	syntax: [
		'DDR [fn ft [fm|*]]',
		'INput|OUTput cuu type [volser|SCRATCH]',
		'INput|OUTput cuu tape [([SKip n] [UNload|REWind|LEave] [MOde 800|1600|6250][)]]',
		'SYsprint cuu|CONS',
		'DUmp|COpy|REstore ALL|cyl1 [TO] [cyl2 [Reorder [TO] [cyl3]]]',
		'PRint|TYpe cyl [hh [rr]] [To cyl [hh [rr]]] [([Hex] [Graphic] [Count][)]]',
	],
	summary: 'Dumps disks to tape, restores, copies and shows them, track by track',
	description: [
		'Control statements are typed behind ENTER:, or are records of a file; a null line ends the command. Types '
		+ 'are 3330, 3330-11, 3340-35, 3340-70 and 3350, tapes 2400 to 3420. A tape is unloaded behind a function '
		+ 'unless REWIND or LEAVE is given.',
		'Further extents follow the function, a line each, in ascending order; a null line begins the work. REORDER '
		+ 'puts cylinders to others. A label that is not the volser of the statement is asked about; SCRATCH takes '
		+ 'any.',
		'What was done is printed on 00E, or typed with SYSPRINT CONS. Dumps are those of IBM\'s DDR, of one reel.',
	],
	returnCodes: [
		'0    All went well, or what was wrong was typed at the terminal.',
		'701  and the like: number of the first message, where the statements are in a file; 719 where there is none.',
	],
	* run(context) {
		const {cms, operands, options: [option]} = context;
		const asking = new DdrConsole(cms, undefined);
		if (option !== undefined) {
			return yield * asking.say(messages.DMKDDR701E, {operand: option});
		}

		const file = operands.length === 0 ? undefined : yield * readFile(context, asking);
		if (file instanceof Failure) {
			return file.returnCode;
		}

		const talk = new DdrConsole(cms, file);
		try {
			yield * new Job(talk).run();
		} finally {
			yield * talk.close();
		}

		return talk.isFile ? talk.firstError : 0;
	},
};
