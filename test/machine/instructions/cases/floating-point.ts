/**
 * Hexadecimal floating point, short and long (GA22-7000, "Floating-Point Instructions"). Every rounding and guard digit
 * is in `hexadecimal.test.ts`.
 */
import {cases} from '../../../support/instruction-cases/table.js';

/**
 * Rows `first | second | before | after` for the instruction on two registers and the one on a register and storage;
 * register 0 and a wrong register for each.
 */
function onBoth(mnemonic: string, rows: string): string {
	const lines = rows.split('\n').filter(row => row.trim() !== '').flatMap(row => {
		const [first, second, before, after] = row.split('|');
		return [
			`${mnemonic}R 0,2 | F0=${first.trim()} F2=${second.trim()} ${before} | ${after}`,
			`${mnemonic} 0,A | F0=${first.trim()} A=${second.trim()} ${before} | ${after}`,
		];
	});
	return [
		...lines,
		`${mnemonic}R 1,2 | | specification`,
		`${mnemonic}R 0,9 | | specification`,
		`${mnemonic} 5,A | A=D'1' | specification`,
	].join('\n');
}

const long = `
D'1'                | D'-1'               |        | F0=D'0' CC=0
D'1'                | D'-2'               |        | F0=D'-1' CC=1
D'1.5'              | D'2'                |        | F0=D'3.5' CC=2
D'-1.5'             | D'0'                |        | F0=D'-1.5' CC=1
X'7FFFFFFFFFFFFFFF' | X'7F10000000000000' |        | F0=X'0010FFFFFFFFFFFF' CC=2 exponentOverflow
X'FFFFFFFFFFFFFFFF' | X'FF10000000000000' |        | F0=X'8010FFFFFFFFFFFF' CC=1 exponentOverflow
X'4112345600000000' | X'C112345600000000' | mask=1 | F0=X'4100000000000000' CC=0 significance
X'4112345600000000' | X'C112345600000000' | mask=E | F0=D'0' CC=0
`;

/** Normalization makes an exponent of less than zero. */
const longUnderflow = `
X'0010000000000001' | X'8010000000000000' | mask=2 | F0=X'7310000000000000' CC=2 exponentUnderflow
X'8010000000000001' | X'0010000000000000' | mask=2 | F0=X'F310000000000000' CC=1 exponentUnderflow
X'0010000000000001' | X'8010000000000000' | mask=D | F0=D'0' CC=0
X'4110000000000001' | X'C110000000000000' |        | F0=X'3410000000000000' CC=2
`;

const longUnnormalized = `
D'1'                | X'4300000000000000' |        | F0=X'4300100000000000' CC=2
X'0010000000000001' | X'8010000000000000' | mask=F | F0=X'0000000000000001' CC=2
`;

const short = `
E'1'                | E'-1'               |        | F0=E'0' CC=0
E'1'                | E'-2'               |        | F0=E'-1' CC=1
E'1.5'              | E'2'                |        | F0=E'3.5' CC=2
E'-1.5'             | E'0'                |        | F0=E'-1.5' CC=1
X'7FFFFFFF'         | X'7F100000'         |        | F0=X'0010FFFF' CC=2 exponentOverflow
X'41123456'         | X'C1123456'         | mask=1 | F0=X'41000000' CC=0 significance
X'41123456'         | X'C1123456'         | mask=E | F0=E'0' CC=0
`;

const shortUnderflow = `
X'00100001'         | X'80100000'         | mask=2 | F0=X'7B100000' CC=2 exponentUnderflow
X'00100001'         | X'80100000'         | mask=D | F0=E'0' CC=0
X'41100001'         | X'C1100000'         |        | F0=X'3C100000' CC=2
`;

const shortUnnormalized = `
E'1'                | X'43000000'         |        | F0=X'43001000' CC=2
X'00100001'         | X'80100000'         | mask=F | F0=X'00000001' CC=2
`;

/** The same rows for subtraction: the second operand with the other sign. */
function negated(rows: string): string {
	const opposite: Readonly<Record<string, string>> = {7: 'F', F: '7', 4: 'C', C: '4', 8: '0', 0: '8'};
	return rows.split('\n').map(row => {
		const [first, second, ...rest] = row.split('|');
		return second === undefined
			? row
			: [
				first,
				second
					.replace(/([DE])'(-?)/, (_, type: string, sign: string) => `${type}'${sign === '' ? '-' : ''}`)
					.replace(/X'(.)/, (_, digit: string) => `X'${opposite[digit]}`),
				...rest,
			].join('|');
	}).join('\n');
}

const compare = (one: string): string => `
${one}'1'           | ${one}'1'           |        | CC=0
${one}'-1'          | ${one}'1'           |        | CC=1
${one}'2'           | ${one}'1'           |        | CC=2
${one}'0'           | ${one}'-0'          | mask=F | CC=0
`;

/** Loads with a test of the sign, from register 2 to register 0: `mnemonic`, then what becomes of 0, of 1 and of -1. */
function loads(
	mnemonic: string,
	type: string,
	[zero, one, minus]: ReadonlyArray<readonly [result: string, code: number]>,
): string {
	return [
		`${mnemonic} 0,2 | F2=${type}'0' | F0=${zero[0]} CC=${zero[1]}`,
		`${mnemonic} 0,2 | F2=${type}'1' | F0=${one[0]} CC=${one[1]}`,
		`${mnemonic} 0,2 | F2=${type}'-1' | F0=${minus[0]} CC=${minus[1]}`,
		`${mnemonic} 1,2 | | specification`,
		`${mnemonic} 0,3 | | specification`,
	].join('\n');
}

const minusZero = {D: 'X\'8000000000000000\'', E: 'X\'80000000\''} as const;
const testedLoads = (['D', 'E'] as const).flatMap(type => [
	loads(`LT${type}R`, type, [[`${type}'0'`, 0], [`${type}'1'`, 2], [`${type}'-1'`, 1]]),
	loads(`LC${type}R`, type, [[minusZero[type], 0], [`${type}'-1'`, 1], [`${type}'1'`, 2]]),
	loads(`LN${type}R`, type, [[minusZero[type], 0], [`${type}'-1'`, 1], [`${type}'-1'`, 1]]),
	loads(`LP${type}R`, type, [[`${type}'0'`, 0], [`${type}'1'`, 2], [`${type}'1'`, 2]]),
]);

export const floatingPoint = cases(`
* ADD NORMALIZED, SUBTRACT NORMALIZED
${onBoth('AD', long + longUnderflow)}
${onBoth('SD', negated(long + longUnderflow))}
${onBoth('AE', short + shortUnderflow)}
${onBoth('SE', negated(short + shortUnderflow))}
* ADD UNNORMALIZED, SUBTRACT UNNORMALIZED: no underflow, for nothing is shifted to the left
${onBoth('AW', long + longUnnormalized)}
${onBoth('SW', negated(long + longUnnormalized))}
${onBoth('AU', short + shortUnnormalized)}
${onBoth('SU', negated(short + shortUnnormalized))}
* COMPARE
${onBoth('CD', compare('D') + 'X\'4110000000000000\' | X\'4201000000000000\' | | CC=0\n')}
${onBoth('CE', compare('E') + 'X\'41100000\' | X\'42010000\' | | CC=0\n')}
* MULTIPLY: the product of short numbers is long; operands are normalized first
${onBoth('MD', `
D'3'                | D'-2'               |        | F0=D'-6'
D'3'                | D'-0'               |        | F0=D'0'
X'4201000000000000' | D'3'                |        | F0=D'3'
X'7F10000000000000' | X'7F10000000000000' |        | F0=X'3D10000000000000' exponentOverflow
X'0110000000000000' | X'8110000000000000' | mask=2 | F0=X'C110000000000000' exponentUnderflow
X'0110000000000000' | X'8110000000000000' |        | F0=D'0'
`)}
${onBoth('ME', `
E'3'                | E'-2'               |        | F0=D'-6'
E'0'                | E'-2'               |        | F0=D'0'
X'41123456'         | X'41100001'         |        | F0=X'4112345723456000'
X'7F100000'         | X'7F100000'         |        | F0=X'3D10000000000000' exponentOverflow
X'01100000'         | X'01100000'         | mask=2 | F0=X'4110000000000000' exponentUnderflow
X'01100000'         | X'01100000'         | mask=D | F0=D'0'
`)}
* DIVIDE
${onBoth('DD', `
D'7'                | D'-2'               |        | F0=D'-3.5'
X'C500000000000000' | D'2'                |        | F0=D'0'
X'7F10000000000000' | X'0110000000000000' |        | F0=X'3F10000000000000' exponentOverflow
X'0110000000000000' | X'7F10000000000000' | mask=2 | F0=X'4310000000000000' exponentUnderflow
X'0110000000000000' | X'7F10000000000000' | mask=D | F0=D'0'
D'1'                | D'0'                |        | floatingPointDivide
D'0'                | X'4500000000000000' |        | floatingPointDivide
`)}
${onBoth('DE', `
E'7'                | E'-2'               |        | F0=E'-3.5'
X'C5000000'         | E'2'                |        | F0=E'0'
X'7F100000'         | X'01100000'         |        | F0=X'3F100000' exponentOverflow
X'01100000'         | X'7F100000'         | mask=2 | F0=X'43100000' exponentUnderflow
X'01100000'         | X'7F100000'         | mask=D | F0=E'0'
E'1'                | E'0'                |        | floatingPointDivide
`)}
* HALVE
HDR   0,2 | F2=D'3'                  | F0=D'1.5'
HDR   0,2 | F2=D'-1'                 | F0=X'C080000000000000'
HDR   0,2 | F2=X'C100000000000000'   | F0=D'0'
HDR   0,2 | F2=X'0010000000000000' mask=2 | F0=X'7F80000000000000' exponentUnderflow
HDR   0,2 | F2=X'0010000000000000' mask=D | F0=D'0'
HDR   1,2 |                          | specification
HDR   0,3 |                          | specification
HER   0,2 | F2=E'3'                  | F0=E'1.5'
HER   0,2 | F2=X'41100001'           | F0=X'40800008'
HER   0,2 | F2=X'00100000' mask=2    | F0=X'7F800000' exponentUnderflow
HER   0,2 | F2=X'00100000' mask=D    | F0=E'0'
HER   1,2 |                          | specification
HER   0,3 |                          | specification
* LOAD; STORE: a short number leaves the right half of its register
LDR   0,2 | F2=X'8123456789ABCDEF'   | F0=X'8123456789ABCDEF'
LDR   1,2 |                          | specification
LDR   0,7 |                          | specification
LD    4,A | A=X'8123456789ABCDEF'    | F4=X'8123456789ABCDEF'
LD    8,A | A=D'0'                   | specification
LER   0,2 | F2=X'81234567'           | F0=X'81234567'
LER   1,2 |                          | specification
LER   0,7 |                          | specification
LE    6,A | A=X'81234567'            | F6=X'81234567'
LE    3,A | A=E'0'                   | specification
STD   2,A | F2=X'8123456789ABCDEF' A=XL8'0' | A=X'8123456789ABCDEF'
STD   1,A | A=XL8'0'                 | specification
STE   2,A | F2=X'8123456789ABCDEF' A=XL8'0' | A=X'8123456700000000'
STE   1,A | A=XL8'0'                 | specification
* LOAD AND TEST, COMPLEMENT, NEGATIVE, POSITIVE: the fraction decides about zero
${testedLoads.join('\n')}
LTDR  0,2 | F2=X'C100000000000000'   | F0=X'C100000000000000' CC=0
LTER  0,2 | F2=X'C100000012345678'   | F0=X'C1000000' CC=0
`);
