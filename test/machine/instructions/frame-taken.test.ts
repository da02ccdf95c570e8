/**
 * A page that an operand touches for the first time gets a frame in the middle of the instruction, and the pager may
 * take that from the page of another operand, or of the instruction itself. It must come to what it comes to where
 * there are frames enough (GA22-7000, "Recognition of Access Exceptions": nullified, and begun anew).
 */
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import {pageSize} from '../../../source/base/architecture.js';
import type {Machine} from '../../../source/machine/machine.js';
import {codeMemory, machineWith, start} from '../../support/code.js';
import {shapes, type Operand, type Shape} from './shapes.js';

const codeOf = codeMemory();
/** Where each operand's second page begins. */
const boundaries = [0x5000, 0xB000] as const;
const instructionPage = start / pageSize;

/** A machine with a statement, and what its operands hold at addresses of theirs. */
type Scene = {
	readonly source: string;
	readonly operands: ReadonlyArray<{readonly base: number; readonly at: number; readonly bytes: Uint8Array}>;
	/** Registers that are lengths. */
	readonly lengths?: Readonly<Record<number, number>>;
};

/** Sets a scene; nothing of the page `untouched` has been used. */
function set({source, operands, lengths = {}}: Scene, untouchedPage: number): Machine {
	const machine = machineWith('');
	const {cpu, storage} = machine;
	storage.store(start, codeOf(source));
	for (let register = 0; register < 10; register++) {
		cpu.gpr[register] = 0x1111_1111 * register;
	}

	cpu.fpr.set([0x4220_0000, 0, 0x4330_0000, 1, 0x4440_0000, 2, 0x4550_0000, 3]);
	cpu.cr[0] = 0;
	for (const {base, at, bytes} of operands) {
		cpu.gpr[base] = at;
		storage.store(at, bytes);
	}

	for (const [register, length] of Object.entries(lengths)) {
		cpu.gpr[Number(register)] = length;
	}

	storage.empty(untouchedPage);
	storage.keys.fill(0);
	return machine;
}

/** Has the first page that needs a frame take that of `victim`; runs until the instruction is over. */
function runTaking(machine: Machine, victim: number): boolean {
	const {storage, storage: {host}} = machine;
	const content = storage.contentOf(victim)!;
	let saved: Uint8Array | undefined;
	const give = storage.onMissingPage;
	storage.onMissingPage = page => {
		if (saved) {
			give(page);
			return;
		}

		const {frame} = content;
		const bytes = host.bytes.subarray(frame * pageSize, (frame + 1) * pageSize);
		saved = Uint8Array.from(bytes);
		host.displace(content);
		bytes.fill(0);
		storage.give(page, frame);
	};

	const bringBack = (): void => {
		const frame = host.allocate()!;
		host.bytes.set(saved!, frame * pageSize);
		host.place(content, frame);
	};

	for (let exit = machine.run(1); exit.reason === 'page'; exit = machine.run(1)) {
		if (exit.page !== victim || content.frame >= 0) {
			throw new Error(`page ${exit.page} is away`);
		}

		bringBack();
	}

	storage.onMissingPage = give;
	if (saved && content.frame < 0) {
		bringBack();
	}

	return saved !== undefined;
}

const pages = (scene: Scene): number[] => [...new Set(scene.operands.flatMap(({at, bytes}) => [
	Math.trunc(at / pageSize), Math.trunc((at + bytes.length - 1) / pageSize),
]))];

const snapshot = (machine: Machine, scene: Scene) => ({
	gpr: [...machine.cpu.gpr],
	fpr: [...machine.cpu.fpr],
	cr: [...machine.cpu.cr],
	psw: [machine.cpu.psw.high, machine.cpu.psw.low],
	low: Buffer.from(machine.storage.fetch(0, 128)).toString('hex'),
	storage: pages(scene).map(page => Buffer.from(machine.storage.fetch(page * pageSize, pageSize)).toString('latin1')),
});

/** Every page of a scene untouched, and its frame taken from every other: where it came to something else. */
function wrong(scenes: readonly Scene[]): {readonly taken: number; readonly wrong: string[]} {
	const result = {taken: 0, wrong: [] as string[]};
	for (const scene of scenes) {
		for (const untouched of pages(scene)) {
			const enough = set(scene, untouched);
			enough.run(1);
			const expected = snapshot(enough, scene);
			for (const victim of [instructionPage, ...pages(scene)].filter(page => page !== untouched)) {
				const machine = set(scene, untouched);
				result.taken += runTaking(machine, victim) ? 1 : 0;
				if (!isDeepStrictEqual(snapshot(machine, scene), expected)) {
					const places = scene.operands.map(({at}) => at.toString(16));
					result.wrong.push(`${scene.source} (${places.join(', ')}): ${untouched} took the frame of ${victim}`);
				}
			}
		}
	}

	return result;
}

/** Addresses at which an operand lies in one page, or across two. */
const places = ({length, boundary}: Operand, end: number): number[] =>
	length > boundary ? [end, end - boundary, end - length + boundary] : [end];

function scenes({source, operands}: Shape): Scene[] {
	let made: Scene[] = [{source, operands: []}];
	for (const [index, operand] of operands.entries()) {
		const bytes = Uint8Array.from(Buffer.from(operand.bytes, 'hex'));
		made = made.flatMap(scene => places(operand, boundaries[index]).map(at => ({
			source, operands: [...scene.operands, {base: operand.base, at, bytes}],
		})));
	}

	return made;
}

test('an instruction whose operand takes the frame of another, or of the instruction, comes to the same', t => {
	const result = wrong(shapes.flatMap(shape => scenes(shape)));
	t.deepEqual(result.wrong, []);
	t.true(result.taken > 500);
});

const operandOf = (base: number, at: number, bytes: Uint8Array) => ({base, at, bytes});

test('what is swapped in, or translated, is what the instruction named', t => {
	const zeros = new Uint8Array(8);
	// No code translates to itself; the last is the first that needs the end of the table.
	const codes = Uint8Array.from({length: 16}, (_, index) => 0x1D + (index * 13));
	const table = Uint8Array.from({length: 256}, (_, index) => index + 1);
	const result = wrong([
		...['CS 0,4,0(10)', 'CDS 0,4,0(10)'].map(source => ({
			source, operands: [operandOf(10, boundaries[0], zeros)], lengths: {0: 0, 1: 0},
		})),
		...[0, 1, 8, 15].flatMap(before => [0, 0x20, 0xC0].map(behind => ({
			source: 'TR 0(16,10),0(11)',
			operands: [
				operandOf(10, boundaries[0] - before, codes), operandOf(11, boundaries[1] - 256 + behind, table),
			],
		}))),
	]);
	t.deepEqual(result.wrong, []);
});

for (const [mnemonic, first, second] of [['MVCL', 0x300, 0x300], ['CLCL', 0x300, 0x300], ['CLCL', 0x300, 8]] as const) {
	test(`${mnemonic} of ${first} and ${second} bytes never uses a frame that its other operand was given`, t => {
		// The bytes of an untouched page are zero, as those of the other operand would be if its frame were that one.
		const operand = (base: number, at: number, length: number) =>
			operandOf(base, at, new Uint8Array(length).fill(0xC1));
		const places = [[0x5000, 0xB000], [0x4F00, 0xB000], [0x5000, 0xAE00], [0x4F00, 0xAE80]] as const;
		const result = wrong(places.map(([to, from]) => ({
			source: `${mnemonic} 2,4`,
			operands: [operand(2, to, first), operand(4, from, second)],
			lengths: {3: first, 5: second},
		})));
		t.deepEqual(result.wrong, []);
		t.true(result.taken > 4);
	});
}
