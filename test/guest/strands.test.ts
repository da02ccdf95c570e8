/** Several programs at once in one machine: each sees what it would see alone, none waits for what is there already. */
import test from 'ava';
import fc from 'fast-check';
import {everythingEnabled} from '../../source/base/architecture.js';
import type {Action, Step} from '../../source/guest/action.js';
import {Strands} from '../../source/guest/strands.js';

const wait: Action = {kind: 'wait', systemMask: everythingEnabled};
const diagnose = (code: number): Action => ({
	kind: 'diagnose', code, rx: 1, ry: 2,
});

/** A machine that does actions: DIAGNOSE answers its code; waits end with what is to come. */
class Machine {
	readonly done: number[] = [];
	waits = 0;
	/** What a strand puts there that looks after it. */
	register: number | undefined;

	/** `interruptions`: what each wait brings; one too many is a machine that waits for ever. */
	constructor(readonly interruptions: Array<() => void>) {
		// Nothing else.
	}

	perform(action: Action): number {
		if (action.kind === 'wait') {
			this.waits++;
			const next = this.interruptions.shift();
			if (!next) {
				throw new Error('waits for ever');
			}

			next();
			return 0;
		}

		const code = action.kind === 'diagnose' ? action.code : 0;
		if (this.register !== undefined && this.register !== code) {
			throw new Error('another strand was at the registers');
		}

		this.done.push(code);
		return code;
	}

	run<T>(step: Step<T>): T {
		let result = step.next(0);
		while (!result.done) {
			result = step.next(this.perform(result.value));
		}

		return result.value;
	}
}

type Deed = {readonly kind: 'act'; readonly code: number} | {readonly kind: 'wait'} | {readonly kind: 'tell'; readonly to: number};

const deed: fc.Arbitrary<Deed> = fc.oneof(
	fc.record({kind: fc.constant('act' as const), code: fc.nat(3)}),
	fc.constant({kind: 'wait' as const}),
	fc.record({kind: fc.constant('tell' as const), to: fc.nat(4)}),
);
const deeds = fc.array(fc.array(deed, {maxLength: 8}), {minLength: 1, maxLength: 5});

test('each gets the condition codes of its own actions, and has the machine until it waits; the machine waits when all do', t => {
	fc.assert(fc.property(deeds, lists => {
		const arrived = lists.map(() => 0);
		const told = lists.map(() => 0);
		const machine = new Machine([]);
		const strands = new Strands();
		let over = 0;
		let at: number | undefined;
		function * strand(own: number): Step {
			let taken = 0;
			for (const each of lists[own]) {
				t.true(at === undefined || at === own, 'between two waits nobody else works');
				at = own;
				if (each.kind === 'act') {
					t.is(yield diagnose(each.code), each.code);
				} else if (each.kind === 'tell') {
					told[each.to % lists.length]++;
				} else {
					at = undefined;
					while (arrived[own] + told[own] <= taken) {
						yield wait;
					}

					taken++;
				}
			}

			at = undefined;
			over++;
		}

		// An interruption for one after the other: nobody needs more than he has waits.
		machine.interruptions.push(...Array.from({length: 60 * lists.length}, (_, index) => () => {
			arrived[index % lists.length]++;
		}));
		machine.run(strands.run((function * (): Step {
			for (const own of lists.keys()) {
				strands.begin(strand(own));
			}

			yield * strands.until(() => over === lists.length);
		})()));
		t.is(over, lists.length);
		t.is(machine.done.length, lists.flat().filter(({kind}) => kind === 'act').length);
		t.true(machine.waits <= 60 * lists.length);
	}), {numRuns: 300});
});

test('what one strand brings about is seen by the others before the machine waits', t => {
	const machine = new Machine([]);
	const strands = new Strands();
	let turn = 0;
	function * player(own: number, last: number): Step {
		const isTurn = (next: number) => (): boolean => turn === next;
		for (let next = own; next < last; next += 3) {
			yield * strands.until(isTurn(next));
			turn++;
		}
	}

	machine.run(strands.run((function * (): Step {
		// The later ones first, so that each has to be looked at again.
		strands.begin(player(2, 30));
		strands.begin(player(1, 30));
		strands.begin(player(0, 30));
		yield * strands.until(() => turn === 30);
	})()));
	t.is(turn, 30);
	t.is(machine.waits, 0);
});

test('an event that comes while another strand acts is not waited for', t => {
	const strands = new Strands();
	const machine = new Machine([]);

	machine.run(strands.run((function * (): Step {
		strands.begin((function * (): Step {
			yield diagnose(1);
			yield diagnose(2);
		})());
		while (!machine.done.includes(2)) {
			yield wait;
		}
	})()));
	t.deepEqual(machine.done, [1, 2]);
	t.is(machine.waits, 0);
});

test('when the work is done the others end, whatever they wait for, and do what is left to do', t => {
	fc.assert(fc.property(fc.array(fc.array(fc.nat(9), {maxLength: 3}), {maxLength: 5}), cleanups => {
		const machine = new Machine([() => undefined]);
		const strands = new Strands();
		const ended: number[] = [];
		const answer = machine.run(strands.run((function * (): Step<string> {
			for (const [index, codes] of cleanups.entries()) {
				strands.begin((function * (): Step {
					try {
						for (;;) {
							yield wait;
						}
					} finally {
						for (const code of codes) {
							machine.register = code;
							t.is(yield diagnose(code), code);
						}

						ended.push(index);
					}
				})());
			}

			yield wait;
			return 'DONE';
		})()));
		t.is(answer, 'DONE');
		t.deepEqual(ended.toSorted((one, other) => one - other), [...cleanups.keys()]);
		t.deepEqual(machine.done, cleanups.flat());
		t.is(machine.waits, 1);
	}));
});

/** Strands that note how far they come when they are ended. */
function guarded(strands: Strands, notes: string[], names: readonly string[]): void {
	for (const name of names) {
		strands.begin((function * (): Step {
			try {
				for (;;) {
					yield wait;
				}
			} finally {
				notes.push(`${name} ENDS`);
				yield diagnose(7);
				notes.push(`${name} ENDED`);
			}
		})());
	}
}

for (const who of ['work', 'strand'] as const) {
	test(`what the ${who} throws ends all others properly, and is thrown`, t => {
		const machine = new Machine([() => undefined]);
		const strands = new Strands();
		const notes: string[] = [];
		guarded(strands, notes, ['A', 'B']);
		strands.begin((function * (): Step {
			yield wait;
			if (who === 'strand') {
				throw new Error('FIRST');
			}
		})());
		guarded(strands, notes, ['C']);
		t.throws(() => {
			machine.run(strands.run((function * (): Step {
				try {
					yield wait;
					yield wait;
					throw new Error('FIRST');
				} finally {
					notes.push('WORK ENDS');
				}
			})()));
		}, {message: 'FIRST'});
		t.deepEqual(notes.filter(note => !note.startsWith('WORK')).toSorted(),
			['A ENDED', 'A ENDS', 'B ENDED', 'B ENDS', 'C ENDED', 'C ENDS']);
		t.true(notes.includes('WORK ENDS'));
	});
}

test('one that throws when it is ended keeps no other from its end', t => {
	const machine = new Machine([() => undefined]);
	const strands = new Strands();
	const notes: string[] = [];
	strands.begin((function * (): Step {
		try {
			yield wait;
			yield wait;
		} finally {
			throwIt();
		}
	})());
	guarded(strands, notes, ['A']);
	t.throws(() => {
		machine.run(strands.run((function * (): Step {
			yield wait;
		})()));
	}, {message: 'IN ITS END'});
	t.deepEqual(notes, ['A ENDS', 'A ENDED']);
});

function throwIt(): void {
	throw new Error('IN ITS END');
}

test('abandoned as after HX, every one is ended at once as far as its first action', t => {
	const strands = new Strands();
	const notes: string[] = [];
	guarded(strands, notes, ['A', 'B']);
	const step = strands.run((function * (): Step {
		try {
			yield wait;
		} finally {
			notes.push('WORK ENDS');
		}
	})());
	t.deepEqual(step.next(0).value, wait);
	step.return();
	t.deepEqual(notes, ['A ENDS', 'B ENDS', 'WORK ENDS']);
});

test('abandoned while the others end, what one had thrown before is thrown at nobody', t => {
	const strands = new Strands();
	const notes: string[] = [];
	guarded(strands, notes, ['A']);
	const step = strands.run((function * (): Step {
		yield wait;
		throw new Error('BEFORE');
	})());
	t.deepEqual(step.next(0).value, wait);
	t.deepEqual(step.next(0).value, diagnose(7));
	t.notThrows(() => step.return());
	t.deepEqual(notes, ['A ENDS']);
});

test('a wait for less than everything is the machine\'s own: nobody else goes on', t => {
	const strands = new Strands();
	let others = 0;
	strands.begin((function * (): Step {
		others++;
		yield wait;
		others++;
	})());
	const disabled: Action = {kind: 'wait', systemMask: 0};
	const step = strands.run((function * (): Step {
		for (;;) {
			yield disabled;
		}
	})());
	for (let count = 0; count < 5; count++) {
		t.deepEqual(step.next(0).value, disabled);
	}

	t.is(others, 1);
});
