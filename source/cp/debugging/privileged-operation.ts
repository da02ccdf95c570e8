/** Privileged operations under TRACE: by which activity one is shown, and with which operand (GC20-1820, "TRACE"). */
import {hex} from '../../base/hex.js';
import type {Instruction} from '../../machine/instructions/instruction.js';
import {operandBytes, type ComingInstruction, type LookedAt} from './coming-instruction.js';
import {loadedPsw} from './trace-lines.js';
import type {Activity} from './trace-settings.js';

/** Operations that change the PSW: BRANCH shows them too. */
const pswInstructions: ReadonlySet<string> = new Set(['LPSW', 'SSM', 'STNSM', 'STOSM']);

/** By what a privileged operation is traced. */
export function activitiesOf({mnemonic}: Instruction): readonly Activity[] {
	return ['PRIV', 'INSTRUCT', 'ALL', ...(pswInstructions.has(mnemonic) ? ['BRANCH'] as const : [])];
}

/** What a privileged operation uses, as it was before and to be read when it has been executed. */
export function privilegedOperand(
	vm: LookedAt,
	{effective, effectiveBytes, bytes}: ComingInstruction,
): () => string {
	const {cpu} = vm;
	const {translation} = cpu.psw;
	const switched = (): string => cpu.psw.translation === translation ? '' : ` ${hex(cpu.psw.address, 6)}`;
	switch (effective?.mnemonic ?? '') {
		case 'LPSW': {
			const psw = loadedPsw(operandBytes(vm, effectiveBytes, 8));
			return () => psw;
		}

		case 'SSM': {
			const [mask] = operandBytes(vm, bytes, 1);
			return () => `${hex(mask ?? 0, 2)}${switched()}`;
		}

		case 'STNSM':
		case 'STOSM': {
			return () => `${hex(cpu.psw.systemMask, 2)}${switched()}`;
		}

		default: {
			return () => '';
		}
	}
}
