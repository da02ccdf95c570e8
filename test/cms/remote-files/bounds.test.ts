/** What a user of another machine's files cannot do to it: take its storage, its blocks or its time. */
import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {event} from '../../../source/base/intermachine.js';
import {limits} from '../../../source/base/limits.js';
import {encodeFst} from '../../../source/cms/file-system/directory/fst.js';
import {bucketOf, lockPlaces, ownBuckets} from '../../../source/cms/locks/lock-layout.js';
import type {Cms, CmsCommand} from '../../../source/cms/cms.js';
import {
	answerBlock, lockFlag, remoteCode, requestBlock, remoteFunction, verb, writeFlag,
} from '../../../source/cms/remote-files/protocol.js';
import type {Endpoint} from '../../../source/cms/intermachine/endpoint.js';
import type {Step} from '../../../source/guest/action.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {RemoteSession} from '../../support/remote-session.js';

const block = requestBlock.length;

/** A command of a user who speaks to BOB as no CMS does. */
const speaks = (name: string, run: (endpoint: Endpoint, area: number, cms: Cms) => Step): CmsCommand => ({
	name,
	minimum: name.length,
	syntax: [name],
	summary: 'Speaks.',
	* run({cms}) {
		const endpoint = cms.intermachine.endpoint({lasting: true});
		yield * endpoint.signal('BOB', {verb: verb.session, value: 0});
		yield * run(endpoint, cms.allocate(20_000), cms);
		return 0;
	},
});

test('who never takes what he asked for holds no more of the owner\'s storage than the table of limits says', t => {
	const volume = cmsVolume({'LONG DATA': Array.from({length: 400}, (_, index) => `RECORD ${index}`.padEnd(79, '.'))});
	const seen: number[] = [];
	const greedy = speaks('GREEDY', function * (endpoint, area, {guest: {storage}}) {
		for (let number = 1; number <= 20; number++) {
			storage.store(area, requestBlock.encodeSome({
				function: remoteFunction.directory, device: 0x191, number,
			}));
			const asked = yield * endpoint.signal('BOB', {verb: verb.request, value: block});
			const {exchange} = asked as {exchange: number};
			const reply = yield * endpoint.of(exchange);
			if (reply.code !== event.replied) {
				return;
			}

			yield * endpoint.approve(exchange, 'send', area, block);
			yield * endpoint.of(exchange);
			// The answer is asked for, and the transfer never approved.
			const fetched = yield * endpoint.signal('BOB', {verb: verb.answer, value: number});
			const answer = yield * endpoint.of((fetched as {exchange: number}).exchange);
			if (answer.code !== event.replied) {
				return;
			}

			seen.push(answer.message.value);
		}
	});
	const session = new RemoteSession({BOB: {0x191: volume}}, [greedy]);
	const bob = session.user('BOB');
	bob.enter('GRANT * * A TO *');
	session.user('ALICE').enter('GREEDY', 5);
	t.is(seen.length, limits.remoteAreas.value);
	const carol = session.user('CAROL');
	t.deepEqual(carol.enter('ACCESS 191 B (REMOTE BOB', 5), ['B (191) R/O', 'Ready;'], 'others are served');
});

test('a file on its way that does not go on is given up, its blocks are free and its name; its commit comes too late', t => {
	const volume = cmsVolume({'ONE DATA': ['FIRST']});
	const codes: number[] = [];
	const form = {
		function: remoteFunction.write, device: 0x191, name: 'SLOW', type: 'DATA', modeNumber: '1', recordFormat: 'F',
		recordLength: 800, handle: 1,
	};
	const slow = speaks('SLOW', function * (endpoint, area, cms) {
		const {storage} = cms.guest;
		for (const [number, flags] of [[1, writeFlag.first], [2, 0], [3, writeFlag.last]] as const) {
			if (flags === writeFlag.last) {
				yield * cms.console.read();
			}

			storage.store(area, requestBlock.encodeSome({...form, flags, number}));
			storage.store(area + block, new Uint8Array(8000));
			const asked = yield * endpoint.signal('BOB', {verb: verb.request, value: block + 8000});
			const {exchange} = asked as {exchange: number};
			yield * endpoint.of(exchange);
			yield * endpoint.approve(exchange, 'send', area, block + 8000);
			yield * endpoint.of(exchange);
			const fetched = (yield * endpoint.signal('BOB', {verb: verb.answer, value: number})) as {exchange: number};
			yield * endpoint.of(fetched.exchange);
			yield * endpoint.approve(fetched.exchange, 'receive', area, answerBlock.length);
			yield * endpoint.of(fetched.exchange);
			codes.push(answerBlock.decode(storage.fetch(area, answerBlock.length)).code);
		}
	});
	const session = new RemoteSession({BOB: {0x191: volume}}, [slow]);
	const bob = session.user('BOB');
	bob.enter('GRANT * * A TO * (WRITE');
	const used = bob.enter('QUERY DISK A');
	const alice = session.user('ALICE');
	alice.enter('SLOW', 5);
	t.is(bob.enter('QUERY LOCK A', 5).length, 3);
	session.run(limits.remoteStaging.value + 1);
	t.deepEqual(bob.enter('QUERY LOCK A', 5), ['NO LOCKS.', 'Ready;']);
	t.deepEqual(bob.enter('QUERY DISK A', 5), used);
	alice.enter('GO', 5);
	t.is(codes.length, 3);
	t.deepEqual(codes.slice(0, 2), [0, 0]);
	t.not(codes[2], 0);
	t.is(bob.enter('LISTFILE SLOW DATA A', 5).at(-1), 'Ready(00028);');
});

test('an owner that answers late makes a command wait once, for no longer than the table of limits says', t => {
	const entry = encodeFst({
		name: 'ONE', type: 'DATA', mode: 'A1', recordFormat: 'F', recordLength: 80, records: 5, blocks: 1,
		date: '1975-11-19', time: '09:00', firstChainLink: 10,
	});
	let late = false;
	const lie: CmsCommand = {
		name: 'LIE',
		minimum: 3,
		syntax: ['LIE'],
		summary: 'Answers late.',
		* run({cms}) {
			const {storage} = cms.guest;
			const area = cms.allocate(8000);
			const pending: number[] = [];
			const endpoint = cms.intermachine.endpoint({
				verbs: Object.values(verb),
				lasting: true,
				* onEvent({code, exchange, message}) {
					if (code === event.signalled && message.verb === verb.request) {
						if (late) {
							// When the next comes, or never.
							pending.push(exchange);
							return;
						}

						yield * endpoint.reply(exchange, {verb: verb.answer, value: message.value});
						yield * endpoint.approve(exchange, 'receive', area, message.value);
					} else if (code === event.signalled && message.verb === verb.answer) {
						const bytes = Buffer.concat([answerBlock.encodeSome({
							tag: Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 1]), label: 'LIES', count: 1,
						}), entry]);
						storage.store(area + 4000, bytes);
						yield * endpoint.reply(exchange, {verb: verb.answer, value: bytes.length});
						yield * endpoint.approve(exchange, 'send', area + 4000, bytes.length);
					}
				},
			});
			yield * endpoint.authorize('*');
			return 0;
		},
	};
	const session = new RemoteSession({}, [lie]);
	session.user('BOB').enter('LIE');
	const alice = session.user('ALICE');
	t.deepEqual(alice.enter('ACCESS 191 B (REMOTE BOB', 5), ['Ready;']);
	t.deepEqual(alice.enter('ACCESS 192 C (REMOTE BOB', 5), ['Ready;']);
	late = true;
	alice.terminal.take();
	for (const isFirst of [true, false]) {
		session.run(5);
		alice.terminal.line.enter('STATE NO FILE A');
		const typed: string[] = [];
		let seconds = 0;
		for (; seconds < 100 && !typed.some(line => line.startsWith('Ready')); seconds++) {
			session.run(1);
			typed.push(...alice.typed);
		}

		t.true(seconds > 1 && seconds <= (limits.remoteRefresh.value / 1e6) + 2, `${seconds} seconds: ${typed.join(' | ')}`);
		t.is(typed.filter(line => line.includes('DOES NOT ANSWER')).length, isFirst ? 2 : 0, typed.join('\n'));
	}
});

test('however many files a user locks, the owner has room for his own, whatever their names are', t => {
	const session = new RemoteSession({BOB: {0x191: cmsVolume({'ONE DATA': ['FIRST']})}});
	const bob = session.user('BOB');
	bob.enter('GRANT * DATA A TO *');
	const alice = session.user('ALICE');
	alice.enter('ACCESS 191 B (REMOTE BOB');
	const bucket = (name: string): number => bucketOf(toEbcdic(`${name.padEnd(8)}DATA    `), ownBuckets);
	const like = Array.from({length: 1000}, (_, index) => `N${index}`).filter(name => bucket(name) === bucket('OWN'));
	const answers = like.slice(0, lockPlaces.cells).map(name => alice.enter(`CREATE LOCK ${name} DATA B SHARE`, 5).at(-1));
	t.is(answers.length, lockPlaces.cells);
	t.is(answers.filter(answer => answer === 'Ready;').length, lockPlaces.cells - limits.lockReserve.value);
	t.is(answers.at(-1), 'Ready(00072);');
	t.deepEqual(bob.enter('COPYFILE ONE DATA A OWN DATA A', 5), ['Ready;']);
});

test('who asks for locks under one number over and over waits for one', t => {
	const codes: number[] = [];
	const number = 1;
	const flood = speaks('FLOOD', function * (endpoint, area, cms) {
		const {storage} = cms.guest;
		for (let times = 0; times < 2; times++) {
			storage.store(area, requestBlock.encodeSome({
				function: remoteFunction.lock, device: 0x191, name: 'ONE', type: 'DATA', lockMode: 2, flags: lockFlag.wait, number,
			}));
			const {exchange} = (yield * endpoint.signal('BOB', {verb: verb.request, value: block})) as {exchange: number};
			yield * endpoint.of(exchange);
			yield * endpoint.approve(exchange, 'send', area, block);
			yield * endpoint.of(exchange);
		}

		const {exchange} = (yield * endpoint.signal('BOB', {verb: verb.answer, value: number})) as {exchange: number};
		yield * endpoint.of(exchange);
		yield * endpoint.approve(exchange, 'receive', area, answerBlock.length);
		yield * endpoint.of(exchange);
		codes.push(answerBlock.decode(storage.fetch(area, answerBlock.length)).code);
	});
	const session = new RemoteSession({BOB: {0x191: cmsVolume({'ONE DATA': ['FIRST']})}}, [flood]);
	const bob = session.user('BOB');
	bob.enter('GRANT * DATA A TO * (WRITE');
	bob.enter('CREATE LOCK ONE DATA A');
	session.user('ALICE').enter('FLOOD', 5);
	t.deepEqual(codes, [remoteCode.busy]);
});
