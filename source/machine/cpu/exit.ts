/**
 * Why `Processor.run` came back: the typed exit the outer loop (CP, or `yorktown bare`) acts on. One object is reused,
 * so read it before the next run.
 */
export type Exit =
	/** The instruction budget is spent. */
	| {readonly reason: 'budget'}
	/**
	 * A wait-state PSW is current and nothing enabled is pending. `enabled` false = disabled wait: the machine has
	 * stopped for good.
	 */
	| {readonly reason: 'wait'; readonly enabled: boolean}
	/**
	 * DIAGNOSE in supervisor state: code = D2+B2 value, registers R1 and R3. The PSW is behind it; `address` is where
	 * it stands.
	 */
	| {
		readonly reason: 'diagnose';
		readonly code: number;
		readonly r1: number;
		readonly r3: number;
		readonly address: number;
	}
	/** An I/O instruction in supervisor state; the answer is a condition code. The PSW is behind it. */
	| {readonly reason: 'io'; readonly operation: IoOperation; readonly device: number}
	/** A guest-real page has no frame: `page` (4 KiB index). The instruction was nullified; the PSW is at it. */
	| {readonly reason: 'page'; readonly page: number; readonly store: boolean}
	/** Something the machine was asked to stop at (instruction stop, address stop). The PSW is at it. */
	| {readonly reason: 'stop'}
	/** A new PSW loops (specification exception on every load): the machine is dead, as a real one would loop. */
	| {readonly reason: 'loop'};

export type IoOperation = 'SIO' | 'SIOF' | 'TIO' | 'CLRIO' | 'HIO' | 'HDV' | 'TCH' | 'STIDC';
