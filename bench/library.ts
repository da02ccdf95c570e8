// What the store of a library costs: `node scripts/transpile.js && node build/bench/library.js [MEMBERS [VERSIONS]]`
// (10,000 and 20 unless told) prints one JSON object. Real 3350 minidisks in memory, the page cache of a group's
// segment (900 pages), entries as the data base has them: a member each, and one for each of its versions. Milliseconds
// of processor time, the median of many, and SIOs as DIAGNOSE X'18' would need them: blocks of one track in one chain,
// eight at most. `change`: a text of 480 bytes (a delta) written, one freed, three entries put, a line of audit.
import process from 'node:process';
import {toEbcdic} from '../source/base/ebcdic.js';
import {geometry3350} from '../source/cms/file-system/disk/geometry.js';
import type {BlockDevice} from '../source/cms/file-system/disk/block-device.js';
import {runToEnd, type Step} from '../source/guest/action.js';
import {keyOf, table} from '../source/sbs/store/keys.js';
import {after, type Extent, type Transaction} from '../source/sbs/store/store.js';
import {memoryDisk} from '../test/support/disks.js';
import {libraryOn} from '../test/support/library.js';
import {Random} from '../test/support/random.js';

const members = Number(process.argv[2] ?? 10_000);
const versions = Number(process.argv[3] ?? 20);
const together = 50;
const random = new Random(1);
const perChain = 8;

const counts = {reads: 0, writes: 0, blocks: 0};

/** Chains of CCWs that so many blocks need. */
function chains(blocks: readonly number[]): number {
	let count = 0;
	let inChain = 0;
	let track = -1;
	for (const block of blocks) {
		const next = Math.floor((block - 1) / geometry3350.blocksPerTrack);
		const joins = next === track && inChain < perChain;
		count += joins ? 0 : 1;
		inChain = joins ? inChain + 1 : 1;
		track = next;
	}

	return count;
}

function counted(device: BlockDevice): BlockDevice {
	return {
		geometry: device.geometry,
		readOnly: false,
		cylinders: () => device.cylinders(),
		formatCylinder: cylinder => device.formatCylinder(cylinder),
		* read(blocks) {
			counts.reads += chains(blocks);
			return yield * device.read(blocks);
		},
		* write(blocks) {
			counts.writes += chains(blocks.map(([block]) => block).toSorted((one, other) => one - other));
			counts.blocks += blocks.length;
			yield * device.write(blocks);
		},
	};
}

const devices = Array.from({length: 6}, () => counted(memoryDisk(110)));
const store = libraryOn(devices, 900);

const nameOf = (member: number): Uint8Array =>
	toEbcdic(`${'ABCDEFGHIJ'[member % 10]}${String(member).padStart(7, '0')}ASSEMBLE`);
const memberKey = (member: number): Uint8Array => keyOf(table.member, nameOf(member));
const versionKey = (member: number, version: number): Uint8Array =>
	keyOf(0x20, nameOf(member), Uint8Array.of(version >>> 8, version));
const requestKey = (user: number): Uint8Array => keyOf(table.request, toEbcdic(`USER${user}`.padEnd(8)));

function encodeExtent({runs: [{slot, count}], bytes, checksum}: Extent): Uint8Array {
	const value = Buffer.alloc(44);
	for (const [index, word] of [slot, count, bytes, checksum].entries()) {
		value.writeUInt32BE(word, index * 4);
	}

	return Uint8Array.from(value);
}

function decodeExtent(value: Uint8Array): Extent {
	const [slot, count, bytes, checksum] = Array.from({length: 4}, (_, index) =>
		Buffer.from(value).readUInt32BE(index * 4));
	return {runs: [{slot, count}], bytes, checksum};
}

const text = (length: number): Uint8Array => Uint8Array.from({length}, () => random.below(256));

function * putVersion(transaction: Transaction, member: number, version: number, length: number): Step {
	const extent = yield * transaction.write(text(length));
	yield * transaction.put(versionKey(member, version), encodeExtent(extent));
}

function fill(): number {
	const before = process.cpuUsage();
	for (let first = 0; first < members; first += together) {
		runToEnd(store.change(function * (transaction) {
			for (let member = first; member < Math.min(first + together, members); member++) {
				yield * transaction.put(memberKey(member), text(60));
				for (let version = 1; version <= versions; version++) {
					yield * putVersion(transaction, member, version, version === versions ? 5000 : 480);
				}
			}
		}));
	}

	const {user, system} = process.cpuUsage(before);
	return Number(((user + system) / 1e6).toFixed(1));
}

/** Median of the times, and the mean of what was read and written. */
function measure(times: number, work: (index: number) => void) {
	Object.assign(counts, {reads: 0, writes: 0, blocks: 0});
	const taken = Array.from({length: times}, (_, index) => {
		const before = process.cpuUsage();
		work(index);
		const {user, system} = process.cpuUsage(before);
		return (user + system) / 1000;
	}).toSorted((one, other) => one - other);
	const mean = (count: number): number => Number((count / times).toFixed(2));
	return {
		milliseconds: Number(taken[times >> 1].toFixed(3)),
		most: Number(taken.at(-1)!.toFixed(3)),
		reads: mean(counts.reads),
		writes: mean(counts.writes),
		blocksWritten: mean(counts.blocks),
	};
}

const any = (): number => random.below(members);
const filled = fill();
const results = {
	members,
	versions,
	secondsToFill: filled,
	records: store.place.disks.first.find('SBS', 'INDEX')?.records,
	get: measure(2000, () => {
		runToEnd(store.read(reader => reader.get(versionKey(any(), 1 + random.below(versions)))));
	}),
	scanMember: measure(1000, () => {
		runToEnd(store.read(reader => reader.scan(keyOf(0x20, nameOf(any())))));
	}),
	scanHundred: measure(200, () => {
		runToEnd(store.read(reader => reader.scan(Uint8Array.of(table.member), after(memberKey(any())), 100)));
	}),
	readDelta: measure(1000, () => {
		runToEnd(store.read(function * (reader): Step<Uint8Array> {
			return yield * reader.text(decodeExtent((yield * reader.get(versionKey(any(), 1)))!));
		}));
	}),
	readText: measure(1000, () => {
		runToEnd(store.read(function * (reader): Step<Uint8Array> {
			return yield * reader.text(decodeExtent((yield * reader.get(versionKey(any(), versions)))!));
		}));
	}),
	change: measure(1000, index => {
		runToEnd(store.change(function * (transaction) {
			const member = any();
			const old = (yield * transaction.get(versionKey(member, 1)))!;
			yield * transaction.free(decodeExtent(old));
			yield * putVersion(transaction, member, 1, 480);
			yield * transaction.put(memberKey(member), text(60));
			yield * transaction.put(requestKey(index % 8), text(40));
			transaction.audit('PUT OF A MEMBER');
		}));
	}),
	changeOfOne: measure(1000, () => {
		runToEnd(store.change(function * (transaction) {
			yield * transaction.put(memberKey(any()), text(60));
			transaction.audit('RESERVE OF A MEMBER');
		}));
	}),
};
console.log(JSON.stringify(results));
