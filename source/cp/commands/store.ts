/** STORE (GC20-1820; DMKCDS): changes storage, registers and PSW of one's own machine. */
import type {UserCommand, UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {parseHex, parseHexBytes} from '../../base/hex.js';
import {storeStatusOf} from '../../machine/cpu/manual-operations.js';
import {fail, messages} from '../messages/index.js';

export const store: UserCommand = {
	name: 'STORE', minimum: 2, classes: 'G',
	syntax: [
		'STore {hexloc|Lhexloc} hexword1 [hexword2 ...]',
		'STore Shexloc hexdata...',
		'STore Greg hexword1 [hexword2 ...]',
		'STore Xreg hexword1 [hexword2 ...]',
		'STore Yreg hexdword1 [hexdword2 ...]',
		'STore Psw [hexword1] hexword2',
		'STore STATUS',
	],
	summary: 'change storage, registers and PSW of your virtual machine',
	description: [
		'Words have leading zeros where they are short, those of floating-point registers (hexdword) trailing ones. X: '
		+ 'with SET ECMODE OFF register 0 only.',
	],
	run(context) {
		const {words, vm} = context;
		if (words.length === 0) {
			return fail(context, messages.DMKCDS026E);
		}

		if (isAbbreviation(words[0], 'STATUS', 6)) {
			storeStatusOf(vm.cpu, vm.cpu.cpuTimer);
			context.reply('STORE COMPLETE');
			return 0;
		}

		for (let at = 0; at < words.length;) {
			const target = words[at++];
			const values: string[] = [];
			while (at < words.length && /^[\dA-F]+$/.test(words[at])) {
				values.push(words[at++]);
			}

			const returnCode =
				values.length === 0
					? (at < words.length
						? fail(context, messages.DMKCDS005E, {data: words[at]})
						: fail(context, messages.DMKCDS026E))
					: storeAt(context, target, values);
			if (returnCode !== 0) {
				return returnCode;
			}
		}

		vm.wake();
		context.reply('STORE COMPLETE');
		return 0;
	},
};

function storeAt(context: UserContext, target: string, values: readonly string[]): number {
	const kind = /^[GXYLSP]/.exec(target)?.[0] ?? 'L';
	const place = /^[GXYLS]/.test(target) ? target.slice(1) : target;
	switch (kind) {
		case 'P': {
			return storePsw(context, target, values);
		}

		case 'G':
		case 'X':
		case 'Y': {
			return storeRegisters(context, kind, place, values);
		}

		default: {
			const address = place.length <= 6 ? parseHex(place) : undefined;
			if (address === undefined) {
				return place === ''
					? fail(context, messages.DMKCDS033E)
					: fail(context, messages.DMKCDS004E, {hexloc: place});
			}

			return storeStorage(context, kind === 'S', address, values);
		}
	}
}

function storeStorage(context: UserContext, string: boolean, address: number, values: readonly string[]): number {
	const {cp, vm} = context;
	const {storage} = vm;
	const digits = string ? values.join('') : values.map(value => value.padStart(8, '0')).join('');
	// Bytes are stored up to a last digit that is alone: then it is told.
	const odd = digits.length % 2;
	const bytes = parseHexBytes(digits.slice(0, digits.length - odd));
	const wrong = values.find(value => !string && value.length > 8);
	if (bytes === undefined || wrong !== undefined) {
		return fail(context, messages.DMKCDS005E, {data: wrong ?? values.join('')});
	}

	const at = string ? address : address - (address % 4);
	if (!storage.contains(at, bytes.length)) {
		return fail(context, messages.DMKCDS160E, {hexloc: address.toString(16).toUpperCase()});
	}

	cp.systems.replaceShared(vm, at, bytes.length);
	storage.store(at, bytes);
	return odd === 0 ? 0 : fail(context, messages.DMKCDS005E, {data: digits});
}

function storeRegisters(context: UserContext, kind: 'G' | 'X' | 'Y', place: string, values: readonly string[]): number {
	const {vm: {cpu, settings: {ecmode}}} = context;
	const named = /^\d+$/.test(place) ? Number(place) : (place.length === 1 ? parseHex(place) ?? 16 : 16);
	const step = kind === 'Y' ? 2 : 1;
	// An odd floating-point register means the even one before it; in basic control mode there is one control register.
	const number = named - (named % step);
	const highest = {G: 15, X: ecmode ? 15 : 0, Y: 6}[kind];
	if (number + ((values.length - 1) * step) > highest) {
		return fail(context, messages.DMKCDS010E, {register: place});
	}

	const width = kind === 'Y' ? 16 : 8;
	const wrong = values.find(value => value.length > width);
	if (wrong !== undefined) {
		return fail(context, messages.DMKCDS005E, {data: wrong});
	}

	for (const [index, value] of values.entries()) {
		if (kind === 'Y') {
			const padded = value.padEnd(16, '0');
			cpu.fpr[number + (index * 2)] = parseHex(padded.slice(0, 8))!;
			cpu.fpr[number + (index * 2) + 1] = parseHex(padded.slice(8))!;
		} else {
			(kind === 'G' ? cpu.gpr : cpu.cr)[number + index] = parseHex(value)!;
		}
	}

	return 0;
}

/** One word is the second one: condition code and instruction address. */
function storePsw(context: UserContext, target: string, values: readonly string[]): number {
	const {vm} = context;
	const words = values.map(value => parseHex(value));
	const [first, second] = words;
	if (
		!isAbbreviation(target, 'PSW', 1)
		|| words.length > 2
		|| first === undefined
		|| (words.length === 2 && second === undefined)
	) {
		return fail(context, messages.DMKCDS005E, {data: values.join(' ')});
	}

	const {psw} = vm.cpu;
	vm.processor.pswReplaced(psw.load(words.length === 2 ? first : psw.high, second ?? first));
	// Who was to be resumed stood at the old address.
	vm.resident.discard();
	return 0;
}
