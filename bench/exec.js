// EXEC statements a second: `node bench/exec.js [PASSES]` prints one JSON object. Needs `node scripts/build.js`.
//
// A mix of assignments, &IF, &GOTO and &LOOP runs in `yorktown run` for one pass and for PASSES (200,000): the slope of
// processor time of the whole process, the median of three. `straight`: a long procedure with no loop, each line
// for the first time, and what it takes to put it on the disk.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';

const passes = Number(process.argv[2] ?? 200_000);
const mix = [
	'&CONTROL OFF',
	'&N = 0',
	'&S = 0',
	'-TOP &N = &N + 1',
	'&IF &N GT &1 &GOTO -OUT',
	'&K = &N / 7',
	'&IF &K EQ 3 &S = &S + &K',
	'&A1 = &N',
	'&LOOP 3 2',
	'&B = &K',
	'&CONTINUE',
	'&IF &B NE &K &EXIT 99',
	'&GOTO -TOP',
	'-OUT &EXIT 0',
];
/** Statements of a pass: the loop's three twice, less what the last line of it is not. */
const statementsOfPass = 13;
const straightLines = 6000;

/** Processor seconds of a child that runs a procedure. */
function seconds(file, ...words) {
	const probe = 'process.on("exit", () => { const {user, system} = process.cpuUsage(); '
		+ 'process.stderr.write(String(user + system)); });';
	const answer = execFileSync(
		'/bin/sh',
		['-c', '"$0" --import "data:text/javascript,$1" cli.js run --timeout 600 "$2" $3 2>&1 >/dev/null',
			process.execPath, encodeURIComponent(probe), file, words.join(' ')],
		{encoding: 'utf8'},
	);
	return Number(answer) / 1e6;
}

const median = values => values.toSorted((a, b) => a - b)[Math.trunc(values.length / 2)];
const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-exec-'));
try {
	const loop = path.join(folder, 'mix.exec');
	const straight = path.join(folder, 'straight.exec');
	const nothing = path.join(folder, 'nothing.exec');
	writeFileSync(loop, `${mix.join('\n')}\n`);
	const three = '&A = &B + 1\n&IF &A EQ 7 &SKIP\n&B = &A\n';
	writeFileSync(straight, `&CONTROL OFF\n&B = 0\n${three.repeat(straightLines / 3)}`);
	writeFileSync(nothing, '&CONTROL OFF\n');
	const slope = median([1, 2, 3].map(() => seconds(loop, passes) - seconds(loop, 1)));
	const once = median([1, 2, 3].map(() => seconds(straight) - seconds(nothing)));
	console.log(JSON.stringify({
		statementsPerSecond: Math.round(((passes - 1) * statementsOfPass) / slope),
		straightPerSecond: Math.round(straightLines / once),
	}, undefined, '\t'));
} finally {
	rmSync(folder, {recursive: true, force: true});
}
