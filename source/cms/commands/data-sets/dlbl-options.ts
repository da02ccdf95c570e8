/** Options of DLBL (GC20-1818). */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {messages} from '../../messages/index.js';

export type LabelOptions = {
	readonly change: boolean;
	readonly permanent: boolean;
	/** SYSxxx. */
	readonly unit: string | undefined;
	/** VSAM, or an option that only VSAM has. */
	readonly vsam: boolean;
	readonly extents: 'EXTENT' | 'MULT' | undefined;
	readonly catalogue: string;
	readonly bufferSpace: number;
};

const flags = new Set(['PERM', 'CHANGE', 'NOCHANGE', 'VSAM', 'EXTENT', 'MULT']);
const valued = new Set(['CAT', 'BUFSP']);
const conflicts = [['CHANGE', 'NOCHANGE'], ['EXTENT', 'MULT']] as const;
const ofVsam = ['VSAM', 'EXTENT', 'MULT', 'CAT', 'BUFSP'];
/** SYS000 to SYS241, and the system's own. */
const logicalUnit = /^SYS(?:[01]\d\d|2[0-3]\d|24[01]|RDR|IPT|PCH|LST|IN|OUT|LOG|CAT|CLB|RLB|SLB)$/;

/** The options by name, flags with their own name as value; a failure, with its message, where one is not valid. */
function * collect(cms: Cms, words: readonly string[]): Step<ReadonlyMap<string, string> | Failure> {
	const given = new Map<string, string>();
	for (let index = 0; index < words.length; index++) {
		const option = words[index];
		const name = logicalUnit.test(option) ? 'SYSxxx' : option;
		if (name !== 'SYSxxx' && !flags.has(name) && !valued.has(name)) {
			return new Failure(yield * cms.message(messages.DMSDLB003E, {option}));
		}

		if (given.has(name)) {
			return new Failure(yield * cms.message(messages.DMSDLB065E, {option}));
		}

		const value = valued.has(name) ? words[++index] : option;
		if (value === undefined) {
			return new Failure(yield * cms.message(messages.DMSDLB005E, {option}));
		}

		if (name === 'BUFSP' && !/^\d{1,6}$/.test(value)) {
			return new Failure(yield * cms.message(messages.DMSDLB070E, {parameter: value}));
		}

		given.set(name, value);
	}

	return given;
}

/** What the options say, or a failure, with its message. */
export function * readLabelOptions(cms: Cms, words: readonly string[]): Step<LabelOptions | Failure> {
	const given = yield * collect(cms, words);
	if (given instanceof Failure) {
		return given;
	}

	for (const [one, other] of conflicts) {
		if (given.has(one) && given.has(other)) {
			return new Failure(yield * cms.message(messages.DMSDLB066E, {one, other}));
		}
	}

	return {
		change: !given.has('NOCHANGE'),
		permanent: given.has('PERM'),
		unit: given.get('SYSxxx'),
		vsam: ofVsam.some(name => given.has(name)),
		extents: given.has('EXTENT') ? 'EXTENT' : (given.has('MULT') ? 'MULT' : undefined),
		catalogue: given.get('CAT')?.slice(0, 7) ?? '',
		bufferSpace: Number(given.get('BUFSP') ?? 0),
	};
}
