/** Boundaries that privileged instructions insist on. */
import {programCode, programException} from '../../cpu/program-exception.js';

/** `address`, if it is a multiple of `bytes`; else a specification exception. */
export function aligned(address: number, bytes: number): number {
	if ((address & (bytes - 1)) !== 0) {
		programException(programCode.specification);
	}

	return address;
}
