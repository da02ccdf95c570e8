import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {inflateSync} from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {usualForms} from '../../../../source/cp/spool/real/forms-images.js';
import {type RealOutput, nowhere} from '../../../../source/cp/spool/real/unit-host.js';
import {OutputFolder} from '../../../../source/system/host/unit-record/output-folder.js';
import {asPdf} from '../../../../source/system/host/unit-record/pdf.js';
import {TestSystem} from '../../../support/cp.js';
import {write} from '../../../support/unit-record.js';

function folder(t: {teardown(action: () => void): void}): string {
	const made = mkdtempSync(path.join(tmpdir(), 'output-'));
	t.teardown(() => {
		rmSync(made, {recursive: true});
	});
	return made;
}

const output = (names: {readonly owner?: string; readonly name?: string; readonly type?: string}): RealOutput => ({
	kind: 'PRT',
	file: {
		id: 12, created: 0, owner: 'USER1', originator: 'USER1', queue: 'PRT',
		name: '', type: '', ...names,
	},
	records: [{command: 0x09, data: toEbcdic('HELLO')}],
	forms: usualForms,
	folds: false,
	characters: undefined,
});

/** Takes an output; answers the problem. */
function take(place: string, what: RealOutput): string | undefined {
	let answer: string | undefined = 'not done';
	new OutputFolder(place).take(what, problem => {
		answer = problem;
	});
	return answer;
}

test('what is printed is a text file of the data folder, its owner\'s alone; a second one does not replace it', t => {
	const place = folder(t);
	t.is(take(place, output({name: 'MY', type: 'LISTING'})), undefined);
	t.is(take(place, output({name: 'MY', type: 'LISTING'})), undefined);
	t.deepEqual(readdirSync(path.join(place, 'output')), ['0012-user1-my-listing-2.txt', '0012-user1-my-listing.txt']);
	const file = path.join(place, 'output', '0012-user1-my-listing.txt');
	t.is(readFileSync(file, 'utf8'), 'HELLO\n');
	t.is(statSync(file).mode & 0o777, 0o600);
});

test('as a PDF file it is a page for each page, with what was printed as text', async t => {
	const place = folder(t);
	const records = ['HELLO', '¬¢£ (1)\\'].map(text => ({command: 0x89, data: toEbcdic(text)}));
	const problem = await new Promise<string | undefined>(resolve => {
		new OutputFolder(place, asPdf).take({...output({name: 'MY', type: 'LISTING'}), records}, resolve);
	});
	t.is(problem, undefined);
	const file = readFileSync(path.join(place, 'output', '0012-user1-my-listing.pdf'));
	const text = file.toString('latin1');
	t.true(text.startsWith('%PDF-1.') && text.trimEnd().endsWith('%%EOF'));
	t.is(text.match(/\/Type \/Page\b/g)?.length, 2);
	const shown = [...text.matchAll(/stream\n([^]*?)\nendstream/g)]
		.map(([, content]) => inflateSync(Buffer.from(content, 'latin1')).toString('latin1'));
	const words = shown.map(content => [...content.matchAll(/<([\da-f]+)>/g)]
		.map(([, hex]) => Buffer.from(hex, 'hex').toString('latin1')).join(''));
	t.deepEqual(words.filter(each => each !== ''), ['HELLO', '¬¢£ (1)\\']);
});

test('no name of a spool file leaves the folder', t => {
	const place = folder(t);
	const inside = path.join(place, 'a', 'b');
	mkdirSync(inside, {recursive: true});
	let count = 0;
	fc.assert(fc.property(fc.string({maxLength: 24}), fc.constantFrom('../../X', '/ETC/X', '..', '.', 'CON', ''), (name, type) => {
		count++;
		return take(inside, output({name, type})) === undefined;
	}), {numRuns: 30});
	t.is(readdirSync(path.join(inside, 'output')).length, count);
	t.deepEqual([readdirSync(place), readdirSync(inside)], [['a'], ['output']]);
});

test('a folder that cannot be made is a problem in words, and nothing else', t => {
	const place = folder(t);
	writeFileSync(path.join(place, 'output'), '');
	t.regex(take(place, output({}))!, /output: is a file, not a folder/);
	t.is(readFileSync(path.join(place, 'output'), 'utf8'), '');
});

test('accounting cards go to a folder of their own when a punch of their class is started', t => {
	const place = folder(t);
	const system = new TestSystem({units: {...nowhere, tray: new OutputFolder(place)}});
	const operator = system.logOn('OPERATOR', 'GRAF 020');
	const user = system.logOn('USER1', 'GRAF 021');
	write(user.vm, 0x00D, ['A CARD']);
	user.enter('spool pun class c');
	user.enter('close pun name account cards');
	operator.enter('acnt user1 close');
	operator.enter('start 00d class c');
	operator.wait(5);
	t.deepEqual(operator.enter('query punch'), ['NO PUN FILES']);
	t.deepEqual(readdirSync(path.join(place, 'output')), ['0001-user1-account-cards.cards'], 'the user\'s own deck');
	const [name, ...more] = readdirSync(path.join(place, 'accounting'));
	t.deepEqual(more, []);
	t.regex(name, /^111975-0900\d\d\.deck$/);
	const cards = readFileSync(path.join(place, 'accounting', name));
	t.deepEqual([cards.length % 80, cards.subarray(78, 80)], [0, Buffer.from(toEbcdic('01'))]);
	t.false(existsSync(path.join(place, 'accounting', '.part')));
});
