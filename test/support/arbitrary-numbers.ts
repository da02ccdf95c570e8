/** Numbers as System/370 programs have them, mostly valid: decimal fields, hexadecimal floating point. */
import fc from 'fast-check';

/** Digits and a sign of a field; now and then one that is not. */
export const field = fc.record({
	length: fc.integer({min: 1, max: 16}),
	digits: fc.array(fc.integer({min: 0, max: 9}), {minLength: 31, maxLength: 31}),
	kept: fc.integer({min: 0, max: 31}),
	nines: fc.integer({min: 0, max: 19}),
	sign: fc.constantFrom(12, 12, 12, 13, 13, 13, 15, 10, 11, 14),
	wrong: fc.integer({min: 0, max: 999}),
}).map(({length, digits, kept, nines, sign, wrong}) => {
	const count = (length * 2) - 1;
	const all = [
		...digits.slice(0, count).map((digit, index) => (index < count - kept ? 0 : (nines === 0 ? 9 : digit))),
		wrong === 0 ? 4 : sign,
	];
	if (wrong > 0 && wrong < 31 && wrong < count) {
		all[wrong] = 11;
	}

	return Array.from({length}, (_, index) => (all[index * 2] << 4) | all[(index * 2) + 1]);
});

/** Fields one behind the other, and where they are. */
export const fields = fc.array(field, {minLength: 3, maxLength: 6}).map(list => {
	let at = 0;
	const places = list.map(({length}) => {
		at += length;
		return {at: at - length, length};
	});
	return {bytes: list.flat(), places};
});

/** Both words of a floating-point number, mostly normalized and near others. */
export const hexadecimal = fc
	.record({
		sign: fc.integer({min: 0, max: 1}),
		exponent: fc.oneof(
			fc.integer({min: 60, max: 68}),
			fc.integer({min: 48, max: 80}),
			fc.integer({min: 0, max: 127}),
		),
		high: fc.oneof(
			fc.integer({min: 0x10_0000, max: 0xFF_FFFF}),
			fc.integer({min: 0, max: 0xFF_FFFF}),
			fc.constantFrom(0, 0x10_0000, 0xFF_FFFF),
		),
		low: fc.oneof(fc.integer(), fc.constantFrom(0, -1, 1)),
	})
	.map(({sign, exponent, high, low}) => [(sign << 31) | (exponent << 24) | high, low]);
