// CMS disks in `yorktown run`: `node bench/disks.js` prints one JSON object. Needs `node scripts/build.js`.
//
// ACCESS of a disk with 1,000 files, LISTFILE (LABEL of them, typed and into CMS EXEC, and COPYFILE of 10 MB with
// records of 800 bytes: processor time of the whole process for many passes and for one, the slope, median of three.
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';

const files = 1000;
const records = 13_107;
const recordLength = 800;

/** Processor seconds of a child that runs a procedure so many times around. */
function seconds(folder, name, passes) {
	const probe = 'process.on("exit", () => { const {user, system} = process.cpuUsage(); '
		+ 'process.stderr.write(String(user + system)); });';
	const command = '"$0" --import "data:text/javascript,$1" cli.js run --timeout 600 '
		+ '--mount "$2/many:D" --mount "$2/large:E" "$2/$3.exec" "$4" 2>&1 >/dev/null';
	const words = ['-c', command, process.execPath, encodeURIComponent(probe), folder, name, String(passes)];
	const answer = execFileSync('/bin/sh', words, {encoding: 'utf8'});
	const text = answer.split('\n').at(-1);
	if (!/^\d+$/.test(text)) {
		throw new Error(answer);
	}

	return Number(text) / 1e6;
}

const median = values => values.toSorted((a, b) => a - b)[Math.trunc(values.length / 2)];
const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-disks-'));
try {
	mkdirSync(path.join(folder, 'many'));
	mkdirSync(path.join(folder, 'large'));
	for (let index = 0; index < files; index++) {
		writeFileSync(path.join(folder, 'many', `f${index}.data`), 'one line\n');
	}

	writeFileSync(path.join(folder, 'large', 'large.data'), `${'x'.repeat(recordLength)}\n`.repeat(records));
	const loop = (...commands) => [
		'&CONTROL OFF', '&N = 0', '-TOP &N = &N + 1', '&IF &N GT &1 &EXIT 0', '&ERROR &EXIT &RETCODE',
		...commands, '&GOTO -TOP',
	];
	// Names that are none of commands.
	const procedures = {
		bacc: loop('ACCESS 1A0 D/A'),
		baccw: loop('ACCESS 1A0 D'),
		blist: loop('LISTFILE * * D (LABEL'),
		bliste: loop('LISTFILE * * D (EXEC'),
		bcopy: [
			'COPYFILE LARGE DATA E LARGE DATA A (RECFM F LRECL 800',
			...loop('COPYFILE LARGE DATA A COPY DATA A', 'ERASE COPY DATA A'),
		],
	};
	const slope = (name, passes) => median([1, 2, 3].map(() =>
		(seconds(folder, name, passes + 1) - seconds(folder, name, 1)) / passes));
	for (const [name, lines] of Object.entries(procedures)) {
		writeFileSync(path.join(folder, `${name}.exec`), `${lines.join('\n')}\n`);
	}

	const milliseconds = (name, passes) => Math.round(slope(name, passes) * 1e5) / 100;
	console.log(JSON.stringify({
		accessMilliseconds: milliseconds('bacc', 400),
		accessWritableMilliseconds: milliseconds('baccw', 400),
		listfileMilliseconds: milliseconds('blist', 80),
		listfileExecMilliseconds: milliseconds('bliste', 80),
		copyfileMegabytesPerSecond: Math.round(records * recordLength / 1e5 / slope('bcopy', 12)) / 10,
	}));
} finally {
	rmSync(folder, {recursive: true, force: true});
}
