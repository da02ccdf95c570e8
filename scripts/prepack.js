// A package without its built program must not be packed.
import {existsSync} from 'node:fs';
import process from 'node:process';

const built = ['.complete', 'cli.js', 'procedure.cjs', 'yorktown.cjs'].map(name => `dist/${name}`);
for (const needed of [...built, 'dasd', 'profiles/default/USER DIRECT']) {
	if (!existsSync(needed)) {
		process.stderr.write(`prepack: ${needed} is missing; run "npm run build" first\n`);
		process.exit(1);
	}
}
