/**
 * Options of an assembly (GC20-1818, "ASSEMBLE"): what the assembler is told, and what becomes of its output. What
 * would ask for something that is not here (ALOGIC, LIBMAC, MCALL, MLOGIC, RENT, TEST, YFLAG) is refused; that it is
 * not wanted, and sizes of buffers and work areas, may be said.
 */
import type {AssemblerOptions} from '../../../assembler/options.js';

export type AssemblyOptions = {
	readonly assembler: Pick<
		AssemblerOptions,
		'sysparm' | 'lineCount' | 'crossReference' | 'esd' | 'rld' | 'align' | 'flag'
	>;
	/** Writes the object deck. */
	readonly object: boolean;
	/** Writes the object deck on the punch, too. */
	readonly deck: boolean;
	/** Where the listing goes. */
	readonly listing: 'none' | 'disk' | 'printer';
	/** The value of &SYSPARM is asked for. */
	readonly asksSysparm: boolean;
	/** Flagged statements are typed. */
	readonly terminal: boolean;
	/** With the number in columns 73-80, and with the number of the statement. */
	readonly lineNumbers: boolean;
	readonly statementNumbers: boolean;
};

const defaults: AssemblyOptions = {
	assembler: {},
	object: true,
	deck: false,
	listing: 'disk',
	asksSysparm: false,
	terminal: true,
	lineNumbers: true,
	statementNumbers: true,
};

type Change = (options: AssemblyOptions, operand: string | undefined) => AssemblyOptions | undefined;

const assembler = (changes: AssemblyOptions['assembler']): Change => options =>
	({...options, assembler: {...options.assembler, ...changes}});
const output = (changes: Partial<Omit<AssemblyOptions, 'assembler'>>): Change => options => ({...options, ...changes});

/** Highest severity that an MNOTE may have. */
const highestFlag = 255;

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
	['SYSPARM', 'SYSPARM', true, (options, operand = '') => operand === '?'
		? {...options, asksSysparm: true}
		: assembler({sysparm: operand})(options, undefined)],
	['FLAG', 'FLAG', true, (options, operand = '') => {
		const isSeverity = /^\d{1,3}$/.test(operand) && Number(operand) <= highestFlag;
		return isSeverity ? assembler({flag: Number(operand)})(options, undefined) : undefined;
	}],
	['OBJ', 'OBJECT', false, output({object: true})],
	['NOOBJ', 'NOOBJECT', false, output({object: false})],
	['DECK', 'DECK', false, output({deck: true})],
	['NODECK', 'NODECK', false, output({deck: false})],
	['DI', 'DISK', false, output({listing: 'disk'})],
	['PR', 'PRINT', false, output({listing: 'printer'})],
	['LIST', 'LIST', false, options => options.listing === 'none' ? {...options, listing: 'disk'} : options],
	['NOLIST', 'NOLIST', false, output({listing: 'none'})],
	['NOPR', 'NOPRINT', false, output({listing: 'none'})],
	['NUM', 'NUMBER', false, output({lineNumbers: true})],
	['NONUM', 'NONUMBER', false, output({lineNumbers: false})],
	['STMT', 'STMT', false, output({statementNumbers: true})],
	['NOSTMT', 'NOSTMT', false, output({statementNumbers: false})],
	['TERM', 'TERMINAL', false, output({terminal: true})],
	['NOTERM', 'NOTERMINAL', false, output({terminal: false})],
	...['NOALOGIC', 'NOLIBMAC', 'NOMCALL', 'NOMLOGIC', 'NORENT', 'NOTEST', 'NOYFLAG']
		.map(name => [name, name, false, unchanged] as const),
	['BUFSIZE', 'BUFSIZE', true, (options, operand = '') =>
		['MIN', 'STD', 'MAX'].includes(operand) ? options : undefined],
	['WORKSIZE', 'WORKSIZE', true, (options, operand = '') => /^\d+K?$/.test(operand) ? options : undefined],
];

/** Tokens behind the first parenthesis, those of operands in parentheses among them. */
export function optionTokens(tokens: readonly string[]): string[] {
	const begin = tokens.indexOf('(');
	const words = begin === -1 ? [] : tokens.slice(begin + 1);
	const opened = words.filter(token => token === '(').length;
	const closed = words.filter(token => token === ')').length;
	return closed > opened && words.at(-1) === ')' ? words.slice(0, -1) : words;
}

/** Whether an assembly asks for a device or a person: another machine has neither. */
const isLocal = ({deck, listing, asksSysparm}: AssemblyOptions): boolean =>
	deck || listing === 'printer' || asksSysparm;

/** What the tokens behind the parenthesis say; the token that says nothing. `here`: this machine assembles. */
export function parseOptions(tokens: readonly string[], here = true): AssemblyOptions | {readonly invalid: string} {
	let options = defaults;
	for (let index = 0; index < tokens.length; index++) {
		const word = tokens[index];
		const row = rows.find(([shortest, name]) => word.startsWith(shortest) && name.startsWith(word));
		const hasOperand = row?.[2] === true && tokens[index + 1] === '(';
		const operand = hasOperand ? tokens[index + 2] : undefined;
		const changed = row?.[3](options, operand === ')' ? '' : operand);
		if (!changed || (!here && isLocal(changed))) {
			return {invalid: word};
		}

		options = changed;
		if (hasOperand) {
			index += tokens[index + 2] === ')' ? 2 : (tokens[index + 3] === ')' ? 3 : 2);
		}
	}

	return options;
}
