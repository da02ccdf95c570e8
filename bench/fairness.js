// Who gets how much of the processor: `node bench/fairness.js [SECONDS]` prints one JSON object. Needs `build/`
// (`node scripts/transpile.js`, or `npm test`). Simulated time: the figures are the same on every host.
//
// Twenty users under CMS always have work. `served`: k of them have it done by one server to which they lend their
// shares, or each by a slave of his own; the others compute themselves. Commands are processor-bound: 200 ms each, no
// I/O. `charged` is the part of all processor time that was charged to the k users in 60 seconds; just would be k/n.
//
// `mixes`: users who compute beside users who read blocks (DIAGNOSE X'18') and compute a little between. `demand` is
// the part of the processor that one has alone, `share` 1/n, `received` what the least and the most served have in the
// mix, `leastServed` the former by the lesser of demand and share.
import process from 'node:process';
import {VirtualClock} from '../build/source/base/clock.js';
import {event} from '../build/source/base/intermachine.js';
import {cmsCommands} from '../build/source/cms/commands/index.js';
import {createCmsProgram} from '../build/source/cms/nucleus/program.js';
import {cmsSavedSystem} from '../build/source/cms/nucleus/saved-system.js';
import {ControlProgram} from '../build/source/cp/control-program.js';
import {parseDirectory} from '../build/source/cp/directory/parser.js';
import {residentLoader} from '../build/source/guest/resident.js';
import {formatDisk} from '../build/source/cms/file-system/disk/host.js';
import {ccwBytes} from '../build/source/machine/channel/ccw.js';
import {findCkdModel} from '../build/source/machine/devices/volume/ckd-models.js';
import {Extent} from '../build/source/machine/devices/volume/extent.js';
import {MemoryVolume} from '../build/source/machine/devices/volume/memory-volume.js';
import {HostStorage} from '../build/source/machine/storage/host-storage.js';
import {MountedVolumes} from '../build/source/system/volumes/volume-table.js';
import {VolumeBlocks} from '../build/source/system/volumes/volume-blocks.js';

const seconds = Number(process.argv[2] ?? 60);
const users = 20;
/** Instructions of a command, and in one piece. */
const work = 200_000;
const piece = 1000;

function * compute(instructions) {
	for (let done = 0; done < instructions; done += piece) {
		yield {kind: 'charge', instructions: Math.min(piece, instructions - done)};
	}
}

const command = (name, run) => ({
	name, minimum: name.length, syntax: [name], summary: '', origin: 'Yorktown', run,
});

const benchCommands = [
	/** Computes for ever. */
	command('BURN', function * () {
		for (;;) {
			yield * compute(work);
		}
	}),
	/** Has its work done by another machine for ever: `ASK userid`. */
	command('ASK', function * ({cms: {intermachine}, operands: [userid]}) {
		const endpoint = intermachine.endpoint();
		for (;;) {
			const {exchange} = yield * endpoint.signal(userid, {verb: 'WORK', value: 0}, 0, true);
			if (exchange !== undefined) {
				yield * endpoint.of(exchange);
				yield * endpoint.refuse(exchange);
			}
		}
	}),
	/** Works for whoever asks, for ever. */
	command('SERVE', function * ({cms: {intermachine}}) {
		const endpoint = intermachine.endpoint({verbs: ['WORK']});
		yield * endpoint.authorize('*');
		for (;;) {
			const {code, exchange} = yield * endpoint.next(() => true);
			if (code === event.signalled) {
				yield * intermachine.workFor(exchange);
				yield * compute(work);
				yield * endpoint.reply(exchange, 'DONE');
				yield * intermachine.endWork();
			}
		}
	}),
	/** Reads blocks of 191 for ever, with so many instructions between: `READ count`. */
	command('READ', function * ({cms, operands: [count]}) {
		const {guest: {storage, gpr}} = cms;
		const at = cms.allocate(1024);
		const data = cms.allocate(1024);
		for (let round = 0; ; round++) {
			storage.store(at, Uint8Array.of(0, 0, 0, round % 2, 0, 0, 1));
			storage.store(at + 16, ccwBytes(0x07, at, 0x40, 6));
			storage.store(at + 24, ccwBytes(0x31, at + 2, 0x40, 5));
			storage.store(at + 32, ccwBytes(0x08, at + 24, 0, 0));
			storage.store(at + 40, ccwBytes(0x06, data, 0x20, 800));
			gpr[1] = 0x191;
			gpr[2] = at + 16;
			yield {kind: 'diagnose', code: 0x18, rx: 1, ry: 2};
			yield * compute(Number(count));
		}
	}),
];

const names = count => Array.from({length: count}, (_, index) => `U${String(index + 1).padStart(2, '0')}`);

/** A system with these machines; `oneVolume`: their 191s lie on one volume. */
function systemOf(userids, oneVolume) {
	const model = findCkdModel('3350');
	const volumes = new Map();
	const statements = userids.map((userid, index) => {
		const serial = oneVolume ? 'ALL' : userid;
		const start = oneVolume ? index * 2 : 0;
		volumes.set(serial, volumes.get(serial) ?? new MemoryVolume(model, oneVolume ? userids.length * 2 : 2));
		formatDisk(new VolumeBlocks(new Extent(volumes.get(serial), start, 2)), userid);
		return `USER ${userid} X 256K 1M G\n CONSOLE 009 3215\n MDISK 191 3350 ${start} 2 ${serial} MR\n`;
	});
	const {directory} = parseDirectory(`DIRECTORY 150 3350 BENCH\n${statements.join('')}`, 'USER DIRECT');
	const cp = new ControlProgram({
		clock: new VirtualClock(), hostStorage: new HostStorage(32 * 1024 * 1024), directory,
		volumes: new MountedVolumes(volumes), systemId: 'BENCH', savedSystems: new Map([['CMS', cmsSavedSystem]]),
		programs: new Map([
			['CMS', residentLoader(createCmsProgram({commands: [...cmsCommands, ...benchCommands]}))],
		]),
	});
	return cp;
}

/** Lets simulated time pass. */
function pass(cp, length) {
	const end = cp.clock.now() + (length * 1e6);
	cp.schedule(length * 1e6, () => undefined);
	while (cp.clock.now() < end) {
		cp.pump(0);
	}
}

/** A machine at CMS that executes `line`, the first it reads. */
function begin(cp, userid, line) {
	const terminal = cp.connect({
		lineSize: 130, kind: 'typewriter', address: `GRAF ${userid}`,
		send(output) {
			if (output.lineClass === 'error') {
				throw new Error(output.text);
			}
		},
	});
	const vm = cp.sessions.logon(cp.directory.find(userid), terminal);
	cp.ipl(vm, 'CMS');
	// There is no system disk: no command is needed that it would have.
	for (const entered of ['', line]) {
		pass(cp, 5);
		terminal.enter(entered);
	}

	pass(cp, 1);
	return vm;
}

/** Processor time charged to each in `seconds`, after all have had time to fall into their queues. */
function measure(cp, machines) {
	pass(cp, 60);
	const before = machines.map(({account}) => account.billed.totalCpu);
	const from = cp.dispatcher.time;
	const began = cp.clock.now();
	pass(cp, seconds);
	return {
		used: machines.map(({account}, index) => account.billed.totalCpu - before[index]),
		all: cp.dispatcher.time - from,
		elapsed: cp.clock.now() - began,
	};
}

const percent = number => Math.round(number * 1000) / 10;

/** `kind`: one server, or slaves. */
function served(kind, k) {
	const slaves = kind === 'slaves' ? names(k).map(userid => `S${userid}`) : ['SERVER'];
	const cp = systemOf([...names(users), ...slaves], false);
	const servers = slaves.map(userid => begin(cp, userid, 'SERVE'));
	const machines = names(users).map((userid, index) => {
		const target = kind === 'slaves' ? `S${userid}` : 'SERVER';
		return begin(cp, userid, index < k ? `ASK ${target}` : 'BURN');
	});
	if (kind === 'slaves') {
		for (const [index, server] of servers.entries()) {
			server.assignment.chargeTo = machines[index];
		}
	}

	const {used, all} = measure(cp, [...machines, ...servers]);
	const sum = part => part.reduce((total, each) => total + each, 0);
	const charged = sum(used.slice(0, k)) / all;
	return {
		kind, users: k, of: users, just: percent(k / users), charged: percent(charged),
		difference: percent(charged - (k / users)), serversOwn: percent(sum(used.slice(users)) / all),
	};
}

/** Users who compute, and users who read with so many instructions between. */
function mix(name, {computing, reading, between, oneVolume}) {
	const of = names(computing + reading);
	const measured = (userids, line) => {
		const cp = systemOf(userids, oneVolume);
		const machines = userids.map((userid, index) => begin(cp, userid, line(index)));
		const {used, elapsed} = measure(cp, machines);
		return {cp, parts: used.map(time => time / elapsed)};
	};

	const least = parts => Math.min(...parts);
	const {cp, parts} = measured(of, index => index < computing ? 'BURN' : `READ ${between}`);
	// On one volume the readers wait for each other in any case: alone means without those who compute.
	const demands = [
		least(measured(names(1), () => 'BURN').parts),
		least(measured(names(oneVolume ? reading : 1), () => `READ ${between}`).parts),
	];
	const share = 1 / of.length;
	const rows = [['computing', 0, computing, demands[0]], ['reading', computing, of.length, demands[1]]]
		.map(([kind, from, to, demand]) => {
			const received = parts.slice(from, to);
			const due = Math.min(demand, share);
			return {
				kind, users: to - from, demand: percent(demand), share: percent(share),
				received: [Math.min(...received), Math.max(...received)].map(each => percent(each)),
				leastServed: Math.round(Math.min(...received) / due * 100) / 100,
			};
		});
	const arms = cp.arms.disks.map(({arm: {use}}) => use);
	const waits = arms.reduce((sum, {waitingTime}) => sum + waitingTime, 0);
	const requests = arms.reduce((sum, each) => sum + each.requests, 0);
	return {name, rows, armWaitMilliseconds: Math.round(waits / Math.max(1, requests) / 100) / 10};
}

const result = {
	seconds,
	commands: {milliseconds: work / 1000, processorBound: '100 %: no I/O'},
	served: ['one server', 'slaves'].flatMap(kind => [0.1, 0.25, 0.5, 0.75].map(part => served(kind, users * part))),
	mixes: [
		mix('disks of their own', {computing: 5, reading: 5, between: 5000, oneVolume: false}),
		mix('a little reading', {computing: 5, reading: 5, between: 50_000, oneVolume: false}),
		mix('one volume', {computing: 5, reading: 5, between: 5000, oneVolume: true}),
	],
};
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
