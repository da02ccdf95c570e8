/** docs/first-hour.md, played line by line, and the samples it leads through. */
import {readdirSync, readFileSync} from 'node:fs';
import test from 'ava';
import {
	DocumentedSession, isShown, stepsOf, timeless,
} from '../support/documented-session.js';

const root = new URL('../../../', import.meta.url);
const document = readFileSync(new URL('docs/first-hour.md', root), 'utf8');

test.serial('everything that docs/first-hour.md has people type comes out as it says there', async t => {
	const session = new DocumentedSession();
	for (const step of stepsOf(document)) {
		const came = await session.play(step);
		for (const [who, lines] of came) {
			const shown = step.shown.filter(line => line.who === who).map(({text}) => text);
			const what = `line ${step.line}, ${step.who}: ${step.text}`;
			t.true(isShown(shown, lines), `${what}\nshown at ${who}: ${shown.join('\n')}\ncame: ${lines.join('\n')}`);
		}
	}

	session.close();
});

test('every file of the samples is in the document and in their own list', t => {
	const list = 'SAMPLES.MEMO';
	const memo = readFileSync(new URL(`dasd/samples/${list}`, root), 'latin1');
	for (const file of readdirSync(new URL('dasd/samples/', root)).filter(name => name !== list)) {
		const [name, type] = file.split('.');
		t.regex(memo, new RegExp(`^${name} +${type} `, 'm'), file);
		t.true(document.includes(name), file);
	}
});

test('what a document shows: lines in order, those left out, times aside', t => {
	t.true(isShown(['A', '...', 'Ready;'], ['A', 'B', 'C', 'Ready; T=0.01/0.02 09:00:00']));
	t.true(isShown(['...'], []));
	t.false(isShown(['A', 'Ready;'], ['A', 'B', 'Ready;']));
	t.false(isShown(['A'], []));
	t.false(isShown([], ['A']));
	t.is(timeless('Ready(00028); T=0.01/0.02 09:00:00'), 'Ready(00028);');
	t.deepEqual(stepsOf('```terminal\nuser1: a\nB\nuser2| C\n```\nuser1: not this'), [{
		line: 2, who: 'user1', text: 'a', shown: [{who: 'user1', text: 'B'}, {who: 'user2', text: 'C'}],
	}]);
});
