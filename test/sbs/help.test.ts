/** HELP of SBS: a page for each of its commands. */
import test from 'ava';
import {Installation} from '../support/installation.js';

test('HELP SBS PUT tells how PUT is written and what its options do; HELP SBS lists the commands', t => {
	const installation = new Installation();
	t.teardown(() => {
		installation.close();
	});
	const user = installation.logOn('USER1');
	const page = user.enter('HELP SBS PUT').join('\n');
	t.regex(page, /SBS Put fn ft \[fm] \[\( \[FORCE] \[KEEP] \[WHY text] \[\)]]/);
	t.regex(page, /KEEP leaves it\s+reserved/);
	t.regex(user.enter('HELP SBS').join('\n'), /HELP SBS and one of them\):\n.*ADD +ANNOTATE/);
	t.is(user.enter('HELP SBS NONE').at(-1), 'Ready(00028);');
});
