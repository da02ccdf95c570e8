/** The user's machine while another works for him: it gives the files that his command named, and no others. */
import test from 'ava';
import {fileCode} from '../../../source/cms/file-system/disk/disk.js';
import {runToEnd, type Step} from '../../../source/guest/action.js';
import {GivenRecords} from '../../../source/cms/file-system/files/record-source.js';
import {AskedFiles} from '../../../source/sbs/configurations/asked-files.js';
import {FileAnswers} from '../../../source/sbs/configurations/file-answers.js';
import {asked} from '../../../source/sbs/configurations/file-words.js';
import type {NamedFile} from '../../../source/sbs/context.js';
import {emptyBlock, type Block} from '../../../source/service/block.js';
import {ContentLost} from '../../../source/service/parts.js';
import {FilesInMemory} from '../../support/sbs-library.js';

const named: readonly NamedFile[] = [
	{
		name: 'MINE', type: 'DATA', mode: 'A', write: true,
	}, {
		name: 'READ', type: 'ONLY', mode: 'A', write: false,
	},
];

function user() {
	const files = new FilesInMemory();
	for (const [name, type] of [['MINE', 'DATA'], ['MY', 'DATA'], ['READ', 'ONLY'], ['MY', 'SECRET']]) {
		files.put(name, type, [`IN ${name}`]);
	}

	return {files, answers: new FileAnswers(files, named)};
}

/** What one machine asks another, one after the other: a write goes on over several. */
function conversation(answers: FileAnswers): AskedFiles {
	let writing: Generator<unknown, Block> | undefined;
	let said: Block | undefined;
	const next: Block[] = [];
	return new AskedFiles(function * (block: Block): Step<Block> {
		next.push(block);
		writing ??= answers.perform(next.shift()!, {
			* answer(answered) {
				said = answered;
			},
			* next() {
				yield undefined as never;
				return next.shift()!;
			},
		}) as Generator<unknown, Block>;
		const {done, value} = writing.next();
		if (done) {
			writing = undefined;
			return value;
		}

		return said!;
	});
}

const ask = (answers: FileAnswers, ...words: readonly string[]): Block =>
	runToEnd(answers.perform({...emptyBlock, words}, {
		* answer() {
			// Nothing waits for it.
		},
		* next() {
			throw new ContentLost();
		},
	}));

test('files that the command did not name are not there for anybody', t => {
	const {answers} = user();
	const form = ['MY', 'SECRET', '1', 'F', '80', '', ''];
	for (const words of [
		[asked.find, 'MY', 'DATA', 'A'], [asked.find, 'MY', 'SECRET', 'A'], [asked.read, 'MY', 'SECRET', 'A', '1'], [asked.write, 'A', ...form],
		[asked.find, 'MINE', 'DATA', '*'], [asked.find, 'MINE', 'DATA', 'C'], [asked.read, '*', '*', 'A', '1'],
		[asked.disk, 'C'], ['ERASE', 'MINE', 'DATA', 'A'], [],
	]) {
		t.is(ask(answers, ...words).returnCode, fileCode.notPermitted, words.join(' '));
	}

	t.is(ask(answers, asked.find, 'MINE', 'DATA', 'A').returnCode, fileCode.ok);
	t.is(ask(answers, asked.read, 'READ', 'ONLY', 'A', '1').returnCode, fileCode.ok);
});

test('what the command reads is not written; what it writes is no more than a form says', t => {
	const {answers, files} = user();
	t.is(ask(answers, asked.write, 'A', 'READ', 'ONLY', '1', 'F', '80', '', '').returnCode, fileCode.notPermitted);
	for (const form of [
		['MINE', 'DATA', 'X', 'F', '80', '', ''], ['MINE', 'DATA', '1', 'F', 'LONG', '', ''],
		['MINE', 'DATA', '1', 'F', '80', 'TODAY', ''], ['MINE', 'DATA', '1', 'F', '80', '', 'NOW'],
	]) {
		t.is(ask(answers, asked.write, 'A', ...form).returnCode, fileCode.notPermitted, form.join(' '));
	}

	t.deepEqual(files.text('MINE', 'DATA'), ['IN MINE']);
});

test('a file goes over in parts, both ways, with its form', t => {
	const {files, answers} = user();
	const there = conversation(answers);
	const records = Array.from({length: 3000}, (_, index) => Uint8Array.of(0xC1, index >> 8, index & 0xFF));
	const form = {
		name: 'MINE', type: 'DATA', modeNumber: '3', recordFormat: 'V', recordLength: 3, date: '1981-02-03', time: '04:05',
	} as const;
	t.is(runToEnd(there.write(form, 'A', new GivenRecords(records))), fileCode.ok);
	t.like(files.file('MINE', 'DATA'), {...form, records});
	const source = runToEnd(there.open('MINE', 'DATA', 'A'))!;
	t.is(source.records, 3000);
	t.deepEqual([1, 2999, 3000, 7].map(number => runToEnd(source.read(number))), [0, 2998, 2999, 6].map(at => records[at]));
	t.like(runToEnd(there.find('MINE', 'DATA', 'A')), {mode: 'A3', date: '1981-02-03', records: 3000});
	t.is(runToEnd(there.open('MY', 'SECRET', 'A')), undefined);
	t.true(runToEnd(there.isAccessed('A')));
	t.is(runToEnd(there.canWrite('A')), fileCode.ok);
	t.is(runToEnd(there.canWrite('C')), fileCode.notPermitted);
});

test('a file of which the rest does not come is not written', t => {
	const {files, answers} = user();
	t.is(ask(answers, asked.write, 'A', 'MINE', 'DATA', '1', 'F', '80', '', '').returnCode, fileCode.inputOutput);
	const words = [asked.write, 'A', 'MINE', 'DATA', '1', 'F', '80', '', ''];
	const dropped = runToEnd(answers.perform({...emptyBlock, words}, {
		* answer() {
			// Nothing waits for it.
		},
		* next() {
			return {...emptyBlock, words: [asked.drop]};
		},
	}));
	t.is(dropped.returnCode, fileCode.inputOutput);
	t.deepEqual(files.text('MINE', 'DATA'), ['IN MINE']);
});
