/** START, and what it forgets; RESET with a name that is not there yet. As IBM's nucleus does it. */
import test from 'ava';
import {assemble} from '../../../../source/assembler/assemble.js';
import type {NewFile} from '../../../../source/cms/file-system/disk/disk.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';

const textFile = (name: string, ...lines: readonly string[]): NewFile => ({
	name, type: 'TEXT', modeNumber: '1', recordFormat: 'F', records: assemble([...lines, ` END ${name}`]).cards,
});

const session = (): CmsSession => new CmsSession({volumes: {0x191: cmsVolume({}, [
	textFile('WANTS', 'WANTS CSECT', ' BR 14', ' DC V(NOSUCH)'),
	textFile('THREE', 'THREE CSECT', ' LA 15,3', ' BR 14'),
	textFile('LATE', 'LATE CSECT', ' ENTRY NOPE', ' LA 15,4', ' BR 14', 'NOPE LA 15,5', ' BR 14'),
])}});

const undefinedNames = (...names: readonly string[]): string[] => [
	'THE FOLLOWING NAMES ARE UNDEFINED:', ` ${names.map(name => name.padEnd(8)).join(' ')}`.trimEnd(), 'Ready(00004);',
];

test('START forgets the names that nothing defines, also where it starts nothing', t => {
	const cms = session();
	t.deepEqual(cms.enter('load wants'), undefinedNames('NOSUCH'));
	t.deepEqual(cms.enter('include three'), undefinedNames('NOSUCH'));
	t.is(cms.enter('start')[0], 'Execution begins...');
	t.deepEqual(cms.enter('include late'), ['Ready;']);
	t.deepEqual(cms.enter('load wants ( reset nope'), undefinedNames('NOPE', 'NOSUCH'));
	t.deepEqual(cms.enter('start'), ['NO ENTRY POINT DEFINED.', 'Ready(00040);']);
	t.deepEqual(cms.enter('include three'), ['Ready;']);
});

test('a name behind RESET is looked for, and wanted until it is there: the program begins nowhere else', t => {
	const cms = session();
	t.deepEqual(cms.enter('load three ( reset late'), ['Ready;']);
	t.deepEqual(cms.enter('start'), ['Execution begins...', 'Ready(00004);']);
	t.deepEqual(cms.enter('load three ( reset nope'), undefinedNames('NOPE'));
	t.deepEqual(cms.enter('include wants'), undefinedNames('NOPE', 'NOSUCH'));
	t.deepEqual(cms.enter('include late'), undefinedNames('NOSUCH'));
	t.deepEqual(cms.enter('start'), ['Execution begins...', 'Ready(00005);']);
	cms.enter('load three ( reset nope');
	cms.enter('start');
	t.deepEqual(cms.enter('include late'), ['Ready;']);
	t.deepEqual(cms.enter('start'), ['NO ENTRY POINT DEFINED.', 'Ready(00040);']);
	t.is(cms.enter('include three ( reset three nodup').at(-1), 'Ready(00004);');
	t.deepEqual(cms.enter('start'), ['Execution begins...', 'Ready(00003);']);
});
