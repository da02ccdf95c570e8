/**
 * Program interruption codes (GA22-7000, "Program Interruption") and the exceptions that carry them from an instruction
 * to the processor.
 */

/** Program interruption codes. */
export const programCode = {
	operation: 0x01,
	privilegedOperation: 0x02,
	execute: 0x03,
	protection: 0x04,
	addressing: 0x05,
	specification: 0x06,
	data: 0x07,
	fixedPointOverflow: 0x08,
	fixedPointDivide: 0x09,
	decimalOverflow: 0x0A,
	decimalDivide: 0x0B,
	exponentOverflow: 0x0C,
	exponentUnderflow: 0x0D,
	significance: 0x0E,
	floatingPointDivide: 0x0F,
	segmentTranslation: 0x10,
	pageTranslation: 0x11,
	translationSpecification: 0x12,
	specialOperation: 0x13,
	monitorEvent: 0x40,
} as const;

export type ProgramCode = (typeof programCode)[keyof typeof programCode];

/**
 * An instruction ends in a program interruption. One constant object a code, made once: a throw then allocates nothing,
 * and the stack it would carry says nothing of the guest.
 */
export class ProgramException extends Error {
	constructor(readonly code: ProgramCode, name: string) {
		super(name);
	}

	/** The old PSW points at the instruction, which was not executed, instead of behind it. */
	get nullifies(): boolean {
		return this.code === programCode.segmentTranslation || this.code === programCode.pageTranslation;
	}
}

const exceptions = new Map<ProgramCode, ProgramException>();
for (const [name, code] of Object.entries(programCode)) {
	exceptions.set(code, new ProgramException(code, name));
}

/** Ends the instruction with program interruption `code`. What it had to store or set before is done by then. */
export function programException(code: ProgramCode): never {
	throw exceptions.get(code)!;
}

/**
 * A page of the machine is with the pager: not the machine's affair. The processor nullifies the instruction and exits.
 */
export class PageMissing extends Error {
	/** 4 KiB page of guest-real storage. */
	page = 0;
	store = false;
}
