/** Random programs that start I/O, wait, poll and are interrupted, and all that can be seen of a machine with them. */
import fc from 'fast-check';
import {channelCommand, ccwFlag} from '../../source/base/channel-words.js';
import type {Device} from '../../source/machine/channel/device.js';
import {Console3215} from '../../source/machine/devices/3215.js';
import {CkdDisk} from '../../source/machine/devices/disk/3350.js';
import {Printer1403} from '../../source/machine/devices/unit-record/1403.js';
import {findCkdModel} from '../../source/machine/devices/volume/ckd-models.js';
import {appendRecord, countLength, trackRecords} from '../../source/machine/devices/volume/ckd-track.js';
import {MemoryVolume} from '../../source/machine/devices/volume/memory-volume.js';
import type {Standalone} from '../../source/machine/standalone.js';

export const storageSize = 0x1_0000;
/** Handlers of interruptions, which leave what they found behind one another in a log. */
const handlers = {
	external: 0x800, supervisorCall: 0x900, program: 0xA00, io: 0xB00,
} as const;
const channelPrograms = 0x1000;
const channelProgramLength = 0x80;
const code = 0x2000;
/** A routine where CSW and interval timer are, and PSWs that are loaded. */
const lowRoutine = 0x40;
const constants = 0x3000;
const identifiers = 0x4000;
const areas = 0x5000;
const log = 0x8000;
const keyLengths = [0, 4, 0, 8, 2] as const;
const model = findCkdModel('3350')!;

/** Addresses of the devices. */
export const devices = {
	disk: 0x191, otherDisk: 0x192, farDisk: 0x2A0, printer: 0x00E, console: 0x009, none: 0x333,
} as const;
const addresses = [
	devices.disk, devices.otherDisk, devices.farDisk, devices.printer, devices.console,
] as const;

export type Mode = 'BC' | 'EC' | 'DAT' | 'PER';
/** `waits`: LPSW, with which PSW. `back`: the last of these branches so far into the row. */
type Row = {
	readonly bytes: readonly number[];
	readonly waits?: {readonly mask: number; readonly wait: boolean};
	readonly back?: number;
};
type Ccw = {
	readonly command: number;
	/** Of the area; in transfers in channel, how many CCWs back. */
	readonly address: number;
	readonly flags: number;
	readonly count: number;
};
export type Program = {
	readonly mode: Mode;
	readonly mask: number;
	readonly channels: number;
	readonly rows: readonly Row[];
	readonly changed: readonly number[];
	readonly chains: ReadonlyArray<readonly Ccw[]>;
	readonly handlerRows: readonly Row[];
	readonly masks: number;
	readonly types: boolean;
	/** Of the channel programs: blocks of the areas have keys of their own. */
	readonly keys: readonly number[];
	/** Instructions that a translating processor executes in one go. */
	readonly interval: number;
	/** How often all of it is done. */
	readonly turns: number;
};

const halfword = (value: number): number[] => [(value >>> 8) & 255, value & 255];
const at = (address: number): number[] => [0xB0 | ((address - constants) >>> 8), (address - constants) & 255];
const cawOf = (slot: number) => constants + (4 * slot);
const timerValue = constants + 0x40;
const comparator = constants + 0x48;
const cpuTimer = constants + 0x50;
const masksAt = constants + 0x58;
const addend = constants + 0x60;
const codeAddress = constants + 0x70;
/** The log begins again at 16 KiB. */
const logMask = constants + 0x74;
const farTime = constants + 0x68;
const pswsAt = constants + 0x100;
const resultsAt = constants + 0x200;

const arithmetic = fc.constantFrom(
	[0x1A, 0x45], [0x1B, 0x54], [0x41, 0x60, 0x60, 1], [0x41, 0x60, 0x60, 2], [0x15, 0x67], [0x17, 0x57], [0x18, 0x78],
).map(bytes => ({bytes}));
const device = fc.constantFrom(devices.disk, devices.disk, devices.disk, ...addresses, devices.none);
const slot = fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 7);
const ioMask = fc.constantFrom(0, 0xFF, 0xFE, 0xFE, 0xFE, 0x40, 0x20, 0x80, 0x01);
const start = fc.tuple(slot, device, fc.constantFrom(0, 0, 0, 1)).map(([index, address, fast]) => ({
	bytes: [0xD2, 3, 0, 0x48, ...at(cawOf(index)), 0x9C, fast, ...halfword(address)],
}));
/** The device that fits: channel programs are made for the first, the fourth and the fifth. */
const fitting = slot.chain(index => fc.constantFrom(...(index < 6
	? [devices.disk, devices.disk, devices.otherDisk, devices.farDisk]
	: [index === 6 ? devices.printer : devices.console])).map(address => ({
	bytes: [0xD2, 3, 0, 0x48, ...at(cawOf(index)), 0x9C, 0, ...halfword(address)],
})));
const wait = fc.tuple(ioMask, fc.constantFrom(true, true, true, false)).map(([mask, isWait]) => ({
	bytes: [0x82, 0, 0, 0], waits: {mask, wait: isWait},
}));
/** STCK, STPT, STIDC, what a CSW says, interval timer and CPU timer; STCK, a little later, SCKC. */
const store = fc.constantFrom(
	[0xB2, 0x05, ...at(resultsAt)],
	[0xB2, 0x09, ...at(resultsAt + 8)],
	[0xB2, 0x03, ...halfword(devices.disk)],
	[0xD2, 7, ...at(resultsAt + 16), 0, 0x40],
	[0xD2, 3, 0, 0x50, ...at(timerValue)],
	[0xB2, 0x08, ...at(cpuTimer)],
	[
		0xB2, 0x05, ...at(comparator), 0x58, 0x20, ...at(comparator + 4), 0x5A, 0x20, ...at(addend),
		0x50, 0x20, ...at(comparator + 4), 0xB2, 0x06, ...at(comparator),
	],
).map(bytes => ({bytes}));
const row: fc.Arbitrary<Row> = fc.oneof(
	{weight: 6, arbitrary: fitting},
	{weight: 2, arbitrary: start},
	{weight: 6, arbitrary: wait},
	{weight: 4, arbitrary: arithmetic},
	{weight: 2, arbitrary: store},
	// Polling: TIO until the device is free.
	{weight: 1, arbitrary: device.map(address => ({bytes: [0x9D, 0, ...halfword(address), 0x47, 0x20], back: 0}))},
	{
		weight: 2, arbitrary: fc.tuple(fc.constantFrom([0x9D, 0], [0x9D, 1], [0x9E, 0], [0x9E, 1], [0x9F, 0]), device)
			.map(([bytes, address]) => ({bytes: [...bytes, ...halfword(address)]})),
	},
	{weight: 2, arbitrary: fc.constantFrom(0, 1, 2, 3).map(index => ({bytes: [0x80, 0, ...at(masksAt + index)]}))},
	{weight: 1, arbitrary: ioMask.map(mask => ({bytes: [0xAD, mask & 0xFB, ...at(resultsAt + 32)]}))},
	{weight: 1, arbitrary: fc.constantFrom([0x0A, 7], [0x0A, 9]).map(bytes => ({bytes}))},
	// To where CSW and timer are.
	{weight: 1, arbitrary: fc.constant({bytes: [0x45, 0xE0, 0, lowRoutine]})},
	// A loop for some time.
	{weight: 1, arbitrary: fc.integer({min: 2, max: 90}).map(n => ({bytes: [0x41, 0x20, 0, n, 0x46, 0x20], back: 4}))},
);

const {chainCommand: cc, chainData: cd, suppressLength: sli} = ccwFlag;
const area = fc.constantFrom(
	areas, areas + 0x7F0, areas + 0x100, code, code, code, handlers.io, 0x40, 0x50, channelPrograms, identifiers,
);
const flag = fc.constantFrom(
	0, 0, sli, sli, sli, ccwFlag.skip, ccwFlag.programControlledInterruption | sli,
);
const count = fc.constantFrom(1, 6, 8, 24, 60, 100, 100, 200, 300);
const id = fc.integer({min: 0, max: 15});
const seek = fc.integer({min: 0, max: 3}).map(n => [
	{
		command: 0x07, address: identifiers + 0x100 + (8 * n), flags: cc, count: 6,
	},
]);
const search = fc.tuple(
	fc.constantFrom(0x31, 0x31, 0x31, 0xB1, 0x71, 0x29, 0x69), id, fc.constantFrom(5, 5, 5, 4),
).map(([command, n, length]) => [
	{
		command, address: identifiers + (8 * n), flags: cc | (length === 5 ? 0 : sli), count: length,
	},
	{
		command: 8, address: -1, flags: 0, count: 0,
	},
]);
const commands = [0x06, 0x06, 0x06, 0x86, 0x0E, 0x1E, 0x12, 0x05, 0x0D, 0x16, 0x1A];
const transfer = fc.tuple(fc.constantFrom(...commands), area, flag, count, fc.constantFrom(0, 0, 0, 1), area)
	.map(([command, address, flags, length, chained, next]) => chained === 0
		? [
			{
				command, address, flags, count: length,
			},
		]
		: [
			{
				command, address, flags: flags | cd, count: length,
			},
			{
				command: 0, address: next, flags: sli, count: length,
			},
		]);
const fileMask = fc.constantFrom(0, 0x40, 0x80, 0xC0, 0x18).map((_, index = 0) => [
	{
		command: 0x1F, address: identifiers + 0x140 + index, flags: cc, count: 1,
	},
]);
const other = fc.constantFrom(
	{
		command: 0x03, address: 0, flags: sli, count: 1,
	},
	{
		command: 0x04, address: areas + 0x200, flags: sli, count: 24,
	},
	{
		command: 0x22, address: areas + 0x220, flags: 0, count: 1,
	},
).map(ccw => [ccw]);
/** All but the last go on with the next. */
const joined = (pieces: ReadonlyArray<readonly Ccw[]>): Ccw[] => pieces.flatMap((piece, index) =>
	piece.map((ccw, inner) => inner === piece.length - 1 && ccw.command !== 8 && index < pieces.length - 1
		? {...ccw, flags: ccw.flags | cc}
		: ccw));
/** To the interval timer, code, an area. */
const indirect = fc.tuple(fc.constantFrom(0x06, 0x05, 0x0E), fc.integer({min: 0, max: 3}), fc.constantFrom(1, 4, 24))
	.map(([command, n, length]) => [
		{
			command, address: identifiers + 0x200 + (8 * n), flags: ccwFlag.indirect | sli, count: length,
		},
	]);
const moved = fc.oneof({weight: 5, arbitrary: transfer}, {weight: 1, arbitrary: indirect});
const access = fc.tuple(search, moved).map(pieces => joined(pieces));
const chain = fc.tuple(
	seek, fc.array(fc.oneof(
		{weight: 6, arbitrary: access},
		{weight: 1, arbitrary: transfer},
		{weight: 1, arbitrary: other},
		{weight: 1, arbitrary: fileMask},
		{weight: 1, arbitrary: seek},
	), {minLength: 1, maxLength: 4}),
).map(([first, rest]) => joined([first, ...rest]).slice(0, 15));
/** One that takes no time, or little. */
const short = fc.tuple(fc.constantFrom(1, 6, 24), area).map(([length, address]) => joined([[
	{
		command: 0x04, address, flags: sli, count: length,
	},
]]));
const lines = fc.array(fc.tuple(fc.constantFrom(0x09, 0x01, 0x11, 0x0B), flag, fc.integer({min: 1, max: 60})), {
	minLength: 1, maxLength: 4,
}).map(list => joined(list.map(([command, flags, length]) => [
	{
		command, address: areas, flags, count: length,
	},
])));
const typing = fc.array(fc.tuple(fc.constantFrom(0x09, 0x0A, 0x01, 0x0B), fc.integer({min: 1, max: 20})), {
	minLength: 1, maxLength: 4,
}).map(list => joined(list.map(([command, length]) => [
	{
		command, address: areas + 0x300, flags: sli, count: length,
	},
])));

export const programs: fc.Arbitrary<Program> = fc.record({
	mode: fc.constantFrom<Mode>('BC', 'BC', 'BC', 'EC', 'EC', 'DAT', 'PER'),
	mask: ioMask,
	channels: fc.constantFrom(-1, -1, -1, 0x4000_0000),
	rows: fc.array(row, {minLength: 2, maxLength: 12}),
	changed: fc.array(fc.integer({min: 0, max: 255}), {minLength: 4, maxLength: 4}),
	chains: fc.tuple(chain, chain, chain, chain, short, chain, lines, typing),
	handlerRows: fc.array(arithmetic, {maxLength: 3}),
	masks: fc.integer(),
	types: fc.boolean(),
	keys: fc.array(fc.constantFrom(0, 0, 0, 0, 0, 1), {minLength: 8, maxLength: 8}),
	interval: fc.constantFrom(60, 200, 200, 1000),
	turns: fc.constant(200),
});

/** The same masks in EC mode; others allow both kinds. */
const extendedMasks: ReadonlyMap<number, number> = new Map([[0, 0], [1, 1], [0xFE, 2]]);

function putPsw(mode: Mode, mask: number, isWait: boolean, address: number): readonly [number, number] {
	if (mode === 'BC') {
		return [((mask << 24) | (isWait ? 0x2_0000 : 0)) >>> 0, address];
	}

	const system = (extendedMasks.get(mask) ?? 3)
		| (mode === 'DAT' ? 4 : 0) | (mode === 'PER' ? 0x40 : 0);
	return [((system << 24) | 0x8_0000 | (isWait ? 0x2_0000 : 0)) >>> 0, address];
}

/** Puts one together, and starts it. */
export function prepare(system: Standalone, program: Program): void {
	const {machine: {storage, cpu, processor}} = system;
	const {mode, rows, chains, handlerRows} = program;
	if (processor.translator) {
		Object.assign(processor.translator, {interval: program.interval});
	}

	const put = (address: number, bytes: Iterable<number>) => {
		storage.store(address, Uint8Array.from(bytes));
	};

	const psw = (address: number, mask: number, isWait: boolean, to: number) => {
		const [high, low] = putPsw(mode, mask, isWait, to);
		storage.setWord(address, high);
		storage.setWord(address + 4, low);
	};

	// The code: each LPSW has its PSW, polling and loops branch to themselves.
	const text: number[] = [];
	let psws = 0;
	for (const {bytes, waits, back} of rows) {
		const here = code + text.length;
		if (waits) {
			const place = pswsAt + (8 * psws++);
			psw(place, waits.mask, waits.wait, here + 4);
			text.push(0x82, 0, ...at(place));
		} else {
			text.push(...bytes);
			if (back !== undefined) {
				const target = here + back - code;
				text.push(0xC0 | (target >>> 8), target & 255);
			}
		}
	}

	const end = code + text.length;
	// BCT 9 to the beginning, then a disabled wait.
	psw(pswsAt + 0xF0, 0, true, 0xDEAD);
	text.push(0x46, 0x90, 0xC0, 0, 0x82, 0, ...at(pswsAt + 0xF0));
	put(code, text);
	// What a record has of it: other arithmetic.
	const other = text.map((byte, index) => byte === 0x60 && text[index - 1] === 0x41 ? 0x70 : byte);
	put(lowRoutine, [0x41, 0x50, 0x50, 1, 0x07, 0xFE]);

	for (const [index, list] of chains.entries()) {
		const place = channelPrograms + (channelProgramLength * index);
		storage.setWord(cawOf(index), place | (program.keys[index] << 28));
		for (const [number, ccw] of list.entries()) {
			const here = place + (8 * number);
			put(here, channelCommand.encode({
				...ccw, address: ccw.command === 8 ? here + (8 * ccw.address) : ccw.address,
			}));
		}
	}

	for (let n = 0; n < 16; n++) {
		put(identifiers + (8 * n), [0, n === 15 ? 1 : 0, 0, 0, n % 9, 0, 0, 0]);
		put(identifiers + 0x100 + (8 * n), [0, 0, 0, n === 3 ? 1 : 0, 0, n & 1]);
	}

	put(identifiers + 0x140, [0, 0x40, 0x80, 0xC0, 0x18]);
	for (const [n, address] of [0x50, code, areas, 0x4C].entries()) {
		storage.setWord(identifiers + 0x200 + (8 * n), address);
	}

	put(areas, Array.from({length: 0x400}, (_, index) => index));
	storage.setWord(timerValue, (program.changed[0] & 15) << 8);
	storage.setWord(cpuTimer, 0);
	storage.setWord(cpuTimer + 4, (program.changed[1] << 20) >>> 0);
	storage.setWord(addend, (program.changed[2] << 20) >>> 0);
	storage.setWord(masksAt, (program.masks & (mode === 'BC' ? -1 : 0x0303_0303)) >>> 0);
	if (mode === 'DAT' || mode === 'PER') {
		storage.setWord(masksAt, ((program.masks & 0x0303_0303) | (mode === 'DAT' ? 0x0404_0404 : 0x4040_4040)) >>> 0);
	}

	// Handlers: what is told of an interruption, and back.
	for (const [handler, [oldPsw, newPsw]] of [
		[handlers.external, [0x18, 0x58]], [handlers.supervisorCall, [0x20, 0x60]], [handlers.io, [0x38, 0x78]],
	] as const) {
		psw(newPsw, 0, false, handler);
		put(handler, [
			0xD2, 7, 0xD0, 0, 0, oldPsw, 0xD2, 7, 0xD0, 8, 0, 0x40, 0xB2, 0x05, 0xD0, 16, 0xD2, 7, 0xD0, 24, 0, 0x84,
			// Timers say it once.
			...handler === handlers.external ? [0xB2, 0x08, ...at(farTime), 0xB2, 0x06, ...at(farTime)] : [],
			0x41, 0xD0, 0xD0, 32, 0x54, 0xD0, ...at(logMask),
			...handlerRows.flatMap(({bytes}) => bytes),
			0x94, 0xFD, 0, oldPsw + 1, 0x82, 0, 0, oldPsw,
		]);
	}

	// Behind a program interruption: the next turn.
	psw(0x68, 0, false, handlers.program);
	psw(pswsAt + 0xF8, program.mask, false, end);
	put(handlers.program, [
		0xD2, 7, 0xD0, 0, 0, 0x28, 0x41, 0xD0, 0xD0, 8, 0x54, 0xD0, ...at(logMask),
		0x58, 0xC0, ...at(codeAddress), 0x82, 0, ...at(pswsAt + 0xF8),
	]);
	storage.setWord(codeAddress, code);
	storage.setWord(0x50, 0x7FFF_FF00);
	storage.setWord(logMask, log | 0x3FFF);
	storage.setWord(farTime, 0x7FFF_FFFF);
	storage.setWord(farTime + 4, 0xFFFF_F000);

	// One segment of 64 KiB, whose pages are where they are.
	storage.setWord(0x7000, 0xF000_7100);
	for (let page = 0; page < 16; page++) {
		storage.setWord(0x7100 + (2 * page), 0);
		put(0x7100 + (2 * page), halfword(page << 4));
	}

	for (const address of addresses) {
		const attached = deviceAt(address, other, system, program.types);
		system.channels.attach(address, attached);
	}

	storage.keys[areas >>> 11] = 0x10;
	storage.keys[(areas >>> 11) + 1] = 0x20;
	cpu.gpr.set([1, 2, 0, 3, 4, 5, 6, 7, 8, program.turns, 0, constants, code, log, 0, 0]);
	cpu.cr[0] = (cpu.cr[0] | 0x0080_0C80) | (program.changed[3] & 1 ? 0x8000_0000 : 0);
	cpu.cr[1] = 0x0000_7000;
	cpu.cr[2] = program.channels;
	cpu.cr[9] = mode === 'PER' && (program.changed[3] & 2) !== 0 ? 0x2000_0000 : 0;
	cpu.cr[10] = areas;
	cpu.cr[11] = areas + 0x100;
	processor.timers.setCpuTimer(0x7FFF_FFFF_FFFF_F000n);
	const [high, low] = putPsw(mode, program.mask, false, code);
	processor.pswReplaced(cpu.psw.load(high, low));
}

function deviceAt(address: number, other: readonly number[], system: Standalone, types: boolean): Device {
	switch (address) {
		case devices.printer: {
			return new Printer1403({
				print() {
					// Nobody reads it.
				},
			});
		}

		case devices.console: {
			const typewriter: Console3215 = new Console3215({
				print() {
					// The operator answers while it still types.
					if (types) {
						system.events.after(500, () => {
							typewriter.attention();
						});
					}
				},
				requestLine() {
					system.events.after(7000, () => {
						typewriter.line(Uint8Array.of(0xC1, 0xC2, 0xC3));
					});
				},
				cancelLine() {
					// Nothing was shown.
				},
			});
			return typewriter;
		}

		default: {
			return new CkdDisk(volumeWith(other));
		}
	}
}

/** Records of every kind; most have the other code. */
function volumeWith(other: readonly number[]): MemoryVolume {
	const volume = new MemoryVolume(model, 2);
	for (const head of [0, 1]) {
		let track = volume.readTrack(0, head);
		for (let number = 1; number < 8; number++) {
			const keyLength = keyLengths[number % keyLengths.length];
			const length = Math.max(100, other.length);
			const record = new Uint8Array(countLength + keyLength + length);
			record.set([0, 0, 0, head, number, keyLength, length >>> 8, length]);
			record.fill(number, countLength, countLength + keyLength);
			record.set(other, countLength + keyLength);
			const records = trackRecords(track);
			track = appendRecord(track, records.at(-1)!.end, record);
		}

		volume.writeTrack(0, head, track);
	}

	return volume;
}

/** Runs it for so many instructions, in slices of these lengths in turn, or until it rests. */
export function runInSlices(system: Standalone, total: number, slices: readonly number[]): string {
	const {cpu} = system.machine;
	for (let turn = 0; ; turn++) {
		const left = total - cpu.instructions;
		const rest = system.run(Math.min(left, slices[turn % slices.length]));
		if (rest !== 'limit' || cpu.instructions >= total) {
			return rest ?? 'stop';
		}
	}
}

/** All that can be seen. */
export function seen({machine: {cpu, storage, processor}, clock}: Standalone): Record<string, unknown> {
	const bytes = storage.fetch(0, storageSize);
	// The outer loop has moved its clock.
	processor.timers.synchronize();
	const parts: Record<string, string> = {};
	for (let from = 0; from < storageSize; from += 0x100) {
		parts[`storage ${from.toString(16)}`] = Buffer.from(bytes.subarray(from, from + 0x100)).toString('hex');
	}

	return {
		instructions: cpu.instructions,
		now: clock.now(),
		psw: [cpu.psw.high, cpu.psw.low & 0x3FFF_FFFF],
		gpr: [...cpu.gpr],
		taken: {...processor.taken},
		tod: processor.timers.tod(),
		cpuTimer: processor.timers.cpuTimer(),
		pending: cpu.external.map(({code}) => code),
		keys: [...storage.keys].join(' '),
		...parts,
	};
}
