// `node scripts/messages.js [--check]`: writes docs/messages.md from the tables of messages, as `node
// scripts/transpile.js` or tsc left them in build/. With --check: exit status 1 where the file is not what would be
// written.
import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {parseMessageId, severities, shownText} from '../build/source/base/message.js';
import {systemMessages} from '../build/source/system/messages.js';

const file = 'docs/messages.md';
const parts = [
	['DMK', 'CP'],
	['DMS', 'CMS, EXEC and EDIT'],
	['SBS', 'SBS'],
];

const cell = text => text.replaceAll('|', String.raw`\|`);

/** What a message returns, for a cell. */
function codes(returnCode) {
	return typeof returnCode === 'object'
		? Object.entries(returnCode).map(([code, says]) => `${code} ${cell(says)}`).join('<br>')
		: String(returnCode ?? '');
}

function table(component) {
	return [...systemMessages.values()]
		.filter(({id}) => parseMessageId(id).component === component)
		.map(({id, text, returnCode, help}) =>
			`| ${id} | \`${cell(shownText(text))}\` | ${codes(returnCode)} | ${cell(help)} |`);
}

const text = [
	'# Messages',
	'',
	'Made by `node scripts/messages.js` from the tables of messages; do not edit. At a terminal `HELP` and the',
	'identifier shows the same (`HELP DMSACC112S`). A word in braces stands for what differs from case to case. The',
	'last letter of an identifier is the severity: '
	+ `${Object.entries(severities).map(pair => pair.join(' ')).join(', ')}.`,
	...parts.filter(([component]) => table(component).length > 0).flatMap(([component, name]) => [
		'',
		`## ${name}`,
		'',
		'| message | text | return code | what it means, what to do |',
		'| --- | --- | --- | --- |',
		...table(component),
	]),
	'',
].join('\n');

if (!process.argv.includes('--check')) {
	writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
	console.error(`${file} is out of date: run node scripts/messages.js`);
	process.exitCode = 1;
}
