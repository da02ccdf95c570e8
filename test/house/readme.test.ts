import {readFileSync} from 'node:fs';
import test from 'ava';
import {keyTableMarkdown} from '../../source/terminal/keys.js';
import {verbs} from '../../source/commands/verbs.js';

const readme = readFileSync('README.md', 'utf8');

test('the README\'s key list is the key table\'s', t => {
	t.true(readme.includes(keyTableMarkdown().trim()));
});

test('the README names every shell verb', t => {
	for (const {name} of verbs) {
		t.regex(readme, new RegExp(`yorktown ${name}`.trim()));
	}
});
