/** WAKEUP, and OPTION of CMS/DOS. */
import test from 'ava';
import {parseTimes} from '../../../../source/cms/commands/wakeup/times-file.js';
import {interval, isDay, timeOfDay} from '../../../../source/cms/commands/wakeup/moments.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {SystemSession} from '../../../support/whole-system.js';

// The session begins on Wednesday, 11/19/75, at 09:00.
const times = [
	'* WHEN TO DO WHAT',
	'ALL      10:00:00          ERASE OLD LISTING',
	'11/==/75 09:30             EVERY DAY OF NOVEMBER',
	'ALL      08:00    11/19/75 DONE TODAY',
	'SUNDAY   09:10             NOT TODAY',
];

function begin(files: Readonly<Record<string, readonly string[]>> = {}): {
	readonly session: SystemSession;
	enter(line: string): string[];
	clock(): string;
} {
	const session = new SystemSession({191: cmsVolume({'PART DATA': ['X'], ...files})});
	session.enterAll('', 'set imsg off');
	return {
		session,
		enter: line => session.enter(line).map(each => each.replace(/^(Ready(?:\(-?\d+\))?;).*$/, '$1')),
		clock: () => / (\d\d:\d\d:\d\d)$/.exec(session.enter('state part data').at(-1)!)![1],
	};
}

test('WAKEUP waits for a time: minutes, minutes and seconds, of day, of tomorrow', t => {
	const {enter, clock} = begin();
	for (const [time, then] of [
		['+1', '09:01:00'], ['+00:10', '09:01:10'], ['+1:02:03', '10:03:13'], ['+000010', '10:03:23'],
		['11:30', '11:30:00'], ['11:30:05', '11:30:05'], ['11:30', '11:30:00'], ['+0', '11:30:00'],
	] as const) {
		t.deepEqual(enter(`wakeup ${time}`), ['Ready(00002);'], time);
		t.is(clock(), then, time);
	}
});

test('a line that is entered, or a file that comes, ends the wait', t => {
	const {session, enter, clock} = begin();
	const wait = (line: string, later: string): string => session.enterAndInterrupt(line, later, 5_000_000).at(-1)!;
	t.regex(wait('wakeup +10 (cons', '* enough'), /^Ready\(00006\);.* 09:00:05$/);
	t.deepEqual(enter('wakeup +1'), ['Ready(00002);']);
	t.regex(wait('wakeup (rdr cons', '* go'), /^Ready\(0{4}6\);/);
	// Without CONS lines wait for the next command.
	t.regex(wait('wakeup +1', '* later'), /^Ready\(0{4}2\);/);
	t.is(clock(), '09:02:10');
	enter('spool punch to *');
	enter('execio 1 punch (string A CARD');
	t.regex(wait('wakeup +10 (rdr', '#CP CLOSE PUNCH'), /^Ready\(0{4}4\);.* 09:02:15$/);
	t.deepEqual(enter('wakeup +1 (rdr'), ['Ready(00004);']);
	enter('change reader all hold');
	t.deepEqual(enter('wakeup +1 (rdr'), ['Ready(00002);']);
	enter('purge reader all');
	t.regex(wait('wakeup +10', 'hx'), /^CMS/);
	t.deepEqual(enter('wakeup +1'), ['Ready(00002);']);
});

test('entries of a file of times are done once a day', t => {
	const {enter, clock} = begin({
		'WAKEUP TIMES': times,
		'WAIT EXEC': ['&CONTROL OFF', 'WAKEUP (CONS FILE', '&CODE = &RETCODE', '&READ ARGS', '&TYPE &CODE &1 &2 &3 &4'],
	});
	t.deepEqual(enter('wakeup +10 (file'), ['Ready(00002);']);
	t.deepEqual(enter('wait'), ['3 11/==/75 09:30 EVERY DAY', 'Ready;']);
	t.is(clock(), '09:30:00');
	t.deepEqual(enter('wait'), ['3 ALL 10:00:00 ERASE OLD', 'Ready;']);
	t.is(clock(), '10:00:00');
	t.deepEqual(enter('type wakeup times').slice(2, 4), [
		'ALL      10:00:00 11/19/75 ERASE OLD LISTING',
		'11/==/75 09:30    11/19/75 EVERY DAY OF NOVEMBER',
	]);
	// The next is tomorrow's first, at eight.
	t.deepEqual(enter('wait'), ['3 ALL 08:00 11/19/75 DONE', 'Ready;']);
	t.is(clock(), '08:00:00');
});

test('what WAKEUP and OPTION refuse', t => {
	const {enter} = begin({'BAD TIMES': ['ALL      25:00'], 'WORSE TIMES': ['NEVER    05:00']});
	const refused: ReadonlyArray<readonly [string, string, number]> = [
		['wakeup', 'MISSING OPERAND(S).', 24],
		['wakeup +', 'INVALID PARAMETER \'+\'.', 24],
		['wakeup 24:00', 'INVALID PARAMETER \'24:00\'.', 24],
		['wakeup +1 +2', 'INVALID PARAMETER \'+2\'.', 24],
		['wakeup +1 (smsg', 'INVALID OPTION \'SMSG\'.', 24],
		['wakeup +1 (iucvmsg', 'INVALID OPTION \'IUCVMSG\'.', 24],
		['wakeup +1 (quiet', 'INVALID OPTION \'QUIET\'.', 24],
		['wakeup (file', 'FILE \'WAKEUP TIMES *\' NOT FOUND.', 28],
		['wakeup (file bad', 'FILE \'BAD TIMES A1\' CONTAINS INVALID RECORD FORMATS.', 32],
		['wakeup (file worse', 'FILE \'WORSE TIMES A1\' CONTAINS INVALID RECORD FORMATS.', 32],
		['wakeup (file ../x', 'INVALID . IN FILEID \'../X TIMES\'.', 20],
		['wakeup (file a b 9', 'INVALID MODE \'9\'.', 24],
		['option', 'CMS/DOS ENVIRONMENT NOT ACTIVE.', 40],
		['option nodeck', 'CMS/DOS ENVIRONMENT NOT ACTIVE.', 40],
	];
	for (const [line, message, code] of refused) {
		t.deepEqual(enter(line), [message, `Ready(000${code});`], line);
	}
});

test('times and days', t => {
	t.is(timeOfDay('23:59:59'), 86_399);
	t.is(timeOfDay('9:00'), 32_400);
	t.deepEqual(['', '24:00', '12:60', '12', 'x'].map(text => timeOfDay(text)), Array.from({length: 5}, () => undefined));
	t.deepEqual(['+5', '+01:30', '+1:00:00', '+010203', '+5:', '5'].map(text => interval(text)), [
		300, 90, 3600, 3723, undefined, undefined,
	]);
	t.deepEqual(
		['ALL', 'WEEKDAY', 'WEEKEND', 'WEDNESDA', '11/19/75', '==/19/==', '12/==/==', 'NEVER', '1/1/75'].map(day =>
			isDay(day, '11/19/75')),
		[true, true, false, true, true, true, false, undefined, undefined],
	);
	t.is(parseTimes(times)?.length, 4);
});
