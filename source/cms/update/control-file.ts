/**
 * Control files of UPDATE (GC20-1818, "UPDATE", CTL) and the auxiliary files that they name. A record of a control file
 * has a level of one to five characters and then
 *
 *     MACS [library...]      once, and first: macro libraries for who assembles
 *     [UPDT]type             the one update of this level
 *     AUXtype [AUXtype...]   types of auxiliary files, which list updates; also `type AUX`. The first one counts where
 *                            none of the others is there
 *
 * Level `PTF` and type `AUXPTF` stand for an update, whatever its type looks like. Records are worked off from the last
 * one up. An auxiliary file has the type of an update in each record, and comments behind it.
 */

export type Level = {
	readonly level: string;
	/** `list`: files of these types list updates; `single`: they are one, the first that is there. */
	readonly kind: 'list' | 'single';
	/** Of an update: as it is looked for first and next. Of a list: the one that counts, then those preferred to it. */
	readonly types: readonly string[];
};

export type ControlFile = {
	/** Of the MACS record. */
	readonly level: string;
	readonly libraries: readonly string[];
	/** The first to be applied first. */
	readonly levels: readonly Level[];
};

const lastColumn = 72;
const mostLevel = 5;
const mostLibraries = 8;
const mostType = 8;
const updatePrefix = 'UPDT';

const words = (record: string): string[] =>
	record.slice(0, lastColumn).trim().toUpperCase().split(/ +/).filter(word => word !== '');

/** The records that say something. */
const statementsOf = (records: readonly string[]): string[][] =>
	records.filter(record => !record.startsWith('*')).map(record => words(record)).filter(({length}) => length > 0);

function levelOf([level, ...types]: readonly string[]): Level | undefined {
	const [type = '', next] = types;
	if (level.length > mostLevel || type === '' || types.some(word => word.length > mostType)) {
		return undefined;
	}

	const isUpdate = level === 'PTF' || type === 'AUXPTF';
	if (!isUpdate && next === 'AUX') {
		return type.length <= mostLevel ? {level, kind: 'list', types: [`AUX${type}`]} : undefined;
	}

	if (!isUpdate && type.startsWith('AUX')) {
		const isComment = (word: string): boolean => !word.startsWith('AUX');
		const end = types.findIndex(word => isComment(word));
		return {level, kind: 'list', types: types.slice(0, end === -1 ? undefined : end)};
	}

	const isWhole = isUpdate || type.startsWith(updatePrefix) || updatePrefix.length + type.length > mostType;
	return {level, kind: 'single', types: isWhole ? [type] : [updatePrefix + type, type]};
}

/** What a control file says, or what is wrong with it: no MACS record, or two; a record that says nothing. */
export function readControlFile(records: readonly string[]): ControlFile | 'macs' | 'invalid' {
	const statements = statementsOf(records);
	const [first, ...others] = statements;
	if (first?.[1] !== 'MACS' || others.some(([, type]) => type === 'MACS')) {
		return 'macs';
	}

	const levels = others.map(statement => levelOf(statement));
	const libraries = first.slice(2);
	const isValid = first[0].length <= mostLevel && libraries.length <= mostLibraries
		&& levels.every(level => level !== undefined);
	return isValid ? {level: first[0], libraries, levels: levels.toReversed()} : 'invalid';
}

/** Types of the updates that an auxiliary file lists, the first to be applied first; `undefined` where one is none. */
export function readAuxiliaryFile(records: readonly string[]): readonly string[] | undefined {
	const types = statementsOf(records).map(([type]) => type);
	return types.every(type => type.length <= mostType) ? types.toReversed() : undefined;
}
