/** What is wrong with the operands of a command that looks at storage, in the messages of its module. */
import {hex} from '../../base/hex.js';
import {fail, messages, type MessageSink} from '../messages/index.js';
import {OperandError, type OperandParts, type StorageRange} from './storage-operand.js';
import type {StorageView} from './storage-view.js';

/** Messages of a module: rows of the same texts. */
export type OperandMessages = {
	readonly option: typeof messages.DMKCDB003E;
	readonly hexloc: typeof messages.DMKCDB004E;
	readonly range: typeof messages.DMKCDB009E;
	readonly register: typeof messages.DMKCDB010E;
	readonly storage: typeof messages.DMKCDB160E;
};

export const displayMessages: OperandMessages = {
	option: messages.DMKCDB003E,
	hexloc: messages.DMKCDB004E,
	range: messages.DMKCDB009E,
	register: messages.DMKCDB010E,
	storage: messages.DMKCDB160E,
};

export const dumpMessages: OperandMessages = {
	option: messages.DMKCDM003E,
	hexloc: messages.DMKCDM004E,
	range: messages.DMKCDM009E,
	// DUMP takes no registers.
	register: messages.DMKCDB010E,
	storage: messages.DMKCDM160E,
};

export const vmdumpMessages: OperandMessages = {
	option: messages.DMKVMD003E,
	hexloc: messages.DMKVMD004E,
	range: messages.DMKVMD009E,
	register: messages.DMKCDB010E,
	storage: messages.DMKVMD160E,
};

/** Types the message for what is wrong; answers its return code. */
export function refuse(context: MessageSink, table: OperandMessages, {what, text}: OperandError): number {
	switch (what) {
		case 'option': {
			return fail(context, table.option, {option: text});
		}

		case 'hexloc': {
			return fail(context, table.hexloc, {hexloc: text});
		}

		case 'range': {
			return fail(context, table.range, {range: text});
		}

		case 'register': {
			return fail(context, table.register, {register: text});
		}

		case 'storage': {
			return fail(context, table.storage, {hexloc: text});
		}
	}
}

/** What is wrong with a range in a storage: it begins (`begin` as typed) or ends outside, or has a gap. */
export function outside(
	view: StorageView,
	{first, last}: StorageRange,
	{begin}: OperandParts,
): OperandError | undefined {
	if (view.missing(first, 1) !== undefined) {
		return new OperandError('storage', begin);
	}

	const missing = view.missing(last, 1) ?? view.missing(first, last + 1 - first);
	return missing === undefined ? undefined : new OperandError('storage', hex(missing, 6));
}
