/** Files of a user in the machine that works for him: what his machine says of them is checked, for it may be any. */
import test from 'ava';
import {fst} from '../../../source/cms/file-system/directory/fst.js';
import {fileCode} from '../../../source/cms/file-system/disk/disk.js';
import {GivenRecords} from '../../../source/cms/file-system/files/record-source.js';
import {BorrowedFiles, type Lender} from '../../../source/cms/remote-files/borrowed-files.js';
import {LinkLost} from '../../../source/cms/remote-files/link-lost.js';
import {
	answerBlock, answerFlag, mostData, remoteCode, remoteFunction, writeFlag, type RemoteAnswer, type RemoteRequest,
} from '../../../source/cms/remote-files/protocol.js';
import {runToEnd, type Step} from '../../../source/guest/action.js';
import {LentUserFiles} from '../../../source/sbs/configurations/lent-user-files.js';
import {TestLibrary} from '../../support/sbs-library.js';

type Told = Partial<RemoteAnswer> & {readonly data?: Uint8Array};

/** A machine that answers anything. */
function lender(answer: (request: Partial<RemoteRequest>, data?: Uint8Array) => Told): Lender {
	let handles = 0;
	return {
		userid: 'MALLORY',
		readSize: 60_800,
		handle: () => ++handles,
		* ask(request, sent) {
			const {data = new Uint8Array(0), ...told} = answer(request, sent);
			return {...answerBlock.decode(answerBlock.encodeSome(told)), data};
		},
		* next() {
			return undefined;
		},
	};
}

const files = (answer: Parameters<typeof lender>[0]): LentUserFiles =>
	new LentUserFiles(new BorrowedFiles(lender(answer)));

type Entry = Parameters<typeof fst.encode>[0];

const entry: Entry = {
	name: 'MINE', type: 'DATA', date: '0417', time: '0930', writePointer: 2, readPointer: 1, mode: 'A1', records: 1,
	firstChainLink: 9, recordFormat: 'F', flags: 0, recordLength: 80, blocks: 1, year: '81',
};

const whole = 'SBS159I 1 MEMBERS, 1 VERSIONS VERIFIED; 0 ERRORS';
const nothing = 'SBS159I 0 MEMBERS, 0 VERSIONS VERIFIED; 0 ERRORS';

/** What PUT answers a machine that tells this of its file, and VERIFY behind it; LINK lost is said with an asterisk. */
function putOf(told: Partial<Entry>, records: Told, directory: Told = {}): string[] {
	const library = new TestLibrary();
	const mallory = library.user('MALLORY');
	Object.defineProperty(mallory, 'files', {
		value: files(({function: wanted}) => wanted === remoteFunction.directory
			? {count: 1, data: fst.encode({...entry, ...told}), ...directory}
			: records),
	});
	let typed: string[];
	try {
		typed = mallory.enter('PUT MINE DATA');
	} catch (error) {
		if (!(error instanceof LinkLost)) {
			throw error;
		}

		typed = [`* ${error.why}`];
	}

	return [...typed, ...library.user('USER1').enter('VERIFY')];
}

const one: Told = {count: 1, data: new Uint8Array(80)};

test('a user\'s machine that tells of a file what none is has nothing stored, and stops nobody', t => {
	t.deepEqual(putOf({}, one), ['SBS104I MINE DATA VERSION 1 STORED', whole]);
	for (const told of [
		{mode: 'A7'}, {mode: ''}, {mode: '*1'}, {recordLength: 0}, {recordLength: 65_536},
		{recordLength: 0x7FFF_FFFF}, {records: 65_535}, {name: 'OTHER'}, {type: 'TYPE'},
	] as const) {
		t.deepEqual(putOf(told, one).slice(-3), [
			'SBS111E FILE MINE DATA A NOT FOUND', '(28)', nothing,
		], JSON.stringify(told));
	}

	for (const directory of [
		{count: 0xFFFF}, {count: 1, data: new Uint8Array(39)}, {total: 0x7FFF_FFFF}, {used: 1},
		{data: new Uint8Array(120)},
	]) {
		t.deepEqual(putOf({}, one, directory).slice(-1), [nothing], JSON.stringify(directory).slice(0, 60));
	}

	t.deepEqual(putOf({}, one, {code: remoteCode.noDisk}), ['SBS120E DISK A IS NOT ACCESSED', '(36)', nothing]);
});

test('records that are not of the form its entry tells are not stored', t => {
	const lost = ['SBS117E SBS DATA BASE ERROR 3', '(16)', nothing];
	for (const [told, records] of [
		[{}, {count: 0}],
		[{}, {count: 2, data: new Uint8Array(160)}],
		[{}, {count: 1, data: new Uint8Array(79)}],
		[{records: 2}, {count: 3, data: new Uint8Array(240)}],
		[{}, {code: remoteCode.gone}],
		[{}, {code: 255}],
		[{}, {flags: answerFlag.part, count: 0x7FFF_FFFF, data: new Uint8Array(80)}],
		[{}, {flags: answerFlag.part, count: 90, data: new Uint8Array(90)}],
		[{}, {flags: answerFlag.part, count: 10, data: new Uint8Array(11)}],
		[{recordFormat: 'V'}, {count: 1, data: Uint8Array.of(0, 0)}],
		[{recordFormat: 'V'}, {count: 1, data: Uint8Array.of(0, 81, ...new Uint8Array(81))}],
		[{recordFormat: 'V'}, {count: 1, data: Uint8Array.of(0, 80, 1)}],
		[{recordFormat: 'V'}, {count: 0x7FFF_FFFF, data: Uint8Array.of(0, 1, 1)}],
		[{recordFormat: 'V', records: 3}, {count: 0x7FFF_FFFF, data: Uint8Array.of(0, 1, 1)}],
	] as const) {
		t.deepEqual(putOf(told, records), lost, JSON.stringify([told, records]).slice(0, 80));
	}

	t.deepEqual(putOf({recordFormat: 'V'}, {count: 1, data: Uint8Array.of(0, 1, 1)}), ['SBS104I MINE DATA VERSION 1 STORED', whole]);
});

test('a file that is written goes over packed, as it lies on a disk; what it comes to is what its machine says', t => {
	const sent: Array<Partial<RemoteRequest> & {readonly bytes: number}> = [];
	const codes = [0, 0, fileCode.diskFull];
	const there = files((request, data) => {
		sent.push({...request, bytes: data?.length ?? 0});
		return {code: codes.shift() ?? 0};
	});
	const records = Array.from({length: 400}, () => new Uint8Array(80).fill(0xC1));
	const form = {
		name: 'MINE', type: 'DATA', modeNumber: '3', recordFormat: 'F', recordLength: 80, date: '1981-02-03', time: '04:05',
	} as const;
	t.is(runToEnd(there.write(form, 'A', new GivenRecords(records))), fileCode.diskFull);
	t.deepEqual(sent.map(({function: wanted, bytes, flags}) => [wanted, bytes, flags]), [
		[remoteFunction.write, mostData, writeFlag.first],
		[remoteFunction.write, mostData, 0],
		[remoteFunction.write, 32_000 - (2 * mostData), writeFlag.last],
	]);
	t.like(sent[0], {
		name: 'MINE', type: 'DATA', modeNumber: '3', recordLength: 80, date: '1981-02-03', time: '04:05',
	});
});

test('what cannot be read here leaves nothing on the way there', t => {
	const sent: Array<number | undefined> = [];
	const there = files(request => {
		sent.push(request.function);
		return {};
	});
	let batches = 0;
	const source = {
		* next(): Step<readonly Uint8Array[]> {
			batches++;
			if (batches > 1) {
				throw new Error('the library is damaged');
			}

			return [new Uint8Array(40_000)];
		},
	};
	t.throws(() => runToEnd(there.write({
		name: 'MINE', type: 'DATA', modeNumber: '1', recordFormat: 'V', recordLength: 65_535,
	}, 'A', source)), {message: 'the library is damaged'});
	t.deepEqual(sent, [remoteFunction.write, remoteFunction.write, remoteFunction.drop]);
});
