import test from 'ava';
import fc from 'fast-check';
import {ConsoleStack} from '../../../source/cms/nucleus/console-stack.js';
import {FreeStorage} from '../../../source/cms/nucleus/free-storage.js';
import {nucon} from '../../../source/cms/nucleus/nucon.js';
import {guestView} from '../../../source/cp/guest-view.js';
import {Machine} from '../../../source/machine/machine.js';

function stackOf() {
	const {storage} = guestView(new Machine({storage: 512 * 1024}).cpu);
	const free = new FreeStorage(storage);
	free.initialize();
	return {storage, free, stack: new ConsoleStack(storage, free)};
}

test('lines come FIFO, LIFO before them; NUMFINRD at X\'55C\' counts them', t => {
	const {storage, stack} = stackOf();
	stack.push('ONE', 'FIFO');
	stack.push('TWO', 'FIFO');
	stack.push('ZERO', 'LIFO');
	t.is(storage.half(0x55C), 3);
	t.deepEqual([stack.pop(), stack.pop(), stack.pop(), stack.pop()], ['ZERO', 'ONE', 'TWO', undefined]);
	t.is(storage.word(nucon.lastFinishedRead), 0);
});

test('a buffer\'s lines come before older ones, FIFO within it', t => {
	const {stack} = stackOf();
	stack.push('OLD', 'FIFO');
	t.is(stack.makeBuffer(), 1);
	stack.push('A', 'FIFO');
	stack.push('B', 'FIFO');
	stack.push('FIRST', 'LIFO');
	t.deepEqual([stack.pop(), stack.pop(), stack.pop(), stack.pop(), stack.pop()], ['FIRST', 'A', 'B', 'OLD', undefined]);
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

test('the stack behaves as a list of lists, and gives its storage back', t => {
	fc.assert(fc.property(fc.array(fc.oneof(
		fc.record({do: fc.constant('push'), line: fc.string({unit: fc.constantFrom('A', 'B', ' '), maxLength: 40}), order: fc.constantFrom('FIFO', 'LIFO')}),
		fc.record({do: fc.constantFrom('pop', 'make', 'drop'), line: fc.constant(''), order: fc.constant('FIFO')}),
	), {maxLength: 60}), steps => {
		const {stack, storage} = stackOf();
		let buffers: string[][] = [[]];
		for (const step of steps) {
			if (step.do === 'push') {
				stack.push(step.line, step.order as 'FIFO' | 'LIFO');
				buffers[0][step.order === 'FIFO' ? 'push' : 'unshift'](step.line);
			} else if (step.do === 'make') {
				t.is(stack.makeBuffer(), buffers.length);
				buffers = [[], ...buffers];
			} else if (step.do === 'drop') {
				t.is(stack.dropBuffer(), buffers.length > 1);
				buffers = buffers.length > 1 ? buffers.slice(1) : buffers;
			} else {
				while (buffers.length > 1 && buffers[0].length === 0) {
					buffers.shift();
				}

				t.is(stack.pop(), buffers[0].shift());
			}

			t.is(stack.count, buffers.flat().length);
		}

		while (stack.dropBuffer()) {
			// Every buffer goes.
		}

		while (stack.pop() !== undefined) {
			// Every line goes.
		}

		const first = storage.word(nucon.freeList);
		t.is(first === 0 ? 0 : storage.word(first), 0, 'free storage is one block again');
	}), {numRuns: 50});
});
