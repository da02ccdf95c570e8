/** What becomes of remote files where one of the two machines stops, goes, begins afresh or has a file open. */
import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {event} from '../../../source/base/intermachine.js';
import type {Step} from '../../../source/guest/action.js';
import type {Cms, CmsCommand} from '../../../source/cms/cms.js';
import {encodeFst} from '../../../source/cms/file-system/directory/fst.js';
import type {RecordSource} from '../../../source/cms/file-system/disk/disk.js';
import {checkFileSystem, readFile} from '../../../source/cms/file-system/disk/host.js';
import {
	answerBlock, answerFlag, remoteFunction, requestBlock, verb, type RemoteAnswer, type RemoteRequest,
} from '../../../source/cms/remote-files/protocol.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {RemoteSession} from '../../support/remote-session.js';

const command = (name: string, run: (cms: Cms) => Step<number>): CmsCommand => ({
	name, minimum: name.length, syntax: [name], summary: 'Looks.', run: ({cms}) => run(cms),
});

/** Computes for ever. */
function * compute(): Step<never> {
	for (;;) {
		yield {kind: 'charge', instructions: 1000};
	}
}

/** Writes a file of several exchanges; half-way something else is done. */
const write = (name: string, halfWay: (cms: Cms) => Step<unknown>): CmsCommand => command(name, function * (cms) {
	let batch = 0;
	const source: RecordSource = {
		* next() {
			batch++;
			if (batch === 3) {
				yield * halfWay(cms);
			}

			return batch > 4 ? [] : Array.from({length: 40}, () => toEbcdic('NEW'.padEnd(800)));
		},
	};
	return yield * cms.disks.writeFrom(cms.disks.disk('B')!, {
		name: 'LONG', type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 800,
	}, source);
});

/** Reads a file to its end; reads a line half-way. */
const read = command('READ', function * (cms) {
	const {disk, status} = cms.disks.find('LONG', 'DATA', 'B')!;
	const file = yield * cms.disks.open(disk, status);
	for (let record = 1; record <= status.records; record++) {
		if (record === 50) {
			yield * cms.console.read();
		}

		if (!((yield * file.read(record)) instanceof Uint8Array)) {
			return 12;
		}
	}

	return 0;
});

/** Opens files for writing by the active file table, reads a line and closes them. */
const hold = command('HOLD', function * (cms) {
	const mode = cms.disks.disk('B') ? 'B1' : 'A1';
	const rc = yield * cms.activeFiles.write({name: 'LONG', type: 'DATA', mode}, {
		item: 0, bytes: toEbcdic('MORE'.padEnd(79)), format: 'V', count: 1,
	});
	if (rc === 0) {
		yield * cms.console.read();
	}

	return rc;
});

/** Reads a record of a file, which stays open, and then a line. */
const reading = command('READING', function * (cms) {
	const {code} = yield * cms.activeFiles.read({name: 'LONG', type: 'DATA', mode: 'A1'}, 1, 1, 80);
	yield * cms.console.read();
	return code;
});

const lines = Array.from({length: 400}, (_, index) => `RECORD ${index}`.padEnd(79, '.'));

function setUp(storage = 1 << 22) {
	const volume = cmsVolume({'LONG DATA': lines, 'ONE DATA': ['FIRST']});
	const session = new RemoteSession({BOB: {0x191: volume}}, [
		write('WRITE', cms => cms.console.read()), write('STUCK', compute), read, hold, reading, command('SPIN', compute),
	], storage);
	const bob = session.user('BOB');
	bob.enter('GRANT * * A TO * (WRITE');
	const alice = session.user('ALICE');
	alice.enter('ACCESS 191 B (REMOTE BOB');
	const device = new VolumeBlocks(volume);
	return {
		session, alice, bob, problems: () => checkFileSystem(device), records: () => readFile(device, 'LONG', 'DATA')?.length,
	};
}

const lost = (why: string): string => `REMOTE DISK 'B(191)': BOB ${why}.`;

test('the owner is reset while a file is read: the command ends, the disk is there again with him', t => {
	const {alice, bob} = setUp();
	alice.enter('READ');
	bob.enter('#cp system reset');
	t.deepEqual(alice.enter('GO ON'), [
		lost('GRANTS NOTHING'), 'DMSITS104S ERROR \'3\' READING FILE FROM DISK.', 'Ready(00100);',
	]);
	// Told once; what is in the directory stays, as with a disk that is detached.
	t.deepEqual(alice.enter('TYPE ONE DATA B').slice(-1), ['Ready(00100);']);
	bob.ipl();
	t.deepEqual(alice.enter('TYPE ONE DATA B'), ['', 'FIRST', '', 'Ready;']);
});

for (const [how, line, why] of [
	['is reset', '#cp system reset', 'GRANTS NOTHING'],
	['logs off', '#cp logoff', 'NOT LOGGED ON'],
] as const) {
	test(`the owner ${how} while a file is written: nothing of it is there`, t => {
		const {alice, bob, problems, records} = setUp();
		alice.enter('WRITE');
		bob.enter(line);
		t.deepEqual(alice.enter('GO ON'), [lost(why), 'Ready(00003);']);
		t.is(records(), lines.length);
		t.deepEqual(problems(), []);
	});
}

test('the owner stops: the other waits as long as the table of limits says, not for ever', t => {
	const {alice, bob, session, records} = setUp();
	alice.enter('READ');
	bob.enter('#cp');
	t.deepEqual(alice.enter('GO ON', 20), []);
	session.run(60);
	t.deepEqual(alice.typed.slice(-2), ['DMSITS104S ERROR \'3\' READING FILE FROM DISK.', 'Ready(00100);']);
	bob.enter('BEGIN');
	t.deepEqual(alice.enter('TYPE ONE DATA B'), ['', 'FIRST', '', 'Ready;']);
	t.is(records(), lines.length);
});

for (const [how, line] of [
	['HX', 'HX'], ['reset', '#cp system reset'], ['LOGOFF', '#cp logoff'],
] as const) {
	test(`the user's ${how} while he writes: nothing stays under way with the owner`, t => {
		const {alice, bob, problems, records} = setUp();
		const before = bob.enter('QUERY DISK A');
		alice.enter('STUCK', 5);
		t.deepEqual(bob.enter('ERASE LONG DATA A', 5), [
			'DMSERS105S ERROR \'9\' WRITING FILE \'LONG DATA A1\' ON DISK.', 'Ready(00100);',
		]);
		alice.enter(line, 5);
		t.is(records(), lines.length);
		t.deepEqual(bob.enter('QUERY DISK A'), before);
		t.deepEqual(bob.enter('RENAME LONG DATA A SAME DATA A'), ['Ready;']);
		t.deepEqual(problems(), []);
	});
}

test('the owner computes, and ends that by HX: he serves all the time', t => {
	const {alice, bob, problems, records} = setUp();
	bob.enter('SPIN', 1);
	alice.enter('WRITE', 20);
	t.deepEqual(bob.enter('HX', 1), ['CMS']);
	bob.enter('SPIN', 1);
	t.deepEqual(alice.enter('GO ON', 20), ['Ready;']);
	t.deepEqual(alice.enter('TYPE ONE DATA B', 20), ['', 'FIRST', '', 'Ready;']);
	t.deepEqual(bob.enter('HX', 1), ['CMS']);
	t.is(records(), 160);
	t.deepEqual(problems(), []);
});

test('a file that somebody writes is nobody else\'s: not another user\'s, not the owner\'s, not while the owner has it', t => {
	const {alice, bob, session, records} = setUp();
	const carol = session.user('CAROL');
	carol.enter('ACCESS 191 B (REMOTE BOB');
	alice.enter('HOLD');
	t.deepEqual(carol.enter('HOLD'), ['Ready(00009);']);
	t.is(carol.enter('ERASE LONG DATA B').at(-1), 'Ready(00100);');
	t.deepEqual(bob.enter('HOLD'), ['Ready(00009);']);
	t.is(bob.enter('COPYFILE ONE DATA A LONG DATA A (REPLACE').at(-1), 'Ready(00100);');
	t.deepEqual(carol.enter('TYPE LONG DATA B 400 400'), ['', lines[399], '', 'Ready;']);
	t.deepEqual(alice.enter('DONE'), ['Ready;']);
	t.is(records(), 401);
	bob.enter('HOLD');
	t.deepEqual(alice.enter('HOLD'), ['Ready(00009);']);
	t.is(alice.enter('COPYFILE ONE DATA B LONG DATA B (REPLACE').at(-1), 'Ready(00100);');
	bob.enter('DONE');
	t.is(records(), 402);
	t.deepEqual(alice.enter('HOLD'), []);
	t.deepEqual(alice.enter('DONE'), ['Ready;']);
	t.is(records(), 403);
});

test('a file that a program of its owner reads is changed by nobody else before it is closed', t => {
	const {alice, bob, records} = setUp();
	bob.enter('READING');
	t.is(alice.enter('COPYFILE ONE DATA B LONG DATA B (REPLACE').at(-1), 'Ready(00100);');
	t.is(alice.enter('ERASE LONG DATA B').at(-1), 'Ready(00100);');
	t.is(records(), 400);
	t.deepEqual(bob.enter('DONE'), ['Ready;']);
	t.deepEqual(alice.enter('ERASE LONG DATA B'), ['Ready;']);
});

/** Answers whoever asks for files as no CMS does: `tell` makes the answer to a request. */
const lie = (tell: (asked: RemoteRequest) => Uint8Array): CmsCommand => command('LIE', function * (cms) {
	const {storage} = cms.guest;
	const area = cms.allocate(16_000);
	let answer = new Uint8Array(0);
	const endpoint = cms.intermachine.endpoint({
		verbs: Object.values(verb),
		lasting: true,
		* onEvent({code, exchange, message}) {
			if (code === event.transferred) {
				answer = Uint8Array.from(tell(requestBlock.decode(storage.fetch(area, requestBlock.length))));
			} else if (code === event.signalled && message.verb === verb.request) {
				yield * endpoint.reply(exchange, {verb: verb.answer, value: message.value});
				yield * endpoint.approve(exchange, 'receive', area, message.value);
			} else if (code === event.signalled && message.verb === verb.answer) {
				yield * endpoint.reply(exchange, {verb: verb.answer, value: answer.length});
				storage.store(area + 8000, answer);
				yield * endpoint.approve(exchange, 'send', area + 8000, answer.length);
			}
		},
	});
	yield * endpoint.authorize('*');
	return 0;
});

const entry = encodeFst({
	name: 'ONE', type: 'DATA', mode: 'A1', recordFormat: 'F', recordLength: 80, records: 5, blocks: 1,
	date: '1975-11-19', time: '09:00', firstChainLink: 10,
});
const told = {tag: Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 1]), label: 'LIES', count: 1};
const answerWith = (fields: Partial<RemoteAnswer>, data: Uint8Array): Uint8Array =>
	Uint8Array.from(Buffer.concat([answerBlock.encodeSome({...told, ...fields}), data]));

for (const [what, answer] of [
	['of four bytes', new Uint8Array(4)],
	['that tells of more files than any disk has', answerWith({count: 0xFFFF_FFFF}, entry)],
	['with half an entry', answerWith({}, entry.subarray(0, 20))],
	['with more blocks than any disk has', answerWith({total: 0xFFFF_FFFF}, entry)],
] as const) {
	test(`an answer ${what} ends the command, not the machine`, t => {
		const session = new RemoteSession({}, [lie(() => answer)]);
		t.deepEqual(session.user('BOB').enter('LIE'), ['Ready;']);
		const alice = session.user('ALICE');
		t.deepEqual(alice.enter('ACCESS 191 B (REMOTE BOB'), ['\'BOB\' REFUSES', 'Ready(00100);']);
		t.deepEqual(alice.enter('STATE ONE DATA A'), ['File \'ONE DATA A\' not found.', 'Ready(00028);']);
	});
}

for (const [what, count] of [['longer than any', 0xFFFF_FFFF], ['shorter than its part', 1]] as const) {
	test(`a record ${what} ends the command, not the machine`, t => {
		const session = new RemoteSession({}, [lie(asked => asked.function === remoteFunction.directory
			? answerWith({}, entry)
			: answerWith({flags: answerFlag.part, count}, new Uint8Array(100)))]);
		session.user('BOB').enter('LIE');
		const alice = session.user('ALICE');
		alice.enter('ACCESS 191 B (REMOTE BOB');
		t.deepEqual(alice.enter('TYPE ONE DATA B').slice(-1), ['Ready(00100);']);
	});
}
