/** CMS restarted in storage where it ran: nothing that outlives a command is lost, nothing else is kept. */
import test from 'ava';
import {everythingEnabled} from '../../../source/base/architecture.js';
import type {CmsCommand} from '../../../source/cms/cms.js';
import {cmsCommands} from '../../../source/cms/commands/index.js';
import {restartPsw} from '../../../source/cms/nucleus/ipl.js';
import {CmsSession} from '../../support/cms-session.js';
import {recordings, replay} from '../../support/recorded-session.js';
import {restartCms} from '../../support/restart-cms.js';

/** Every third of them; all, and the suites of CMS, run so with YORKTOWN_RESTART=1. */
for (const recording of recordings().filter(({id}, index) => index % 3 === 0 && id !== 'FILD')) {
	test(`made anew before each command, CMS answers as it did: ${recording.id}`, t => {
		t.deepEqual(replay(recording, {restarts: true}), [...recording.output]);
	});
}

const command = (name: string, run: CmsCommand['run']): CmsCommand => ({
	name, minimum: name.length, syntax: [name], summary: 'for tests', run,
});

/** A session with commands of its own, and the restart of its CMS. */
function start(commands: readonly CmsCommand[]) {
	const session = new CmsSession({commands: [...cmsCommands, ...commands], files: {'SOME FILE': ['ONE']}});
	return {
		session,
		restart() {
			session.vm.resident.reset();
			session.vm.begin(restartPsw[1]);
			session.run();
			return session.typed;
		},
	};
}

test('what SET, FILEDEF, SYNONYM, GLOBAL, ACCESS and LOAD left is there after a restart', t => {
	const {session} = start([]);
	const left = [
		'SET RDYMSG SMSG', 'SET ABEND SOMETHIN', 'SET IMPEX OFF', 'SET BLIP XY', 'FILEDEF INMOVE DISK SOME FILE', 'GLOBAL TXTLIB MINE',
		'ACCESS 190 B/A', 'SET INPUT 7C 50',
	];
	const questions = ['QUERY SET', 'QUERY RDYMSG', 'QUERY ABEND', 'QUERY FILEDEF', 'QUERY SEARCH', 'QUERY LIBRARY', 'QUERY INPUT', 'LISTFILE * * A'];
	for (const line of left) {
		session.enter(line);
	}

	const before = questions.flatMap(line => session.enter(line));
	t.true(restartCms(session.vm));
	session.run();
	t.deepEqual(session.typed, []);
	t.deepEqual(questions.flatMap(line => session.enter(line)), before);
	t.true(before.includes('RDYMSG   = SMSG'));
});

test('a command that ran is given up, with what it held; the next line is read', t => {
	let held = 0;
	const {session, restart} = start([
		command('HOLD', function * ({cms}) {
			held = cms.allocate(4096);
			cms.settings.suppressMessages = true;
			for (;;) {
				yield {kind: 'wait', systemMask: everythingEnabled};
			}
		}),
	]);
	session.enter('HOLD');
	t.true(held > 0);
	t.deepEqual(restart(), []);
	t.deepEqual(session.enter('STATE NO FILE A'), ['File \'NO FILE A\' not found.', 'Ready(00028);']);
});

test('a program that named itself runs again at each restart, from the beginning', t => {
	let runs = 0;
	const {session, restart} = start([
		command('SERVE', function * ({cms}) {
			yield * cms.restartWith('SERVE');
			runs++;
			yield * cms.console.type(`RUN ${runs}`);
			for (;;) {
				yield {kind: 'wait', systemMask: everythingEnabled};
			}
		}),
	]);
	t.deepEqual(session.enter('SERVE'), ['RUN 1']);
	t.deepEqual(restart(), ['RUN 2']);
	t.deepEqual(restart(), ['RUN 3']);
});

test('there is nothing to restart before IPL is over', t => {
	const session = new CmsSession({first: ''});
	session.cp.cp.ipl(session.vm, 'CMS');
	session.run();
	t.false(restartCms(session.vm));
	session.vm.resident.reset();
	session.vm.begin(restartPsw[1]);
	session.run();
	t.true(session.vm.stopped, 'a disabled wait');
});

test('disks whose device went are accessed no longer after a restart', t => {
	const {session, restart} = start([]);
	session.vm.devices.detach(0x191);
	restart();
	t.deepEqual(session.enter('STATE SOME FILE A'), ['Disk \'A\' not accessed.', 'Ready(00036);']);
});
