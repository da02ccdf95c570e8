import test from 'ava';
import fc from 'fast-check';
import {ConsoleStack} from '../../../../source/cms/nucleus/console/console-stack.js';
import {FreeStorage} from '../../../../source/cms/nucleus/storage/free-storage.js';
import {nucon} from '../../../../source/cms/nucleus/storage/nucon.js';
import {guestView} from '../../../../source/cp/machine/guest-view.js';
import {Machine} from '../../../../source/machine/machine.js';

function stackOf() {
	const {storage} = guestView(new Machine({storage: 512 * 1024}).cpu);
	const free = new FreeStorage(storage);
	free.initialize();
	return {storage, free, stack: new ConsoleStack(storage, free)};
}

test('lines come FIFO, LIFO before them; NUMFINRD at X\'55C\' counts them', t => {
	const {storage, stack} = stackOf();
	for (const line of ['ONE', 'TWO']) {
		stack.push(line, 'FIFO');
	}

	stack.push('ZERO', 'LIFO');
	t.is(storage.half(0x55C), 3);
	t.deepEqual([stack.pop(), stack.pop(), stack.pop(), stack.pop()], ['ZERO', 'ONE', 'TWO', undefined]);
	t.is(storage.word(nucon.lastFinishedRead), 0);
});

test('a buffer\'s lines come before older ones, FIFO within it', t => {
	const {stack} = stackOf();
	stack.push('OLD', 'FIFO');
	t.is(stack.makeBuffer(), 1);
	for (const line of ['A', 'B']) {
		stack.push(line, 'FIFO');
	}

	stack.push('FIRST', 'LIFO');
	t.deepEqual(
		[stack.pop(), stack.pop(), stack.pop(), stack.pop(), stack.pop()],
		['FIRST', 'A', 'B', 'OLD', undefined],
	);
});

test('DROPBUF drops a buffer and all newer ones', t => {
	const {stack} = stackOf();
	stack.push('OLD', 'FIFO');
	stack.makeBuffer();
	stack.push('A', 'FIFO');
	t.is(stack.makeBuffer(), 2);
	stack.push('B', 'FIFO');
	t.false(stack.dropBuffer(3));
	t.true(stack.dropBuffer(1));
	t.is(stack.count, 1);
	t.is(stack.pop(), 'OLD');
	t.false(stack.dropBuffer());
});

/** The stack as a list of buffers, newest first. */
class Model {
	buffers: string[][] = [[]];

	push(line: string, order: 'FIFO' | 'LIFO'): void {
		this.buffers[0][order === 'FIFO' ? 'push' : 'unshift'](line);
	}

	pop(): string | undefined {
		while (this.buffers.length > 1 && this.buffers[0].length === 0) {
			this.buffers.shift();
		}

		return this.buffers[0].shift();
	}

	makeBuffer(): number {
		return this.buffers.unshift([]) - 1;
	}

	dropBuffer(): boolean {
		return this.buffers.length > 1 && this.buffers.shift() !== undefined;
	}
}

const line = fc.string({unit: fc.constantFrom('A', 'B', ' '), maxLength: 40});
const steps = fc.array(fc.oneof(
	fc.tuple(fc.constant('push' as const), line, fc.constantFrom('FIFO' as const, 'LIFO' as const)),
	fc.tuple(fc.constantFrom('pop' as const, 'makeBuffer' as const, 'dropBuffer' as const)),
), {maxLength: 60});

test('the stack behaves as a list of lists, and gives its storage back', t => {
	fc.assert(fc.property(steps, list => {
		const {stack, storage} = stackOf();
		const model = new Model();
		const answers: unknown[][] = [];
		for (const [name, text, order] of list) {
			if (name === 'push') {
				stack.push(text, order);
				model.push(text, order);
			} else {
				answers.push([stack[name](), model[name]()]);
			}

			t.is(stack.count, model.buffers.flat().length);
			stack.check();
		}

		t.true(answers.every(([ours, expected]) => ours === expected));
		while (stack.dropBuffer()) {
			// Every buffer goes.
		}

		while (stack.pop() !== undefined) {
			// Every line goes.
		}

		const first = storage.word(nucon.freeList);
		t.true(first === 0 || storage.word(first) === 0, 'free storage is one block again');
	}), {numRuns: 50});
});

test('a line behind others of its buffer costs no look through the stack', t => {
	const {stack, storage, free} = stackOf();
	const fetched = (): number => {
		let words = 0;
		const counting = new ConsoleStack(new Proxy(storage, {
			get(target, name) {
				words += name === 'word' ? 1 : 0;
				const value: unknown = Reflect.get(target, name);
				return typeof value === 'function' ? value.bind(target) as unknown : value;
			},
		}), free);
		counting.push('LINE', 'FIFO');
		return words;
	};

	stack.push('OLD', 'FIFO');
	stack.makeBuffer();
	const few = fetched();
	for (let count = 0; count < 3000; count++) {
		stack.push('LINE', 'FIFO');
	}

	t.true(fetched() <= few + 3);
	stack.check();
});

test('ends of buffers that the chain does not have are damage', t => {
	for (const spoil of ['newest', 'last', 'none'] as const) {
		const {stack, storage} = stackOf();
		stack.push('OLD', 'FIFO');
		stack.makeBuffer();
		stack.push('A', 'FIFO');
		const newest = storage.word(nucon.stackBuffers);
		storage.setWord(
			spoil === 'last' ? newest + 8 : nucon.stackBuffers,
			spoil === 'newest' ? storage.word(nucon.firstFinishedRead) : (spoil === 'last' ? newest : 0),
		);
		t.throws(() => {
			stack.check();
		});
	}
});
