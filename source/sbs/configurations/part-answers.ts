/**
 * The user's machine while others do a command of his that has parts: it says who does which. The machine that began
 * offers them; further slaves, which this machine gets of the master in its user's right as for any command, do them
 * beside it, by the line that he typed: no other is ever sent, whoever asks for what. Nobody waits for a slave that
 * somebody has: what no further one takes, the machine that began does itself.
 */
import {limits} from '../../base/limits.js';
import type {Cms} from '../../cms/cms.js';
import {fileCode} from '../../cms/file-system/disk/disk.js';
import {isFileName} from '../../cms/file-system/files/file-name.js';
import type {Step} from '../../guest/action.js';
import {Strands} from '../../guest/strands.js';
import {emptyBlock, type Block} from '../../service/block.js';
import {askFurther} from '../../service/client.js';
import type {Outcome, Request} from '../../service/request.js';
import type {ServiceProfile} from '../../service/service-profile.js';
import {
	asked, doneOf, partsOnly, toldBlock, type Done, type Next,
} from './part-words.js';

/** `left`: who had begun it was lost; `told`: the machine that began has it, or knows what came of it. */
type Part = Next & {stage: 'open' | 'left' | 'begun' | 'done' | 'told'; done?: Done};

/** A command as its user typed it. */
export type PartsHost = {
	readonly cms: Cms;
	readonly profile: ServiceProfile;
	readonly line: string;
	readonly hasParts: boolean;
};

const refusal: Block = {...emptyBlock, returnCode: fileCode.notPermitted};

/** Bytes of what came of a part, about. */
const sizeOf = ({lines}: Done): number => lines.reduce((sum, {length}) => sum + length + 16, 16);

/** A further slave at work: the part that it does, and how many it has had. */
type Helper = {part: Part | undefined; had: number};

/** Whether another one might do more: it ended well, or was taken away at work. */
const isUseful = (outcome: Outcome, {had}: Helper): boolean =>
	'failed' in outcome ? had > 0 : outcome.returnCode === fileCode.ok;

export class PartAnswers {
	readonly #host: PartsHost;
	readonly #strands = new Strands();
	#parts: readonly Part[] = [];
	/** Further slaves that were asked for, or work. */
	#helpers = 0;
	/** The last one that was asked for was not free. */
	#isShort = false;
	/** One did not do what it was there for, so no other would: the disk is full, or the program does not run there. */
	#isUseless = false;

	constructor(host: PartsHost) {
		this.#host = host;
	}

	/** Has the command done; what further slaves do ends with it. */
	run(command: Step<Outcome>): Step<Outcome> {
		return this.#strands.run(command);
	}

	/** Answers what the machine that does the command asks. */
	* perform({words: [verb, ...names]}: Block): Step<Block> {
		switch (verb) {
			case asked.parts: {
				return this.#begin(names);
			}

			case asked.next: {
				return yield * this.#next();
			}

			default: {
				return refusal;
			}
		}
	}

	#begin(names: readonly string[]): Block {
		const {profile: {configuration}, hasParts} = this.#host;
		const isRight = hasParts
			&& configuration.kind === 'SLAVES'
			&& this.#most > 0
			&& names.length <= limits.commandParts.value
			&& names.every(name => isFileName(name));
		if (!isRight) {
			return refusal;
		}

		this.#parts = names.map((name, index) => ({index, name, stage: 'open'}));
		return emptyBlock;
	}

	/** Further slaves at once. */
	get #most(): number {
		return this.#host.profile.maximum - 1;
	}

	#first(...stages: ReadonlyArray<Part['stage']>): Part | undefined {
		return this.#parts.find(({stage}) => stages.includes(stage));
	}

	/** A part for the machine that began, and what came of others; it waits where there is neither and others work. */
	* #next(): Step<Block> {
		yield * this.#strands.until(() => this.#first('open', 'left', 'done') !== undefined || !this.#first('begun'));
		const next = this.#first('open', 'left');
		if (next) {
			next.stage = 'told';
			this.#askForHelp();
		}

		return toldBlock({next, done: this.#tell()});
	}

	/** What is done and goes into a block. */
	#tell(): Done[] {
		const told: Done[] = [];
		let size = 0;
		for (const part of this.#parts) {
			if (part.stage === 'done' && part.done) {
				size += sizeOf(part.done);
				if (told.length > 0 && size > limits.servicePart.value) {
					break;
				}

				part.stage = 'told';
				told.push(part.done);
			}
		}

		return told;
	}

	/** Asks for as many further slaves as there are parts for; for one alone where none was free last. */
	#askForHelp(): void {
		const open = this.#parts.filter(({stage}) => stage === 'open').length;
		const most = this.#isUseless ? 0 : (this.#isShort ? 1 : this.#most);
		for (let wanted = Math.min(most, open); this.#helpers < wanted;) {
			this.#helpers++;
			this.#strands.begin(this.#help());
		}
	}

	/** Has a further slave do parts, as many as one may have before it goes back: others may wait for it. */
	* #help(): Step {
		const {cms, profile} = this.#host;
		const helper: Helper = {part: undefined, had: 0};
		let isGranted = false;
		try {
			const outcome = yield * askFurther(cms, profile, () => {
				isGranted = true;
				this.#isShort = false;
				this.#askForHelp();
				return this.#first('open') && this.#request(helper);
			});
			this.#isUseless ||= isGranted && outcome !== undefined && !isUseful(outcome, helper);
		} finally {
			if (helper.part) {
				helper.part.stage = 'left';
			}

			this.#isShort = !isGranted;
			this.#helpers--;
		}

		if (isGranted) {
			this.#askForHelp();
		}
	}

	#request(helper: Helper): Request {
		const nextFor = (block: Block): Block => this.#nextFor(helper, block);
		return {
			words: [this.#host.line],
			lines: [partsOnly],
			files: [],
			* answer(block) {
				return nextFor(block);
			},
		};
	}

	/** The next part for a further slave. It has no files, and says of no other part what came of it. */
	#nextFor(helper: Helper, {words: [verb, ...words], lines}: Block): Block {
		if (verb !== asked.next) {
			return refusal;
		}

		const [done] = doneOf(words, lines, this.#parts.length) ?? [];
		const {part} = helper;
		if (part) {
			const isIts = done?.index === part.index && sizeOf(done) <= limits.servicePart.value;
			part.done = done;
			part.stage = isIts ? 'done' : 'left';
		}

		helper.part = helper.had < limits.partsTogether.value ? this.#first('open') : undefined;
		if (helper.part) {
			helper.part.stage = 'begun';
			helper.had++;
		}

		return toldBlock({next: helper.part, done: []});
	}
}
