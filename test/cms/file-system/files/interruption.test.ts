/** Files used by an interruption routine while the program it interrupts uses files too. */
import test from 'ava';
import {fromEbcdic} from '../../../../source/base/ebcdic.js';
import type {Step} from '../../../../source/guest/action.js';
import type {Cms, CmsCommand} from '../../../../source/cms/cms.js';
import {CmsSession} from '../../../support/cms-session.js';

const intervalTimer = 0x0080;
const timer = 80;
/** Units of 1/76800 s: a little less than one revolution of the disk. */
const often = 900;

function * linesOf(cms: Cms, name: string): Step<string> {
	const {disk, status} = cms.disks.find(name, 'DATA', 'A')!;
	const file = yield * cms.disks.open(disk, status);
	const lines: string[] = [];
	for (let record = 1; record <= status.records; record++) {
		const bytes = yield * file.read(record);
		lines.push(bytes instanceof Uint8Array ? fromEbcdic(bytes) : '?');
	}

	file.close();
	return lines.join('');
}

const numbered = (name: string, count: number): string[] =>
	Array.from({length: count}, (_, index) => `${name} ${index}`.padEnd(70, '.'));

test('an interruption routine may read files: the program interrupted gets its own records', t => {
	const files = {'MAIN DATA': numbered('MAIN', 200), 'OTHER DATA': numbered('OTHER', 100)};
	const [main, other] = Object.values(files).map(lines => lines.join(''));
	const seen = {interruptions: 0, wrongInRoutine: 0, wrongInProgram: 0};
	const work: CmsCommand = {
		name: 'WORK',
		minimum: 4,
		syntax: ['WORK'],
		summary: 'Reads a file while an interruption routine reads another.',
		* run({cms}) {
			cms.externalHandlers.set(intervalTimer, function * () {
				seen.interruptions++;
				seen.wrongInRoutine += (yield * linesOf(cms, 'OTHER')) === other ? 0 : 1;
				cms.guest.storage.setWord(timer, often);
			});
			cms.guest.storage.setWord(timer, often);
			for (let round = 0; round < 40; round++) {
				seen.wrongInProgram += (yield * linesOf(cms, 'MAIN')) === main ? 0 : 1;
			}

			cms.externalHandlers.delete(intervalTimer);
			return 0;
		},
	};
	const session = new CmsSession({files, commands: [work]});
	t.deepEqual(session.enter('work'), ['Ready;']);
	t.true(seen.interruptions > 2, `${seen.interruptions} interruptions`);
	t.deepEqual([seen.wrongInProgram, seen.wrongInRoutine], [0, 0]);
});
