// A package without its built program must not be packed.
import {existsSync} from 'node:fs';
import process from 'node:process';

for (const needed of ['dist/.complete', 'dist/cli.js', 'dist/yorktown.cjs', 'dasd', 'profiles/default/USER DIRECT']) {
	if (!existsSync(needed)) {
		process.stderr.write(`prepack: ${needed} is missing; run "npm run build" first\n`);
		process.exit(1);
	}
}
