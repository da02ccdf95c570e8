/**
 * Count-key-data disk models: geometry, track capacity, timing, and how other programs name them. Sources: the
 * component descriptions GA26-5988 (2311), GA26-1599 (2314), GA26-1589 (2305), GA26-1592 (3330), GA26-1619 (3340),
 * GA26-1638 (3350), GA26-1664 (3380), each under "Track Capacity" and "Timing". Track sizes and device types of image
 * files are those Hercules' `dasdinit` writes. Seeks are the published minimum, average and maximum; record gaps below
 * the resolution of the capacity formula are not modelled.
 */

/** One disk model. */
export type CkdModel = {
	/** As IBM numbers it, with a model suffix where two sizes exist. */
	readonly name: string;
	/** Cylinders a program may use, and alternate cylinders behind them. */
	readonly cylinders: number;
	readonly alternateCylinders: number;
	/** Tracks a cylinder. */
	readonly heads: number;
	/** Bytes of a track in a Hercules image: home address, R0, records and end mark, rounded up to 512. */
	readonly trackSize: number;
	/** Byte 16 of an image file's header. */
	readonly imageType: number;
	/** Longest record without key that fits a track alone. */
	readonly maximumData: number;
	/** Whether the records of these lengths (key and data, R1 on) fit one track. */
	fits(records: ReadonlyArray<readonly [keyLength: number, dataLength: number]>): boolean;
	/** Rotational position sensing: sectors a track, 0 where the model has none (Set Sector is rejected). */
	readonly sectors: number;
	/** Record overflow (Write Special Count, Key and Data). */
	readonly recordOverflow: boolean;
	/** Sense bytes: 6 of the 2311 and 2314 in their own layout, else 24. */
	readonly senseLength: 6 | 24;
	/** Control unit and unit as Sense ID gives them, where the model has the command. */
	readonly senseId?: readonly number[];
	readonly timing: {
		/** Microseconds of one revolution. */
		readonly revolution: number;
		/** Microseconds a byte times 1000. */
		readonly nanosecondsPerByte: number;
		/** Seek over one, a third of all, and all cylinders, in microseconds. */
		readonly seek: readonly [minimum: number, average: number, maximum: number];
	};
};

/** Capacity rule of the 3330, 3340 and 3350: each record costs a constant, more with a key. */
const additive = (capacity: number, plain: number, keyed: number): CkdModel['fits'] => records => {
	let used = 0;
	for (const [key, data] of records) {
		used += key === 0 ? plain + data : keyed + key + data;
	}

	return used <= capacity;
};

/** The 2314 pays its tolerance gap on every record but the last (GA26-1599, track capacity). */
const fits2314: CkdModel['fits'] = records => {
	let used = 0;
	for (const [index, [key, data]] of records.entries()) {
		const bytes = key + data;
		const gap = key === 0 ? 0 : 45;
		used += index === records.length - 1 ? gap + bytes : gap + 101 + Math.trunc(bytes * 2137 / 2048);
	}

	return used <= 7294;
};

/** The 2311 too, with gaps of its own (GA26-5988). */
const fits2311: CkdModel['fits'] = records => {
	let used = 0;
	for (const [index, [key, data]] of records.entries()) {
		const bytes = key + data;
		const gap = key === 0 ? 0 : 20;
		used += index === records.length - 1 ? gap + bytes : gap + 61 + Math.trunc(bytes * 537 / 512);
	}

	return used <= 3625;
};

/** The 3380 counts 32-byte cells. */
const fits3380: CkdModel['fits'] = records => {
	const cells = (bytes: number): number => Math.ceil((bytes + 12) / 32);
	let used = 0;
	for (const [key, data] of records) {
		used += 15 + cells(data) + (key === 0 ? 0 : 7 + cells(key));
	}

	return used <= 1499;
};

/** Every model, the larger of two with one image type first. */
export const ckdModels: readonly CkdModel[] = [
	{
		// GA26-1589: fixed heads, 6000 revolutions a minute, 1.5 MB a second.
		name: '2305-2',
		cylinders: 96,
		alternateCylinders: 0,
		heads: 8,
		trackSize: 14_848,
		imageType: 0x05,
		maximumData: 14_660,
		fits: additive(14_858, 198, 289),
		sectors: 90,
		recordOverflow: true,
		senseLength: 24,
		timing: {revolution: 10_000, nanosecondsPerByte: 667, seek: [0, 0, 0]},
	},
	{
		// The same, 3 MB a second.
		name: '2305-1',
		cylinders: 48,
		alternateCylinders: 0,
		heads: 8,
		trackSize: 14_336,
		imageType: 0x05,
		maximumData: 14_136,
		fits: additive(14_568, 432, 634),
		sectors: 90,
		recordOverflow: true,
		senseLength: 24,
		timing: {revolution: 10_000, nanosecondsPerByte: 333, seek: [0, 0, 0]},
	},
	{
		// GA26-5988: 2400 revolutions a minute, 156 KB a second, seek 25 to 135 ms, 75 ms average.
		name: '2311',
		cylinders: 200,
		alternateCylinders: 3,
		heads: 10,
		trackSize: 4096,
		imageType: 0x11,
		maximumData: 3625,
		fits: fits2311,
		sectors: 0,
		recordOverflow: true,
		senseLength: 6,
		timing: {revolution: 25_000, nanosecondsPerByte: 6410, seek: [25_000, 75_000, 135_000]},
	},
	{
		// GA26-1599: 2400 revolutions a minute, 312 KB a second, seek 25 to 130 ms, 60 ms average.
		name: '2314',
		cylinders: 200,
		alternateCylinders: 3,
		heads: 20,
		trackSize: 7680,
		imageType: 0x14,
		maximumData: 7294,
		fits: fits2314,
		sectors: 0,
		recordOverflow: true,
		senseLength: 6,
		timing: {revolution: 25_000, nanosecondsPerByte: 3205, seek: [25_000, 60_000, 130_000]},
	},
	{
		// GA26-1592: 3600 revolutions a minute, 806 KB a second, seek 10 to 55 ms, 30 ms average.
		name: '3330',
		cylinders: 404,
		alternateCylinders: 7,
		heads: 19,
		trackSize: 13_312,
		imageType: 0x30,
		maximumData: 13_030,
		fits: additive(13_165, 135, 191),
		sectors: 128,
		recordOverflow: true,
		senseLength: 24,
		timing: {revolution: 16_700, nanosecondsPerByte: 1241, seek: [10_000, 30_000, 55_000]},
	},
	{
		name: '3330-11',
		cylinders: 808,
		alternateCylinders: 7,
		heads: 19,
		trackSize: 13_312,
		imageType: 0x30,
		maximumData: 13_030,
		fits: additive(13_165, 135, 191),
		sectors: 128,
		recordOverflow: true,
		senseLength: 24,
		timing: {revolution: 16_700, nanosecondsPerByte: 1241, seek: [10_000, 30_000, 55_000]},
	},
	{
		// GA26-1619: 2964 revolutions a minute, 885 KB a second, seek 10 to 50 ms, 25 ms average.
		name: '3340',
		cylinders: 348,
		alternateCylinders: 1,
		heads: 12,
		trackSize: 8704,
		imageType: 0x40,
		maximumData: 8368,
		fits: additive(8535, 167, 242),
		sectors: 64,
		recordOverflow: true,
		senseLength: 24,
		timing: {revolution: 20_200, nanosecondsPerByte: 1130, seek: [10_000, 25_000, 50_000]},
	},
	{
		name: '3340-70',
		cylinders: 696,
		alternateCylinders: 2,
		heads: 12,
		trackSize: 8704,
		imageType: 0x40,
		maximumData: 8368,
		fits: additive(8535, 167, 242),
		sectors: 64,
		recordOverflow: true,
		senseLength: 24,
		timing: {revolution: 20_200, nanosecondsPerByte: 1130, seek: [10_000, 25_000, 50_000]},
	},
	{
		// GA26-1638: 3600 revolutions a minute, 1198 KB a second, seek 10 ms minimum, 25 ms average, 50 ms maximum.
		name: '3350',
		cylinders: 555,
		alternateCylinders: 5,
		heads: 30,
		trackSize: 19_456,
		imageType: 0x50,
		maximumData: 19_069,
		fits: additive(19_254, 185, 267),
		sectors: 128,
		recordOverflow: true,
		senseLength: 24,
		timing: {revolution: 16_700, nanosecondsPerByte: 835, seek: [10_000, 25_000, 50_000]},
	},
	{
		// GA26-1664: 3620 revolutions a minute, 3 MB a second, seek 3 to 30 ms, 16 ms average.
		name: '3380',
		cylinders: 885,
		alternateCylinders: 1,
		heads: 15,
		trackSize: 47_616,
		imageType: 0x80,
		maximumData: 47_476,
		fits: fits3380,
		sectors: 222,
		recordOverflow: false,
		senseLength: 24,
		senseId: [0xFF, 0x38, 0x80, 0x03, 0x33, 0x80, 0x02],
		timing: {revolution: 16_600, nanosecondsPerByte: 333, seek: [3000, 16_000, 30_000]},
	},
];

/** Other names of models. */
const otherNames: Readonly<Record<string, string>> = {
	2305: '2305-2', 2319: '2314', '3330-1': '3330', '3330-2': '3330', '3340-35': '3340',
};

/** The model called `name`, in a directory statement or on a command line. */
export function findCkdModel(name: string): CkdModel | undefined {
	const given = name.toUpperCase();
	const known = Object.hasOwn(otherNames, given) ? otherNames[given] : given;
	return ckdModels.find(model => model.name === known);
}

/** Microseconds of a seek over `distance` cylinders: straight lines through the three published points. */
export function seekTime(model: CkdModel, distance: number): number {
	if (distance === 0) {
		return 0;
	}

	const [minimum, average, maximum] = model.timing.seek;
	const third = Math.trunc(model.cylinders / 3);
	const whole = model.cylinders - 1;
	return distance <= third
		? minimum + Math.trunc((average - minimum) * (distance - 1) / (third - 1))
		: average + Math.trunc((maximum - average) * (Math.min(distance, whole) - third) / (whole - third));
}
