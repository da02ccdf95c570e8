/**
 * Options of an assembly as CMS's ASSEMBLE has them (GC20-1818, "ASSEMBLE"), those that mean something here: what the
 * assembler is told, and what becomes of its output. What would ask for something that is not here (ALOGIC, DECK,
 * FLAG, LIBMAC, MCALL, MLOGIC, NUMBER, PRINT, RENT, STMT, TEST, YFLAG) is refused; that it is not wanted, and sizes
 * of buffers and work areas, may be said.
 */
import type {AssemblerOptions} from '../assembler/options.js';

export type AssemblyOptions = {
	readonly assembler: Pick<AssemblerOptions, 'sysparm' | 'lineCount' | 'crossReference' | 'esd' | 'rld' | 'align'>;
	/** Writes the object deck. */
	readonly object: boolean;
	/** Writes the listing. */
	readonly listing: boolean;
	/** Flagged statements are typed. */
	readonly terminal: boolean;
};

const defaults: AssemblyOptions = {
	assembler: {}, object: true, listing: true, terminal: true,
};

type Change = (options: AssemblyOptions, operand: string | undefined) => AssemblyOptions | undefined;

const assembler = (changes: AssemblyOptions['assembler']): Change => options =>
	({...options, assembler: {...options.assembler, ...changes}});
const output = (changes: Partial<Omit<AssemblyOptions, 'assembler'>>): Change => options => ({...options, ...changes});

const unchanged: Change = options => options;

/** Shortest form, whole name, whether it has an operand in parentheses, and what it changes. */
const rows: ReadonlyArray<readonly [string, string, boolean, Change]> = [
	['ALIGN', 'ALIGN', false, assembler({align: true})],
	['ALGN', 'ALGN', false, assembler({align: true})],
	['NOALIGN', 'NOALIGN', false, assembler({align: false})],
	['NOALGN', 'NOALGN', false, assembler({align: false})],
	['ESD', 'ESD', false, assembler({esd: true})],
	['NOESD', 'NOESD', false, assembler({esd: false})],
	['RLD', 'RLD', false, assembler({rld: true})],
	['NORLD', 'NORLD', false, assembler({rld: false})],
	['NOXREF', 'NOXREF', false, assembler({crossReference: 'none'})],
	['XREF', 'XREF', true, (options, operand = 'FULL') => {
		const crossReference = ({FULL: 'full', SHORT: 'short'} as const)[operand];
		return crossReference && assembler({crossReference})(options, undefined);
	}],
	['LINECOUN', 'LINECOUNT', true, (options, operand = '') => {
		const lineCount = /^\d{1,2}$/.test(operand) ? Number(operand) : 0;
		return lineCount > 0 ? assembler({lineCount})(options, undefined) : undefined;
	}],
	['SYSPARM', 'SYSPARM', true, (options, operand = '') => assembler({sysparm: operand})(options, undefined)],
	['OBJ', 'OBJECT', false, output({object: true})],
	['NOOBJ', 'NOOBJECT', false, output({object: false})],
	['DISK', 'DISK', false, output({listing: true})],
	['LIST', 'LIST', false, output({listing: true})],
	['NOLIST', 'NOLIST', false, output({listing: false})],
	['NOPRINT', 'NOPRINT', false, output({listing: false})],
	['TERM', 'TERMINAL', false, output({terminal: true})],
	['NOTERM', 'NOTERMINAL', false, output({terminal: false})],
	...[
		'NOALOGIC', 'NODECK', 'NOLIBMAC', 'NOMCALL', 'NOMLOGIC', 'NONUMBER', 'NONUM', 'NORENT', 'NOSTMT', 'NOTEST',
		'NOYFLAG',
	].map(name => [name, name, false, unchanged] as const),
	['BUFSIZE', 'BUFSIZE', true, (options, operand) => operand === 'MIN' || operand === 'STD' ? options : undefined],
	['WORKSIZE', 'WORKSIZE', true, (options, operand = '') => /^\d+K?$/.test(operand) ? options : undefined],
];

/** What the tokens behind the parenthesis say; the token that says nothing. */
export function parseOptions(tokens: readonly string[]): AssemblyOptions | {readonly invalid: string} {
	let options = defaults;
	for (let index = 0; index < tokens.length; index++) {
		const word = tokens[index];
		const row = rows.find(([shortest, name]) => word.startsWith(shortest) && name.startsWith(word));
		const hasOperand = row?.[2] === true && tokens[index + 1] === '(';
		const operand = hasOperand ? tokens[index + 2] : undefined;
		const changed = row?.[3](options, operand === ')' ? '' : operand);
		if (!changed) {
			return {invalid: word};
		}

		options = changed;
		if (hasOperand) {
			index += tokens[index + 2] === ')' ? 2 : (tokens[index + 3] === ')' ? 3 : 2);
		}
	}

	return options;
}
