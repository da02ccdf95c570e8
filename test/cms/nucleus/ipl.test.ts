import test from 'ava';
import {cmsIplRecords} from '../../../source/cms/nucleus/saved-system.js';
import {writeRecord} from '../../../source/machine/devices/volume/ckd-volume.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {CmsSession} from '../../support/cms-session.js';
import {memoryVolume} from '../../support/disks.js';

const versionLine = 'CMS VERSION 6.0 - 11/19/75 09:00';

test('IPL CMS types the version line and reads; a null line brings Ready with times', t => {
	const session = new CmsSession();
	session.cp.cp.ipl(session.vm, 'CMS');
	session.run();
	t.deepEqual(session.typed, [versionLine]);
	t.is(session.terminal.status, 'VM READ');
	session.terminal.line.enter('');
	session.run();
	t.regex(session.terminal.take().at(-1)!, /^Ready; T=\d\.\d\d\/\d\.\d\d \d\d:\d\d:\d\d$/);
});

test('a null line at a command read types CMS; blanks and comments nothing', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter(''), ['CMS']);
	t.deepEqual(session.enter('   '), []);
	t.deepEqual(session.enter('* comment'), []);
});

test('IPL of the system disk starts CMS as IPL CMS does', t => {
	const volume = cmsVolume();
	for (const [index, block] of cmsIplRecords().entries()) {
		writeRecord(volume, 0, 0, index + 1, block);
	}

	const session = new CmsSession({volumes: {0x190: volume}});
	session.terminal.line.enter('#cp ipl 190');
	session.run();
	t.deepEqual(session.typed, [versionLine]);
	t.deepEqual(session.enter(''), ['Ready;']);
});

test('a system disk that cannot be used is told once, at IPL: most commands are on it', t => {
	const session = new CmsSession({volumes: {0x190: memoryVolume(2)}});
	const ipl = (): string[] => {
		session.cp.cp.ipl(session.vm, 'CMS');
		session.run();
		return session.enter('');
	};

	t.deepEqual(ipl(), ['DMSACC112S \'S(190) \' DEVICE ERROR', 'Ready;']);
	t.deepEqual(session.enter('listfile'), ['Unknown CP/CMS command']);
	session.enter('#cp detach 190');
	t.deepEqual(ipl(), ['DMSACC113S \'S(190) \' NOT ATTACHED', 'Ready;']);
});

test('IPL CMS PARM AUTOCR needs nobody at the terminal: the profile runs by itself', t => {
	const session = new CmsSession({files: {'PROFILE EXEC': ['&CONTROL OFF', '&TYPE SERVICE STARTED']}});
	session.cp.cp.ipl(session.vm, 'CMS', 'AUTOCR');
	session.run();
	t.deepEqual(session.typed, [versionLine, 'SERVICE STARTED', 'Ready;']);
});

test('profiles run in order: system, then user; the return code is the user\'s', t => {
	const files = {'PROFILE EXEC': ['&CONTROL OFF', '&TYPE MY PROFILE', '&EXIT 3']};
	const systemFiles = {'SYSPROF EXEC S2': ['&CONTROL OFF', '&TYPE SYSTEM PROFILE']};
	const session = new CmsSession({files, systemFiles, first: undefined});
	session.cp.cp.ipl(session.vm, 'CMS');
	session.run();
	t.deepEqual(session.enter(''), ['SYSTEM PROFILE', 'MY PROFILE', 'Ready(00003);']);
	session.cp.cp.ipl(session.vm, 'CMS');
	session.run();
	t.deepEqual(session.enter('access (nosprof'), ['MY PROFILE', 'Ready(00003);']);
	session.cp.cp.ipl(session.vm, 'CMS');
	session.run();
	t.deepEqual(session.enter('access (noprof'), ['Ready;']);
	session.cp.cp.ipl(session.vm, 'CMS');
	session.run();
	t.deepEqual(session.enter('state a b'), [
		'SYSTEM PROFILE',
		'MY PROFILE',
		'Ready(00003);',
		'File \'A B\' not found.',
		'Ready(00028);',
	]);
});
