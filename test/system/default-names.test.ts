/** Named systems that every installation has, whatever its profile says. */
import test from 'ava';
import type {SystemName} from '../../source/cp/systems/system-names.js';
import {withDefaultNames} from '../../source/system/default-names.js';
import {Installation} from '../support/installation.js';

test('a profile without a table has the segment of the service; one that names it has its own', t => {
	const [name] = withDefaultNames([]);
	t.like(name, {
		name: 'SBSDIR', isSegment: true, isProtected: false, receivers: ['SBSMASTR', 'SBSPROTO'],
	});
	t.is(name.pages.length * 4096, 1024 * 1024);
	const own: SystemName = {...name, receivers: ['ANYBODY']};
	t.deepEqual(withDefaultNames([own]), [own]);
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
