/** The program library of `dasd/library`: its members, assembled, and what they are linked of. */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {assemble, type AssemblyResult} from '../../source/assembler/assemble.js';
import {parseDeck, symbolType} from '../../source/base/object-deck.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import {packageRoot} from '../../source/system/host/package-root.js';

export const libraryFolder = path.join(packageRoot(), 'dasd/library');

export type LibraryMember = {
	/** `string/STRCMP.ASSEMBLE`. */
	readonly file: string;
	readonly name: string;
	readonly type: string;
	readonly lines: readonly string[];
};

/** Lines of a file of the library. */
export const libraryLines = (file: string): string[] =>
	readFileSync(path.join(libraryFolder, file), 'utf8').split('\n').slice(0, -1);

/** Every member, by path. */
export const libraryMembers: readonly LibraryMember[] = readdirSync(libraryFolder, {withFileTypes: true})
	.filter(entry => entry.isDirectory())
	.flatMap(({name: folder}) => readdirSync(path.join(libraryFolder, folder)).map(name => `${folder}/${name}`))
	.toSorted()
	.map(file => {
		const [name, type] = path.basename(file).split('.');
		return {file, name, type, lines: libraryLines(file)};
	});

/** Macros and members for COPY, by name: no two have the same. */
const shared = new Map(libraryMembers.filter(({type}) => type !== 'ASSEMBLE').map(member => [member.name, member]));

export type AssembledMember = {
	readonly result: AssemblyResult;
	/** Macros and COPY members that the assembler asked for and got, `ENTER MACRO`. */
	readonly uses: ReadonlySet<string>;
	/** External symbols. */
	readonly calls: readonly string[];
	readonly deck: NewFile;
};

/** Assembles lines with the library's macros and COPY members. */
export function assembleWithLibrary(name: string, lines: readonly string[]): AssembledMember {
	const uses = new Set<string>();
	const result = assemble(lines, {
		library: {
			member(wanted) {
				const found = shared.get(wanted);
				if (found) {
					uses.add(`${wanted} ${found.type}`);
				}

				return found?.lines;
			},
		},
	});
	const calls = parseDeck(result.cards)
		.flatMap(item => item.kind === 'symbol' && item.type === symbolType.reference ? [item.name] : []);
	const deck: NewFile = {
		name, type: 'TEXT', modeNumber: '1', recordFormat: 'F', recordLength: 80, records: result.cards,
	};
	return {
		result, uses, calls, deck,
	};
}

/** Every member that is assembled, by name. */
export const assembledLibrary: ReadonlyMap<string, AssembledMember> = new Map(libraryMembers
	.filter(({type}) => type === 'ASSEMBLE')
	.map(({name, lines}) => [name, assembleWithLibrary(name, lines)]));

/** The object decks of all of them. */
export const libraryDecks: readonly NewFile[] = [...assembledLibrary.values()].map(({deck}) => deck);

/** Names that a program is linked of: its own, and behind it all that it calls, in the order of their names. */
export function linkedMembers(program: string): string[] {
	const found = new Set([program]);
	for (const name of found) {
		for (const called of assembledLibrary.get(name)?.calls ?? []) {
			found.add(called);
		}
	}

	found.delete(program);
	return [program, ...[...found].toSorted()];
}

/** Programs: what MAIN begins. */
export const libraryPrograms: readonly string[] = [...assembledLibrary]
	.filter(([, {uses}]) => uses.has('MAIN MACRO'))
	.map(([name]) => name);

/** What each macro and COPY member is used by, `ENTER MACRO`: names of members that are assembled. */
export const usersOfShared: ReadonlyMap<string, readonly string[]> = new Map([...shared.values()]
	.map(({name, type}) => `${name} ${type}`)
	.toSorted()
	.map(id => [id, [...assembledLibrary].filter(([, {uses}]) => uses.has(id)).map(([name]) => name).toSorted()]));
