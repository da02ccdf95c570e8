// `npm run lint`: xo over everything, as two processes side by side, the source and the rest: each uses one processor.
import process from 'node:process';
import {execa} from 'execa';

const halves = [['source/**/*.{js,ts,tsx}'], ['**/*.{js,ts,tsx}', '!source/**']];
const ends = await Promise.all(halves.map(async files =>
	execa('xo', files, {preferLocal: true, stdio: 'inherit', reject: false})));
process.exitCode = ends.find(({exitCode}) => exitCode !== 0)?.exitCode ?? 0;
