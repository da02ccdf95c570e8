import fc from 'fast-check';
import test from 'ava';
import {accessModes} from '../../../source/port/passwords.js';
import {
	Directory, noOptions, type DirectoryEntry,
} from '../../../source/cp/directory/directory.js';
import {parseDirectory} from '../../../source/cp/directory/parser.js';
import {printDirectory, printEntry} from '../../../source/cp/directory/printer.js';

const name = fc.stringMatching(/^[A-Z$#@][A-Z\d]{0,7}$/);
const symbol = fc.constantFrom('#', '¢', '@', '"', '!', 'X', undefined);
const address = fc.integer({min: 0x10, max: 0x5FF});
const password = fc.constantFrom('RPASS', 'ALL', 'P');

const minidisk = fc.record({
	type: fc.constant('3350'),
	start: fc.option(fc.integer({min: 1, max: 500}), {nil: undefined}),
	cylinders: fc.integer({min: 1, max: 50}),
	mode: fc.constantFrom(...accessModes),
	reserveRelease: fc.boolean(),
	passwords: fc.array(password, {maxLength: 3}),
});

const entry: fc.Arbitrary<DirectoryEntry> = fc
	.record({
		userid: name,
		password: name,
		pages: fc.integer({min: 2, max: 4096}),
		more: fc.integer({min: 0, max: 4096}),
		classes: fc.stringMatching(/^[A-H]{1,8}$/),
		priority: fc.integer({min: 0, max: 99}),
		editing: fc.record({
			lineEnd: symbol,
			lineDelete: symbol,
			characterDelete: symbol,
			escape: symbol,
		}),
		account: fc.option(fc.tuple(name, name), {nil: undefined}),
		ecMode: fc.boolean(),
		realTimer: fc.boolean(),
		cpuId: fc.constantFrom(undefined, '0A1B2C'),
		prototypes: fc.uniqueArray(name, {maxLength: 15}),
		ipl: fc.option(name, {nil: undefined}),
		owner: name,
		modes: fc.array(fc.constantFrom(...accessModes), {maxLength: 3}),
		addresses: fc.uniqueArray(address, {minLength: 12, maxLength: 12}),
		disks: fc.array(minidisk, {maxLength: 4}),
	})
	.map(({pages, more, account, ecMode, realTimer, cpuId, owner, modes, addresses, disks, ...rest}) => ({
		...rest,
		storage: pages * 4096,
		maximumStorage: Math.min(4096, pages + more) * 4096,
		account: account?.[0] ?? rest.userid,
		distribution: account?.[1] ?? rest.userid,
		options: {
			...noOptions,
			ecMode,
			realTimer,
			cpuId,
		},
		console: {address: 9, type: '3215', class: undefined},
		spool: [
			{address: 0xC, type: '2540R', class: 'A'},
			{address: 0xE, type: '1403', class: undefined},
		],
		specials: [{address: 0xF, type: 'CTCA', class: undefined}],
		dedicates: [
			{address: 0x6F0, real: '580', byVolume: false, readOnly: false},
			{address: 0x6F1, real: 'SCRTCH', byVolume: true, readOnly: true},
		],
		links: modes.map((mode, index) => ({
			userid: owner,
			ownerAddress: 0x190,
			address: addresses[index],
			mode,
		})),
		minidisks: disks.map(({passwords: [read, write, multiple], start, ...disk}, index) => ({
			...disk,
			address: addresses[index + 4],
			start,
			volume: start === undefined ? undefined : `VOL${index}`,
			read,
			write,
			multiple,
		})),
	}));

test('what is printed reads back as the same entry', t => {
	fc.assert(fc.property(entry, one => {
		const {directory, errors} = parseDirectory(printDirectory(new Directory(new Map([[one.userid, one]]), {address: 0x150, type: '3350', volume: 'YRKRES'})));
		t.deepEqual(errors, []);
		t.deepEqual(directory.find(one.userid), one);
	}), {numRuns: 60});
});

test('no printed statement is longer than the columns that count', t => {
	t.notThrows(() => {
		fc.assert(fc.property(entry, one => printEntry(one).every(line => line.length <= 71)), {numRuns: 60});
	});
});
