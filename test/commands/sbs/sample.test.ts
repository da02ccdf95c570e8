/** The program library of `dasd/library`, imported and built: a real project under SBS. */
import test from 'ava';
import {virtualStart} from '../../../source/base/clock.js';
import {findIn, storeFound} from '../../../source/commands/sbs/import-folder.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {CmsSession} from '../../support/cms-session.js';
import {TestLibrary, type LibraryUser} from '../../support/sbs-library.js';
import {libraryPrograms, usersOfShared} from '../../support/program-library.js';

const importer = {userid: 'SARAH', now: virtualStart, folder: '*LIBRARY'};
const found = findIn('dasd/library', importer);
const sources = found.members.filter(({type}) => type === 'ASSEMBLE').map(({name}) => name);

function imported(): {readonly library: TestLibrary; readonly sarah: LibraryUser} {
	const library = new TestLibrary();
	storeFound(library.store, found, importer);
	return {library, sarah: library.user('SARAH')};
}

const builtOf = (lines: readonly string[], type: string): string[] =>
	lines.flatMap(line => new RegExp(String.raw`^SBS20[01]I (\S+) ${type} VERSION`).exec(line)?.[1] ?? []).toSorted();

test('all of it is built; a null build builds nothing; a macro change rebuilds what depends on it', t => {
	t.deepEqual(found.problems, []);
	const {library, sarah} = imported();
	const first = sarah.enter('BUILD LIBRARY');
	t.deepEqual(builtOf(first, 'TEXT'), sources.toSorted());
	t.deepEqual(builtOf(first, 'MODULE'), [...libraryPrograms].toSorted());
	t.is(first.at(-1), `SBS206I SYSTEM LIBRARY: ${sources.length + libraryPrograms.length} BUILT, 0 UP TO DATE, 0 NOT BUILT`);
	const {changes} = library.store;
	const [nothing] = sarah.enter('BUILD LIBRARY');
	t.is(nothing, `SBS206I SYSTEM LIBRARY: 0 BUILT, ${sources.length + libraryPrograms.length} UP TO DATE, 0 NOT BUILT`);
	t.is(library.store.changes, changes);
	sarah.enter('GET SORTD COPY (REPLACE');
	sarah.files.put('SORTD', 'COPY', [...sarah.files.text('SORTD', 'COPY')!, '* Changed']);
	sarah.enter('PUT SORTD COPY');
	t.deepEqual(builtOf(sarah.enter('BUILD LIBRARY'), 'TEXT'), [...usersOfShared.get('SORTD COPY')!].toSorted());
});

test('what BUILD links runs in CMS', t => {
	const {sarah} = imported();
	sarah.enter('BUILD LIBRARY');
	for (const program of ['STRTEST', 'SRTTEST']) {
		sarah.enter(`GET ${program} MODULE`);
		const cms = new CmsSession({volumes: {0x191: cmsVolume({}, [sarah.files.file(program, 'MODULE')!])}});
		const typed = cms.enter(program);
		t.regex(typed.at(-2) ?? '', /^\d{2,} TESTS, 0 FAILED$/, typed.join('\n'));
	}
});
