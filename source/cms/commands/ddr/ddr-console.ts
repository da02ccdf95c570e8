/** Where DDR's lines come from and go to: the terminal or a file of control statements; the printer. */
import {Failure} from '../../../base/failure.js';
import {toEbcdic, fromEbcdic} from '../../../base/ebcdic.js';
import {hex} from '../../../base/hex.js';
import {messageLine, type Insertions, type Message} from '../../../base/message.js';
import {printLineLength} from '../../../base/unit-record.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {blankLine, carriage} from '../../unit-record/carriage.js';
import {unit} from '../../unit-record/unit-records.js';

/** What a question is answered with. */
export type Answer = 'YES' | 'NO' | 'REREAD';

export class DdrConsole {
	/** What a function ends with that the user gives up; no message says it. */
	readonly givenUp = 1;
	readonly cms: Cms;
	/** SYSPRINT CONS. */
	toConsole = false;
	/** Number of the first message that ended something; 0: none. */
	firstError = 0;
	/** Lines of the file that are to come; none where statements are typed. */
	readonly #file: Uint8Array[] | undefined;
	#putBack: string | undefined;
	#hasPrinted = false;

	constructor(cms: Cms, file: readonly Uint8Array[] | undefined) {
		this.cms = cms;
		this.#file = file && [...file];
	}

	/** Statements come from a file: an error ends all work. */
	get isFile(): boolean {
		return this.#file !== undefined;
	}

	/** The next line, empty at the end of a file. `prompt`: typed before it, where lines are. */
	* read(prompt?: string): Step<string> {
		const line = this.#putBack;
		this.#putBack = undefined;
		if (line !== undefined) {
			return line;
		}

		if (this.#file) {
			const record = this.#file.shift();
			return record === undefined ? '' : fromEbcdic(record).trimEnd();
		}

		if (prompt !== undefined) {
			yield * this.cms.console.type(prompt);
		}

		yield * this.cms.console.type('ENTER:');
		return yield * this.cms.console.read();
	}

	/** `line` comes again. */
	unread(line: string): void {
		this.#putBack = line;
	}

	/** Types a message as DDR does, with its identifier; answers its number. */
	* say<Text extends string>(message: Message<Text, number>, ...insertions: Insertions<Text>): Step<number> {
		yield * this.cms.console.typeError(messageLine(message, ...insertions));
		this.firstError ||= message.returnCode;
		return message.returnCode;
	}

	/** Types a question until it is answered. */
	* ask<Text extends string>(message: Message<Text, undefined>, ...insertions: Insertions<Text>): Step<Answer> {
		yield * this.cms.console.typeError(messageLine(message, ...insertions));
		for (;;) {
			yield * this.cms.console.type('DO YOU WISH TO CONTINUE?  RESPOND YES NO OR REREAD:');
			const answer = (yield * this.cms.console.read()).trim();
			if (answer === 'YES' || answer === 'NO' || answer === 'REREAD') {
				return answer;
			}
		}
	}

	/** A line of the report: printed, or typed where SYSPRINT says so; a failure where the printer takes none. */
	* report(line: string): Step<Failure | undefined> {
		if (this.toConsole) {
			yield * this.cms.console.type(line === '' ? ' ' : line);
			return undefined;
		}

		this.#hasPrinted = true;
		const data = line === '' ? blankLine : toEbcdic(line.slice(0, printLineLength));
		return (yield * this.cms.unitRecords.print(data, carriage.writeAndSpace)) === 'ok'
			? undefined
			: new Failure(yield * this.say(messages.DMKDDR704E, {device: hex(unit.printer, 4)}));
	}

	/** What was printed is a file of its own. */
	* close(): Step {
		if (this.#hasPrinted) {
			yield * this.cms.cp(`CLOSE ${hex(unit.printer, 3)} NAME DDR PRINT`, true);
		}
	}
}
