/**
 * Boundaries the assembler checks storage operands against (GC33-4021, ALIGN option): the instruction runs all the same
 * on most models.
 */

const of = (boundary: number, mnemonics: string): Array<readonly [string, number]> =>
	mnemonics.split(' ').map(mnemonic => [mnemonic, boundary] as const);

export const operandBoundary: ReadonlyMap<string, number> = new Map([
	...of(2, 'STH LH CH AH SH MH EX BAL BCT BC BAS BXH BXLE'),
	...of(4, 'ST CL L C A S M D AL SL N O X STE LE CE AE SE ME DE AU SU STM LM STCTL LCTL CS STAP SPX STPX'),
	...of(8, 'STD LD CD AD SD MD DD AW SW MXD CVD CVB LPSW SCK SCKC STCKC SPT STPT STIDP CDS'),
]);
