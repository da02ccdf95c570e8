/**
 * Sequence fields of source records (GC20-1818, "UPDATE"): eight digits in columns 73 to 80, or a label of three
 * characters and five digits.
 */

/** Digits of the field: all eight columns (SEQ8), or five behind a label (NOSEQ8). */
export type SequenceForm = {readonly digits: 8 | 5; readonly label: string};

/** Columns of a record before the sequence field, and of the field. */
const textColumns = 72;
const fieldColumns = 8;

/** What stands in the field of a record that was inserted without a number. */
export const unnumbered = '*'.repeat(fieldColumns);

const fieldOf = (record: string): string =>
	record.slice(textColumns, textColumns + fieldColumns).padEnd(fieldColumns);

/** The sequence number of a record; `undefined` where its field has none. */
export function sequenceOf(record: string, {digits}: Pick<SequenceForm, 'digits'>): number | undefined {
	const number = fieldOf(record).slice(fieldColumns - digits);
	return /^ *\d+$/.test(number) ? Number(number) : undefined;
}

/** The form that a source has: labels where the fields of some records are no numbers of eight digits. */
export function formOf(source: readonly string[]): SequenceForm {
	const labelled = source.map(record => fieldOf(record)).find(field => /^ *[^ \d*].*\d{5}$/.test(field));
	return labelled === undefined ? {digits: 8, label: ''} : {digits: 5, label: labelled.slice(0, 3)};
}

/** The greatest number that a field holds. */
export const mostSequence = ({digits}: SequenceForm): number => (10 ** digits) - 1;

/** A number as the field has it, and as messages show it. */
export const digitsOf = (sequence: number, {digits}: Pick<SequenceForm, 'digits'>): string =>
	String(sequence % (10 ** digits)).padStart(digits, '0');

/** A record with something else in its sequence field. */
export const withField = (record: string, field: string): string =>
	record.slice(0, textColumns).padEnd(textColumns) + field;

/** A record with another sequence number; its label stays as told. */
export const numbered = (record: string, sequence: number, form: SequenceForm): string =>
	withField(record, form.label.slice(0, 3).padEnd(fieldColumns - form.digits).slice(0, fieldColumns - form.digits)
	+ digitsOf(sequence, form));
