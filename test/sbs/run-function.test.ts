/** What a user sees where something goes wrong in SBS itself. */
import test from 'ava';
import type {LibraryStore} from '../../source/sbs/store/store.js';
import {configured} from '../support/configurations.js';
import {LibraryUser, TestLibrary} from '../support/sbs-library.js';

test('a mistake in SBS is answered to who met it, told to the operator, and in the audit file; the library is as it was', t => {
	const library = new TestLibrary();
	const user = library.user('USER1');
	user.files.put('PROG', 'EXEC', ['*']);
	user.enter('PUT PROG EXEC');
	/** A store that cannot do what it should in the middle of a change. */
	const broken: LibraryStore = {
		read: work => library.store.read(work),
		change: work => library.store.change(transaction => work({
			...transaction,
			write() {
				throw new TypeError('x is not a function');
			},
		})),
	};
	const unlucky = new LibraryUser({
		store: broken, seconds: 0, now: library.now, toCp: library.toCp,
	}, 'MAINT', 'administrator');
	unlucky.files.put('PROG', 'EXEC', ['* 2']);
	t.deepEqual(unlucky.enter('PUT PROG EXEC (FORCE'), ['SBS174E SBS FAILED IN PUT - X IS NOT A FUNCTION', '(20)']);
	t.deepEqual(library.toCp, ['MSG OPERATOR SBS174E SBS FAILED IN PUT - X IS NOT A FUNCTION; USER MAINT']);
	t.regex(library.store.auditLines.at(-1)!, / MAINT +20 PUT PROG EXEC \(FORCE$/);
	t.deepEqual(user.enter('VERIFY'), ['SBS159I 1 MEMBERS, 1 VERSIONS VERIFIED; 0 ERRORS']);
	t.is(user.enter('PUT PROG EXEC')[0], 'SBS104I PROG EXEC VERSION 2 STORED');
});

test('SERVER: a mistake in one user\'s command ends neither the machine nor the others\' work', t => {
	const installation = configured('SERVER');
	t.teardown(() => {
		installation.close();
	});
	const {cp} = installation.system;
	const [one, two, operator] = ['USER1', 'USER2', 'OPERATOR'].map(userid => installation.logOn(userid));
	one.enterAll('COPYFILE HELLO EXEC Y MINE EXEC A', 'SBS PUT MINE EXEC');
	const {storage} = cp.machines.get('SBSMASTR')!;
	// Pages of the library are told apart by the version of the storage that they lie in.
	const version = storage.version.bind(storage);
	storage.version = () => {
		throw new TypeError('version is not a function');
	};

	operator.take();
	const typed = one.enter('SBS GET MINE EXEC (REPLACE');
	storage.version = version;
	t.deepEqual(typed, ['SBS174E SBS FAILED IN GET - VERSION IS NOT A FUNCTION', 'Ready(00020);']);

	t.regex(operator.take().join('\n'), /FROM SBSMASTR: SBS174E SBS FAILED IN GET - VERSION IS NOT A FUNCTION; USER USER1/);
	t.is(two.enter('SBS LIST').at(-1), 'Ready;');
	t.is(one.enter('SBS GET MINE EXEC (REPLACE').at(-1), 'Ready;');
	t.deepEqual(one.enter('SBS VERIFY'), ['SBS159I 1 MEMBERS, 1 VERSIONS VERIFIED; 0 ERRORS', 'Ready;']);
});
