/** A resident program's storage ends where its machine's does, for every kind of access. */
import test from 'ava';
import {guestView} from '../../../source/cp/machine/guest-view.js';
import {BoundedStorage} from '../../../source/guest/bounded/bounded-storage.js';
import {AddressingException} from '../../../source/guest/bounded/fault.js';
import {Machine} from '../../../source/machine/machine.js';

const size = 64 * 1024;
const accesses: ReadonlyArray<readonly [string, number, (storage: BoundedStorage, address: number) => unknown]> = [
	['fetch', 4, (storage, at) => storage.fetch(at, 4)],
	['store', 4, (storage, at) => {
		storage.store(at, new Uint8Array(4));
	}],
	['byte', 1, (storage, at) => storage.byte(at)],
	['setByte', 1, (storage, at) => {
		storage.setByte(at, 1);
	}],
	['half', 2, (storage, at) => storage.half(at)],
	['setHalf', 2, (storage, at) => {
		storage.setHalf(at, 1);
	}],
	['word', 4, (storage, at) => storage.word(at)],
	['setWord', 4, (storage, at) => {
		storage.setWord(at, 1);
	}],
	['text', 8, (storage, at) => storage.text(at, 8)],
	['setText', 8, (storage, at) => {
		storage.setText(at, 'X', 8);
	}],
	['version', 1, (storage, at) => storage.version(at)],
	['setKey', 1, (storage, at) => {
		storage.setKey(at, 0);
	}],
];

for (const [name, length, access] of accesses) {
	test(`${name} reaches the last byte of storage and no further`, t => {
		const storage = new BoundedStorage(guestView(new Machine({storage: size}).cpu).storage);
		t.notThrows(() => access(storage, size - length));
		for (const address of [size - length + 1, size, -1, 0x7FFF_FFFF, Number.NaN]) {
			t.throws(() => access(storage, address), {instanceOf: AddressingException}, String(address));
		}
	});
}

test('a length that was read from storage allocates nothing', t => {
	const storage = new BoundedStorage(guestView(new Machine({storage: size}).cpu).storage);
	for (const length of [size + 1, 0x7FFF_FFFF, -1, Number.NaN]) {
		t.throws(() => storage.fetch(0, length), {instanceOf: AddressingException});
		t.throws(() => storage.text(0, length), {instanceOf: AddressingException});
	}
});
