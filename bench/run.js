// `npm run bench`: every benchmark, as one JSON object.
import {spawnSync} from 'node:child_process';
import process from 'node:process';

const results = {};
for (const name of ['system', 'bare']) {
	const {stdout, stderr, status} = spawnSync(process.execPath, [`bench/${name}.js`], {encoding: 'utf8'});
	if (status !== 0) {
		process.stderr.write(stderr);
		process.exit(1);
	}

	results[name] = JSON.parse(stdout);
}

process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);
