/**
 * Applies an update file to a source (GC20-1818, "UPDATE"; SY20-0885, "Update processing"). A statement that cannot be
 * obeyed is left out with the records behind it, and remarked; so are records whose numbers do not ascend. Statements
 * go by the numbers that the source has: `./ S` numbers the result.
 */
import {
	digitsOf, mostSequence, numbered, sequenceOf, unnumbered, withField, type SequenceForm,
} from './sequence.js';
import {
	isControl, parseStatement, type BadStatement, type Statement,
} from './statement.js';

/** What was noticed; `line`: the record of the update file, from 1, or 0. Numbers are as messages show them. */
export type Remark = {readonly line: number} & (
	| {readonly kind: 'control'}
	| {readonly kind: 'character' | 'notFound' | 'endOfFile' | 'overflow'; readonly field: string}
	| {readonly kind: 'increment' | 'notFirst'}
	| {readonly kind: 'inputOrder' | 'outputOrder'; readonly from: string; readonly to: string}
);

/** What was done, in order, for the update log. */
export type LogEntry =
	| {readonly kind: 'statement'; readonly text: string}
	| {readonly kind: 'deleted' | 'inserted'; readonly records: readonly string[]}
	| {readonly kind: 'remark'; readonly remark: Remark};

export type Updated = {
	readonly records: readonly string[];
	readonly remarks: readonly Remark[];
	readonly log: readonly LogEntry[];
	/** Control statements there were, comments and invalid ones among them. */
	readonly statements: number;
};

export type UpdateForm = SequenceForm & {
	/** Inserted records keep or get numbers (INC); else asterisks stand in their place. */
	readonly hasNumbers: boolean;
};

type Change = Extract<Statement, {first: number}>;

class Update {
	readonly records: string[] = [];
	readonly remarks: Remark[] = [];
	readonly log: LogEntry[] = [];
	statements = 0;
	readonly #source: readonly string[];
	readonly #cards: readonly string[];
	readonly #form: UpdateForm;
	/** Records of the source that are copied or deleted. */
	#at = 0;
	/** Number of the last record written, and whether the source has it there. */
	#last: {readonly sequence: number; readonly isSource: boolean} | undefined;
	/** Of the source, deleted records included: what its order is checked by. */
	#lastInput: number | undefined;
	#resequence: Extract<Statement, {kind: 'S'}> | undefined;
	/** A statement that is no comment was there. */
	#isBegun = false;

	constructor(source: readonly string[], cards: readonly string[], form: UpdateForm) {
		this.#source = source;
		this.#cards = cards;
		this.#form = form;
	}

	run(): Updated {
		for (let line = 1; line <= this.#cards.length;) {
			const card = this.#cards[line - 1];
			let end = line;
			while (end < this.#cards.length && !isControl(this.#cards[end])) {
				end++;
			}

			this.log.push({kind: 'statement', text: card});
			this.#obey(card, this.#cards.slice(line, end), line);
			line = end + 1;
		}

		this.#copy(this.#source.length, 0);
		this.#renumber();
		const {records, remarks, log, statements} = this;
		return {
			records, remarks, log, statements,
		};
	}

	#remark(remark: Remark): void {
		this.remarks.push(remark);
		this.log.push({kind: 'remark', remark});
	}

	#obey(card: string, data: readonly string[], line: number): void {
		const statement: Statement | BadStatement = isControl(card) ? parseStatement(card) : {kind: 'invalid'};
		this.statements += Number(isControl(card));
		switch (statement.kind) {
			case 'invalid': {
				this.#remark({kind: 'control', line});
				return;
			}

			case 'character': {
				this.#remark({...statement, line});
				return;
			}

			case '*':
			case 'S': {
				if (statement.kind === 'S') {
					this.#begin(statement, line);
					this.#isBegun = true;
				}

				break;
			}

			case 'I':
			case 'D':
			case 'R': {
				this.#isBegun = true;
				this.#change(statement, data, line);
				if (statement.kind !== 'D') {
					return;
				}
			}
		}

		if (data.length > 0) {
			this.#remark({kind: 'control', line: line + 1});
		}
	}

	/** `./ S`: the first statement, comments before it apart. */
	#begin(statement: Extract<Statement, {kind: 'S'}>, line: number): void {
		if (this.#isBegun) {
			this.#remark({kind: 'notFirst', line});
			return;
		}

		this.#resequence = statement;
		if (statement.increment === 0) {
			this.#remark({kind: 'increment', line});
		}
	}

	#change(statement: Change, data: readonly string[], line: number): void {
		const from = this.#find(statement.first, this.#at, line);
		const to = from === undefined ? undefined : this.#find(statement.last, from, line);
		if (from === undefined || to === undefined) {
			return;
		}

		// An insertion goes behind the record, all else takes it away.
		this.#copy(statement.kind === 'I' ? to + 1 : from, line);
		if (statement.kind !== 'I') {
			const deleted = this.#source.slice(from, to + 1);
			for (const record of deleted) {
				this.#checkInput(record, line);
			}

			this.log.push({kind: 'deleted', records: deleted});
		}

		this.#at = to + 1;
		if (statement.kind !== 'D') {
			this.#insert(statement, data, line);
		}
	}

	/** Where the source has a number; remarked where it is not before a greater one. */
	#find(sequence: number, from: number, line: number): number | undefined {
		for (let index = from; index < this.#source.length; index++) {
			const found = sequenceOf(this.#source[index], this.#form);
			if (found === sequence) {
				return index;
			}

			if (found !== undefined && found > sequence) {
				this.#remark({kind: 'notFound', field: digitsOf(sequence, {digits: 8}), line});
				return undefined;
			}
		}

		this.#remark({kind: 'endOfFile', field: digitsOf(sequence, {digits: 8}), line});
		return undefined;
	}

	#copy(end: number, line: number): void {
		while (this.#at < end) {
			const record = this.#source[this.#at++];
			const isDisordered = this.#checkInput(record, line);
			this.#write(record, line, !isDisordered);
		}
	}

	/** Whether a record of the source has a number that is not greater than the one before it. */
	#checkInput(record: string, line: number): boolean {
		const sequence = sequenceOf(record, this.#form);
		const before = this.#lastInput;
		this.#lastInput = sequence ?? before;
		const isDisordered = sequence !== undefined && before !== undefined && sequence <= before;
		if (isDisordered) {
			const [from, to] = [digitsOf(before, this.#form), digitsOf(sequence, this.#form)];
			this.#remark({
				kind: 'inputOrder', from, to, line,
			});
		}

		return isDisordered;
	}

	/** Writes a record of the result; `isChecked`: whether its place among the others is new. */
	#write(record: string, line: number, isChecked: boolean, isSource = true): void {
		this.records.push(record);
		const sequence = sequenceOf(record, this.#form);
		if (sequence === undefined) {
			return;
		}

		const last = this.#last;
		this.#last = {sequence, isSource};
		// What the source has in disorder was remarked of the source; what is numbered anew has no old order.
		if (isChecked && last && sequence <= last.sequence && !(last.isSource && isSource) && !this.#resequence) {
			const [from, to] = [digitsOf(last.sequence, this.#form), digitsOf(sequence, this.#form)];
			this.#remark({
				kind: 'outputOrder', from, to, line,
			});
		}
	}

	#insert({numbering}: Change, data: readonly string[], line: number): void {
		const inserted: string[] = [];
		if (numbering?.increment === 0 && data.length > 1) {
			this.#remark({kind: 'increment', line});
		}

		for (const [index, record] of data.entries()) {
			if (!this.#form.hasNumbers) {
				inserted.push(withField(record, unnumbered));
				continue;
			}

			const sequence = numbering && numbering.start + (index * numbering.increment);
			if (sequence !== undefined && sequence > mostSequence(this.#form)) {
				const before = sequence - (index === 0 ? 0 : numbering!.increment);
				this.#overflow(before, line);
			}

			inserted.push(sequence === undefined ? record : numbered(record, sequence, this.#form));
		}

		this.log.push({kind: 'inserted', records: inserted});
		for (const record of inserted) {
			this.#write(record, line, true, false);
		}
	}

	#overflow(sequence: number, line: number): void {
		const isKnown = this.remarks.some(remark => remark.kind === 'overflow' && remark.line === line);
		if (!isKnown) {
			this.#remark({kind: 'overflow', field: digitsOf(sequence, this.#form), line});
		}
	}

	/** What `./ S` asked for. */
	#renumber(): void {
		if (!this.#resequence) {
			return;
		}

		const {digits} = this.#form;
		const {start = digits === 8 ? 1000 : 10, increment = start, label = this.#form.label} = this.#resequence;
		const form = {digits, label};
		for (const [index, record] of this.records.entries()) {
			const sequence = start + (index * increment);
			if (sequence > mostSequence(form)) {
				this.#overflow(sequence - (index === 0 ? 0 : increment), 0);
			}

			this.records[index] = numbered(record, sequence, form);
		}
	}
}

/** Applies an update; `source` and `update` are records as text. */
export function applyUpdate(source: readonly string[], update: readonly string[], form: UpdateForm): Updated {
	return new Update(source, update, form).run();
}

const fieldOf = (remark: Remark): string => 'field' in remark ? remark.field.replace(/^0+(?=\d)/, '') : '';
const orderOf = (remark: Remark): string => 'from' in remark ? `${remark.from} to ${remark.to}` : '';

const problems: Readonly<Record<Remark['kind'], (remark: Remark) => string>> = {
	control: () => 'invalid control statement',
	character: remark => `invalid character in ${fieldOf(remark)}`,
	notFound: remark => `no record ${fieldOf(remark)}`,
	endOfFile: remark => `no record ${fieldOf(remark)}`,
	overflow: remark => `numbers overflow behind ${fieldOf(remark)}`,
	increment: () => 'increment is zero',
	notFirst: () => 'S must come first',
	inputOrder: remark => `source out of order, ${orderOf(remark)}`,
	outputOrder: remark => `result out of order, ${orderOf(remark)}`,
};

/** What a remark says, in words. */
export const problemOf = (remark: Remark): string => problems[remark.kind](remark);
