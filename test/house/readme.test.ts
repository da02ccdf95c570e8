import {readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {keyTableMarkdown} from '../../source/terminal/keys/default-keys.js';
import {verbs} from '../../source/commands/verbs.js';
import {folderWith, yorktown} from '../support/cli.js';

const readme = readFileSync('README.md', 'utf8');

test('the README\'s key list is the key table\'s', t => {
	t.true(readme.includes(keyTableMarkdown().trim()));
});

test('the README names every shell verb', t => {
	for (const {name} of verbs) {
		t.regex(readme, new RegExp(`yorktown ${name}`.trim()));
	}
});

test('the script in the README does what it says', async t => {
	const source = /plays several users at once:\n\n```\n([^]*?)```/.exec(readme)![1];
	const folder = await folderWith(t, {'readme.script': source});
	const {status, err} = await yorktown(['script', path.join(folder, 'readme.script')]);
	t.is(err, '');
	t.is(status, 0);
});
