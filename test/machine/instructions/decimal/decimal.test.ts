import test from 'ava';
import fc from 'fast-check';
import {Machine} from '../../../../source/machine/machine.js';
import {codeMemory, start} from '../../../support/code.js';

/** What the manual says, with numbers of any size: the digits of a field, and the field for digits. */
type Field = {readonly digits: readonly number[]; readonly sign: number};

const field = (length: number) => fc.record({
	// Zeros and nines more often than chance has them, for carries and shortened operands.
	digits: fc.array(
		fc.oneof(
			{weight: 3, arbitrary: fc.integer({min: 0, max: 9})},
			{weight: 2, arbitrary: fc.constant(0)},
			fc.constant(9),
		),
		{minLength: length * 2 - 1, maxLength: length * 2 - 1},
	),
	sign: fc.constantFrom(10, 11, 12, 13, 14, 15),
});

const zeroed = ({digits, sign}: Field, count: number): Field => ({
	digits: digits.map((digit, index) => (index < count ? 0 : digit)),
	sign,
});
const value = ({digits, sign}: Field) => (sign === 11 || sign === 13 ? -1n : 1n) * BigInt(digits.join(''));
const bytes = ({digits, sign}: Field) =>
	Buffer.from([...digits, sign].map(digit => digit.toString(16)).join(''), 'hex');
const magnitude = (number: bigint) => number < 0n ? -number : number;

/** A number in a field of `length` bytes, its first digits lost where they do not fit. */
const packed = (number: bigint, length: number, negative = number < 0n) =>
	`${(magnitude(number) % 10n ** BigInt(length * 2 - 1)).toString().padStart(length * 2 - 1, '0')}`
	+ `${negative ? 'd' : 'c'}`;

const fits = (number: bigint, length: number) => magnitude(number) < 10n ** BigInt((length * 2) - 1);
const code = (number: bigint) => number === 0n ? 0 : (number < 0n ? 1 : 2);

const machine = new Machine({storage: 0x8000, timers: {running: false}});
// Frames in another order than pages, so that what lies behind a page in the host is another page.
for (const page of [7, 3, 5, 1, 0, 2, 4, 6]) {
	machine.storage.frameOf(page);
}

/** Operands in the middle of a block, and across the end of one. */
const places = fc.constantFrom(
	[0x3010, 0x5020],
	[0x37FA, 0x5020],
	[0x3010, 0x4FFD],
	[0x3FF9, 0x5FFE],
	[0x7000, 0x7100],
);

const codeOf = codeMemory();

/** Runs a statement whose operands registers 1 and 2 address. */
function run(statement: string, first: number, operand1: Uint8Array, second: number, operand2: Uint8Array): void {
	const {storage, cpu, processor} = machine;
	storage.store(start, codeOf(statement));
	storage.store(first, operand1);
	storage.store(second, operand2);
	cpu.gpr[1] = first;
	cpu.gpr[2] = second;
	cpu.psw.load(0, start);
	processor.taken.kind = 'none';
	machine.run(1);
}

const result = (first: number, length: number) => Buffer.from(machine.storage.fetch(first, length)).toString('hex');
const lengths = fc.tuple(fc.integer({min: 1, max: 16}), fc.integer({min: 1, max: 16}));
const operands = lengths.chain(([length1, length2]) =>
	fc.tuple(field(length1), field(length2), places, fc.constant(length1), fc.constant(length2)));

for (const [mnemonic, compute] of [
	['AP', (a: bigint, b: bigint) => a + b],
	['SP', (a: bigint, b: bigint) => a - b],
	['ZAP', (_: bigint, b: bigint) => b],
] as const) {
	test(`${mnemonic} gives the digits, sign and condition code of arithmetic without bounds`, t => {
		fc.assert(fc.property(operands, ([one, other, [first, second], length1, length2]) => {
			run(`${mnemonic} 0(${length1},1),0(${length2},2)`, first, bytes(one), second, bytes(other));
			const sum = compute(value(one), value(other));
			t.is(result(first, length1), packed(sum, length1));
			t.is(machine.cpu.psw.cc, fits(sum, length1) ? code(sum) : 3);
		}), {numRuns: 2000});
	});
}

test('CP compares values, not digits', t => {
	fc.assert(fc.property(operands, fc.boolean(), ([one, other, [first, second], length1, length2], same) => {
		const compared = same && length1 === length2 ? {digits: one.digits, sign: other.sign} : other;
		run(`CP 0(${length1},1),0(${length2},2)`, first, bytes(one), second, bytes(compared));
		t.is(machine.cpu.psw.cc, code(value(one) - value(compared)));
	}), {numRuns: 2000});
});

const scaled = fc
	.integer({min: 2, max: 16})
	.chain(length1 =>
		fc
			.integer({min: 1, max: Math.min(8, length1 - 1)})
			.chain(length2 =>
				fc.tuple(
					field(length1),
					field(length2),
					places,
					fc.constant(length1),
					fc.constant(length2),
					fc.integer({min: 0, max: 31}),
				)));

test('MP multiplies', t => {
	fc.assert(fc.property(scaled, ([one, other, [first, second], length1, length2]) => {
		const factor = zeroed(one, length2 * 2);
		run(`MP 0(${length1},1),0(${length2},2)`, first, bytes(factor), second, bytes(other));
		const negative = [11, 13].includes(factor.sign) !== [11, 13].includes(other.sign);
		t.is(result(first, length1), packed(value(factor) * value(other), length1, negative));
	}), {numRuns: 2000});
});

test('DP gives quotient and remainder, or the decimal-divide exception', t => {
	fc.assert(fc.property(scaled, ([one, other, [first, second], length1, length2, zeros]) => {
		const dividend = zeroed(one, zeros);
		run(`DP 0(${length1},1),0(${length2},2)`, first, bytes(dividend), second, bytes(other));
		const divisor = value(other);
		const quotientLength = length1 - length2;
		const quotient = divisor === 0n ? undefined : value(dividend) / divisor;
		const exact = quotient !== undefined && fits(quotient, quotientLength);
		t.is(machine.processor.taken.kind, exact ? 'none' : 'program');
		t.is(result(first, length1), exact
			? packed(quotient, quotientLength, [11, 13].includes(dividend.sign) !== [11, 13].includes(other.sign))
			+ packed(value(dividend) % divisor, length2, [11, 13].includes(dividend.sign))
			: bytes(dividend).toString('hex'));
	}), {numRuns: 2000});
});

test('SRP shifts and rounds', t => {
	const shifts = fc
		.integer({min: 1, max: 16})
		.chain(length =>
			fc.tuple(
				field(length),
				places,
				fc.constant(length),
				fc.integer({min: -32, max: 31}),
				fc.integer({min: 0, max: 9}),
				fc.integer({min: 0, max: 31}),
			));
	fc.assert(fc.property(shifts, ([operand, [first], length, amount, rounding, zeros]) => {
		const given = zeroed(operand, zeros);
		machine.cpu.gpr[3] = amount;
		run(`SRP 0(${length},1),0(3),${rounding}`, first, bytes(given), 0x2000, Buffer.alloc(0));
		const number = value(given);
		const shifted = amount >= 0
			? magnitude(number) * (10n ** BigInt(amount))
			: ((magnitude(number) / (10n ** BigInt(-amount - 1))) + BigInt(rounding)) / 10n;
		const overflows = !fits(shifted, length);
		t.is(result(first, length), packed(shifted, length, number < 0n && (overflows || shifted !== 0n)));
		t.is(machine.cpu.psw.cc, overflows ? 3 : (number < 0n && shifted !== 0n ? 1 : code(shifted)));
	}), {numRuns: 2000});
});

test('CVD and CVB are each other\'s reverse', t => {
	fc.assert(
		fc.property(
			fc.oneof(fc.integer(), fc.constantFrom(0, -1, -0x8000_0000, 0x7FFF_FFFF)),
			places,
			(number, [first]) => {
				machine.cpu.gpr[3] = number;
				run('CVD 3,0(,1)', first, Buffer.alloc(8), 0x2000, Buffer.alloc(0));
				t.is(result(first, 8), packed(BigInt(number), 8));
				run('CVB 4,0(,1)', first, Buffer.alloc(0), 0x2000, Buffer.alloc(0));
				t.is(machine.cpu.gpr[4], number);
			},
		),
		{numRuns: 500},
	);
});

test('an invalid digit or sign anywhere is a data exception, and nothing is stored', t => {
	fc.assert(
		fc.property(
			operands,
			fc.constantFrom('ZAP', 'AP', 'SP'),
			fc.integer({min: 10, max: 15}),
			fc.nat(),
			([one, other, [first, second], length1, length2], mnemonic, invalid, where) => {
				const at = where % (other.digits.length + 1);
				const damaged =
					at === other.digits.length
						? {...other, sign: Math.min(9, invalid - 6)}
						: {...other, digits: other.digits.with(at, invalid)};
				run(`${mnemonic} 0(${length1},1),0(${length2},2)`, first, bytes(one), second, bytes(damaged));
				t.deepEqual({...machine.processor.taken}, {kind: 'program', code: 7});
				t.is(result(first, length1), bytes(one).toString('hex'));
			},
		),
		{numRuns: 1000},
	);
});
