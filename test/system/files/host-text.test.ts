/** Text of the host in EBCDIC and back. */
import test from 'ava';
import fc from 'fast-check';
import {cp037, codePages} from '../../../source/base/ebcdic.js';
import {contentOf, recordsOf} from '../../../source/system/files/host-files.js';

const id = {name: 'T', type: 'DATA'};

function records(text: string, page = cp037): readonly Uint8Array[] {
	const file = recordsOf(id, Buffer.from(text), page);
	return 'problem' in file ? [] : file.records;
}

/** `text` after a change of its records. */
function changed(text: string, change: (records: readonly Uint8Array[]) => readonly Uint8Array[]): string {
	return Buffer.from(contentOf(id, 'V', change(records(text)), cp037, Buffer.from(text))).toString('utf8');
}

test('^ and ¬ are the logical NOT of EXEC in every code page', t => {
	for (const page of Object.values(codePages)) {
		t.deepEqual(records('^', page), [Uint8Array.of(0x5F)], page.name);
		t.deepEqual(records('¬', page), [Uint8Array.of(0x5F)], page.name);
	}
});

const add = (text: string) => (old: readonly Uint8Array[]): Uint8Array[] => [...old, ...records(text)];

test('a changed file keeps its sign for NOT, its line ends and its byte order mark', t => {
	t.is(changed('A ^= B\n', add('C ¬= D')), 'A ^= B\nC ^= D\n');
	t.is(changed('A ¬= B\n', add('C ^= D')), 'A ¬= B\nC ¬= D\n');
	t.is(changed('A\n', add('C ^= D')), 'A\nC ¬= D\n', 'neither: as the code page has it');
	t.is(changed('A\r\nB\r\n', add('C')), 'A\r\nB\r\nC\r\n');
	t.is(changed('A\r\nB\nC\r\n', add('D')), 'A\r\nB\nC\r\nD\r\n', 'each line its own');
	t.is(changed('\uFEFFA\n', add('B')), '\uFEFFA\nB\n');
	t.is(changed('A\nB', add('C')), 'A\nB\nC', 'no end behind the last line');
});

test('where a file has both signs, a changed line has that of the same line, or else ¬', t => {
	const both = 'ONE ^\nTWO ¬\nTHREE ^ ¬\n';
	const edited = records('ONE ^ X\nTWO ^ X\nTHREE ^ X\nFOUR ^\n');
	t.is(changed(both, () => edited), 'ONE ^ X\nTWO ¬ X\nTHREE ¬ X\nFOUR ¬\n');
	t.is(changed(both, old => [...records('ZERO'), ...old]), 'ZERO\nONE ^\nTWO ¬\nTHREE ^ ¬\n', 'moved lines stay');
});

test('whatever text a file has, it comes back byte for byte', t => {
	const line = fc.string({unit: fc.constantFrom(...'aZ09 ^¬\té"'), maxLength: 12});
	const end = fc.constantFrom('\n', '\r\n');
	fc.assert(fc.property(fc.array(fc.tuple(line, end)), fc.boolean(), fc.boolean(), (lines, mark, ends) => {
		const text = (mark ? '\uFEFF' : '') + lines.map(([text, lineEnd], index) =>
			text + (index === lines.length - 1 && !ends ? '' : lineEnd)).join('');
		t.is(changed(text, old => old), text);
	}), {numRuns: 300});
});
