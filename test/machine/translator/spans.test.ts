import test from 'ava';
import {pageSize} from '../../../source/base/architecture.js';
import type {Machine} from '../../../source/machine/machine.js';
import {findSpans, mostSpans, type Happening} from '../../../source/machine/translator/spans.js';
import type {Step} from '../../../source/machine/translator/step.js';
import {
	assembly, data, loading, pair, same,
} from '../../support/translated-pair.js';

const stepAt = (address: number): Step => ({
	address, at: address, length: 4, bytes: new Uint8Array(6), target: undefined, isAsNow: false, manner: 'translated',
});
const operand = (address: number, register: number, displacement: number, length = 4, isStored = false): Happening =>
	({
		kind: 'operand', step: stepAt(address), register, displacement, length, isStored,
	});
const change = (address: number, register: number): Happening =>
	({kind: 'change', step: stepAt(address), register});
const spans = (happenings: readonly Happening[], value?: number, awkward?: number) =>
	findSpans(happenings, () => value, address => address === awkward).map(({place, ...span}) => span);

test('operands behind one register are a span, from the first instruction to the last', t => {
	t.deepEqual(
		spans([operand(0, 13, 12, 60, true), operand(4, 13, 8), operand(8, 13, 76, 1)]),
		[{
			register: 13, from: 8, to: 77, stored: {from: 12, to: 72}, first: 0, last: 8,
		}],
	);
});

test('one instruction alone opens no span, nor does one that gave up often', t => {
	t.deepEqual(spans([operand(0, 5, 0), operand(0, 5, 8)]), []);
	t.deepEqual(spans([operand(0, 5, 0), operand(4, 5, 8)], undefined, 0), []);
	t.is(spans([operand(0, 5, 0), operand(4, 5, 8), operand(8, 5, 0)], undefined, 0)[0].first, 4);
	t.is(spans([operand(0, 5, 0), operand(4, 5, 8)], undefined, 4).length, 1);
});

test('a register that changes, or a row that is called, ends a span', t => {
	const both = [operand(0, 5, 0), change(4, 5), operand(8, 5, 0)];
	t.deepEqual(spans(both), []);
	t.deepEqual(spans([operand(0, 5, 0), {kind: 'callOut', step: stepAt(4)}, operand(8, 5, 0)]), []);
	// L 5,0(,5): the operand is behind what the register held before.
	t.is(spans([operand(0, 5, 8), operand(4, 5, 0), change(4, 5), operand(8, 5, 0)]).length, 1);
});

test('operands far apart are no span, but those in one block behind a register that always holds the same', t => {
	const apart = [operand(0, 12, 0), operand(4, 12, 1000)];
	t.deepEqual(spans(apart), []);
	t.is(spans(apart, 0x1000).length, 1);
	t.deepEqual(spans(apart, 0x1600), []);
	// Across the boundary itself.
	t.deepEqual(spans([operand(0, 12, 0), operand(4, 12, 0x1FE)], 0x1600), []);
});

test('there are not more spans at a time than there are places', t => {
	const registers = Array.from({length: 10}, (_, register) => register);
	const happenings = [0, 4].flatMap(at =>
		registers.map(register => operand((100 * at) + register, register, 0)));
	t.is(spans(happenings).length, mostSpans);
});

const [first, second] = [data / pageSize, (data / pageSize) + 1];

/** Moves a page's frame to another page, for whose bytes it is; answers what stood there. */
function moveFrame({storage}: Machine, from: number, to: number, bytes: Uint8Array): Uint8Array {
	const {host} = storage;
	const content = storage.contentOf(from)!;
	const {frame} = content;
	const place = host.bytes.subarray(frame * pageSize, (frame + 1) * pageSize);
	const saved = place.slice();
	host.displace(content);
	place.set(bytes);
	storage.give(to, frame);
	return saved;
}

/** The second page will take the first one's frame when it is touched; answers what gives each of them one. */
function shareFrame(machine: Machine): () => void {
	const {storage} = machine;
	const give = storage.onMissingPage;
	let saved: Uint8Array = new Uint8Array(pageSize);
	storage.empty(second);
	storage.onMissingPage = page => {
		saved = moveFrame(machine, first, page, new Uint8Array(pageSize));
	};

	return () => {
		storage.onMissingPage = give;
		moveFrame(machine, second, first, saved);
		storage.empty(second);
		storage.frameOf(second);
	};
}

for (const touching of ['L 2,0(,11)', 'SSM 0(11)']) {
	test(`a span does not outlive its frame, which the row of ${touching} has given to another page`, t => {
		const machines = pair(machine => {
			loading(assembly(`
LOOP L 1,0(,10)
 ${touching}
 LA 1,1(,1)
 ST 1,0(,10)
 B LOOP`))(machine);
			machine.cpu.gpr[11] = data + pageSize;
		});
		for (let round = 0; round < 20; round++) {
			// So that the second instruction has its row called, and the third is in translated code.
			same(t, machines, [100, 101]);
			for (const {storage} of machines) {
				storage.tables.close(2 * second);
			}
		}

		for (let round = 0; round < 20; round++) {
			const giveBack = machines.map(machine => shareFrame(machine));
			// Ends at the store, where the first page has no frame.
			same(t, machines, [200]);
			for (const give of giveBack) {
				give();
			}

			same(t, machines, [150]);
		}

		const [{processor, cpu, storage}] = machines;
		t.true(processor.translator!.executed > cpu.instructions / 2);
		t.true(Math.abs(storage.word(data) - (cpu.instructions / 5)) <= 1);
	});
}

test('a span that would cross a page is none', t => {
	const machines = pair(machine => {
		loading(assembly(`
LOOP LR 11,9
 L 1,0(,11)
 A 1,8(,11)
 ST 1,4(,11)
 AR 2,1
 B LOOP`))(machine);
		machine.cpu.gpr[9] = data + pageSize - 8;
		for (const [at, word] of [[-8, 5], [-4, 9], [0, 17], [4, 33]] as const) {
			machine.storage.setWord(data + pageSize + at, word);
		}
	});
	same(t, machines, Array.from({length: 10}, (_, index) => 100 + index));
	t.is(machines[0].storage.word(data + pageSize - 4), 5 + 17);
});
