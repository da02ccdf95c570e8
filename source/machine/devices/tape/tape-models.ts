/**
 * 3420 models: speed, start time, rewind time, densities (GA32-0020, "Tape Unit Characteristics": models 3, 5 and 7 run
 * 75, 125 and 200 inches a second at 800 and 1600 bits an inch, models 4, 6 and 8 the same at 1600 and 6250). Rewind
 * times are those of a full 2400-foot reel; shorter ones in proportion.
 */

export type TapeModel = {
	readonly inchesPerSecond: number;
	/** Microseconds from standstill to the first byte. */
	readonly access: number;
	/** Microseconds to rewind 2400 feet. */
	readonly rewind: number;
	readonly densities: readonly number[];
	/** Model code in the low bits; X'20' where two densities are fitted. */
	readonly senseByte6: number;
};

export const tapeModels: Readonly<Record<3 | 4 | 5 | 6 | 7 | 8, TapeModel>> = {
	3: {
		inchesPerSecond: 75, access: 4000, rewind: 60_000_000, densities: [800, 1600], senseByte6: 0x21,
	},
	4: {
		inchesPerSecond: 75, access: 2300, rewind: 60_000_000, densities: [1600, 6250], senseByte6: 0x22,
	},
	5: {
		inchesPerSecond: 125, access: 2900, rewind: 60_000_000, densities: [800, 1600], senseByte6: 0x23,
	},
	6: {
		inchesPerSecond: 125, access: 1600, rewind: 60_000_000, densities: [1600, 6250], senseByte6: 0x24,
	},
	7: {
		inchesPerSecond: 200, access: 2000, rewind: 45_000_000, densities: [800, 1600], senseByte6: 0x25,
	},
	8: {
		inchesPerSecond: 200, access: 1100, rewind: 45_000_000, densities: [1600, 6250], senseByte6: 0x26,
	},
};

/** Bits an inch, and the inches between two blocks written with them. */
export const densities = {800: 0.6, 1600: 0.6, 6250: 0.3} as const;

export const gapInches = (density: keyof typeof densities): number => densities[density];

/** Microseconds to move `inches` of tape. */
export const spaceTime = (model: TapeModel, inches: number): number =>
	Math.trunc((inches * 1_000_000) / model.inchesPerSecond);
