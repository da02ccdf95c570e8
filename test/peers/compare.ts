/** What is different between two results of one case. */
import {
	area, areaLength, codesLength, header, type StateRecord,
} from './driver.js';

const hex = (record: StateRecord, from: number, length: number): string =>
	record.toString('hex', from, from + length).toUpperCase();

/** Differences as `name ours peer`, empty where there is none. */
export function differences(ours: StateRecord, peer: StateRecord): string[] {
	const found: string[] = [];
	if (
		ours.compare(peer, 0, header.last, 0, header.last) === 0
		&& ours.compare(peer, header.length, undefined, header.length) === 0
	) {
		return found;
	}

	const field = (name: string, from: number, length: number): void => {
		if (ours.compare(peer, from, from + length, from, from + length) !== 0) {
			found.push(`${name} ${hex(ours, from, length)} ${hex(peer, from, length)}`);
		}
	};

	field('kind', header.kind, 4);
	field('PSW', header.psw, 8);
	field('codes', header.codes, codesLength);
	for (let register = 0; register < 16; register++) {
		field(`R${register}`, header.gpr + (register * 4), 4);
	}

	for (let register = 0; register < 8; register += 2) {
		field(`F${register}`, header.fpr + (register * 4), 8);
	}

	for (let register = 0; register < 16; register++) {
		field(`C${register}`, header.cr + (register * 4), 4);
	}

	for (let block = 0; block < 4; block++) {
		field(`key${block}`, header.keys + (block * 4), 4);
	}

	for (let at = header.length; at < header.length + areaLength; at++) {
		if (ours[at] !== peer[at]) {
			const from = at;
			while (at < from + 64 && ours[at] !== peer[at]) {
				at++;
			}

			found.push(`storage ${(area + from - header.length).toString(16)} ${hex(ours, from, at - from)} `
				+ `${hex(peer, from, at - from)}`);
		}
	}

	return found;
}
