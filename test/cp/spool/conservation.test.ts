/**
 * Whatever several users and the spooling operator do to the spool: no file is lost or doubled, nobody without class D
 * touches another's, QUERY counts what is there, and a restart finds the same queues.
 */
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import {memorySpool, spoolQueues, type SpoolFile, type SpoolStore} from '../../../source/cp/spool/spool-file.js';
import {TestSystem, type Session} from '../../support/cp.js';
import {write} from '../../support/unit-record.js';

/** A store that has what was put, as bytes would: copies. */
function keeping(): SpoolStore & {readonly kept: Map<number, SpoolFile>} {
	const kept = new Map<number, SpoolFile>();
	return {
		...memorySpool,
		kept,
		load: () => [...kept.values()].map(file => ({...file})),
		put(file) {
			kept.set(file.id, {...file});
			return true;
		},
		remove(id) {
			kept.delete(id);
		},
	};
}

const users = ['USER1', 'USER2', 'USER3'] as const;
const queue = fc.constantFrom('reader', 'printer', 'punch');
const selection = fc.oneof(fc.constantFrom('all', 'class a', 'class b'), fc.integer({min: 1, max: 12}).map(String));
const other = fc.constantFrom('user1', 'user2', 'user3');
const step = fc.record({
	who: fc.constantFrom('OPERATOR', ...users),
	prints: fc.boolean(),
	command: fc.oneof(
		fc.tuple(queue, selection, fc.constantFrom('class b', 'hold', 'nohold', 'copy 2', 'dist x'))
			.map(words => `change ${words.join(' ')}`),
		fc.tuple(queue, selection).map(words => `order ${words.join(' ')}`),
		fc.tuple(queue, selection).map(words => `purge ${words.join(' ')}`),
		fc.tuple(selection, fc.constantFrom('to', 'from'), other).map(words => `transfer ${words.join(' ')}`),
		fc.tuple(other, queue, selection).map(words => `purge ${words.join(' ')}`),
		fc.tuple(other, queue, selection).map(words => `change ${words.join(' ')} class b`),
		fc.constantFrom('close reader', 'hold user1', 'free system', 'spool printer to user2', 'spool printer off'),
	),
});

/** Nothing of a file was changed. */
const isSame = (now: SpoolFile | undefined, before: SpoolFile): boolean =>
	now?.owner === before.owner
	&& now.class === before.class
	&& now.hold === before.hold
	&& now.copies === before.copies
	&& now.distribution === before.distribution;

/** What stands in the queues, in order, without the records. */
const queuesOf = ({cp}: TestSystem): unknown[] => spoolQueues.map(each =>
	cp.spooler.filesOf(undefined, each).map(({records: _, ...file}) => file));

test('any sequence of spool commands keeps the files, their owners\' rights, the counts and the queues', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.array(step, {minLength: 5, maxLength: 25}), steps => {
			const spool = keeping();
			const system = new TestSystem({spool});
			const {cp} = system;
			const sessions = new Map<string, Session>(['OPERATOR', ...users].map((userid, index) => [
				userid, system.logOn(userid, `GRAF 02${index}`),
			]));
			for (const {who, prints, command} of steps) {
				const session = sessions.get(who)!;
				if (prints) {
					write(session.vm, 0x00E, ['LINE']);
					session.execute('CLOSE PRINTER');
				}

				const before = new Map(cp.spooler.everything().map(file => [file.id, {...file}]));
				session.execute(command.toUpperCase());
				const after = cp.spooler.everything();
				if (new Set(after.map(({id}) => id)).size !== after.length) {
					throw new Error(`doubled by ${command}`);
				}

				for (const [id, file] of before) {
					const now = after.find(each => each.id === id);
					const isHis = file.owner === who || (file.originator === who && file.queue === 'RDR');
					if (!isHis && who !== 'OPERATOR' && !isSame(now, file)) {
						throw new Error(`${who} touched file ${id} of ${file.owner} by ${command}`);
					}

					if (!now && !/^(?:PURGE|CLOSE)/.test(command.toUpperCase())) {
						throw new Error(`file ${id} lost by ${command}`);
					}
				}
			}

			for (const userid of users) {
				const counts = spoolQueues.map(each => cp.spooler.filesOf(userid, each).length);
				const line = sessions.get(userid)!.execute('QUERY FILES').response[0];
				const shown = [...line.matchAll(/(\d+|NO) (?:RDR|PRT|PUN)/g)].map(([, count]) => count === 'NO' ? 0 : Number(count));
				if (JSON.stringify(counts) !== JSON.stringify(shown)) {
					throw new Error(`${line} of ${counts.join(' ')}`);
				}
			}

			return isDeepStrictEqual(queuesOf(new TestSystem({spool})), queuesOf(system));
		}), {numRuns: 15});
	});
});
