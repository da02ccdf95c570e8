/** Stands for standard output towards Ink and takes whole frames from it. */
import {Writable} from 'node:stream';

export class Canvas extends Writable {
	readonly isTTY = true;
	columns = 80;
	rows = 24;
	readonly #take: (frame: string) => void;
	#isOpen = true;

	constructor(take: (frame: string) => void) {
		super();
		this.#take = take;
	}

	/** What Ink writes from now on (restoring the cursor, its last frame) is not for the terminal. */
	close(): void {
		this.#isOpen = false;
	}

	override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
		if (this.#isOpen && chunk.length > 0) {
			this.#take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString());
		}

		done();
	}

	/** Ink asks for a stream of a terminal; of that it uses what is here. */
	get stream(): NodeJS.WriteStream {
		return this as unknown as NodeJS.WriteStream;
	}
}
