/**
 * Which condition codes each instruction sets (GA22-7000, appendix C, "Condition-Code Settings"). Those that are not
 * here leave the code as it is.
 */

const settings: Readonly<Record<string, string>> = {
	'0 1 2 3':
		'A AR AH S SR SH AL ALR LCR SLA SLDA MVCL AP SP ZAP SRP SPM LPSW LRA RRB RRBE TPROT SIO SIOF TIO CLRIO HIO HDV '
		+ 'TCH STIDC SIGP STCK',
	'1 2 3': 'SL SLR',
	'0 2 3': 'LPR',
	'0 1 3': 'TM SCK',
	'0 1 2':
		'C CR CH CL CLR CLI CLC CLM CLCL ICM LTR SRA SRDA TRT CP ED EDMK AD ADR SD SDR AE AER SE SER AW AWR SW SWR AU '
		+ 'AUR SU SUR AXR SXR CD CDR CE CER LCDR LCER LTDR LTER',
	'0 2': 'LPDR LPER',
	'0 1': 'LNR LNDR LNER N NR NI NC O OR OI OC X XR XI XC CS CDS TS',
};

/** Codes that mean something that cannot be here, and why. */
export const unreachable: Readonly<Record<string, Readonly<Record<number, string>>>> = {
	SIGP: {2: 'busy: there is one CPU, and it is not signalling elsewhere while it executes the instruction'},
	STCK: {2: 'error state: the clock does not break'},
	SCK: {1: 'secure: the TOD clock control is always at enable set', 3: 'not operational: the clock does not break'},
	STIDC: {1: 'CSW stored: no channel has status of its own to report'},
};

/** Codes of a mnemonic that can occur, or none. */
export const conditionCodes: ReadonlyMap<string, readonly number[]> = new Map(
	Object.entries(settings).flatMap(([codes, mnemonics]) =>
		mnemonics.split(' ').map(
			mnemonic =>
				[
					mnemonic,
					codes
						.split(' ')
						.map(Number)
						.filter(code => unreachable[mnemonic]?.[code] === undefined),
				] as const,
		),
	),
);
