/** What is planned in one look at the library and used in another may have gone in between: that is told, as it is. */
import test from 'ava';
import type {LibraryStore} from '../../../source/sbs/store/store.js';
import {LibraryUser, TestLibrary} from '../../support/sbs-library.js';

const sources: ReadonlyArray<readonly [name: string, type: string, lines: readonly string[]]> = [
	['ADDONE', 'MACRO', ['         MACRO', '         ADDONE', '         LA    1,1(,1)', '         MEND']],
	['PROG', 'ASSEMBLE', ['PROG     CSECT', '         ADDONE', '         BR    14', '         END']],
	['SYS', 'CNTRL', ['FIX1 FIX1']],
	['PROG', 'FIX1', ['./ I 20', '         LA    2,2']],
	['PROG', 'BUILD', ['INCLUDE PROG', 'ENTRY PROG']],
];

function filled(): {readonly library: TestLibrary; readonly user: LibraryUser} {
	const library = new TestLibrary();
	const user = library.user('USER1');
	user.enter('DEFINE SYSTEM SYS');
	for (const [name, type, lines] of sources) {
		const numbered = type === 'ASSEMBLE' ? lines.map((line, index) => line.padEnd(72) + String((index + 1) * 10).padStart(8, '0')) : lines;
		user.files.put(name, type, numbered);
		user.enter(`PUT ${name} ${type}`);
	}

	user.enter('INCLUDE * * IN SYS');
	return {library, user};
}

for (const [line, gone] of [['DELETE', 'is deleted'], ['RENAME', 'gets another name']] as const) {
	test(`a member that ${gone} in the middle of BUILD, at any moment`, t => {
		for (const [name, type] of sources) {
			const id = `${name} ${type}`;
			let told = 0;
			for (let moment = 1; moment < 60; moment++) {
				const {library, user} = filled();
				let looks = 0;
				const store: LibraryStore = {
					* read(work) {
						looks++;
						if (looks === moment) {
							user.enter(`${line} ${id}${line === 'RENAME' ? ' OTHER DATA' : ''}`);
						}

						return yield * library.store.read(work);
					},
					change: work => library.store.change(work),
				};
				const builder = new LibraryUser({store, seconds: 0, now: library.now}, 'USER1', 'user');
				const typed = builder.enter('BUILD SYS');
				if (looks < moment) {
					break;
				}

				const what = `${id}, look ${moment}: ${typed.join('; ')}`;
				t.notRegex(typed.join('\n'), /SBS(?:125|134|174)/, what);
				told += typed.includes(`SBS106E ${id} NOT IN SBS DATA BASE`) ? 1 : 0;
			}

			t.true(told > 0, id);
		}
	});
}
