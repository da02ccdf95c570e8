/** `SBS` as its user types it; what the master and its slaves do is tested on the whole system. */
import test from 'ava';
import {cmsCommands} from '../../source/cms/commands/index.js';
import {sbsCommands} from '../../source/sbs/index.js';
import {CmsSession} from '../support/cms-session.js';

const session = (): CmsSession =>
	new CmsSession({
		commands: [...cmsCommands, ...sbsCommands],
		files: {'PARSER ASSEMBLE A1': ['START'], 'PARSER EXEC A1': ['&EXIT']},
	});

test('Tab offers the functions, then the files of one\'s own disks', t => {
	const {line} = session().terminal;
	t.true(['ADD', 'GET', 'LIST', 'PUT', 'QUERY'].every(name => line.complete('sbs ').includes(name)));
	t.deepEqual(line.complete('sbs pu'), ['PUT']);
	t.deepEqual(line.complete('sbs put p'), ['PARSER']);
	t.deepEqual(line.complete('sbs put parser '), ['ASSEMBLE', 'EXEC']);
	t.deepEqual(line.complete('sbs put parser exec '), []);
});

test('what is missing or wrong is said before anybody is asked', t => {
	const user = session();
	const typed = user.enter('sbs');
	t.is(typed[0], 'SBS121E NO SBS FUNCTION GIVEN; HELP SBS LISTS THEM');
	t.is(typed.at(-1), 'Ready(00004);');
	t.deepEqual(user.enter('sbs frob'), ['SBS101E UNKNOWN SBS FUNCTION - FROB', 'Ready(00004);']);
	t.deepEqual(user.enter('sbs put'), ['SBS102E MISSING OR INVALID OPERAND - FILENAME', 'Ready(00024);']);
	t.deepEqual(user.enter('sbs get x'), ['SBS102E MISSING OR INVALID OPERAND - FILETYPE', 'Ready(00024);']);
	t.deepEqual(user.enter('sbs put no file'), ['SBS111E FILE NO FILE A NOT FOUND', 'Ready(00028);']);
	t.deepEqual(user.enter('sbs put parser exec q'), ['SBS120E DISK Q IS NOT ACCESSED', 'Ready(00036);']);
	t.deepEqual(user.enter('sbs get parser exec'), [
		'SBS112E FILE PARSER EXEC A ALREADY EXISTS; USE REPLACE',
		'Ready(00024);',
	]);
});
