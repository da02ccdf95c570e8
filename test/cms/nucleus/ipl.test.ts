import test from 'ava';
import {cmsProgram} from '../../../source/cms/nucleus/program.js';
import {cmsSavedSystem} from '../../../source/cms/nucleus/saved-system.js';
import {ResidentMachine} from '../../support/resident-machine.js';

test('IPL CMS types the version line and reads; a null line brings Ready', t => {
	const machine = new ResidentMachine(cmsProgram);
	machine.ipl(cmsSavedSystem);
	t.deepEqual(machine.output, ['CMS VERSION 6.0 - 11/19/75 09:00']);
	t.true(machine.reading);
	const [ready] = machine.enter('');
	t.regex(ready, /^Ready; T=\d\.\d\d\/\d\.\d\d \d\d:\d\d:\d\d$/);
});

test('a null line at a command read types CMS', t => {
	const machine = new ResidentMachine(cmsProgram);
	machine.ipl(cmsSavedSystem);
	machine.enter('');
	t.deepEqual(machine.enter(''), ['CMS']);
	t.deepEqual(machine.enter('   '), []);
	t.deepEqual(machine.enter('* comment'), []);
});
