/** Files that slaves hand over bit by bit: they are on the master's disk, not in the host, and nobody else's. */
import test, {type ExecutionContext} from 'ava';
import {toEbcdic} from '../../source/base/ebcdic.js';
import type {Cms} from '../../source/cms/cms.js';
import {cmsCommands} from '../../source/cms/commands/index.js';
import {fileCode} from '../../source/cms/file-system/disk/disk.js';
import type {Step} from '../../source/guest/action.js';
import {MasterFiles} from '../../source/sbs/shared-files.js';
import {emptyBlock, type CarriedFile} from '../../source/service/block.js';
import {CmsSession} from '../support/cms-session.js';

/** Does something in a CMS whose A-disk is the service's. */
function inMaster(t: ExecutionContext, work: (cms: Cms, files: MasterFiles) => Step): void {
	let done = false;
	const session = new CmsSession({
		files: {'SOME FILE': ['ONE']},
		commands: [...cmsCommands, {
			name: 'TRY', minimum: 3, syntax: ['TRY'], summary: 'for tests',
			* run({cms}) {
				yield * work(cms, new MasterFiles(cms.disks, 'A'));
				done = true;
				return 0;
			},
		}],
	});
	session.enter('TRY');
	t.true(done);
}

const part = (text: string, count: number): CarriedFile => ({
	name: 'ANY', type: 'NAME', recordFormat: 'F', recordLength: 80,
	records: Array.from({length: count}, () => toEbcdic(text.padEnd(80))),
});

function * ask(files: MasterFiles, slave: string, words: readonly string[], file?: CarriedFile): Step<number> {
	const [answer] = yield * files.perform(slave, {...emptyBlock, words, files: file ? [file] : []});
	return answer.block.returnCode;
}

test('what slaves stage at the same time is each one\'s own, and gets its name at the end', t => {
	inMaster(t, function * (cms, files) {
		for (let round = 0; round < 5; round++) {
			t.is(yield * ask(files, 'SLAVE1', ['STAGE'], part('ONE', 30)), 0);
			t.is(yield * ask(files, 'SLAVE2', ['STAGE'], part('TWO', 20)), 0);
		}

		t.is(yield * ask(files, 'SLAVE2', ['STORE', 'OF', 'SLAVE2']), 0);
		t.is(yield * ask(files, 'SLAVE1', ['STORE', 'OF', 'SLAVE1']), 0);
		const disk = cms.disks.disk('A')!;
		t.is(disk.find('ANY', 'NAME'), undefined);
		for (const [type, text, count] of [['SLAVE1', 'ONE', 150], ['SLAVE2', 'TWO', 100]] as const) {
			const records = yield * cms.disks.readAll(disk, disk.find('OF', type)!);
			t.deepEqual(Buffer.concat(records), Buffer.concat(part(text, count).records));
		}

		t.is(yield * ask(files, 'SLAVE1', ['STORE', 'OF', 'NOTHING']), 24, 'nothing was staged for it');
	});
});

test('all that slaves stage together is no more than the disk has room for; who is gone leaves its room', t => {
	inMaster(t, function * (cms, files) {
		const room = cms.disks.disk('A')!.blocks.left;
		const many = part('X', 500);
		let parts = 0;
		while ((yield * ask(files, `SLAVE${parts % 3}`, ['STAGE'], many)) === fileCode.ok) {
			parts++;
			t.true(parts * 50 <= room, 'three slaves have one disk');
		}

		t.true(parts > 3);
		for (const slave of ['SLAVE0', 'SLAVE1', 'SLAVE2']) {
			yield * files.gone(slave);
		}

		for (let count = 0; count < parts - 1; count++) {
			t.is(yield * ask(files, 'SLAVE9', ['STAGE'], many), 0);
		}

		t.is(yield * ask(files, 'SLAVE9', ['STORE', 'ALL', 'OFIT']), 0);
	});
});
