/** NAMEFIND and TELL (VM/SP). */
import fc from 'fast-check';
import test from 'ava';
import {parseNames} from '../../../../source/cms/commands/correspondence/names-file.js';
import {CmsSession} from '../../../support/cms-session.js';

const names = [
	'* WHO IS WHO',
	':nick.ANN      :userid.alice :node.TESTVM :name.Ann Example',
	'               :phone.1234',
	':nick.boss     :userid.BOB   :name.Robert',
	'the Boss',
	':nick.all      :list.ann boss, carol',
	':nick.loop     :list.loop all ann',
	':nick.nobody   :name.No User',
	':nick.far      :userid.X :node.MARS',
];
const files = {'ALICE NAMES': names};

test('NAMEFIND types or stacks what an entry says', t => {
	const cms = new CmsSession({files: {
		...files,
		'TRY EXEC': ['&CONTROL OFF', 'NAMEFIND :nick ann :userid :phone :fax (STACK', '&TYPE &READFLAG', '&READ VARS &U', '&TYPE &U', 'DESBUF'],
		'LIF EXEC': ['&CONTROL OFF', 'NAMEFIND :nick ann :userid :phone (LIFO', '&READ VARS &U', '&TYPE &U', 'DESBUF'],
		'OTHER NAMES': [':nick.me :userid.SELF'],
	}});
	t.deepEqual(cms.enter('namefind :nick ann :userid :phone'), ['alice', '1234', 'Ready;']);
	t.deepEqual(cms.enter('namef :userid BOB :name (linenum'), ['4', 'Robert the Boss', 'Ready;']);
	t.deepEqual(cms.enter('namefind :name robert the  boss :nick'), ['boss', 'Ready;']);
	t.deepEqual(cms.enter('namefind :nick ann :fax'), [' ', 'Ready;']);
	t.deepEqual(cms.enter('namefind :nick ann'), [...names.slice(1, 3), 'Ready;']);
	t.deepEqual(cms.enter('namefind :node. testvm :nick (start 3'), [
		'NO ENTRIES WERE FOUND THAT MATCHED YOUR SEARCH CRITERIA.',
		'Ready(00032);',
	]);
	t.deepEqual(cms.enter('namefind :nick me :userid (file other'), ['SELF', 'Ready;']);
	t.deepEqual(cms.enter('try').slice(0, 2), ['STACK', 'ALICE']);
	t.is(cms.enter('lif')[0], '1234');
});

test('what NAMEFIND refuses', t => {
	const cms = new CmsSession({files});
	const refused: ReadonlyArray<readonly [string, string, number]> = [
		['', 'NO VALUE TO SEARCH FOR WAS SPECIFIED.', 24],
		[':nick', 'NO VALUE TO SEARCH FOR WAS SPECIFIED.', 24],
		['ann', 'INVALID PARAMETER \'ann\'.', 24],
		[': x', 'INVALID PARAMETER \':\'.', 24],
		[':nick ann (xedit', 'INVALID OPTION \'XEDIT\'.', 24],
		[':nick ann (start', 'MISSING VALUE FOR THE \'START\' OPTION.', 24],
		[':nick ann (start 0', 'INVALID PARAMETER \'0\' IN THE OPTION \'START\' FIELD.', 24],
		[':nick ann (file ../x', 'INVALID PARAMETER \'../X\' IN THE OPTION \'FILE\' FIELD.', 24],
		[':nick ann (fifo lifo', '\'FIFO\' AND \'LIFO\' ARE CONFLICTING OPTIONS.', 24],
		[':nick ann (file none', 'FILE \'NONE NAMES\' NOT FOUND.', 28],
	];
	for (const [operands, message, code] of refused) {
		t.deepEqual(cms.enter(`namefind ${operands}`), [message, `Ready(000${code});`], operands);
	}
});

test('any lines make entries that say where they begin', t => {
	fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...names, ':nick.', ':a.b:c.d', ':nick.x.y'))), lines => {
		for (const {line, tags, text} of parseNames(lines)) {
			t.true(lines[line - 1].toUpperCase().includes(':NICK.'));
			t.is(tags[0].tag, 'NICK');
			t.true(text.length <= lines.length);
		}
	}));
	t.deepEqual(parseNames([':nick.a :b.c', 'd', '* :nick.no', ' :e.']), [{
		line: 1,
		tags: [{tag: 'NICK', value: 'a'}, {tag: 'B', value: 'c d'}, {tag: 'E', value: ''}],
		text: [':nick.a :b.c', 'd', ' :e.'],
	}]);
});

test('TELL reaches users by their names, each once', t => {
	const cms = new CmsSession({files});
	const {terminal} = cms.cp.logOn('BOB');
	t.is(cms.enter('tell boss Hello there,  Bob').at(-1), 'Ready;');
	t.regex(terminal.take().join(' '), /FROM ALICE {3}: Hello there, {2}Bob/);
	t.is(cms.enter('tell bob at * again').at(-1), 'Ready;');
	t.regex(terminal.take().join(' '), /FROM ALICE {3}: again/);
	// Carol is not logged on: the last one's code; a list that names itself ends.
	t.is(cms.enter('tell loop to all').at(-1), 'Ready(00045);');
	t.is(terminal.take().filter(line => line.includes('to all')).length, 1);
	t.deepEqual(cms.enter('tell far hi'), ['NODE \'MARS\' CANNOT BE REACHED.', 'Ready(00032);']);
	t.deepEqual(cms.enter('tell nobody hi'), [
		'USERID NOT SPECIFIED FOR \'NOBODY\' IN \'ALICE NAMES\' FILE.',
		'Ready(00032);',
	]);
	for (const line of ['tell', 'tell bob', 'tell bob at *']) {
		t.deepEqual(cms.enter(line), ['MISSING OPERAND(S).', 'Ready(00024);']);
	}
});
