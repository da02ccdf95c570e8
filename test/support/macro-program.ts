/** Programs in assembler language that use the macros of CMSLIB, as MODULEs of the user area. */
import {macroLibrary} from '../../source/system/macro-library.js';
import {assemble, type AssemblyResult} from '../../source/assembler/assemble.js';
import {link} from '../../source/assembler/object/absolute-loader.js';
import type {Library} from '../../source/assembler/source/library.js';
import {fromEbcdic} from '../../source/base/ebcdic.js';
import {libraryMember} from '../../source/cms/commands/programs/library-member.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import {lines} from './assemble.js';
import {moduleFile} from './cms-disk.js';

const {records} = macroLibrary();

/** CMSLIB MACLIB, as GLOBAL MACLIB CMSLIB has the assembler search it. */
export const cmslib: Library = {
	member(name) {
		const found = libraryMember(records, name);
		return found === 'missing' ? undefined : found?.map(record => fromEbcdic(record));
	},
};

/** A statement that is too long for a card goes on in the next one. */
export const cardsOf = (line: string): string[] => line.length > 71
	? [`${line.slice(0, 71)}X`, ...cardsOf(' '.repeat(15) + line.slice(71))]
	: [line];

/**
 * A program: registers 12 and 11 are its bases, it ends with `B EXIT` and what register 15 then has. `more`: what
 * stands behind its constants.
 */
const source = (name: string, text: string, more = ''): string[] => [
	`${name.padEnd(8)} START X'20000'`,
	'         REGEQU',
	'         BALR  R12,0',
	'         USING *,R12,R11',
	'         LA    R11,2048(,R12)',
	'         LA    R11,2048(,R11)',
	'         ST    R14,BACK',
	...lines(text).flatMap(line => cardsOf(line)),
	'EXIT     L     R14,BACK',
	'         BR    R14',
	'BACK     DS    F',
	...lines(more).flatMap(line => cardsOf(line)),
	'         LTORG',
	'         NUCON',
	'         SVCSAVE',
	'         FSCBD',
	'         FSTD',
	`         END   ${name}`,
];

/** The assembly of one, with its messages. */
export function macroAssembly(text: string, more = ''): AssemblyResult {
	return assemble(source('PROG', text, more), {library: cmslib});
}

/** The MODULE of a program; throws where a statement is flagged. */
export function macroProgram(name: string, text: string, more = ''): NewFile {
	const {cards, sections, diagnostics, returnCode} = assemble(source(name, text, more), {library: cmslib});
	if (returnCode > 0) {
		throw new Error(diagnostics.map(({code, text: says, line}) => `${name} ${line}: ${code} ${says}`).join('\n'));
	}

	return moduleFile(name, link(cards, sections[0].origin).bytes);
}
