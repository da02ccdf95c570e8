/** LOCK and UNLOCK (GC20-1806) where there are more pages than frames. */
import test from 'ava';
import {CpSession} from '../../support/cp-session.js';

/** Sixteen frames. ALICE has the classes of an operator only by the command's own test: here the pager is asked. */
function crowded() {
	const session = new CpSession({storage: 64 * 1024});
	const {vm} = session.logOn('ALICE');
	const operator = session.logOn('OPERATOR');
	const enter = (line: string): string[] => {
		operator.terminal.line.enter(line);
		session.run(0.1);
		return operator.terminal.take();
	};

	/** Uses more pages than there are frames, round and round. */
	const crowd = (): void => {
		for (let round = 0; round < 3; round++) {
			for (let page = 8; page < 40; page++) {
				vm.storage.setWord(page * 4096, page);
			}
		}
	};

	const frames = (): number[] => [1, 2, 3].map(page => vm.storage.pages[page]);
	vm.storage.setWord(0x1000, 0x77);
	return {session, vm, enter, crowd, frames};
}

test('a locked page stays on its frame, whatever goes on around it; unlocked it goes', t => {
	const {session, vm, enter, crowd, frames} = crowded();
	crowd();
	t.true(frames().every(frame => frame < 0), 'nothing is locked');
	t.deepEqual(enter('lock alice 1 3'), ['COMMAND COMPLETE']);
	const locked = frames();
	t.true(locked.every(frame => frame >= 0));
	crowd();
	t.deepEqual(frames(), locked);
	t.is(vm.storage.word(0x1000), 0x77);
	t.is(session.cp.pager.locks.of(vm), 3);
	t.is(session.cp.pager.pageable, 13);
	t.deepEqual(enter('unlock alice 1 3'), ['COMMAND COMPLETE']);
	crowd();
	t.true(frames().every(frame => frame < 0));
	t.is(session.cp.pager.pageable, 16);
});

test('half of the frames stay for others, and no more can be locked', t => {
	const {session, vm, enter} = crowded();
	t.deepEqual(enter('lock alice 0 8'), ['PAGES NOT LOCKED; NOT ENOUGH STORAGE']);
	t.deepEqual(enter('lock alice 0 7'), ['COMMAND COMPLETE']);
	t.deepEqual(enter('lock alice 0 7'), ['COMMAND COMPLETE'], 'they are locked already');
	t.deepEqual(enter('lock operator 0 0'), ['PAGES NOT LOCKED; NOT ENOUGH STORAGE']);
	t.is(session.cp.pager.locks.of(vm), 8);
});

test('a reset and LOGOFF unlock', t => {
	const {session, vm, enter} = crowded();
	enter('lock alice 1 3');
	vm.reset(false);
	t.is(session.cp.pager.locks.size, 0);
	enter('lock alice 1 3');
	session.cp.sessions.logoff(vm);
	t.is(session.cp.pager.locks.size, 0);
	t.is(session.cp.pager.pageable, 16);
});

test('what was locked is unlocked where another page comes to its place', t => {
	const {session, vm, enter} = crowded();
	enter('lock alice 1 1');
	const {vm: other} = session.logOn('BOB');
	other.storage.setWord(0x1000, 1);
	t.true(session.cp.pager.swapPages(vm, 1, other, 1));
	t.is(session.cp.pager.locks.size, 0);
});
