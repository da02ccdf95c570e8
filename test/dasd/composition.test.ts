/** What the papers of `dasd/library` say of it is so: SBS.MAP, SBS.SYSTEMS, and who depends on whom in README.md. */
import test from 'ava';
import {isFileName} from '../../source/cms/file-system/files/file-name.js';
import {sourceReferences} from '../../source/sbs/data-base/dependencies/assembler-source.js';
import {
	assembledLibrary, libraryLines, libraryMembers, libraryPrograms, linkedMembers, usersOfShared,
} from '../support/program-library.js';

type Row = {
	readonly path: string;
	readonly name: string;
	readonly type: string;
	readonly group: string;
	readonly system: string;
};

const map = libraryLines('SBS.MAP').map((line): Row => {
	const [path, name, type, group, system] = line.split(/ +/);
	return {
		path, name, type, group, system,
	};
});

type Module = {readonly name: string; readonly system: string; readonly members: readonly string[]};

/** A statement a line; a line that begins with a blank goes on with the one before. */
const statements = libraryLines('SBS.SYSTEMS').join('\n').replaceAll(/\n +/g, ' ').split('\n').map(line => line.split(' '));
const systems = new Map<string, readonly string[]>();
const modules: Module[] = [];
for (const [kind, name, word, ...names] of statements) {
	if (kind === 'SYSTEM') {
		systems.set(name, names);
	} else {
		modules.push({name, system: [...systems.keys()].at(-1)!, members: word === 'ENTRY' ? names : []});
	}
}

/** A system and all that it includes. */
function withIncluded(name: string): Set<string> {
	const found = new Set([name]);
	for (const each of found) {
		for (const included of systems.get(each) ?? []) {
			found.add(included);
		}
	}

	return found;
}

test('SBS.MAP has each member once, under names that CMS allows', t => {
	t.deepEqual(map.map(({path}) => path).toSorted(), libraryMembers.map(({file}) => file));
	t.is(new Set(map.map(({name, type}) => `${name} ${type}`)).size, map.length);
	for (const {path, name, type, group} of map) {
		t.is(path.replace(/^.*\//, ''), `${name}.${type}`);
		t.true(isFileName(name) && isFileName(type), path);
		t.is(group, 'TEST');
	}
});

test('SBS.SYSTEMS: systems that are there, without a circle, and members in those that may use them', t => {
	t.deepEqual([...new Set(map.map(({system}) => system))].filter(system => !systems.has(system)), []);
	t.deepEqual([...systems.values()].flat().filter(system => !systems.has(system)), []);
	for (const [name, included] of systems) {
		t.false(included.some(other => withIncluded(other).has(name)), name);
	}

	t.deepEqual([...withIncluded('LIBRARY')].toSorted(), [...systems.keys()].toSorted());
	const systemOf = new Map(map.map(({name, system}) => [name, system]));
	for (const [name, {uses, calls}] of assembledLibrary) {
		const allowed = withIncluded(systemOf.get(name)!);
		const used = [...[...uses].map(id => id.split(' ')[0]), ...calls];
		t.deepEqual(used.filter(other => !allowed.has(systemOf.get(other)!)), [], name);
	}
});

test('SBS.SYSTEMS: a module of each program, of exactly what it calls', t => {
	t.deepEqual(modules.map(({name}) => name).toSorted(), [...libraryPrograms].toSorted());
	for (const {name, system, members} of modules) {
		t.deepEqual(members, linkedMembers(name));
		t.is(map.find(row => row.name === name && row.type === 'ASSEMBLE')!.system, system);
	}
});

test('README.md: what is assembled again when a macro or a COPY member changes', t => {
	const readme = libraryLines('README.md').join('\n');
	const [, block] = /\n```uses\n(.*?)\n```/s.exec(readme)!;
	const told = new Map(block.replaceAll(/\n +/g, ' ').split('\n').map(line => {
		const [id, names] = line.split(': ');
		return [id, names.split(' ')];
	}));
	t.deepEqual(told, new Map(usersOfShared));
});

test('what SBS reads from the sources is what the assembler reads', t => {
	const references = new Map(libraryMembers.map(({name, type, lines}) =>
		[name, sourceReferences(lines, {standsAlone: type === 'ASSEMBLE', most: 1000})]));
	const sharedNames = new Set([...usersOfShared.keys()].map(id => id.split(' ')[0]));
	for (const [name, {uses}] of assembledLibrary) {
		const found = new Set([name]);
		for (const each of found) {
			for (const {kind, name: used} of references.get(each) ?? []) {
				if ((kind === 'macro' || kind === 'copy') && sharedNames.has(used)) {
					found.add(used);
				}
			}
		}

		found.delete(name);
		t.deepEqual([...found].toSorted(), [...uses].map(id => id.split(' ')[0]).toSorted(), name);
	}
});
