// Files of CMS in `yorktown run`: `node bench/files.js` prints one JSON object. Needs `node scripts/build.js`.
//
// Processor time of the whole process, the median of three, as the slope between doing a thing once and COUNT times:
// ACCESS and LISTFILE of a disk of 1,000 files (milliseconds), and COPYFILE of 5 MB in records of 800 bytes
// (megabytes a second).
import {execFileSync} from 'node:child_process';
import {
	mkdirSync, mkdtempSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';

const files = 1000;
const records = 6552;
const recordLength = 800;

/** Processor seconds of a child that runs a procedure. */
function seconds(...words) {
	const probe = 'process.on("exit", () => { const {user, system} = process.cpuUsage(); '
		+ 'process.stderr.write(String(user + system)); });';
	const answer = execFileSync(
		'/bin/sh',
		['-c', '"$0" --import "data:text/javascript,$1" cli.js run --timeout 600 $2 2>&1 >/dev/null',
			process.execPath, encodeURIComponent(probe), words.join(' ')],
		{encoding: 'utf8'},
	);
	const cpu = Number(answer);
	if (Number.isNaN(cpu)) {
		throw new TypeError(answer);
	}

	return cpu / 1e6;
}

const median = values => values.toSorted((a, b) => a - b)[Math.trunc(values.length / 2)];
const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-files-'));
try {
	const procedure = (name, lines) => {
		const file = path.join(folder, `${name}.exec`);
		writeFileSync(file, `&CONTROL OFF NOMSG\n${lines.join('\n')}\n&EXIT &RETCODE\n`);
		return file;
	};

	/** Seconds that `line` takes once; done `count` times more. */
	const costOf = (name, before, line, count, ...flags) => {
		const times = times => procedure(`${name}${times}`, [...before, ...Array.from({length: times}, () => line)]);
		const [once, often] = [times(1), times(count + 1)];
		return median([1, 2, 3].map(() => seconds(...flags, often) - seconds(...flags, once))) / count;
	};

	const many = path.join(folder, 'many');
	mkdirSync(many);
	for (let file = 0; file < files; file++) {
		writeFileSync(path.join(many, `f${file}.data`), 'ONE\nTWO\n');
	}

	const mount = ['--mount', `${many}:C:ro`];
	const big = path.join(folder, 'big');
	mkdirSync(big);
	writeFileSync(path.join(big, 'seed.data'), `${'X'.repeat(recordLength)}\n`.repeat(records / 4));
	const grow = ['COPYFILE SEED DATA C SEED DATA C SEED DATA C SEED DATA C BIG DATA A (RECFM F LRECL 800'];
	const copy = costOf('copy', grow, 'COPYFILE BIG DATA A COPY DATA A (REPLACE', 8, '--mount', `${big}:C:ro`);
	console.log(JSON.stringify({
		accessMilliseconds: Number((costOf('acc', [], 'ACCESS 1A0 C', 100, ...mount) * 1000).toFixed(2)),
		listfileMilliseconds:
			Number((costOf('list', [], 'LISTFILE * DATA C (EXEC ALLOC', 50, ...mount) * 1000).toFixed(2)),
		copyMegabytesPerSecond: Number((records * recordLength / 1e6 / copy).toFixed(1)),
	}, undefined, '\t'));
} finally {
	rmSync(folder, {recursive: true, force: true});
}
