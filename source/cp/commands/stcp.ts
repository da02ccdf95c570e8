/**
 * STCP (GC20-1806, GC20-1807; DMKCDS): changes real storage. In a page that machines share it changes what all of them
 * see. Not here: the storage of CP itself, which has none in the frames.
 */
import {pageSize} from '../../base/architecture.js';
import {parseHex, parseHexBytes} from '../../base/hex.js';
import type {UserCommand, UserContext} from '../command.js';
import {fail, messages} from '../messages/index.js';

export const stcp: UserCommand = {
	name: 'STCP', minimum: 4, classes: 'C',
	syntax: ['STCP {hexloc|Lhexloc} hexword1 [hexword2 ...]', 'STCP Shexloc hexdata...'],
	summary: 'change real storage; in shared pages for every machine that has them',
	returnCodes: [
		'4    INVALID HEXLOC - hexloc',
		'5    INVALID HEXDATA - hexdata',
		'26   OPERAND MISSING OR INVALID',
		'160  HEXLOC hexloc EXCEEDS STORAGE',
	],
	run(context) {
		const {words: [target, ...values]} = context;
		if (target === undefined || values.length === 0) {
			return fail(context, messages.DMKCDS026E);
		}

		const isString = target.startsWith('S');
		const address = parseHex(/^[SL]/.test(target) ? target.slice(1) : target);
		if (address === undefined) {
			return fail(context, messages.DMKCDS004E, {hexloc: target});
		}

		const bytes = parseHexBytes(isString ? values.join('') : values.map(value => value.padStart(8, '0')).join(''));
		if (bytes === undefined || (!isString && values.some(value => value.length > 8))) {
			return fail(context, messages.DMKCDS005E, {data: values.join('')});
		}

		return change(context, isString ? address : address - (address % 4), bytes);
	},
};

function change(context: UserContext, address: number, bytes: Uint8Array): number {
	const {hostStorage} = context.cp;
	const first = Math.trunc(address / pageSize);
	const last = Math.trunc((address + bytes.length - 1) / pageSize);
	for (let frame = first; frame <= last; frame++) {
		if (!hostStorage.pageOn(frame)) {
			return fail(context, messages.DMKCDS160E, {hexloc: address.toString(16).toUpperCase()});
		}
	}

	for (let frame = first; frame <= last; frame++) {
		// Whoever keeps in mind what the page held is told, the pager included.
		hostStorage.pageOn(frame)?.touch();
	}

	hostStorage.bytes.set(bytes, address);
	context.reply('STORE COMPLETE');
	return 0;
}
