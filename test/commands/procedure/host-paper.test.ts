import test from 'ava';
import {HostPaper} from '../../../source/commands/procedure/host-paper.js';

test('lines typed in one piece of a run are written together, once and in order', t => {
	const written: string[] = [];
	const paper = new HostPaper(text => {
		written.push(text);
	});
	paper.print('ONE');
	paper.print('');
	paper.print('THREE');
	t.deepEqual(written, []);
	paper.flush();
	paper.flush();
	t.deepEqual(written, ['ONE\n\nTHREE\n']);
	paper.print('FOUR');
	paper.flush();
	t.deepEqual(written, ['ONE\n\nTHREE\n', 'FOUR\n']);
});

test('a piece that types and types is not kept whole', t => {
	const written: string[] = [];
	const paper = new HostPaper(text => {
		written.push(text);
	});
	const lines = Array.from({length: 1000}, (_, index) => `${index} ${'X'.repeat(100)}`);
	for (const line of lines) {
		paper.print(line);
	}

	t.true(written.length > 1);
	paper.flush();
	t.is(written.join(''), lines.map(line => `${line}\n`).join(''));
});
