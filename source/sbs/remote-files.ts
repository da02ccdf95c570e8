/**
 * What a slave asks of the machine that has the SBS disk accessed: whole files and locks (whole files only as yet). The
 * master performs it with its own CMS, so that there is one copy of the directory and one writer.
 */
import {Failure} from '../base/failure.js';
import {event} from '../base/intermachine.js';
import type {Step} from '../guest/action.js';
import type {Endpoint} from '../cms/intermachine/endpoint.js';
import {decodeBlock, emptyBlock, encodeBlock, type Block, type CarriedFile} from '../service/block.js';

/** Verb of a signal that offers a file request; the answer comes back under `ANSW`. */
export const fileVerb = 'FILE';
export const answerVerb = 'ANSW';

/**
 * Return code of a request whose exchange failed: the owner of the files is gone, or one of both has no storage for
 * what the other has.
 */
export const ownerGone = 104;
/** Return code of READ where there is no such file. */
export const noSuchFile = 28;

/**
 * Answers who waits for it; where this machine has no storage for `answer`, with `refusal`, which is short, so that
 * nobody waits for ever.
 */
export function * sendAnswer(
	endpoint: Pick<Endpoint, 'send'>,
	userid: string,
	answer: Block,
	refusal: Block,
): Step {
	const sent = yield * endpoint.send(userid, answerVerb, encodeBlock(answer));
	if (sent.kind === 'noRoom') {
		yield * endpoint.send(userid, answerVerb, encodeBlock(refusal));
	}
}

export class RemoteFiles {
	constructor(readonly endpoint: Pick<Endpoint, 'send' | 'next' | 'receive'>, readonly owner: string) {}

	/**
	 * The file; `undefined` where there is none. A failure is not taken for that: who writes anew what he could not
	 * read destroys it.
	 */
	* read(name: string, type: string): Step<CarriedFile | undefined | Failure> {
		const {returnCode, files: [file]} = yield * this.#ask(['READ', name, type]);
		return returnCode === 0 || returnCode === noSuchFile ? file : new Failure(returnCode);
	}

	/** Replaces or creates the file; answers a file system code (`cms/file-system/disk/disk.ts`). */
	* write(file: CarriedFile): Step<number> {
		return (yield * this.#ask(['WRITE'], file)).returnCode;
	}

	/** Waits until `name` is this machine's alone. */
	* lock(name: string): Step<number> {
		return (yield * this.#ask(['LOCK', name])).returnCode;
	}

	* unlock(name: string): Step<number> {
		return (yield * this.#ask(['UNLOCK', name])).returnCode;
	}

	* #ask(words: readonly string[], file?: CarriedFile): Step<Block> {
		const sent = yield * this.endpoint.send(
			this.owner,
			fileVerb,
			encodeBlock({...emptyBlock, words, files: file ? [file] : []}),
		);
		if (sent.kind !== 'transferred') {
			return {...emptyBlock, returnCode: ownerGone};
		}

		const answer = yield * this.endpoint.next(
			each => each.userid === this.owner && each.code === event.signalled && each.message.verb === answerVerb,
		);
		const bytes = yield * this.endpoint.receive(answer);
		return (bytes && decodeBlock(bytes)) ?? {...emptyBlock, returnCode: ownerGone};
	}
}
