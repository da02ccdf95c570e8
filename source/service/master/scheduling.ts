/** Who gets which slave, and how many there are. */
import type {Change} from './change.js';
import type {MasterState, SlaveRules} from './state.js';

/** Their names have two digits. */
export const mostSlaves = 99;

const slaveName = (prefix: string, number: number): string => `${prefix}${String(number).padStart(2, '0')}`;

/** The next number that no slave has. */
function nextNumber({slaves, last}: MasterState, {prefix}: SlaveRules): number {
	for (let number = (last % mostSlaves) + 1; ; number = (number % mostSlaves) + 1) {
		if (slaves.every(({name}) => name !== slaveName(prefix, number))) {
			return number;
		}
	}
}

function create(change: Change): void {
	const last = nextNumber(change.state, change.rules);
	const slave = slaveName(change.rules.prefix, last);
	change.with({last});
	change.put(slave, 'starting');
	change.do({kind: 'create', slave, image: change.image});
}

/** Gives ready slaves to those who wait, in their order. */
function assign(change: Change): void {
	for (;;) {
		const {waiting: [first, ...rest], slaves} = change.state;
		// The one that worked last: so the others may idle.
		const ready = slaves.findLast(({stage}) => stage === 'ready');
		if (!first || !ready) {
			return;
		}

		const {since, ...work} = first;
		change.with({waiting: rest});
		change.put(ready.name, 'busy', work);
		change.do(
			{kind: 'assign', slave: ready.name, user: work.user},
			{kind: 'grant', exchange: work.exchange, slave: ready.name},
		);
	}
}

/** Gives ready slaves to those who wait, and has as many started as are wanted. */
export function schedule(change: Change): void {
	const {rules} = change;
	assign(change);
	const starting = (): number => change.state.slaves.filter(({stage}) => stage === 'starting').length;
	if (change.state.failures >= rules.failures) {
		if (starting() === 0) {
			// Nothing helps: who waits is told, and the next request is the next attempt.
			for (const {exchange} of change.state.waiting) {
				change.do({kind: 'deny', exchange, reason: 'START'});
			}

			change.with({waiting: []});
		}

		return;
	}

	const wanted = (): boolean => starting() < change.state.waiting.length
		|| (change.state.mode === 'serving' && change.state.slaves.length < rules.minimum);
	while (change.state.slaves.length < rules.maximum && wanted()) {
		create(change);
	}
}
