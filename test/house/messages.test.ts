/** The tables of messages: form of every row, the page that is made from them, and that no text stands elsewhere. */
import {readFileSync, readdirSync} from 'node:fs';
import process from 'node:process';
import test from 'ava';
import {execa} from 'execa';
import {parseMessageId, shownText} from '../../source/base/message.js';
import {messagePage} from '../../source/cms/nucleus/command/message-page.js';
import {shared} from '../../source/cms/messages/shared.js';
import {systemMessages} from '../../source/system/messages.js';

/** Severities of messages that end what was asked with a code. */
const ending = new Set(['E', 'S']);
/** They end more than a command: CMS itself goes on without a return code. */
const withoutCode = new Set(['DMSABN152S', 'DMSITS122S', 'DMSITS134S', 'DMSITS135S']);

test('every row has an identifier, a text that fits a line, an explanation, and a return code where it ends something', t => {
	for (const {id, text, returnCode, help} of systemMessages.values()) {
		const parts = parseMessageId(id);
		t.truthy(parts, id);
		const shown = shownText(text);
		t.true(shown.length >= 4 && shown.length <= 100, `${id}: ${shown}`);
		t.is(text, text.trim(), id);
		t.notRegex(text.replaceAll(/{[^}]*}/g, ''), /[{}$]/, id);
		t.regex(help, /^[A-Z'].{15,}\.$/, id);
		t.notRegex(help, /\s{2}/, id);
		if (ending.has(parts!.severity) && !withoutCode.has(id)) {
			t.true(returnCode !== undefined && returnCode !== 0, `${id} has a return code`);
		}

		if (parts!.severity === 'R') {
			t.is(returnCode, undefined, `${id} asks, and ends nothing`);
		}
	}
});

test('a message of CP has its number as return code, as DIAGNOSE X\'08\' gives it', t => {
	for (const {id, returnCode} of systemMessages.values()) {
		if (id.startsWith('DMK') && returnCode !== undefined) {
			t.is(returnCode, parseMessageId(id)!.number, id);
		}
	}
});

test('a number says the same in every module that takes the shared text', t => {
	const rows = Object.entries(shared);
	for (const {id, text} of systemMessages.values()) {
		const same = rows.find(row => row[1].text === text && row[0].endsWith(id.at(-1)!));
		if (id.startsWith('DMS') && same) {
			t.true(id.endsWith(same[0]), `${id}: ${text}`);
		}
	}
});

test('every message has a page that fits the screen', t => {
	for (const message of systemMessages.values()) {
		const page = messagePage(message);
		t.deepEqual(page.filter(line => line.length > 79), [], message.id);
		t.is(page[0].length, 79);
	}
});

test('docs/messages.md is what the tables say', async t => {
	const {exitCode, stderr} = await execa(process.execPath, ['scripts/messages.js', '--check'], {reject: false});
	t.is(exitCode, 0, stderr);
});

test('no message stands outside the tables', t => {
	const tables = /^source\/(?:c[mp]s?\/messages\/|(?:service|asmserv)\/messages\.ts|sbs\/message\.ts)/;
	const literal = /(['"`])(?:DM[KS][A-Z]{3}|SBS)\d{3}[ADEIRSTW](?:\1| )/;
	const found = readdirSync('source', {recursive: true, encoding: 'utf8'})
		.map(name => `source/${name}`)
		.filter(name => /\.tsx?$/.test(name) && !tables.test(name))
		.filter(name => literal.test(readFileSync(name, 'utf8').replaceAll(/\/\*.*?\*\//gs, '')));
	t.deepEqual(found, []);
});
