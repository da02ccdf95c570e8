import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {Tape3420} from '../../../../source/machine/devices/tape/3420.js';
import {openTape, simhRecords} from '../../../../source/machine/devices/tape/simh-tape.js';
import {Rig} from '../rig.js';

/** A record as it stands in the file. */
function record(data: string): Uint8Array {
	const length = Buffer.alloc(4);
	length.writeUInt32LE(data.length);
	return Buffer.concat([length, Buffer.from(data), Buffer.alloc(data.length % 2), length]);
}

const mark = Buffer.alloc(4);
const end = Buffer.alloc(4, 0xFF);

const text = (file: Uint8Array): unknown => {
	const {records, damage} = simhRecords(file) ?? {};
	return records && [
		...records.map(each => each === 'mark' ? '*' : Buffer.from(each).toString()), ...damage ? [damage] : [],
	];
};

test('records of even and odd length, tape marks, the end of the medium', t => {
	const file = Buffer.concat([record('ABCD'), record('EFG'), mark, record('H'), mark, mark]);
	t.deepEqual(text(file), ['ABCD', 'EFG', '*', 'H', '*', '*']);
	t.deepEqual(text(Buffer.concat([file, end, record('behind')])), ['ABCD', 'EFG', '*', 'H', '*', '*']);
});

test('a damaged file ends where it is damaged', t => {
	const file = Buffer.concat([record('ABCD'), record('EFG')]);
	for (let length = 13; length < file.length; length++) {
		t.deepEqual(text(file.subarray(0, length)), ['ABCD', 12]);
	}

	t.is(text(Buffer.from('no tape at all')), undefined);
});

test('the file tells what it is; a SIMH one has no ring', t => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yorktown-simh-'));
	t.teardown(() => {
		fs.rmSync(folder, {recursive: true});
	});
	const file = path.join(folder, 'TAPE');
	const open = (content: Uint8Array) => {
		fs.writeFileSync(file, content);
		return openTape(file);
	};

	const simh = open(Buffer.concat([record('ABCD'), mark]));
	t.false('problem' in simh);
	if (!('problem' in simh)) {
		t.true(simh.readOnly);
		t.is(Buffer.from(simh.read(1)).toString(), 'ABCD');
	}

	const damaged = open(Buffer.concat([record('ABCD'), record('EFG')]).subarray(0, 20));
	if (!('problem' in damaged)) {
		const rig = new Rig();
		rig.attach(0x181, new Tape3420(damaged));
		t.is(rig.run(0x181, [[0x02, 0x2000, 0, 4]]).csw.slice(10, 14), '0C00');
		t.is(rig.run(0x181, [[0x02, 0x2000, 0, 4]]).csw.slice(10, 12), '0E');
		t.is(damaged.items, 2);
	}

	t.false('problem' in open(new Uint8Array(0)), 'an empty AWS tape');
	t.deepEqual(open(Buffer.from('no tape at all')), {problem: 'not an AWS tape file'});
	t.deepEqual(openTape(path.join(folder, 'NONE')), {problem: 'no such file'});
});
