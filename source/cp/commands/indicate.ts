/**
 * INDICATE (GC20-1820, GC20-1806; DMKTHI): load of the system, and what one machine has used. Processor use is an
 * average since the first logon, the other figures are those of now; working sets are the scheduler's.
 */
import type {CommandHost, UserCommand, UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {hex} from '../../base/hex.js';
import {smallest} from '../../base/sequences.js';
import {cuu, digits, minutesOf} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import type {Queued} from '../machine/scheduler.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

export const indicate: UserCommand = {
	name: 'INDICATE', minimum: 3, classes: 'AEG',
	syntax: ['INDicate [LOAD]', 'INDicate USER [*|userid]', 'INDicate QUEues', 'INDicate FAVOred',
		'INDicate I/O', 'INDicate PAGing [WAIT|ALL]', 'INDicate IMC'],
	summary: 'show the load of the system, or what your virtual machine has used',
	description: [
		'Classes A and E may name another user. QUEUES, who has or waits for the processor, in which queue and with '
		+ 'how many pages, I/O, who waits for which real disk, and FAVORED (a name of VM/SP\'s) are theirs. A slave\'s '
		+ 'work counts for the user it works for.',
		'PAGING: users that wait for a page (WAIT), or all, with their pages on drums and on disks. IMC (Yorktown\'s '
		+ 'own): exchanges begun, answered and ended, transfers and what they moved, slaves, and how often CMS asked '
		+ 'for a file lock or gave one up.',
	],
	run(context) {
		const {cp, vm, words: [word = 'LOAD', name = '*']} = context;
		if (isAbbreviation(word, 'LOAD', 4)) {
			return load(context);
		}

		if (isAbbreviation(word, 'QUEUES', 3) && /[AE]/.test(vm.classes)) {
			return queues(context);
		}

		if (word === 'I/O' && /[AE]/.test(vm.classes)) {
			return io(context);
		}

		if (isAbbreviation(word, 'PAGING', 3) && /[AE]/.test(vm.classes)) {
			return paging(context, name);
		}

		if (word === 'IMC' && /[AE]/.test(vm.classes)) {
			return communication(context);
		}

		if (isAbbreviation(word, 'FAVORED', 4) && /[AE]/.test(vm.classes)) {
			return favored(context);
		}

		if (!isAbbreviation(word, 'USER', 4) || (name !== '*' && name !== vm.userid && !/[AE]/.test(vm.classes))) {
			return fail(context, messages.DMKTHI003E, {option: isAbbreviation(word, 'USER', 4) ? name : word});
		}

		const other = name === '*' ? vm : cp.machines.get(name);
		if (!other) {
			return fail(context, messages.DMKTHI045E, {userid: name});
		}

		for (const line of userLines(context.cp, other)) {
			context.reply(line);
		}

		return 0;
	},
};

function load({cp, reply}: UserContext): number {
	const machines = [...cp.machines.values()];
	const now = cp.clock.now();
	const elapsed = now - smallest(machines.map(({session}) => session.loggedOnAt), now);
	const used = machines.reduce((sum, {account}) => sum + account.billed.totalCpu, 0);
	const {pageable: frames} = cp.pager;
	const {scheduler} = cp.dispatcher;
	// Queue 3 is the part of queue 2 that computes for long.
	const queued = machines.map(vm => Math.min(2, scheduler.queueOf(vm)));
	const inQueue = (queue: number): string => digits(queued.filter(each => each === queue).length, 2);
	const members = scheduler.queued(machines);
	const inQueues = members.filter(({isEligible}) => !isEligible);
	const active = inQueues.length;
	const workingSets = inQueues.reduce((sum, {workingSet}) => sum + workingSet, 0);
	const ratio = active === 0 ? 1 : members.length / active;
	// STORAGE may be more than 100: who was let in may need more than there is.
	const percent = (part: number, whole: number, most = 100): string =>
		digits(whole > 0 ? Math.min(most, (part / whole) * 100) : 0, 3);
	reply(`CPU-${percent(used, elapsed)}% APU-000% Q1-${inQueue(1)} Q2-${inQueue(2)} STORAGE-`
		+ `${percent(workingSets, frames, 999)}% RATIO-${ratio.toFixed(1).padStart(4, '0')}`);
	return 0;
}

/** What a machine in queue waits for: `EL` to be let in, `PG` a page, `IO`, or `RU` for the processor. */
function stateOf({vm: {holds}, isEligible}: Queued): string {
	if (isEligible) {
		return 'EL';
	}

	return holds.has('page') ? 'PG' : (holds.has('io') ? 'IO' : 'RU');
}

/**
 * Users in queue in the order of deadlines, then those in the eligible list (`E1` to `E3`), as many on a line as fit:
 * userid, queue, what it waits for, pages resident and working set in hexadecimal (GC20-1807, "INDICATE").
 */
function queues({cp, reply}: UserContext): number {
	const users = cp.dispatcher.scheduler.queued(cp.machines.values()).map(each => {
		const {vm, queue, isEligible, workingSet} = each;
		return `${vm.userid.padEnd(8)} ${isEligible ? 'E' : 'Q'}${queue} ${stateOf(each)} `
			+ `${hex(cp.pager.resident(vm), 3)}/${hex(workingSet, 3)}`;
	});
	for (let at = 0; at < users.length; at += 3) {
		reply(`${users.slice(at, at + 3).join(', ')}${at + 3 < users.length ? ',' : ''}`);
	}

	return 0;
}

/** Users that wait for a disk, and its real address, five on a line (GC20-1807, "INDICATE"). */
function io({cp, reply}: UserContext): number {
	const waiting = [...cp.machines.values()].flatMap(({userid, devices, channels, holds}) => {
		const device = devices.lastIo === undefined ? undefined : devices.get(devices.lastIo);
		const isBusy = device !== undefined && (channels.isBusy(device.address) || holds.has('io'));
		const disk = cp.arms?.disks.find(({serial}) => serial === device?.minidisk?.volume);
		return isBusy && disk ? [`${userid.padEnd(8)} ${cuu(disk.address)}`] : [];
	});
	for (let at = 0; at < waiting.length; at += 5) {
		reply(waiting.slice(at, at + 5).join(', '));
	}

	return 0;
}

/**
 * Users that wait for a page, or all, with their pages on drums and on disks in hexadecimal, four on a line (GC20-1807,
 * "INDICATE"). There are no drums. CP's own pages are the host's, and not shown.
 */
function paging(context: UserContext, word: string): number {
	const {cp, reply} = context;
	if (word !== 'WAIT' && word !== 'ALL' && word !== '*') {
		return fail(context, messages.DMKTHI003E, {option: word});
	}

	const users = [...cp.machines.values()]
		.filter(({holds}) => word === 'ALL' || holds.has('page'))
		.map(vm => `${vm.userid.padEnd(8)} ${hex(0, 3)}:${hex(cp.pager.away(vm), 3)}`);
	for (let at = 0; at < users.length; at += 4) {
		reply(users.slice(at, at + 4).join(', '));
	}

	return 0;
}

/** Intermachine communication since CP was loaded, and what there is of it now. Ours. */
function communication({cp, reply}: UserContext): number {
	const {
		signals, replies, transfers, bytes, ends, created, assigned, released, deleted, locks,
	} = cp.counts.now;
	const slaves = [...cp.machines.values()].filter(({assignment}) => assignment.creator !== undefined).length;
	reply(`EXCHANGES-${digits(signals, 6)} REPLIES-${digits(replies, 6)} ENDED-${digits(ends, 6)} NOW-`
		+ `${digits(cp.exchanges.size, 4)} TRANSFERS-${digits(transfers, 6)} KBYTES-${digits(bytes / 1024, 8)}`);
	reply(`SLAVES-${digits(slaves, 4)} CREATED-${digits(created, 6)} ASSIGNED-${digits(assigned, 6)} RELEASED-`
		+ `${digits(released, 6)} DELETED-${digits(deleted, 6)} LOCKS-${digits(locks, 6)}`);
	return 0;
}

/** Users with SET FAVORED, and the percentage each is guaranteed; who works for them is favored with them. */
function favored({cp, reply}: UserContext): number {
	for (const {userid, settings} of cp.machines.values()) {
		if (settings.favored !== undefined) {
			reply(`${userid.padEnd(8)} FAVORED${settings.favored === 0 ? '' : ` ${digits(settings.favored, 2)}%`}`);
		}
	}

	return 0;
}

function userLines({pager, dispatcher}: CommandHost, vm: VirtualMachine): string[] {
	const resident = digits(pager.resident(vm), 4);
	const workingSet = digits(dispatcher.scheduler.workingSet(vm), 4);
	const {pageReads, pageWrites, virtualCpu, totalCpu, sio, spoolReads, printLines, cardsPunched} = vm.account.usage;
	return [
		`PAGES: RES-${resident} WS-${workingSet} READS=${digits(pageReads, 6)} WRITES=${digits(pageWrites, 6)} `
		+ `DISK-${digits(pager.away(vm), 4)} DRUM-0000`,
		`VTIME=${minutesOf(virtualCpu)} TTIME=${minutesOf(totalCpu)} SIO=${digits(sio, 6)} RDR-`
		+ `${digits(spoolReads, 6)} PRT-${digits(printLines, 6)} PCH-${digits(cardsPunched, 6)}`,
	];
}
