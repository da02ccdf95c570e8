// Machines of 16 MiB that together need more storage than the host gives them: `node build/bench/paging.js [USERS
// [PAGES [MEGABYTES]]]` prints one JSON object. `node scripts/transpile.js` first.
//
// So many users (200) in CMS, each in a machine of 16 MiB, run a program four times that adds 1 to a word in each of
// PAGES pages (100) all over its storage, and looks whether each is what it left there. In MEGABYTES of host storage
// (64), with the paging volume of the default profile, and once more where all of it fits. `wrong`: programs that found
// something else; `counted`: the least and most that anybody's words came to; `seconds`: simulated, of all rounds;
// `host`: seconds of our processor for them.
import process from 'node:process';
import {ManyPages} from '../test/support/many-pages.js';

const [users = 200, pages = 100, megabytes = 64] = process.argv.slice(2).map(Number);
const rounds = 4;
/** Pages that a user of CMS has besides. */
const others = 32;

function measured(storage: number): unknown {
	const many = new ManyPages({users, pages, megabytes: storage});
	const {cp} = many.system;
	const begun = cp.clock.now();
	const cpu = process.cpuUsage();
	let wrong = 0;
	for (let round = 0; round < rounds; round++) {
		wrong += many.round();
	}

	const {user, system} = process.cpuUsage(cpu);
	const {pager: {reads, writes, area}} = cp;
	const seconds = Math.round((cp.clock.now() - begun) / 1e6);
	const {counted} = many;
	many.system.stop();
	return {
		megabytes: storage,
		wrong,
		counted: [Math.min(...counted), Math.max(...counted)],
		seconds,
		host: Number(((user + system) / 1e6).toFixed(1)),
		reads,
		writes,
		slots: area.used,
	};
}

const fits = Math.ceil(users * (pages + others) * 4096 / 1024 / 1024);
console.log(JSON.stringify({
	users,
	pages,
	paging: measured(megabytes),
	fits: measured(Math.max(megabytes, fits)),
}, undefined, '\t'));
