/** `yorktown dasd` on the files of CMS disks: of an installation that nobody has, and of image files. */
import {existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {ebcdicField} from '../../../source/base/ebcdic.js';
import {runToEnd} from '../../../source/guest/action.js';
import {changeFiles, formatDisk} from '../../../source/cms/file-system/disk/host.js';
import {fst} from '../../../source/cms/file-system/directory/fst.js';
import {masterBlock, mfd} from '../../../source/cms/file-system/directory/master-directory.js';
import {dasd} from '../../../source/commands/dasd/dasd.js';
import {UsageError} from '../../../source/commands/verb.js';
import {findCkdModel} from '../../../source/machine/devices/volume/ckd-models.js';
import {Extent} from '../../../source/machine/devices/volume/extent.js';
import {FileVolume} from '../../../source/machine/devices/volume/file-volume.js';
import {openInstallation} from '../../../source/system/installation.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';
import {folderWith, yorktown} from '../../support/cli.js';

const profile = [
	'DIRECTORY 150 3350 YRKRES',
	'USER OPERATOR OPERATOR 1M 2M ABCDEFG',
	' CONSOLE 009 3215',
	'USER ALICE SECRET 1M 2M G',
	' CONSOLE 009 3215',
	' MDISK 191 3350 001 002 YRKUSR MR',
].join('\n');

const moment = {date: '1979-05-01', time: '09:30'};
const quiet = (): void => undefined;

/** An installation whose only CMS disk is ALICE's, and a folder of the host. */
async function installed(t: ExecutionContext): Promise<{home: string; place: string; profileFolder: string}> {
	const profileFolder = await folderWith(t, {'USER DIRECT': profile});
	const home = path.join(await folderWith(t), 'home');
	await openInstallation(home, profileFolder, quiet).close();
	return {home, place: await folderWith(t), profileFolder};
}

/** An image of some model with a CMS disk of two cylinders from cylinder 1 on. */
async function imageOf(t: ExecutionContext, type: string): Promise<string> {
	const image = path.join(await folderWith(t), 'image');
	changeImage(FileVolume.create(image, findCkdModel(type)!, 4), blocks => {
		formatDisk(blocks, 'TAPE01');
	});
	return image;
}

function changeImage(volume: ReturnType<typeof FileVolume.open>, change: (blocks: VolumeBlocks) => void): void {
	if ('problem' in volume) {
		throw new Error(volume.problem);
	}

	change(new VolumeBlocks(new Extent(volume, 1, 2)));
	volume.close();
}

test('a file is put on a minidisk, listed, typed and got back, and an installation has it then', async t => {
	const {home, place, profileFolder} = await installed(t);
	const source = path.join(place, 'greet.exec');
	writeFileSync(source, '&TYPE HELLO\n\n&EXIT ^ 0\n');
	const at = ['--home', home];
	t.is((await yorktown(['dasd', 'put', ...at, 'alice/191', source])).status, 0);
	await openInstallation(home, profileFolder, quiet).close();
	const {lines} = await yorktown(['dasd', 'list', ...at, 'ALICE/191', 'g*']);
	t.deepEqual(lines.map(line => line.slice(0, 43)), ['GREET    EXEC     A1 V    11       3      1']);
	t.is((await yorktown(['dasd', 'cat', ...at, 'YRKUSR:1', 'GREET', 'EXEC'])).out, '&TYPE HELLO\n\n&EXIT ¬ 0');
	t.is(await dasd({home}, ['get', 'ALICE/191', 'GREET', 'EXEC', path.join(place, 'back.txt')]), 0);
	t.is(readFileSync(path.join(place, 'back.txt'), 'utf8'), '&TYPE HELLO\n\n&EXIT ¬ 0\n');
	t.deepEqual((await yorktown(['dasd', 'list', ...at, 'yrkusr'])).lines, [
		'   1 ALI191    2 CYL      7 used   1133 left',
	]);
	t.is((await yorktown(['dasd', 'check', ...at, 'ALICE/191'])).status, 0);
});

test('a host file has the format that is asked for, or that of its type', async t => {
	const {home, place} = await installed(t);
	const file = (name: string, content: string | Uint8Array): string => {
		writeFileSync(path.join(place, name), content);
		return path.join(place, name);
	};

	await dasd({home}, ['put', 'ALICE/191', file('a.assemble', ' END\n')]);
	await dasd({home, recfm: 'F'}, ['put', 'ALICE/191', file('b.data', 'one\nthree\n')]);
	await dasd({home, recfm: 'F', lrecl: '20', number: '5'}, ['put', 'ALICE/191', file('c.data', 'one\nthree\n')]);
	await dasd({home, binary: true, lrecl: '4'}, ['put', 'ALICE/191', file('d.data', Uint8Array.of(1, 2, 3, 4, 5))]);
	const deck = Uint8Array.of(0, 2, 0xC1, 0xC2, 0, 1, 0);
	await dasd({home, binary: true, recfm: 'V'}, ['put', 'ALICE/191', file('e.data', deck)]);
	const {lines} = await yorktown(['dasd', 'list', '--home', home, 'ALICE/191']);
	t.deepEqual(lines.map(line => line.slice(0, 36)), [
		'A        ASSEMBLE A1 F    80       1',
		'B        DATA     A1 F     5       2',
		'C        DATA     A5 F    20       2',
		'D        DATA     A1 F     4       2',
		'E        DATA     A1 V     2       2',
	]);
	mkdirSync(path.join(place, 'out'));
	t.is(await dasd({home, binary: true}, ['get', 'ALICE/191', '*', 'DATA', path.join(place, 'out')]), 0);
	t.deepEqual(readdirSync(path.join(place, 'out')), ['b.data', 'c.data', 'd.data', 'e.data']);
	t.deepEqual([...readFileSync(path.join(place, 'out', 'd.data'))], [1, 2, 3, 4, 5, 0x40, 0x40, 0x40]);
	t.deepEqual([...readFileSync(path.join(place, 'out', 'e.data'))], [...deck]);
});

test('records that are no lines of text come out with --binary alone', async t => {
	const {home, place} = await installed(t);
	const source = path.join(place, 'd.data');
	writeFileSync(source, Uint8Array.of(0xC1, 0x25, 0xC2));
	await dasd({home, binary: true, lrecl: '3'}, ['put', 'ALICE/191', source]);
	const {status, err} = await yorktown(['dasd', 'get', '--home', home, '--replace', 'ALICE/191', 'D', 'DATA', place]);
	t.is(status, 1);
	t.regex(err, /D DATA: record 1 is no line of text: it has a line end \(X'25'\); --binary keeps it$/);
	t.is(await dasd({home, binary: true, replace: true}, ['get', 'ALICE/191', 'D', 'DATA', place]), 0);
	t.deepEqual([...readFileSync(source)], [0xC1, 0x25, 0xC2]);
});

test('what cannot be done is one line, status 2, and nothing is changed', async t => {
	const {home, place, profileFolder} = await installed(t);
	const source = path.join(place, 'text.file');
	writeFileSync(source, 'some text\n');
	await dasd({home}, ['put', 'ALICE/191', source]);
	const image = path.join(home, 'volumes', 'YRKUSR.3350');
	const before = readFileSync(image);
	for (const [flags, words, message] of [
		[{}, ['put', 'ALICE/191', source], /TEXT FILE is on ALICE\/191 already; --replace/],
		[{lrecl: '3'}, ['put', 'ALICE/191', source, 'A', 'B'], /line 1 is longer than 3 characters/],
		[{lrecl: '70000'}, ['put', 'ALICE/191', source, 'A', 'B'], /--lrecl 70000/],
		[{recfm: 'U'}, ['put', 'ALICE/191', source, 'A', 'B'], /--recfm U/],
		[{}, ['put', 'ALICE/191', source, 'TOOLONGNAME', 'B'], /not the name of a CMS file/],
		[{}, ['put', 'ALICE/191', source, 'A'], /a name needs its type/],
		[{}, ['put', 'ALICE/191', path.join(place, 'none.here')], /no such file/],
		[{}, ['put', 'BOB/191', source], /BOB has no minidisk 191/],
		[{}, ['put', 'ALICE', source], /not a disk as/],
		[{}, ['put', 'YRKUSR:0', source], /no CMS disk begins at cylinder 0/],
		[{}, ['put', 'YRKUSR:1+9', source], /the volume has the cylinders/],
		[{}, ['put', 'NONE:1', source], /NONE: no such volume/],
		[{}, ['cat', 'ALICE/191', 'NO', 'FILE'], /NO FILE is not on/],
		[{}, ['get', 'ALICE/191', '*', 'FILE', path.join(place, 'none')], /is no folder/],
		[{}, ['get', 'ALICE/191', 'X*', 'FILE', place], /X\* FILE is not on/],
		[{type: '3350'}, ['list', 'ALICE/191'], /--type is not for dasd list/],
		[{image}, ['list'], /--image or --home/],
		[{home: undefined, image}, ['list'], /a volume of the installation/],
		[{home: undefined, image: source}, ['list'], /not a CKD image file/],
	] as const) {
		await t.throwsAsync(dasd({home, ...flags}, words), {instanceOf: UsageError, message}, words.join(' '));
	}

	t.deepEqual(readFileSync(image), before);
	const running = openInstallation(home, profileFolder, quiet);
	await t.throwsAsync(dasd({home}, ['list', 'ALICE/191']), {message: /is in use by another system/});
	await running.close();
});

test('a file without room leaves the disk as it was, status 1', async t => {
	const {home, place} = await installed(t);
	const source = path.join(place, 'large.data');
	writeFileSync(source, new Uint8Array(1_000_000));
	const {status, err} = await yorktown(['dasd', 'put', '--home', home, '--binary', 'ALICE/191', source]);
	t.is(status, 1);
	t.is(err, 'yorktown: LARGE DATA: the disk is full; it is as it was');
	t.is((await yorktown(['dasd', 'list', '--home', home, 'ALICE/191'])).out, '');
	t.is((await yorktown(['dasd', 'check', '--home', home, 'ALICE/191'])).out, '');
});

for (const type of ['2314', '3330', '3340', '3350']) {
	test(`an image of a ${type} that is no installation's is read and written`, async t => {
		const image = await imageOf(t, type);
		const source = path.join(path.dirname(image), 'letter.script');
		const text = Array.from({length: 400}, (_, index) => `line ${index}\n`).join('');
		writeFileSync(source, text);
		t.is(await dasd({image}, ['put', '1', source]), 0);
		t.false(existsSync(`${image}.lock`));
		t.regex((await yorktown(['dasd', 'list', '--image', image])).out, /^ {3}1 TAPE01 {4}2 CYL /);
		t.is((await yorktown(['dasd', 'cat', '--image', image, '1', 'LETTER', 'SCRIPT'])).out, text.trimEnd());
		t.is((await yorktown(['dasd', 'check', '--image', image, '1'])).out, '');
	});
}

test('a damaged disk of an image is told, and mended', async t => {
	const image = await imageOf(t, '3350');
	changeImage(FileVolume.open(image), blocks => {
		const record = Uint8Array.of(0xC1);
		changeFiles(blocks, {
			write: ['ONE', 'TWO'].map(name => (
				{name, type: 'DATA', modeNumber: '1', recordFormat: 'V', records: [record]})),
		}, moment);
		const [master] = runToEnd(blocks.read([masterBlock]));
		mfd.change(master, 0, {used: mfd.decode(master).used - 1});
		runToEnd(blocks.write([[masterBlock, master]]));
	});
	const found = await yorktown(['dasd', 'check', '--image', image, '1']);
	t.is(found.status, 1);
	t.regex(found.out, /the counts .* disagree with the map/);
	const mended = await yorktown(['dasd', 'check', '--repair', '--image', image, '1']);
	t.is(mended.status, 0);
	t.regex(mended.out, / \(mended\)$/);
	t.is((await yorktown(['dasd', 'check', '--image', image, '1'])).out, '');
});

test('no name on a disk leads out of the folder, and the other files are got', async t => {
	const image = await imageOf(t, '3350');
	const place = await folderWith(t, {kept: 'kept'});
	const out = path.join(place, 'out');
	mkdirSync(out);
	changeImage(FileVolume.open(image), blocks => {
		const names = ['ONE', 'TWO', 'THREE', 'FOUR'];
		changeFiles(blocks, {
			write: names.map(name => (
				{name, type: 'DATA', modeNumber: '1', recordFormat: 'V', records: [Uint8Array.of(0xC1)]})),
		}, moment);
		const [master] = runToEnd(blocks.read([masterBlock]));
		const [block] = mfd.decode(master).pointers;
		const [directory] = runToEnd(blocks.read([block]));
		for (const [index, name] of ['../KEPT', '/ETC/A', '..'].entries()) {
			directory.set(ebcdicField(name, 8), (index * fst.length) + fst.offset.name);
		}

		directory.set(ebcdicField('', 8), (2 * fst.length) + fst.offset.type);
		runToEnd(blocks.write([[block, directory]]));
	});
	const {status, err} = await yorktown(['dasd', 'get', '--image', image, '1', '*', '*', out]);
	t.is(status, 1);
	t.is(err.match(/is no name for a file of the host/g)?.length, 3);
	t.deepEqual(readdirSync(out), ['four.data']);
	t.deepEqual(readdirSync(place), ['kept', 'out']);
	t.is((await yorktown(['dasd', 'get', '--image', image, '1', 'FOUR', 'DATA', out])).status, 1, 'never over another');
});
