/** After an abend CMS goes on where it can, stops where it cannot, and a fault of ours is never taken for one. */
import test from 'ava';
import {limits} from '../../../source/base/limits.js';
import {Abend} from '../../../source/cms/nucleus/abend.js';
import type {CmsCommand} from '../../../source/cms/cms.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {CmsSession} from '../../support/cms-session.js';

const timer = 0x50;
const intervalTimer = 0x80;
/** Some 200 milliseconds. */
const soon = 0x4000;

const command = (name: string, run: CmsCommand['run']): CmsCommand =>
	({
		name, minimum: name.length, syntax: [name], summary: 'Fails.', run,
	});

test('an abend ends what ran, and the next command works', t => {
	const failing = command('FAIL', function * () {
		yield {kind: 'charge', instructions: 1};
		throw new Abend('123', '020000');
	});
	const session = new CmsSession({commands: [failing]});
	for (let count = 0; count < limits.abendsInARow.value * 2; count++) {
		t.deepEqual(session.enter('fail'), ['System abend 123 called from 020000', 'CMS']);
	}

	t.is(session.enter('query blip').at(-1), 'Ready;');
});

test('a routine that abends at each interruption, and leaves nobody the time to enter a line, stops its CMS', t => {
	const storm = command('STORM', function * ({cms}) {
		cms.externalHandlers.set(intervalTimer, () => {
			cms.guest.storage.setWord(timer, soon);
			throw new Abend('123', '020000');
		});
		cms.guest.storage.setWord(timer, soon);
		yield {kind: 'wait', systemMask: 0xFF};
		return 0;
	});
	const session = new CmsSession({commands: [storm]});
	// The timer runs while the machine waits.
	session.terminal.line.enter('#cp set timer real');
	session.terminal.line.enter('storm');
	session.run(10);
	const {typed} = session;
	t.is(typed.filter(line => line.startsWith('System abend')).length, limits.abendsInARow.value);
	t.regex(typed.at(-2)!, /^DMSABN152S /);
	t.regex(typed.at(-1)!, /^CP ENTERED; DISABLED WAIT PSW/);
	session.enter('ipl cms');
	t.is(session.enter('access (noprof').at(-1), 'Ready;');
});

test('a fault of ours is no abend of the guest\'s: the wall has it', t => {
	const faulty = command('FAULTY', function * () {
		yield {kind: 'charge', instructions: 1};
		throw new TypeError('planted');
	});
	const session = new CmsSession({commands: [faulty]});
	t.throws(() => session.enter('faulty'), {instanceOf: TypeError, message: 'planted'});
});

test('an abend while CMS reads is told at once, and the line entered next is a command', t => {
	const once = command('ONCE', function * ({cms}) {
		cms.externalHandlers.set(intervalTimer, () => {
			throw new Abend('123', '020000');
		});
		cms.guest.storage.setWord(timer, soon);
		yield {kind: 'charge', instructions: 1};
		return 0;
	});
	const session = new CmsSession({commands: [once]});
	session.terminal.line.enter('#cp set timer real');
	session.terminal.line.enter('once');
	session.run(10);
	t.deepEqual(session.typed, ['Ready;', 'System abend 123 called from 020000', 'CMS']);
	session.terminal.line.enter('query blip');
	session.run(10);
	t.is(session.typed.at(-1), 'Ready;');
});

test('definitions that take all storage go at the abend that they lead to, and CMS goes on', t => {
	const session = new CmsSession({volumes: {0x191: cmsVolume({
		'FILL EXEC': ['&CONTROL OFF', '&I = 0', '&LOOP -END 6000', '&I = &I + 1', 'DLBL L&I A CMS F&I DATA', '-END'],
	})}});
	t.is(session.enter('fill').at(-1), 'CMS');
	t.deepEqual(session.enter('query dlbl'), ['NO USER DEFINED DLBL\'S IN EFFECT.', 'Ready;']);
	t.deepEqual(session.enter('dlbl one a cms some data'), ['Ready;']);
});
