/** What a service's file says, and what it must say. */
import test from 'ava';
import {toEbcdic} from '../../source/base/ebcdic.js';
import {parseServiceProfile} from '../../source/service/service-profile.js';

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

test('a profile holds name, program, configuration, prototype, slaves, limits, users and administrators', t => {
	t.like(profile(), {
		name: 'LIBRARY', program: 'SBS', master: 'LIBRARY', prototype: 'LIBPROTO', prefix: 'LIB',
		minimum: 2, maximum: 9, idle: 30, waiting: 40, time: 50, limit: 60,
		users: ['ANNE', 'BERT'], administrators: ['CARL', 'DORA'],
	});
	t.is(profile()!.own('DISK'), 'D');
	t.is(profile()!.own('NOTHING'), '');
});

test('what may be left out: the program is called as the service, everybody may use it, nobody administers it', t => {
	t.like(profile({
		PROGRAM: undefined, CONFIGURATION: undefined, IDLE: undefined, WAITING: undefined, TIME: undefined,
		LIMIT: undefined, USERS: undefined, ADMINISTRATORS: undefined,
	}), {
		program: 'LIBRARY', idle: 300, waiting: 60, time: 600, limit: 60, users: ['*'], administrators: [],
	});
});

for (const [what, changes] of [
	['no master', {MASTER: undefined}], ['no prototype', {PROTOTYPE: undefined}], ['no prefix of slaves', {PREFIX: undefined}],
	['no minimum', {MINIMUM: undefined}], ['no maximum', {MAXIMUM: undefined}], ['a minimum that is no number', {MINIMUM: 'ONE'}],
	['more at least than at most', {MINIMUM: '10'}], ['no slave at all', {MINIMUM: '0', MAXIMUM: '0'}],
	['more slaves than names have digits', {MAXIMUM: '100'}], ['an idle limit of nothing', {IDLE: '0'}],
	['a waiting limit that is no number', {WAITING: 'LONG'}], ['a time limit below zero', {TIME: '-1'}],
	['a processor limit of nothing', {LIMIT: '0'}], ['a configuration that does not exist', {CONFIGURATION: 'MAGIC'}],
] as const) {
	test(`a profile with ${what} is none`, t => {
		t.is(profile(changes), undefined);
	});
}
