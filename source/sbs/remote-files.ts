/**
 * What a slave asks of the machine that has the SBS disk accessed: whole files and locks (whole files only as yet). The
 * master performs it with its own CMS, so that there is one copy of the directory and one writer.
 */
import {event} from '../base/intermachine.js';
import type {Step} from '../guest/action.js';
import type {Intermachine} from '../cms/intermachine/intermachine.js';
import {decodeBlock, emptyBlock, encodeBlock, type Block, type CarriedFile} from './block.js';

/** Verb of a signal that offers a file request; the answer comes back under `ANSW`. */
export const fileVerb = 'FILE';
export const answerVerb = 'ANSW';

/** Return code of a request whose exchange failed: the owner of the files is gone. */
export const ownerGone = 104;

export class RemoteFiles {
	constructor(readonly intermachine: Intermachine, readonly owner: string) {}

	/** The file; `undefined` where there is none. */
	* read(name: string, type: string): Step<CarriedFile | undefined> {
		const answer = yield * this.#ask(['READ', name, type]);
		return answer.files[0];
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
		const sent = yield * this.intermachine.send(
			this.owner,
			fileVerb,
			encodeBlock({...emptyBlock, words, files: file ? [file] : []}),
		);
		if (sent.kind !== 'transferred') {
			return {...emptyBlock, returnCode: ownerGone};
		}

		const answer = yield * this.intermachine.next(
			each => each.userid === this.owner && each.code === event.signalled && each.message.verb === answerVerb,
		);
		const bytes = yield * this.intermachine.receive(answer);
		return (bytes && decodeBlock(bytes)) ?? {...emptyBlock, returnCode: ownerGone};
	}
}
