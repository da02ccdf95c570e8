// How long SBS BUILD takes by number of slaves: `node scripts/transpile.js && node build/bench/build.js [MAXIMUM…]` (1
// 2 4 6 unless told) prints one JSON object. The program library of dasd/library (all its sources, macros and modules)
// is stored by IMPORT and built with as many slaves at most; nobody else works. `seconds`: simulated time from the
// line to Ready; `processor`: seconds of that in which the processor worked; `ratio`: to the first. `alike`: typed the
// same.
import process from 'node:process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {toEbcdic} from '../source/base/ebcdic.js';
import type {NewFile} from '../source/cms/file-system/disk/disk.js';
import {parseSystems} from '../source/commands/sbs/map-file.js';
import {sbsService} from '../test/support/configurations.js';
import {Installation} from '../test/support/installation.js';
import {libraryFolder, libraryMembers} from '../test/support/program-library.js';

const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 2, 4, 6];
const modules = parseSystems(readFileSync(path.join(libraryFolder, 'SBS.SYSTEMS'), 'utf8')).modules
	.map(({name, objects}) => ({
		name, type: 'BUILD', lines: [...objects.map(object => `INCLUDE ${object}`), `ENTRY ${objects[0]}`],
	}));
const members = [...libraryMembers, ...modules];

const fileOf = (name: string, type: string, lines: readonly string[]): NewFile => ({
	name, type, modeNumber: '2', recordFormat: 'F', recordLength: 80,
	records: lines.map(line => toEbcdic(line.padEnd(80))),
});
const files = [
	...members.map(({name, type, lines}) => fileOf(name, type, lines)),
	fileOf('LIB', 'SBSLIST', members.map(({name, type}) => `${name} ${type} S`)),
];

/** Builds with so many slaves; a user must be able to wait for it in one slave. */
function build(maximum: number) {
	const installation = new Installation({
		files: [...files, sbsService('SLAVES', `MAXIMUM ${maximum}`, 'TIME 3600', 'LIMIT 3600')],
	});
	const {cp} = installation.system;
	const user = installation.logOn('USER1');
	user.enterAll('SET BLIP OFF', 'SET EMSG ON', 'SET LINEND OFF');
	const typed = [
		...user.enter('SBS IMPORT LIB SBSLIST S').slice(-2),
		...user.enterAll('SBS DEFINE SYSTEM LIB', 'SBS INCLUDE * ASSEMBLE IN LIB', 'SBS INCLUDE * MACRO IN LIB'),
		...user.enterAll('SBS INCLUDE * COPY IN LIB', 'SBS INCLUDE * BUILD IN LIB'),
	];
	const {clock} = cp;
	// What happens behind that, until slaves without work go, is none of the user's time.
	let ready = 0;
	let worked = 0;
	const send = user.send.bind(user);
	user.send = output => {
		ready = clock.now();
		worked = cp.dispatcher.time;
		send(output);
	};

	const host = process.cpuUsage();
	const from = clock.now();
	const workedBefore = cp.dispatcher.time;
	const built = user.enter('SBS BUILD LIB');
	const seconds = (ready - from) / 1_000_000;
	const {user: used} = process.cpuUsage(host);
	installation.close();
	const processor = (worked - workedBefore) / 1_000_000;
	return {maximum, seconds, processor, host: used / 1_000_000, typed, built};
}

const runs = counts.map(count => build(count));
const [first] = runs;
process.stdout.write(`${JSON.stringify({
	members: members.length,
	typed: first.typed.filter(line => /^(?:SBS\d+E|SBS158|Ready\(0)/.test(line)),
	built: first.built.slice(-4),
	runs: runs.map(({maximum, seconds, processor, host, built}) => ({
		maximum, seconds, processor, ratio: first.seconds / seconds, host,
		alike: built.join('\n') === first.built.join('\n'),
	})),
}, undefined, '\t')}\n`);
