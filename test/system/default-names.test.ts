/** Named systems that every installation has, whatever its profile says. */
import test from 'ava';
import type {SystemName} from '../../source/cp/systems/system-names.js';
import {withDefaultNames} from '../../source/system/default-names.js';
import {Installation} from '../support/installation.js';

test('a profile without a table has segments for three disks of the service; one that names one has its own', t => {
	const names = withDefaultNames([]).filter(({name}) => name.startsWith('SBSDIR'));
	t.deepEqual(names.map(({name, pages}) => [name, pages.length * 4]), [
		['SBSDIR', 1024], ['SBSDIR2', 256], ['SBSDIR3', 256],
	]);
	for (const each of names) {
		t.like(each, {isSegment: true, isProtected: false, receivers: ['SBSMASTR', 'SBSPROTO']});
	}

	const own: SystemName = {...names[0], receivers: ['ANYBODY']};
	t.deepEqual(withDefaultNames([own]), [own, ...withDefaultNames([]).slice(1)]);
});

test('a machine can have all of them: none lies where another does', t => {
	const pages = withDefaultNames([]).flatMap(each => each.pages);
	t.is(new Set(pages).size, pages.length);
});

test('it is there for the master, and for no user', t => {
	const installation = new Installation();
	const disk = 'DEFINE T3350 AS 200 CYL 1';
	for (const [userid, answer] of [['MAINT', 'CANNOT BE LOADED'], ['USER1', 'CANNOT BE LOADED']] as const) {
		const user = installation.logOn(userid);
		user.enterAll(disk, 'FORMAT 200 C', '1', 'TEST');
		t.regex(user.enter('access 200 c (segment sbsdir').join('\n'), new RegExp(answer));
	}

	installation.close();
});
