/** Translation: LRA, PTLB, and the extended facility's IPTE and TPROT (GA22-7000, "Control Instructions"). */
import {
	newTranslation, pageEntry, pageFormat, reachable, translate, translated, type Translation,
} from '../../storage/dat.js';
import {instruction} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';

/** Condition code of TEST PROTECTION. */
const protection = {
	none: 0, store: 1, fetch: 2, untranslatable: 3,
} as const;

/** Condition code for `key` at a real address. */
function protectionOf(
	x: Execution,
	{address, protected: isProtected}: Pick<Translation, 'address' | 'protected'>,
	key: number,
): number {
	const {storage} = x.cpu;
	const absolute = x.absolute(address);
	if (!storage.contains(absolute, 1)) {
		programException(programCode.addressing);
	}

	if (!storage.permits(key, absolute >>> 11, false)) {
		return protection.fetch;
	}

	return isProtected || !storage.permits(key, absolute >>> 11, true) ? protection.store : protection.none;
}

export const translations = [
	instruction(0xB1, 'LRA', 'RX', 'M A TS', (x, at) => {
		const register = x.bytes[at + 1] >>> 4;
		const result = newTranslation();
		translate(x, x.indexed(at), result);
		x.gpr[register] = result.address;
		x.cpu.psw.cc = result.status;
	}),
	instruction(0xB20D, 'PTLB', 'E', 'M', x => {
		x.cpu.storage.tables.purge();
	}),
	instruction(0xB221, 'IPTE', 'RRE', 'M A P TS', (x, at) => {
		const origin = x.gpr[x.bytes[at + 3] >>> 4];
		const address = x.gpr[x.bytes[at + 3] & 15];
		const {cpu} = x;
		const {invalid} = pageFormat(cpu.cr[0]);
		const entry = reachable(x, pageEntry(cpu.cr[0], origin, address), true) + 1;
		if (!cpu.storage.permits(cpu.psw.key, entry >>> 11, true)) {
			programException(programCode.protection);
		}

		const [low] = cpu.storage.fetch(entry, 1);
		cpu.storage.store(entry, Uint8Array.of(low | invalid));
		cpu.storage.tables.purge();
	}),
	instruction(0xE501, 'TPROT', 'SSE', 'M A TS', (x, at) => {
		const address = x.based(at + 2);
		const key = (x.based(at + 4) >>> 4) & 15;
		const {psw} = x.cpu;
		const result = {...newTranslation(), address};
		if (psw.translation) {
			translate(x, address, result);
		}

		psw.cc =
			result.status === translated.available
				? protectionOf(x, {...result, protected: result.protected || x.isProtectedLow(address)}, key)
				: protection.untranslatable;
	}),
];
