/** A system that runs until somebody has what he wants. */
import test from 'ava';
import {VirtualClock} from '../../source/base/clock.js';
import {readProfile} from '../../source/system/profile.js';
import {System} from '../../source/system/system.js';

test('a run goes no further than to its end, however fast the host: nothing that is due later happens', async t => {
	const system = new System({clock: new VirtualClock(), directory: readProfile().directory, volumes: new Map()});
	const happened: string[] = [];
	for (const [name, microseconds] of [['the end', 1000], ['a service', 1001]] as const) {
		system.cp.schedule(microseconds, () => {
			happened.push(name);
		});
	}

	await system.settle(() => happened.length > 0);
	t.deepEqual(happened, ['the end']);
	await system.settle();
	t.deepEqual(happened, ['the end', 'a service']);
	system.shutdown();
});
