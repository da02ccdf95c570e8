/**
 * Whatever a user stores into CMS's storage is that user's trouble: nothing is thrown, nothing loops, the neighbour
 * works on, and IPL starts afresh. `DAMAGE_TRIALS` and `DAMAGE_SEED` run more, from another seed:
 * `DAMAGE_TRIALS=20000 npx ava build/test/walls/damage.test.js`.
 */
import process from 'node:process';
import test from 'ava';
import {Room} from '../support/damage.js';

const trials = Number(process.env.DAMAGE_TRIALS ?? 300);
const seed = Number(process.env.DAMAGE_SEED ?? 1975);
/** Trials on the same disks. */
const inRoom = 25;

test('stores into the nucleus, its tables, free storage and the stack harm nobody else', t => {
	t.timeout(24 * 60 * 60 * 1000);
	for (let done = 0; done < trials; done += inRoom) {
		const number = seed + (done / inRoom);
		const room = new Room(number);
		for (let trial = 0; trial < Math.min(inRoom, trials - done); trial++) {
			try {
				room.trial();
			} catch (error) {
				t.log(`DAMAGE_SEED=${number}, trial ${trial} of the room: ${room.done.join('; ')}`);
				throw error;
			}
		}
	}

	t.pass();
});
