/** What a service's file says, and what it must say. */
import test from 'ava';
import {toEbcdic} from '../../source/base/ebcdic.js';
import {InvalidProfile, parseServiceProfile, type ServiceProfile} from '../../source/service/service-profile.js';

/** A profile with everything in it. */
const whole: Readonly<Record<string, string>> = {
	PROGRAM: 'SBS', CONFIGURATION: 'SLAVES', MASTER: 'LIBRARY', PROTOTYPE: 'LIBPROTO', PREFIX: 'LIB',
	MINIMUM: '2', MAXIMUM: '9', IDLE: '30', WAITING: '40', TIME: '50', LIMIT: '60',
	USERS: 'ANNE BERT', ADMINISTRATORS: 'CARL DORA', DISK: 'D',
};

/** It with changes; `undefined` leaves a keyword out. */
function profile(changes: Readonly<Record<string, string | undefined>> = {}) {
	const lines = Object.entries({...whole, ...changes})
		.flatMap(([keyword, value]) => value === undefined ? [] : [`${keyword} ${value}`]);
	return parseServiceProfile('LIBRARY', ['* A COMMENT', '', ...lines].map(line => toEbcdic(line)));
}

function valid(changes: Readonly<Record<string, string | undefined>> = {}): ServiceProfile {
	const parsed = profile(changes);
	if (parsed instanceof InvalidProfile) {
		throw new TypeError(parsed.keyword);
	}

	return parsed;
}

test('a profile holds name, program, configuration, prototype, slaves, limits, users and administrators', t => {
	t.like(profile(), {
		name: 'LIBRARY', program: 'SBS', master: 'LIBRARY', prototype: 'LIBPROTO', prefix: 'LIB',
		minimum: 2, maximum: 9, idle: 30, waiting: 40, time: 50, limit: 60,
		users: ['ANNE', 'BERT'], administrators: ['CARL', 'DORA'],
	});
	t.is(valid().own('DISK'), 'D');
	t.is(valid().own('NOTHING'), '');
});

test('what may be left out: the program is called as the service, everybody may use it, nobody administers it', t => {
	t.like(profile({
		PROGRAM: undefined, CONFIGURATION: undefined, IDLE: undefined, WAITING: undefined, TIME: undefined,
		LIMIT: undefined, USERS: undefined, ADMINISTRATORS: undefined,
	}), {
		program: 'LIBRARY', idle: 300, waiting: 60, time: 600, limit: 60, users: ['*'], administrators: [],
	});
});

test('a configuration is one of three; what it says of slaves counts for theirs', t => {
	t.deepEqual(valid({CONFIGURATION: undefined}).configuration, {kind: 'SLAVES'});
	t.deepEqual(valid({CONFIGURATION: 'LINK SECRET'}).configuration, {kind: 'LINK', password: 'SECRET'});
	t.deepEqual(valid({CONFIGURATION: 'SERVER', PROTOTYPE: undefined, PREFIX: undefined}).configuration, {kind: 'SERVER'});
	t.like(valid({CONFIGURATION: 'SLAVES 3 7 IDLE 45', MINIMUM: undefined, MAXIMUM: undefined}), {
		minimum: 3, maximum: 7, idle: 45,
	});
	t.like(valid({CONFIGURATION: 'SLAVES 3 7'}), {minimum: 3, maximum: 7, idle: 30});
});

test('the library\'s disks, the size of its program, its directory and librarians', t => {
	t.deepEqual(valid().library, {owner: 'LIBRARY', devices: [0x300]});
	t.deepEqual(valid({LIBRARY: 'OTHER 301 3FF'}).library, {owner: 'OTHER', devices: [0x301, 0x3FF]});
	t.is(valid().moduleSize, undefined);
	t.is(valid({MODULESIZE: '1500K'}).moduleSize, 1500 * 1024);
	t.is(valid({MODULESIZE: '2M'}).moduleSize, 2 * 1024 * 1024);
	t.is(valid({MODULESIZE: '48000'}).moduleSize, 48_000);
	t.deepEqual(valid().directories, ['SBSDIR']);
	t.deepEqual(valid({LIBRARY: 'OTHER 301 302 303'}).directories, ['SBSDIR', 'SBSDIR2', 'SBSDIR3']);
	t.deepEqual(valid({DIRECTORY: 'OWNDIR'}).directories, ['OWNDIR']);
	t.deepEqual(valid({LIBRARY: 'OTHER 301 302 303', DIRECTORY: 'ONE TWO'}).directories, ['ONE', 'TWO', 'ONE3']);
	t.deepEqual(valid({LIBRARIANS: 'EVE FRED'}).librarians, ['EVE', 'FRED']);
});

for (const [what, keyword, changes] of [
	['no master', 'MASTER', {MASTER: undefined, LIBRARY: 'OTHER'}], ['no prototype', 'PROTOTYPE', {PROTOTYPE: undefined}],
	['no prefix of slaves', 'PREFIX', {PREFIX: undefined}],
	['no minimum', 'MINIMUM', {MINIMUM: undefined}], ['no maximum', 'MAXIMUM', {MAXIMUM: undefined}],
	['a minimum that is no number', 'MINIMUM', {MINIMUM: 'ONE'}],
	['more at least than at most', 'MINIMUM', {MINIMUM: '10'}], ['no slave at all', 'MAXIMUM', {MINIMUM: '0', MAXIMUM: '0'}],
	['more slaves than names have digits', 'MAXIMUM', {MAXIMUM: '100'}], ['an idle limit of nothing', 'IDLE', {IDLE: '0'}],
	['a waiting limit that is no number', 'WAITING', {WAITING: 'LONG'}], ['a time limit below zero', 'TIME', {TIME: '-1'}],
	['a processor limit of nothing', 'LIMIT', {LIMIT: '0'}],
	['a configuration that does not exist', 'CONFIGURATION', {CONFIGURATION: 'MAGIC'}],
	['LINK without a password', 'CONFIGURATION', {CONFIGURATION: 'LINK'}],
	['a password with something behind it', 'CONFIGURATION', {CONFIGURATION: 'LINK ONE TWO'}],
	['a server and something', 'CONFIGURATION', {CONFIGURATION: 'SERVER 3'}],
	['slaves without a maximum', 'CONFIGURATION', {CONFIGURATION: 'SLAVES 3'}],
	['slaves idle for a while', 'CONFIGURATION', {CONFIGURATION: 'SLAVES 3 4 IDLE LONG'}],
	['a library of nobody', 'LIBRARY', {LIBRARY: 'NOBODY/S 300'}], ['a disk that is none', 'LIBRARY', {LIBRARY: 'LIBRARY 3000'}],
	['a disk twice', 'LIBRARY', {LIBRARY: 'LIBRARY 300 300'}],
	['a program of no size', 'MODULESIZE', {MODULESIZE: '0K'}], ['a program larger than storage', 'MODULESIZE', {MODULESIZE: '20M'}],
	['a program of some size', 'MODULESIZE', {MODULESIZE: 'LARGE'}], ['a directory that is no name', 'DIRECTORY', {DIRECTORY: 'A/B'}],
	['one directory for two disks', 'DIRECTORY', {LIBRARY: 'OTHER 301 302', DIRECTORY: 'ONE ONE'}],
	['a directory whose name with a number is too long', 'DIRECTORY', {LIBRARY: 'OTHER 301 302', DIRECTORY: 'EIGHTLET'}],
	['a librarian who is nobody', 'LIBRARIANS', {LIBRARIANS: 'A/B'}],
] as const) {
	test(`a profile with ${what} is none, and ${keyword} is to blame`, t => {
		t.deepEqual(profile(changes), new InvalidProfile(keyword));
	});
}
