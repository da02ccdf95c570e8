import test from 'ava';
import fc from 'fast-check';
import {Machine} from '../../../../source/machine/machine.js';
import {codeMemory} from '../../../support/code.js';

/**
 * Hexadecimal arithmetic as the manual words it, on fractions of any size: six or fourteen digits, and a guard digit.
 */
type Operand = {readonly sign: number; readonly exponent: number; readonly fraction: bigint};
type Kind = 'normalized' | 'unnormalized' | 'compare';
type Outcome = {readonly word: bigint; readonly code?: number; readonly exception?: number};

const machine = new Machine({storage: 0x2000, timers: {running: false}});
const unpack = (value: bigint, digits: number): Operand => ({
	sign: Number(value >> 63n),
	exponent: Number((value >> 56n) & 127n),
	fraction: (value >> BigInt((14 - digits) * 4)) & ((1n << BigInt(digits * 4)) - 1n),
});

const pack = ({sign, exponent, fraction}: Operand, digits: number) =>
	(BigInt(sign) << 63n) | (BigInt(exponent & 127) << 56n) | (fraction << BigInt((14 - digits) * 4));

/** Left until the first of `digits` digits is not zero. */
function normalize(operand: Operand, digits: number): Operand {
	let {exponent, fraction} = operand;
	while (fraction >> BigInt((digits - 1) * 4) === 0n) {
		fraction <<= 4n;
		exponent--;
	}

	return {sign: operand.sign, exponent, fraction};
}

/** Puts a result of `digits` digits away under a program mask; exceptions by the exponent. */
function put(operand: Operand, digits: number, mask: number, setsCode: boolean): Outcome {
	const code = setsCode ? {code: operand.sign === 1 ? 1 : 2} : {};
	if (operand.exponent < 0 && (mask & 2) === 0) {
		return {word: 0n, ...(setsCode && {code: 0})};
	}

	const exception = operand.exponent > 127 ? 0x0C : (operand.exponent < 0 ? 0x0D : undefined);
	return {word: pack(operand, digits), ...code, ...(exception !== undefined && {exception})};
}

function sum(first: Operand, second: Operand, digits: number, mask: number, kind: Kind): Outcome {
	const exponent = Math.max(first.exponent, second.exponent);
	const aligned = (operand: Operand) =>
		((operand.fraction << 4n) >> BigInt((exponent - operand.exponent) * 4)) * (operand.sign === 1 ? -1n : 1n);
	const total = aligned(first) + aligned(second);
	const magnitude = total < 0n ? -total : total;
	const sign = total === 0n ? 0 : (total < 0n ? 1 : 0);
	if (kind === 'compare') {
		return {word: 0n, code: total === 0n ? 0 : (sign === 1 ? 1 : 2)};
	}

	const carry = magnitude >> BigInt((digits + 1) * 4) === 0n ? 0 : 1;
	const result = {sign, exponent: exponent + carry, fraction: carry === 1 ? magnitude >> 4n : magnitude};
	if (result.fraction === 0n || (kind === 'unnormalized' && result.fraction >> 4n === 0n)) {
		return (mask & 1) === 0 ? {word: 0n, code: 0} : {word: BigInt(exponent) << 56n, code: 0, exception: 0x0E};
	}

	const shifted = kind === 'normalized' ? normalize(result, digits + 1) : result;
	return put({...shifted, fraction: shifted.fraction >> 4n}, digits, mask, true);
}

function product(first: Operand, second: Operand, digits: number, mask: number): Outcome {
	if (first.fraction === 0n || second.fraction === 0n) {
		return {word: 0n};
	}

	const one = normalize(first, digits);
	const other = normalize(second, digits);
	const exact = normalize(
		{
			sign: one.sign ^ other.sign,
			exponent: one.exponent + other.exponent - 64,
			fraction: one.fraction * other.fraction,
		},
		digits * 2,
	);
	const excess = (digits * 2) - 14;
	return put(
		{
			...exact,
			fraction: excess >= 0 ? exact.fraction >> BigInt(excess * 4) : exact.fraction << BigInt(-excess * 4),
		},
		14,
		mask,
		false,
	);
}

function quotient(first: Operand, second: Operand, digits: number, mask: number): Outcome | undefined {
	if (second.fraction === 0n) {
		return undefined;
	}

	if (first.fraction === 0n) {
		return {word: 0n};
	}

	const one = normalize(first, digits);
	const other = normalize(second, digits);
	const larger = one.fraction >= other.fraction ? 1 : 0;
	const fraction = (one.fraction << BigInt((digits - larger) * 4)) / other.fraction;
	return put(
		{sign: one.sign ^ other.sign, exponent: one.exponent - other.exponent + 64 + larger, fraction},
		digits,
		mask,
		false,
	);
}

function half(operand: Operand, digits: number, mask: number): Outcome {
	const shifted = operand.fraction << 3n;
	if (shifted === 0n) {
		return {word: 0n};
	}

	const result = normalize({...operand, fraction: shifted}, digits + 1);
	return put({...result, fraction: result.fraction >> 4n}, digits, mask, false);
}

const digit = fc.oneof(
	{weight: 2, arbitrary: fc.integer({min: 0, max: 15})},
	{weight: 2, arbitrary: fc.constant(0)},
	fc.constant(15),
);
const number = fc
	.record({
		sign: fc.integer({min: 0, max: 1}),
		exponent: fc.oneof({weight: 3, arbitrary: fc.integer({min: 54, max: 74})}, fc.integer({min: 0, max: 127})),
		digits: fc.array(digit, {minLength: 14, maxLength: 14}),
	})
	.map(({sign, exponent, digits}) =>
		(BigInt(sign) << 63n)
		| (BigInt(exponent) << 56n)
		| BigInt(`0x${digits.map(value => value.toString(16)).join('')}`));
/** Two numbers, often with characteristics and digits in common, so that sums cancel. */
const pair = fc
	.tuple(number, number, fc.integer({min: 0, max: 3}), fc.integer({min: -15, max: 15}))
	.map(([first, second, alike, ahead]): readonly [bigint, bigint] => {
		if (alike === 0) {
			return [first, second];
		}

		const exponent = Math.min(127, Math.max(0, Number((first >> 56n) & 127n) + (alike === 1 ? ahead : 0)));
		const fraction = alike === 3 ? (first & ((1n << 56n) - 1n)) ^ (second & 0xFFn) : second & ((1n << 56n) - 1n);
		return [first, (second & (1n << 63n)) | (BigInt(exponent) << 56n) | fraction];
	});

/**
 * Runs an instruction on registers 0 and 2 and answers register 0. Register 2 holds the second operand, and so does
 * storage where `fromStorage`.
 */
const codeOf = codeMemory();

function run(
	mnemonic: string,
	[first, second]: readonly [bigint, bigint],
	mask: number,
	fromStorage: boolean,
): {word: bigint; code: number; exception: number | undefined} {
	const {cpu, storage, processor} = machine;
	const words = (value: bigint) => [Number(BigInt.asIntN(32, value >> 32n)), Number(BigInt.asIntN(32, value))];
	cpu.fpr.set([...words(first), ...words(second)]);
	const operand = new DataView(new ArrayBuffer(8));
	operand.setBigUint64(0, second);
	// Across a page, for good measure.
	storage.store(0xFFC, new Uint8Array(operand.buffer));
	storage.store(0x1800, codeOf(fromStorage ? `${mnemonic} 0,X'FFC'` : `${mnemonic}R 0,2`));
	cpu.psw.load(0, (3 << 28) | (mask << 24) | 0x1800);
	processor.taken.kind = 'none';
	machine.run(1);
	const old = storage.word(44);
	const word = (BigInt(cpu.fpr[0] >>> 0) << 32n) | BigInt(cpu.fpr[1] >>> 0);
	const {kind, code: exception}: {kind: string; code: number} = processor.taken;
	return kind === 'program'
		? {word, code: (old >>> 28) & 3, exception}
		: {word, code: cpu.psw.cc, exception: undefined};
}

const short = (value: bigint) => value >> 32n;

for (const [name, digits, compute] of [
	['AD', 14, sum],
	['SD', 14, sum],
	['AE', 6, sum],
	['SE', 6, sum],
	['AW', 14, sum],
	['SW', 14, sum],
	['AU', 6, sum],
	['SU', 6, sum],
	['CD', 14, sum],
	['CE', 6, sum],
	['MD', 14, product],
	['ME', 6, product],
	['DD', 14, quotient],
	['DE', 6, quotient],
] as ReadonlyArray<
	readonly [
		string,
		number,
		(first: Operand, second: Operand, digits: number, mask: number, kind: Kind) => Outcome | undefined,
	]
>) {
	test(`${name} and ${name}R give every digit, condition code and exception of arithmetic without bounds`, t => {
		fc.assert(
			fc.property(pair, fc.integer({min: 0, max: 3}), fc.boolean(), (both, mask, fromStorage) => {
				const first = unpack(both[0], digits);
				const given = unpack(both[1], digits);
				const second = /^[CS]/.test(name) ? {...given, sign: given.sign ^ 1} : given;
				const kind = name.startsWith('C') ? 'compare' : (/[WU]$/.test(name) ? 'unnormalized' : 'normalized');
				const expected = compute(first, second, digits, mask, kind);
				const got = run(name, both, mask, fromStorage);
				if (expected === undefined || kind === 'compare') {
					t.is(got.word, both[0]);
					t.is(
						expected === undefined ? got.exception : got.code,
						expected === undefined ? 0x0F : expected.code,
					);
					return;
				}

				// Short results leave the right half of the register; products fill it.
				const whole = digits === 14 || compute === product;
				t.is(whole ? got.word : short(got.word), whole ? expected.word : short(expected.word));
				t.is(whole ? 0n : got.word & 0xFFFF_FFFFn, whole ? 0n : both[0] & 0xFFFF_FFFFn);
				t.is(got.code, expected.code ?? 3);
				t.is(got.exception, expected.exception);
			}),
			{numRuns: 1500},
		);
	});
}

for (const [name, digits] of [['HD', 14], ['HE', 6]] as const) {
	test(`${name}R halves`, t => {
		fc.assert(fc.property(pair, fc.integer({min: 0, max: 3}), (both, mask) => {
			const expected = half(unpack(both[1], digits), digits, mask);
			const got = run(name, both, mask, false);
			t.is(digits === 14 ? got.word : short(got.word), digits === 14 ? expected.word : short(expected.word));
			t.is(got.exception, expected.exception);
		}), {numRuns: 1500});
	});
}
