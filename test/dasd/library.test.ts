/** The program library of `dasd/library`: every member assembles, CMS links and loads it, and it does what it says. */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {assemble, type AssemblyResult} from '../../source/assembler/assemble.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import {packageRoot} from '../../source/system/host/package-root.js';
import {cmsVolume} from '../support/cms-disk.js';
import {CmsSession} from '../support/cms-session.js';

const root = path.join(packageRoot(), 'dasd/library');

type Member = {readonly file: string; readonly name: string; readonly type: string; readonly lines: readonly string[]};

const members: readonly Member[] = readdirSync(root, {withFileTypes: true})
	.filter(entry => entry.isDirectory())
	.flatMap(({name: folder}) => readdirSync(path.join(root, folder)).map(name => `${folder}/${name}`))
	.toSorted()
	.map(file => {
		const [name, type] = path.basename(file).split('.');
		const lines = readFileSync(path.join(root, file), 'utf8').split('\n').slice(0, -1);
		return {file, name, type, lines};
	});

const shared = new Map(members.filter(({type}) => type !== 'ASSEMBLE').map(({name, lines}) => [name, lines]));
const sources = members.filter(({type}) => type === 'ASSEMBLE');

type Assembled = {readonly result: AssemblyResult; readonly uses: ReadonlySet<string>};

const assembled = new Map<string, Assembled>(sources.map(({name, lines}) => {
	const uses = new Set<string>();
	const result = assemble(lines, {
		library: {
			member(wanted) {
				const found = shared.get(wanted);
				if (found) {
					uses.add(wanted);
				}

				return found;
			},
		},
	});
	return [name, {result, uses}];
}));

const decks = [...assembled].map(([name, {result}]): NewFile => ({
	name, type: 'TEXT', modeNumber: '1', recordFormat: 'F', recordLength: 80, records: result.cards,
}));

const session = (files: Readonly<Record<string, readonly string[]>> = {}): CmsSession =>
	new CmsSession({volumes: {0x191: cmsVolume(files, decks)}});

/** LOAD and GENMOD of a program: it is a command from then on. */
function link(cms: CmsSession, program: string): void {
	cms.enter(`load ${program}`);
	cms.enter(`genmod ${program}`);
}

test('every member assembles without a word', t => {
	const diagnostics = [...assembled].flatMap(([name, {result}]) =>
		result.diagnostics.map(({code, text, line, member}) => `${name} ${member ?? ''}:${line} ${code} ${text}`));
	t.deepEqual(diagnostics, []);
});

for (const name of sources.map(source => source.name).filter(source => source.endsWith('TEST'))) {
	test(`${name} finds no fault`, t => {
		const cms = session();
		t.deepEqual(cms.enter(`load ${name}`), ['Ready;']);
		t.deepEqual(cms.enter(`genmod ${name}`), ['Ready;']);
		const typed = cms.enter(name);
		t.regex(typed.at(-2) ?? '', /^\d{2,} TESTS, 0 FAILED$/, typed.join('\n'));
		t.is(typed.at(-1), 'Ready;');
	});
}
