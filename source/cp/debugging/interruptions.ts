/** What TRACE calls interruptions, and which instruction one is due to (GC20-1820, "TRACE"; DMKTRC). */
import {addressMask} from '../../base/architecture.js';
import type {InterruptionClass} from '../../machine/cpu/interruption-classes.js';
import {programCode} from '../../machine/cpu/program-exception.js';
import type {Execution} from '../../machine/interpreter/execution.js';

/** How each class of interruption is called, and what it is traced by. */
export const interruptions = {
	svc: {name: 'SVC', activity: 'SVC'},
	program: {name: 'PROG', activity: 'PROGRAM'},
	external: {name: 'EXT', activity: 'EXTERNAL'},
	io: {name: 'I/O', activity: 'I/O'},
} as const;

/** Program interruptions that leave the PSW at their instruction: segment and page translation. */
const nullifying: ReadonlySet<number> = new Set([programCode.segmentTranslation, programCode.pageTranslation]);

/** Address of the instruction that an interruption is due to; of the next one where it is due to none. */
export function interruptedAt(
	execution: Pick<Execution, 'realWord'>,
	kind: InterruptionClass,
	code: number,
): number {
	const low = execution.realWord(kind.oldPsw + 4);
	const isExtended = (execution.realWord(kind.oldPsw) & 0x8_0000) !== 0;
	const ilc = isExtended ? (execution.realWord(kind.code) >>> 17) & 3 : low >>> 30;
	const isDue = kind.name === 'svc' || (kind.name === 'program' && !nullifying.has(code & 0x7F));
	return (low - (isDue ? 2 * ilc : 0)) & addressMask;
}
