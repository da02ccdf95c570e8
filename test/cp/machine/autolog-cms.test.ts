/**
 * AUTOLOG of a service machine, and typing ahead to CMS, in a whole system: what a person does when the SBS master must
 * be started again.
 */
import test from 'ava';
import {VirtualClock} from '../../../source/base/clock.js';
import {systemFiles} from '../../../source/system/system-files.js';
import {memoryVolumes} from '../../../source/system/volumes/memory-volumes.js';
import {readProfile} from '../../../source/system/profile.js';
import {System} from '../../../source/system/system.js';
import {RecordingTerminal} from '../../support/cp-session.js';

class WholeSystem {
	readonly system: System;
	readonly #profile = readProfile(undefined);

	constructor() {
		const clock = new VirtualClock();
		this.system = new System({
			clock,
			volumes: memoryVolumes(this.#profile, systemFiles, clock.now()),
			directory: this.#profile.directory,
			systemNames: this.#profile.systemNames,
		});
	}

	/** A user at CMS's first read has passed it. */
	user(userid: string, address: string): RecordingTerminal {
		const terminal = new RecordingTerminal(address);
		terminal.line = this.system.connect(terminal);
		this.system.autolog(userid, terminal.line, 'AUTOCR');
		this.pass(2);
		terminal.take();
		return terminal;
	}

	pass(seconds: number): void {
		const end = this.system.clock.now() + (seconds * 1e6);
		const cancel = this.system.cp.schedule(seconds * 1e6, () => undefined);
		while (this.system.clock.now() < end) {
			this.system.cp.pump(0);
		}

		cancel();
	}

	enter(terminal: RecordingTerminal, line: string, seconds = 2): string[] {
		terminal.line.enter(line);
		this.pass(seconds);
		return terminal.take();
	}
}

test('an AUTOLOGged CMS gets past its first read: the SBS master serves again after FORCE', t => {
	const whole = new WholeSystem();
	const operator = whole.user('OPERATOR', 'CONS 009');
	const user = whole.user('USER1', 'GRAF 021');
	operator.take();
	// Not one of STARTUP, which would come back by itself.
	t.true(whole.enter(operator, '#cp autolog sbsmastr sbsmastr')[0].endsWith('BY  OPERATOR'));
	t.true(whole.enter(user, 'sbs list')[0].startsWith('SBS118I'));
	whole.enter(operator, '#cp force sbsmastr');
	t.true(whole.enter(operator, '#cp autolog sbsmastr sbsmastr')[0].endsWith('BY  OPERATOR'));
	t.true(whole.enter(user, 'sbs list')[0].startsWith('SBS118I'));
	whole.system.shutdown();
});

test('AUTOLOG data is CMS\'s first command', t => {
	const whole = new WholeSystem();
	const operator = whole.user('OPERATOR', 'CONS 009');
	const lines = whole.enter(operator, '#cp autolog user1 user1 cp msg operator here i am');
	t.true(lines.some(line => line.includes('here i am') || line.includes('HERE I AM')), lines.join('|'));
	whole.system.shutdown();
});

test('a line with # and the lines behind it are each taken by a read of their own, CP\'s as well', t => {
	const whole = new WholeSystem();
	const user = whole.user('USER1', 'GRAF 021');
	user.script.push('state e f', 'state g h', 'cp', 'q userid', 'q users', 'begin', 'state i j');
	const files = whole.enter(user, 'state a b#state c d', 10).filter(line => !line.startsWith('Ready'));
	t.deepEqual(files, [
		...['A B', 'C D', 'E F', 'G H'].map(file => `File '${file}' not found.`),
		'USER1    AT YORKTOWN',
		'001 USERS, 000 DIALED',
		'File \'I J\' not found.',
	]);
	whole.system.shutdown();
});
