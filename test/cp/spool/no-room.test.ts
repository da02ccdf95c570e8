import test from 'ava';
import {limits} from '../../../source/base/limits.js';
import {memorySpool, type SpoolFile, type SpoolStore} from '../../../source/cp/spool/spool-file.js';
import {TestSystem} from '../../support/cp.js';
import {write} from '../../support/unit-record.js';

/** A store whose room can be taken away. */
function store(): SpoolStore & {hasRoom: boolean; readonly kept: SpoolFile[]} {
	const kept: SpoolFile[] = [];
	return {
		...memorySpool,
		hasRoom: true,
		kept,
		put(file) {
			if (this.hasRoom) {
				kept.push(file);
			}

			return this.hasRoom;
		},
	};
}

test('CLOSE without room for the file says so and loses nothing: it can be said again', t => {
	const spool = store();
	const user = new TestSystem({spool}).logOn('USER1');
	user.enter('spool pun to *');
	write(user.vm, 0x00D, ['CARD 1']);
	spool.hasRoom = false;
	t.deepEqual(user.enter('close pun'), ['DMKVSP427I PUN SPOOL SPACE FULL; FILE NOT CLOSED']);
	t.deepEqual(user.enter('query rdr'), ['NO RDR FILES']);
	write(user.vm, 0x00D, ['CARD 2']);
	spool.hasRoom = true;
	t.deepEqual(user.enter('close pun'), ['PUN FILE 0002  TO  USER1    COPY 01 NOHOLD']);
	t.deepEqual(spool.kept.map(({id, records}) => [id, records.length]), [[2, 2]]);
});

test('what a user leaves open at LOGOFF without room is kept when there is room', t => {
	const spool = store();
	const system = new TestSystem({spool});
	const user = system.logOn('USER1');
	user.enter('spool pun to user2');
	write(user.vm, 0x00D, ['CARD 1']);
	spool.hasRoom = false;
	user.enter('logoff');
	t.deepEqual(spool.kept, []);
	const other = system.logOn('USER2');
	t.regex(other.enter('query rdr all').at(-1)!, /USER1 {4}0001 A PUN/);
	t.deepEqual(other.enter('change rdr all class c'), [
		'NO FILES CHANGED', 'SPOOL SPACE FULL; FILE 0001 NOT CHANGED',
	]);
	spool.hasRoom = true;
	other.enter('change rdr all class b');
	t.deepEqual(spool.kept.map(({id, class: letter}) => [id, letter]), [[1, 'B']]);
});

test('CHANGE, ORDER, TRANSFER and TAG without room say so, and the files are as they were', t => {
	const spool = store();
	const user = new TestSystem({spool}).logOn('USER1');
	user.enter('spool pun to *');
	user.enter('set emsg on');
	for (const card of ['ONE', 'TWO']) {
		write(user.vm, 0x00D, [card]);
		user.enter('close pun');
	}

	user.enter('spool pun to user1');
	const before = user.enter('query rdr all');
	spool.hasRoom = false;
	const refusal = (file: string): string => `DMKCSU427E SPOOL SPACE FULL; FILE ${file} NOT CHANGED`;
	t.deepEqual(user.enter('change rdr all class b'), ['NO FILES CHANGED', refusal('0001'), refusal('0002')]);
	t.deepEqual(user.enter('order rdr 2 1'), ['NO FILES ORDERED', refusal('0002'), refusal('0001')]);
	t.deepEqual(user.enter('transfer 1 to user2'), ['NO FILES TRANSFERRED', refusal('0001')]);
	t.deepEqual(user.enter('tag file 1 there'), ['DMKTAG427E SPOOL SPACE FULL; FILE 0001 NOT CHANGED']);
	t.deepEqual(user.enter('query rdr all'), before);
	t.deepEqual(user.enter('tag query file 1'), ['(TAG BLANK)']);
	spool.hasRoom = true;
	t.deepEqual(user.enter('order rdr 2 1'), ['0002 FILES ORDERED']);
	t.is(user.enter('query rdr all')[1], before[2]);
});

test('a user with too many files is told at CLOSE; when some are purged he goes on', t => {
	const system = new TestSystem();
	const user = system.logOn('USER1');
	user.enter('set imsg off');
	user.enter('spool pun to *');
	for (let count = 1; count < limits.spoolFilesOfUser.value; count++) {
		write(user.vm, 0x00D, ['CARD']);
		system.cp.execute('close pun', {
			vm: user.vm, line: user.terminal.line, reply: () => undefined, fail: t.fail, done: () => undefined,
		});
	}

	write(user.vm, 0x00D, ['CARD']);
	write(user.vm, 0x00E, ['LINE']);
	t.deepEqual(user.enter('close pun'), []);
	t.deepEqual(user.enter('close prt'), ['DMKVSP427I PRT SPOOL SPACE FULL; FILE NOT CLOSED']);
	user.enter('purge rdr 1');
	t.deepEqual(user.enter('close prt'), []);
});
