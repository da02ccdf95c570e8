// What SBS commands cost on a large library: `node scripts/transpile.js && node build/bench/library-commands.js
// [MEMBERS [VERSIONS]]` (10,000 and 20 unless told; minutes) prints one JSON object. The library lies on CMS disks in
// memory, with the page cache of a machine of its own; members have 120 lines in the median, one of a hundred over
// 2,000, and each version changes one line in 20. Milliseconds of processor time, median of many, and `most`, the
// slowest, at a tenth of the members and at all of them: LIST by a pattern that fits a hundredth, GET of the newest, of
// any and of the first version, PUT, QUERY, WHEREUSED and IMPACT (each member refers to three others at most, of the
// same 50). `size`: bytes of the library's files, and their ratio to the newest sources as 80-byte records plus the
// deltas.
import process from 'node:process';
import {toEbcdic} from '../source/base/ebcdic.js';
import {listFiles} from '../source/cms/file-system/disk/host.js';
import {runToEnd, type Step} from '../source/guest/action.js';
import {addVersion} from '../source/sbs/data-base/add-version.js';
import {recordUses} from '../source/sbs/data-base/uses.js';
import {findMember, newMember, putMember} from '../source/sbs/data-base/members.js';
import type {Transaction} from '../source/sbs/store/store.js';
import type {Form} from '../source/sbs/data-base/versions.js';
import {fragileDisks, libraryOn} from '../test/support/library.js';
import {Random} from '../test/support/random.js';
import {LibraryUser, type UsedLibrary} from '../test/support/sbs-library.js';

const members = Number(process.argv[2] ?? 10_000);
const versions = Number(process.argv[3] ?? 20);
const together = 100;
const random = new Random(1);
const devices = fragileDisks(1600, 1600, 1600, 1600, 1600, 1600);
const store = libraryOn(devices, 400);
const now = {date: '11/29/81', time: '12:00:00'};
const form: Form = {
	recordFormat: 'F', recordLength: 80, modeNumber: '1', fileDate: '1981-11-29', fileTime: '12:00',
};

const who = {user: 'USER1', ...now, why: ''};

const nameOf = (index: number): string => `${'ABCDEFGHIJ'[index % 10]}${String(index).padStart(6, '0')}`;

const card = (text: string): Uint8Array => toEbcdic(text.padEnd(80));

/** A statement with a comment: 30 to 70 characters. */
function line(): Uint8Array {
	const length = 13 + random.below(41);
	const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ ,()+';
	const text = Array.from({length}, () => characters[random.below(characters.length)]).join('');
	return card(`         LA    1,${text}`);
}

/** Statements that every member begins with, and keeps: what it defines, and what it refers to. */
const beginning = 4;
/** So many members refer to each other. */
const related = 50;

function firstLines(index: number): Uint8Array[] {
	const others = [1, 7, 31].map(distance => index % related < distance ? index : index - distance);
	return [
		card(`${nameOf(index).padEnd(8)} CSECT`),
		...others.map(other => card(`         DC    V(${nameOf(other)})`)),
	];
}

/** Lines of a member: 120 in the median, one of a hundred over 2,000. */
function lines(): number {
	return random.below(100) === 0 ? 2000 + random.below(1000) : 20 + random.below(201);
}

/** The next version: one line in 20 is another. */
function changed(records: readonly Uint8Array[]): Uint8Array[] {
	const next = [...records];
	for (let count = Math.ceil(records.length / 20); count > 0; count--) {
		next[beginning + random.below(next.length - beginning)] = line();
	}

	return next;
}

let newestBytes = 0;
let deltaBytes = 0;

/** Adds a version to each member from one on; answers the bytes of the deltas. */
function * addAll(
	transaction: Transaction,
	first: number,
	texts: ReadonlyArray<readonly Uint8Array[]>,
): Step<number> {
	let deltas = 0;
	for (const [index, records] of texts.entries()) {
		const name = nameOf(first + index);
		const member = (yield * findMember(transaction, name, 'ASSEMBLE')) ?? newMember(name, 'ASSEMBLE', 'USER1', now);
		const next = yield * addVersion(transaction, member, form, records, who);
		deltas += Math.max(0, next.deltaBytes - member.deltaBytes);
		yield * putMember(transaction, next);
		if (member.latest === undefined) {
			yield * recordUses(transaction, {name, type: 'ASSEMBLE'}, records);
		}
	}

	return deltas;
}

/** Adds members, so many in one change: what is measured is measured one by one. */
function fill(from: number, to: number): void {
	for (let first = from; first < to; first += together) {
		const texts = Array.from({length: Math.min(together, to - first)}, (_, index) =>
			[...firstLines(first + index), ...Array.from({length: lines() - beginning}, () => line())]);
		for (let version = 1; version <= versions; version++) {
			for (const [index, records] of texts.entries()) {
				texts[index] = version === 1 ? records : changed(records);
			}

			deltaBytes += runToEnd(store.change(transaction => addAll(transaction, first, texts)));
		}

		for (const records of texts) {
			newestBytes += records.length * 80;
		}

		process.stderr.write(`\r${first + texts.length} members `);
	}
}

const library: UsedLibrary = {store, seconds: 0, now};
const user = new LibraryUser(library, 'USER1', 'user');

function measured(times: number, work: (index: number) => void, prepare?: (index: number) => void) {
	const taken = Array.from({length: times}, (_, index) => {
		prepare?.(index);
		const before = process.cpuUsage();
		work(index);
		const {user: used, system} = process.cpuUsage(before);
		return (used + system) / 1000;
	});
	const inOrder = taken.toSorted((one, other) => one - other);
	return {median: Number(inOrder[times >> 1].toFixed(2)), most: Number(inOrder.at(-1)!.toFixed(2))};
}

function must(line: string): void {
	const answer = user.enter(line);
	if (answer.at(-1)!.startsWith('(')) {
		throw new Error(`${line}: ${answer.join(' ')}`);
	}
}

function measure(count: number) {
	const any = (): string => nameOf(random.below(count));
	const used = (): string => nameOf(random.below(count / related) * related);
	let name = '';
	return {
		members: count,
		list: measured(21, index => {
			must(`LIST ${nameOf(index * 100 % count).slice(0, 5)}* *`);
		}),
		getNewest: measured(200, () => {
			must(`GET ${any()} ASSEMBLE (REP`);
		}),
		getAny: measured(200, () => {
			must(`GET ${any()} ASSEMBLE (REP VERSION ${1 + random.below(versions)}`);
		}),
		getFirst: measured(200, () => {
			must(`GET ${any()} ASSEMBLE (REP VERSION 1`);
		}),
		put: measured(200, () => {
			must(`PUT ${name} ASSEMBLE`);
		}, () => {
			name = any();
			must(`GET ${name} ASSEMBLE (REP`);
			const file = user.files.file(name, 'ASSEMBLE')!;
			user.files.keep({...file, records: changed(file.records)});
		}),
		query: measured(200, () => {
			must(`QUERY ${any()} ASSEMBLE`);
		}),
		whereUsed: measured(200, () => {
			must(`WHEREUSED ${used()} ASSEMBLE`);
		}),
		impact: measured(50, () => {
			must(`IMPACT ${used()} ASSEMBLE`);
		}),
	};
}

const few = Math.max(together, Math.floor(members / 10));
fill(0, few);
const small = measure(few);
fill(few, members);
const large = measure(members);
const bytes = devices
	.flatMap(device => listFiles(device))
	.reduce((sum, {records, recordLength}) => sum + (records * recordLength), 0);
process.stderr.write('\n');
console.log(JSON.stringify({
	small, large, size: {
		bytes, newestBytes, deltaBytes, ratio: Number((bytes / (newestBytes + deltaBytes)).toFixed(3)),
	},
}));
