/** Bytes of a host file; `-` is standard input to its end, whatever it is connected to. */
import {readFileSync, readSync} from 'node:fs';

/** How long to wait for whoever writes our input, milliseconds. */
const pause = 5;

export function readBytes(file: string): Uint8Array {
	return file === '-' ? standardInput() : readFileSync(file);
}

/** A pipe that another Node program made does not block: it says "again" while nothing is there. */
function standardInput(): Uint8Array {
	const pieces: Uint8Array[] = [];
	const piece = new Uint8Array(65_536);
	const never = new Int32Array(new SharedArrayBuffer(4));
	for (;;) {
		try {
			const count = readSync(0, piece);
			if (count === 0) {
				return Buffer.concat(pieces);
			}

			pieces.push(piece.slice(0, count));
		} catch (error) {
			const {code} = error as NodeJS.ErrnoException;
			if (code === 'EOF') {
				return Buffer.concat(pieces);
			}

			if (code !== 'EAGAIN') {
				throw error;
			}

			Atomics.wait(never, 0, 0, pause);
		}
	}
}
