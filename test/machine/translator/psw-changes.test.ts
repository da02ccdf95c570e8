/** SVC, LPSW and system masks in the second tier: PSWs are exchanged, and interruptions come, where they should. */
import test from 'ava';
import fc from 'fast-check';
import {externalCode} from '../../../source/machine/cpu/cpu.js';
import {raiseExternal} from '../../../source/machine/cpu/interruption.js';
import {Machine} from '../../../source/machine/machine.js';
import {
	clear, data, program, same, size,
} from '../../support/translated-pair.js';

const handler = 0x3C00;
const interruption = 0x3E00;
/** PSWs that programs load; the first leads to the loop. */
const psws = data + 0x100;

const mask = fc.constantFrom(0, 0, 0xFF, 0xFF, 1, 0xFE);
const emwp = fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 8, 2);
const at = (address: number) => [0xA0 | ((address - data) >>> 8), (address - data) & 255];
const row = fc.oneof(
	{weight: 4, arbitrary: fc.integer({min: 0, max: 255}).map(number => [0x0A, number])},
	{weight: 2, arbitrary: mask.map(() => [0x80, 0, ...at(data + 0x18)])},
	{weight: 2, arbitrary: mask.map(byte => [0xAC, byte, ...at(data + 0x20)])},
	{weight: 2, arbitrary: mask.map(byte => [0xAD, byte, ...at(data + 0x21)])},
	{weight: 1, arbitrary: fc.integer({min: 0, max: 9}).map(number => [0x82, 0, ...at(psws + (8 * number))])},
	{weight: 1, arbitrary: fc.constantFrom([0x04, 0x40], [0x04, 0x50])},
	{weight: 1, arbitrary: fc.constant([0x92, 0, 0, 0x50])},
	{weight: 1, arbitrary: fc.constant([0xD2, 7, 0xA0, 0x40, 0, 0x20])},
	{weight: 1, arbitrary: fc.constant([0xB2, 0x05, ...at(data + 0x80)])},
	{weight: 4, arbitrary: fc.constantFrom([0x1A, 0x45], [0x5A, 0x40, 0xA0, 4], [0x15, 0x67], [0x05, 0x80])},
);
const rows = fc.array(row.map((bytes): number[] => [...bytes]), {minLength: 1, maxLength: 12});

const psw = fc.record({
	systemMask: mask, key: fc.constantFrom(0, 0, 0, 3), emwp, programMask: fc.integer({min: 0, max: 15}),
});
/** Both words, for an address. */
const words = (
	{systemMask, key, emwp: flags, programMask}: {
		systemMask: number; key: number; emwp: number; programMask: number;
	},
	address: number,
): [number, number] => {
	const isExtended = (flags & 8) !== 0;
	const left = (systemMask << 24) | (key << 20) | (flags << 16);
	return isExtended
		? [(left | (programMask << 8)) >>> 0, address]
		: [left >>> 0, ((programMask << 24) | address) >>> 0];
};

const given = fc.record({
	loop: rows,
	routine: rows,
	loaded: fc.array(psw, {minLength: 10, maxLength: 10}),
	svc: psw,
	start: psw,
	values: fc.array(fc.integer(), {minLength: 16, maxLength: 16}),
	slices: fc.array(fc.integer({min: 40, max: 700}), {minLength: 3, maxLength: 6}),
	signals: fc.boolean(),
	suppressesMask: fc.constantFrom(0, 0, 0, 0x4000_0000),
	protectsLow: fc.constantFrom(0, 0, 0, 0x1000_0000),
});

const options = {storage: size, timers: {rate: 100}} as const;

/** The same of the EC mode for the most part: few masks have what is invalid there, or turn translation on. */
const extended = fc.tuple(given, fc.array(fc.constantFrom(0, 1, 2, 3, 3, 3, 0x43, 0x07, 0xFF), {minLength: 32}))
	.map(([each, masks]) => {
		let index = 0;
		const maskOf = () => masks[index++ % masks.length];
		const inMode = (one: typeof each.svc) => ({
			...one, systemMask: maskOf() & (maskOf() === 0xFF ? 0xFF : 3), emwp: one.emwp === 8 ? 0 : one.emwp | 8,
		});
		const isMask = (code: number) => code === 0xAC || code === 0xAD;
		const inRow = (bytes: number[]) => isMask(bytes[0]) ? [bytes[0], maskOf(), ...bytes.slice(2)] : bytes;
		return {
			...each,
			loop: each.loop.map(inRow),
			routine: each.routine.map(inRow),
			loaded: each.loaded.map(inMode),
			svc: inMode(each.svc),
			start: inMode(each.start),
			maskAtData: maskOf(),
		};
	});

const modes = [
	['BC', given.map(each => ({...each, maskAtData: 0xFF}))],
	['EC', extended],
] as const;

for (const [mode, programs] of modes) {
	test(`PSWs of the ${mode} mode that change in a loop, with interruptions that come when they may`, t => {
		const machines = [
			new Machine({...options, translation: 'eager'}), new Machine({...options, translation: 'none'}),
		] as const;
		fc.assert(fc.property(programs, ({
			loop, routine, loaded, svc, start, values, slices, signals, suppressesMask, protectsLow, maskAtData,
		}) => {
			for (const machine of machines) {
				const {cpu, storage, processor: {timers}} = machine;
				cpu.reset();
				timers.synchronize();
				clear(machine);
				cpu.cr[0] |= suppressesMask | protectsLow;
				storage.setWord(0x50, 0x7FFF_FF00);
				storage.setWord(data + 0x18, (maskAtData << 24) >>> 0);
				const put = (address: number, [high, low]: [number, number]) => {
					storage.setWord(address, high);
					storage.setWord(address + 4, low);
				};

				for (const [index, each] of loaded.entries()) {
					put(psws + (8 * index), words(each, index % 3 === 2 ? handler : program));
				}

				put(0x60, words(svc, handler));
				// Every other interruption: LM 9,14,X'90'; LPSW X'A0', to the loop.
				for (const address of [0x58, 0x68, 0x70, 0x78]) {
					put(address, [0, interruption]);
				}

				put(0xA0, words(start, program));
				storage.store(interruption, Uint8Array.of(0x98, 0x9E, 0, 0xA8, 0x82, 0, 0, 0xA0));
				for (const [index, value] of [100, data, data + 0x7F0, program, 0, 0].entries()) {
					storage.setWord(0xA8 + (4 * index), value);
				}

				// BCT 9,0(12); LA 9,100; BR 12.
				storage.store(program, Uint8Array.from([
					...loop.flat(), 0x46, 0x90, 0xC0, 0, 0x41, 0x90, 0, 100, 0x07, 0xFC,
				]));
				// LPSW X'20'.
				storage.store(handler, Uint8Array.from([...routine.flat(), 0x82, 0, 0, 0x20]));
				cpu.gpr.set(values);
				cpu.gpr.set([100, data, data + 0x7F0, program, 0, 0], 9);
				for (const [block, key] of [[4, 0x30], [6, 0x30], [7, 0x30]] as const) {
					storage.keys[block] = key;
				}

				const [high, low] = words(start, program);
				machine.processor.pswReplaced(cpu.psw.load(high, low));
				machine.processor.taken.kind = 'none';
			}

			for (const slice of slices) {
				same(t, machines, [slice]);
				for (const {cpu} of machines) {
				// One that waits goes on.
					cpu.psw.wait = false;
					if (signals) {
						raiseExternal(cpu, externalCode.interruptKey);
					}
				}
			}
		}), {numRuns: 200});
		const {executed} = machines[0].processor.translator!;
		t.log(`${executed} instructions translated`);
		t.true(executed > 10_000);
	});
}

/** LOOP: SVC 1; LA 5,1(5); BCT 3,LOOP; LPSW END. SVC's routine: LPSW 32. */
function calling(translation: 'lazy' | 'eager', count: number): Machine {
	const machine = new Machine({storage: size, timers: {running: false}, translation});
	const {storage, cpu} = machine;
	storage.store(0x60, Uint8Array.of(0, 0, 0, 0, 0, 0, 0x12, 0));
	storage.store(program, Uint8Array.of(0x0A, 1, 0x41, 0x55, 0, 1, 0x46, 0x30, 0xC0, 0, 0x82, 0, 0xC1, 0));
	storage.store(program + 0x100, Uint8Array.of(0, 2, 0, 0, 0, 0, 0xC0, 0xDE));
	storage.store(program + 0x200, Uint8Array.of(0x82, 0, 0, 0x20));
	cpu.gpr[3] = count;
	cpu.gpr[12] = program;
	cpu.psw.load(0xFF00_0000, program);
	return machine;
}

test('a loop that allows interruptions and forbids them stays translated while none is pending', t => {
	for (const high of [0, 0x0008_0000]) {
		const machine = new Machine({storage: size, timers: {running: false}, translation: 'eager'});
		const {storage, cpu} = machine;
		// STOSM 0(10),3; STNSM 0(10),0; BCT 3,0(12).
		storage.store(program, Uint8Array.of(0xAD, 3, 0xA0, 0, 0xAC, 0, 0xA0, 0, 0x46, 0x30, 0xC0, 0));
		storage.setWord(0x58, high);
		storage.setWord(0x5C, handler);
		cpu.gpr[3] = 100_000;
		cpu.gpr[10] = data;
		cpu.gpr[12] = program;
		cpu.psw.load(high, program);
		machine.run(20_000);
		const {translator} = machine.processor;
		const {executed} = translator!;
		t.true(executed > 18_000);
		// One that becomes pending while it is forbidden comes when it may.
		machine.run(cpu.psw.address === program ? 2 : (program + 12 - cpu.psw.address) >>> 2);
		raiseExternal(cpu, externalCode.interruptKey);
		machine.run(100);
		t.is(storage.word(0x18 + 4) & 0xFF_FFFF, program + 4);
	}
});

test('SVC to a routine that returns by LPSW stays translated', t => {
	const machine = calling('eager', 2000);
	machine.run(10_000);
	t.is(machine.cpu.psw.address, 0xC0DE);
	t.is(machine.cpu.instructions, 8001);
	t.is(machine.processor.taken.kind, 'svc');
	t.is(machine.processor.taken.code, 1);
	t.true(machine.processor.translator!.executed > 7500);
});

test('who watches interruptions hears of each SVC of translated code', t => {
	const machine = calling('eager', 500);
	const codes: number[] = [];
	machine.run(400);
	machine.processor.execution.interruptionWatchers.add((kind, code) => {
		codes.push(code);
	});
	machine.run(10_000);
	t.is(machine.cpu.psw.address, 0xC0DE);
	t.is(codes.length, 400);
	t.deepEqual([...new Set(codes)], [1]);
});

test('a loop that SVCs lead around is as exact in every slice', t => {
	const [one, other] = [calling('eager', 2000), calling('eager', 2000)];
	one.run(3000);
	for (let count = 0; count < 3000; count += 100) {
		other.run(100);
	}

	t.deepEqual([...one.cpu.gpr], [...other.cpu.gpr]);
	t.is(one.cpu.psw.address, other.cpu.psw.address);
	t.is(other.cpu.instructions, 3000);
});
