import test from 'ava';
import fc from 'fast-check';
import {leb, signedLeb, signedLeb64} from '../../source/machine/webassembly-bytes.js';
import {i32, instantiate, wasm} from '../../source/machine/webassembly-module.js';

const memory = new WebAssembly.Memory({initial: 1, maximum: 1});

test('numbers as the standard\'s examples have them', t => {
	t.deepEqual(leb(624_485), Uint8Array.of(0xE5, 0x8E, 0x26));
	t.deepEqual(signedLeb(-123_456), Uint8Array.of(0xC0, 0xBB, 0x78));
	t.deepEqual(signedLeb64(-123_456n), Uint8Array.of(0xC0, 0xBB, 0x78));
	t.deepEqual(signedLeb(63), Uint8Array.of(63));
	t.deepEqual(signedLeb(64), Uint8Array.of(0xC0, 0));
});

test('a constant comes out as it went in', t => {
	fc.assert(fc.property(fc.integer(), fc.bigInt({min: -(2n ** 63n), max: (2n ** 63n) - 1n}), (word, wide) => {
		const {constant, high} = instantiate(memory, [
			{
				name: 'constant', parameters: 0, result: i32, write: () => [wasm.constant, ...signedLeb(word)],
			},
			{
				name: 'high',
				parameters: 0,
				result: i32,
				write: () => [
					wasm.constant64,
					...signedLeb64(wide),
					wasm.constant64,
					...signedLeb64(32n),
					wasm.shiftRightUnsigned64,
					wasm.wrap,
				],
			},
		]) as Record<'constant' | 'high', () => number>;
		t.is(constant(), word);
		t.is(high(), Number(BigInt.asIntN(32, wide >> 32n)));
	}), {numRuns: 100});
});
