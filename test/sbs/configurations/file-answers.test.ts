/** The user's machine while another works for him: it gives the files that his command named, and no others. */
import test from 'ava';
import {fileCode} from '../../../source/cms/file-system/disk/disk.js';
import {runToEnd, type Step} from '../../../source/guest/action.js';
import {GivenRecords} from '../../../source/cms/file-system/files/record-source.js';
import {AskedFiles} from '../../../source/sbs/configurations/asked-files.js';
import {FileAnswers} from '../../../source/sbs/configurations/file-answers.js';
import {asked} from '../../../source/sbs/configurations/file-words.js';
import type {NamedFile} from '../../../source/sbs/context.js';
import {emptyBlock, type Block, type CarriedFile} from '../../../source/service/block.js';
import {ContentLost} from '../../../source/service/parts.js';
import {FilesInMemory, TestLibrary} from '../../support/sbs-library.js';

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
	for (const number of [1, 2999, 3000, 7]) {
		t.deepEqual(runToEnd(source.read(number)), records[number - 1]);
	}

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

test('a record that no file has is not read, nor one written that the form cannot have', t => {
	const {answers, files} = user();
	for (const number of ['0', '-1', '1.5', 'NaN', '', '1E3', '65534', '99999999999999999999']) {
		t.is(ask(answers, asked.read, 'MINE', 'DATA', 'A', number).returnCode, fileCode.notFound, number);
	}

	for (const [length, size] of [['80', 81], ['80', 100_000], ['', 100_000]] as const) {
		const written = runToEnd(answers.perform({
			...emptyBlock,
			words: [asked.write, 'A', 'MINE', 'DATA', '1', 'F', length, '', ''],
			files: [{
				name: 'MINE', type: 'DATA', recordFormat: 'F', recordLength: 80, records: [new Uint8Array(size)],
			}],
		}, {
			* answer() {
				// Nothing waits for it.
			},
			* next() {
				return {...emptyBlock, words: [asked.last]};
			},
		}));
		t.is(written.returnCode, fileCode.inputOutput, `${length} ${size}`);
	}

	for (const form of [['7', 'F', '80'], ['1', 'F', '0'], ['1', 'V', '65536']]) {
		const words = [asked.write, 'A', 'MINE', 'DATA', ...form, '', ''];
		t.is(ask(answers, ...words).returnCode, fileCode.notPermitted, form.join(' '));
	}

	t.deepEqual(files.text('MINE', 'DATA'), ['IN MINE']);
});

/** What PUT answers a machine that tells this of its file, instead of what it is. */
function putOf(status: readonly string[], count: string, file: Partial<CarriedFile>): string[] {
	const library = new TestLibrary();
	const mallory = library.user('MALLORY');
	const hostile = new AskedFiles(function * ({words}): Step<Block> {
		const [verb] = words;
		const from = words.at(-1);
		return verb === asked.find
			? {...emptyBlock, words: status}
			: {
				...emptyBlock,
				words: [verb === asked.disk ? 'Y' : count],
				files: [{
					name: 'MINE', type: 'DATA', recordFormat: 'F', recordLength: 80, records: [new Uint8Array(80)], ...file,
				}],
				returnCode: from === '1' || verb === asked.disk ? 0 : fileCode.inputOutput,
			};
	});
	Object.defineProperty(mallory, 'files', {value: hostile});
	const typed = mallory.enter('PUT MINE DATA');
	return [...typed, ...library.user('USER1').enter('VERIFY')];
}

test('a user\'s machine that tells of a file what none is has nothing stored, and stops nobody', t => {
	const status = ['MINE', 'DATA', 'A1', 'F', '80', '1', '1', '1981-04-17', '09:30'];
	const whole = 'SBS159I 1 MEMBERS, 1 VERSIONS VERIFIED; 0 ERRORS';
	const nothing = 'SBS159I 0 MEMBERS, 0 VERSIONS VERIFIED; 0 ERRORS';
	t.deepEqual(putOf(status, '1', {}), ['SBS104I MINE DATA VERSION 1 STORED', whole]);
	t.deepEqual(
		putOf(status.with(7, 'TO DAY').with(8, '\u0000'), '1', {}),
		['SBS104I MINE DATA VERSION 1 STORED', whole],
		'a date that is none is not known',
	);
	for (const [index, word] of [
		[2, 'A7'], [2, ''], [2, '*1'], [4, '0'], [4, '-80'], [4, '65536'], [4, 'NAN'], [5, '65534'], [6, ''],
	] as const) {
		t.is(putOf(status.with(index, word), '1', {}).at(-1), nothing, word);
	}

	const lost = ['SBS117E SBS DATA BASE ERROR 3', '(16)', nothing];
	for (const count of ['1000000000', '65534', '-1', 'NaN', '']) {
		t.deepEqual(putOf(status, count, {records: [new Uint8Array(80)]}), lost, count);
	}

	for (const file of [
		{recordLength: -1}, {recordLength: 100_000}, {recordLength: 0, records: [new Uint8Array(0)]},
		{records: [new Uint8Array(79)]}, {records: [new Uint8Array(0)]}, {records: [new Uint8Array(100_000)]},
		{recordFormat: 'V'}, {recordLength: 81},
	] as const) {
		t.deepEqual(putOf(status, '1', file), lost, JSON.stringify(file).slice(0, 60));
	}
});
