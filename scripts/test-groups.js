// Small test files share a process: to start one and to load the system costs more than most of them do.
//
// `groupTests()` writes `build/groups/FOLDER-N.test.js`, each importing files of one folder, and gives the list of all
// that is to be run. A file stays alone where its tests start processes, wait for the host's clock, change their
// process, or have hooks (those of the whole group they would be), or where it loads modules before it names its tests.
// Ava wants titles to be unique in a process; it names two equal ones of a group.
import {mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';

const folder = 'build/groups';
const filesOfGroup = 12;
const staysAlone = new RegExp([
	/node:(?:child_process|timers|worker)|execa|support\/(?:cli|panes)/,
	/setTimeout|performance\.now|cpuUsage|process\./,
	/test(?:\.serial)?\.(?:before|after)|await import\(/,
].map(({source}) => source).join('|'), 'v');

/** `['build/test/x.test.js', 'build/groups/machine-devices-1.test.js', …]` */
export function groupTests() {
	rmSync(folder, {recursive: true, force: true});
	mkdirSync(folder, {recursive: true});
	const alone = [];
	const together = new Map();
	const sources = readdirSync('test', {recursive: true}).filter(name => /\.test\.tsx?$/.test(name)).toSorted();
	for (const name of sources) {
		const built = `build/test/${name.replace(/\.tsx?$/, '.js')}`;
		if (staysAlone.test(readFileSync(`test/${name}`, 'utf8'))) {
			alone.push(built);
		} else {
			const [group] = name.split(path.sep);
			together.set(group, [...together.get(group) ?? [], built]);
		}
	}

	const groups = [...together].flatMap(([group, files]) => {
		const count = Math.ceil(files.length / filesOfGroup);
		return Array.from({length: count}, (_, number) => {
			const written = `${folder}/${group}-${number + 1}.test.js`;
			const part = files.filter((_, index) => index % count === number);
			writeFileSync(written, part.map(file => `import '${path.relative(folder, file)}';\n`).join(''));
			return written;
		});
	});
	return [...alone, ...groups];
}
