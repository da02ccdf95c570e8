/**
 * INDICATE (GC20-1820, GC20-1806; DMKTHI): load of the system, and what one machine has used. Averages are since the
 * first logon, working set is what is resident.
 */
import type {CommandHost, UserCommand, UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {hex} from '../../base/hex.js';
import {smallest} from '../../base/sequences.js';
import {digits, minutesOf} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

export const indicate: UserCommand = {
	name: 'INDICATE', minimum: 3, classes: 'AEG',
	syntax: ['INDicate [LOAD]', 'INDicate USER [*|userid]', 'INDicate QUEues'],
	summary: 'show the load of the system, or what your virtual machine has used',
	description: [
		'Classes A and E may name another user; QUEUES, who has or waits for the processor and with how many pages, is '
		+ 'theirs. A slave\'s work counts for the user it works for.',
	],
	run(context) {
		const {cp, vm, words: [word = 'LOAD', name = '*']} = context;
		if (isAbbreviation(word, 'LOAD', 4)) {
			return load(context);
		}

		if (isAbbreviation(word, 'QUEUES', 3) && /[AE]/.test(vm.classes)) {
			return queues(context);
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
	const {frames, available} = cp.hostStorage;
	const queued = (queue: number): string =>
		digits(machines.filter(vm => cp.dispatcher.queueOf(vm) === queue).length, 2);
	const percent = (part: number, whole: number): string =>
		digits(whole > 0 ? Math.min(100, (part / whole) * 100) : 0, 3);
	reply(`CPU-${percent(used, elapsed)}% APU-000% Q1-${queued(1)} Q2-${queued(2)} STORAGE-`
		+ `${percent(frames - available, frames)}% RATIO-01.0`);
	return 0;
}

/**
 * Users in queue, as many on a line as fit: userid, queue, what it waits for (`RU` it runs, `PG` a page, `IO`), pages
 * resident and working set in hexadecimal (GC20-1807, "INDICATE").
 */
function queues({cp, reply}: UserContext): number {
	const users = [...cp.machines.values()].flatMap(other => {
		const queue = cp.dispatcher.queueOf(other) || (other.holds.has('page') || other.holds.has('io') ? 1 : 0);
		const state = other.holds.has('page') ? 'PG' : (other.holds.has('io') ? 'IO' : 'RU');
		const pages = hex(cp.pager.resident(other), 3);
		return queue === 0 ? [] : [`${other.userid.padEnd(8)} Q${queue} ${state} ${pages}/${pages}`];
	});
	for (let at = 0; at < users.length; at += 3) {
		reply(`${users.slice(at, at + 3).join(', ')}${at + 3 < users.length ? ',' : ''}`);
	}

	return 0;
}

function userLines({pager}: Pick<CommandHost, 'pager'>, vm: VirtualMachine): string[] {
	const resident = digits(pager.resident(vm), 4);
	const {pageReads, pageWrites, virtualCpu, totalCpu, sio, spoolReads, printLines, cardsPunched} = vm.account.usage;
	return [
		`PAGES: RES-${resident} WS-${resident} READS=${digits(pageReads, 6)} WRITES=${digits(pageWrites, 6)} `
		+ 'DISK-0000 DRUM-0000',
		`VTIME=${minutesOf(virtualCpu)} TTIME=${minutesOf(totalCpu)} SIO=${digits(sio, 6)} RDR-`
		+ `${digits(spoolReads, 6)} PRT-${digits(printLines, 6)} PCH-${digits(cardsPunched, 6)}`,
	];
}
