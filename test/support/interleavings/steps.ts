/** One step of an interleaving: what a machine asks of CP, or what happens to it. */
import fc from 'fast-check';

/** Names as often as they are likely. */
const operations = [
	// DIAGNOSE X'104'
	...many('authorize', 3), ...many('area', 1), ...many('revoke', 2), ...many('signal', 8), ...many('reply', 7),
	...many('approve', 12), ...many('refuse', 2), ...many('query', 2), ...many('unknown', 1),
	// DIAGNOSE X'10C'
	...many('lend', 4), ...many('withdraw', 1), ...many('workFor', 4), ...many('endWork', 1), ...many('loanQuery', 1),
	// DIAGNOSE X'68'
	...many('vmcfAuthorize', 3), ...many('vmcfUnauthorize', 1), ...many('vmcfSend', 7), ...many('vmcfReceive', 6),
	...many('vmcfReply', 5), ...many('vmcfReject', 2), ...many('vmcfCancel', 2), ...many('vmcfQuiesce', 1),
	...many('vmcfResume', 1), ...many('special', 1),
	// DIAGNOSE X'108'
	...many('slaveCreate', 2), ...many('slaveAssign', 6), ...many('slaveStart', 1), ...many('slaveStop', 1),
	...many('slaveDelete', 1), ...many('slaveQuery', 2), ...many('slaveReadStorage', 2),
	...many('slaveWriteStorage', 2), ...many('slaveReadRegisters', 1), ...many('slaveWriteRegisters', 1),
	...many('slaveWatch', 2), ...many('slaveUnwatch', 1), ...many('slavePrepare', 2), ...many('slaveRelease', 2),
	// Locks of a group
	...many('lock', 6), ...many('unlock', 4), ...many('lockHalted', 1), ...many('unlockHalted', 1),
	...many('recover', 2),
	// What happens to a machine
	...many('take', 8), ...many('vmcfTake', 6), ...many('work', 5), ...many('storageKey', 3), ...many('pswKey', 2),
	...many('reset', 1), ...many('logoff', 1), ...many('logon', 2), ...many('pass', 4),
] as const;

function many<Name extends string>(name: Name, times: number): readonly Name[] {
	return Array.from({length: times}, () => name);
}

/** What the numbers mean depends on the operation; an interpreter takes them modulo what there is. */
export type Step = {
	/** One of `operations`. */
	readonly op: string;
	/** Machines. */
	readonly by: number;
	readonly to: number;
	/** Which exchange or message. */
	readonly which: number;
	readonly area: number;
	readonly length: number;
	readonly other: number;
	readonly flags: number;
};

export const machineCount = 5;
/** The last of them are slaves. */
export const slaveCount = 2;

const small = fc.nat({max: 15});

export const interleaving: fc.Arbitrary<Step[]> = fc.array(
	fc.record({
		op: fc.constantFrom(...operations),
		by: fc.nat({max: machineCount - 1}),
		to: fc.nat({max: machineCount - 1}),
		which: small,
		area: small,
		length: small,
		other: small,
		flags: fc.nat({max: 255}),
	}),
	{minLength: 10, maxLength: 120, size: 'max'},
);

/** Areas that steps name: page boundaries and not, another key's block, the end of storage, no storage. */
export const areas: readonly number[] = [
	0x2000, 0x3000, 0x4000, 0x2000, 0x3000, 0x4000, 0x2800, 0x4FF8, 0x3001, 0x6000, 0x3_FFF8, 0xFF_FFF8, 0x5000, 0x2000,
	0x3000, 0x7000,
];

export const lengths: readonly number[] = [
	0x1000, 0x1000, 0x1000, 0x2000, 0x2000, 0x800, 0x10, 0, 1, 0xFFF, 0x1001, 0x1000, 0x2000, 0x10, 0x100, 0x8000_0000,
];

/** Microseconds; most exchanges have no limit. */
export const timeLimits: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 500, 1000, 2000, 5000, 0, 0, 10_000, 0xFFFF_FFFF];

/** Keys of storage and PSW, most of them zero. */
export const keys: readonly number[] = [0, 0, 0, 0, 0, 1, 1, 2, 0, 0, 1, 2, 0, 0, 0, 1];
