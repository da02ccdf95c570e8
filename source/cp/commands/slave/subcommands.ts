/** The subcommands of SLAVE, one row each. */
import {accepted, refusal, type RequestResult} from '../../../base/intermachine.js';
import {parseHex} from '../../../base/hex.js';
import {limits} from '../../../base/limits.js';
import type {CommandResult, UserContext} from '../../command.js';
import type {Power, Terms} from '../../communication/slaves.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import {cuu, parseCuu} from '../../formats.js';
import {fail, messages} from '../../messages/index.js';
import {display} from '../display.js';
import {parseNewAddress} from '../operands/new-device.js';
import {store} from '../store.js';
import {querySlaves} from './query.js';

type Subcommand = {
	readonly name: string;
	/** Least number of characters that stand for the name. */
	readonly minimum: number;
	readonly syntax: string;
	run(context: UserContext, operands: readonly string[]): CommandResult;
};

/** Types what a refusal means, and answers the return code. `other`: the other userid that was given. */
function answer(context: UserContext, result: RequestResult, userid: string, other = ''): number {
	if (result === accepted) {
		return 0;
	}

	if (result === refusal.notLoggedOn) {
		return fail(context, messages.DMKSLV045E, {userid: other});
	}

	return result === refusal.noSlave
		? fail(context, messages.DMKSLV801E, {userid})
		: fail(context, messages.DMKSLV802E, {userid});
}

/** A subcommand on one slave, over which it takes `power`. */
function onSlave(
	power: Power,
	run: (context: UserContext, slave: VirtualMachine, operands: readonly string[]) => CommandResult,
): Subcommand['run'] {
	return (context, [name, ...operands]) => {
		if (name === undefined || name.length > 8) {
			return fail(context, messages.DMKSLV020E);
		}

		const slave = context.cp.slaves.find(context.vm, name, power);
		return typeof slave === 'number' ? answer(context, slave, name) : run(context, slave, operands);
	};
}

function create(context: UserContext, [name, prototype]: readonly string[]): number {
	if (name === undefined || prototype === undefined) {
		return fail(context, messages.DMKSLV020E);
	}

	const result = context.cp.slaves.create(context.vm, name, prototype);
	if (result === accepted) {
		return 0;
	}

	if (result === refusal.name) {
		return fail(context, messages.DMKSLV804E, {userid: name});
	}

	if (result === refusal.tooMany) {
		return fail(context, messages.DMKSLV805E, {userid: name, count: limits.slaves.value});
	}

	return result === refusal.noSlave
		? fail(context, messages.DMKSLV053E, {userid: prototype})
		: fail(context, messages.DMKSLV803E, {userid: prototype});
}

const nothing: Terms = {charge: false, control: false, limit: 0};

/** `CHARGE CONTROL LIMIT 60`, in any order; or the word that is wrong. */
function terms(words: readonly string[]): Terms | string {
	let asked = nothing;
	for (let at = 0; at < words.length; at++) {
		const word = words[at];
		const seconds = words[at + 1] ?? '';
		if (word === 'CHARGE') {
			asked = {...asked, charge: true};
		} else if (word === 'CONTROL') {
			asked = {...asked, control: true};
		} else if (word === 'LIMIT' && /^[1-9]\d{0,5}$/.test(seconds)) {
			asked = {...asked, limit: Number(seconds) * 1_000_000};
			at++;
		} else {
			return word;
		}
	}

	return asked;
}

const assign = onSlave('creator', (context, slave, [word, ...rest]) => {
	const [userid, ...options] = word === 'TO' ? rest : [word, ...rest];
	if (userid === undefined || userid.length > 8) {
		return fail(context, messages.DMKSLV020E);
	}

	const asked = terms(options);
	if (typeof asked === 'string') {
		return fail(context, messages.DMKSLV003E, {option: asked});
	}

	const owner = userid === '*' ? context.vm.userid : userid;
	return answer(context, context.cp.slaves.assign(slave, owner, asked), slave.userid, owner);
});

const start = onSlave('control', (context, slave, words) => {
	const values = words.map(word => (word.length <= 8 ? parseHex(word) : undefined));
	const [first, second] = values;
	if (values.length > 2 || values.includes(undefined)) {
		return fail(context, messages.DMKSLV005E, {data: words.join(' ')});
	}

	const {psw} = slave.cpu;
	context.cp.slaves.start(slave, first === undefined
		? undefined
		: (second === undefined ? [psw.high, (psw.low & 0xFF00_0000) | (first & 0xFF_FFFF)] : [first, second]));
	return 0;
});

/** `SLAVE LINK SLAVE1 300 AS 300 W`: a creator's own disk, for as long as the slave is there. */
const linkDisk = onSlave('creator', (context, slave, [from, ...rest]) => {
	const [to, mode = 'R', extra] = rest[0] === 'AS' ? rest.slice(1) : rest;
	const own = parseCuu(from);
	const at = parseNewAddress(slave, to);
	if (own === undefined || at === undefined) {
		return fail(context, messages.DMKSLV022E);
	}

	if (extra !== undefined || (mode !== 'R' && mode !== 'W')) {
		return fail(context, messages.DMKSLV003E, {option: extra ?? mode});
	}

	const {userid} = slave;
	const result = context.cp.slaves.link(context.vm, slave, {from: own, to: at, write: mode === 'W'});
	if (result === accepted) {
		return 0;
	}

	if (result === refusal.noDevice) {
		return slave.devices.has(at)
			? fail(context, messages.DMKSLV807E, {userid, device: cuu(at)})
			: fail(context, messages.DMKSLV806E, {device: cuu(own)});
	}

	return result === refusal.privilege
		? fail(context, messages.DMKSLV808E, {device: cuu(own)})
		: fail(context, messages.DMKSLV809E, {device: cuu(own)});
});

export const subcommands: readonly Subcommand[] = [
	{
		name: 'CREATE', minimum: 2, syntax: 'CReate name prototype', run: create,
	},
	{
		name: 'ASSIGN', minimum: 1,
		syntax: 'Assign name [TO] {userid|*} [CHARGE] [CONTROL] [LIMIT seconds]',
		run: assign,
	},
	{
		name: 'RELEASE', minimum: 3, syntax: 'RELease name',
		run: onSlave('creator', (context, slave) => answer(
			context,
			context.cp.slaves.assign(slave, '', nothing),
			slave.userid,
		)),
	},
	{
		name: 'DELETE', minimum: 3, syntax: 'DELete name',
		run: onSlave('creator', (context, slave) => {
			context.cp.slaves.delete(slave);
			return 0;
		}),
	},
	{
		name: 'LINK', minimum: 1, syntax: 'Link name vaddr1 [AS] vaddr2 [R|W]', run: linkDisk,
	},
	{
		name: 'IPL', minimum: 1, syntax: 'Ipl name {system|vaddr}',
		run: onSlave('control', (context, slave, [system]) => {
			if (system === undefined) {
				return fail(context, messages.DMKSLV026E);
			}

			return context.cp.slaves.ipl(slave, system) === accepted
				? 0
				: fail(context, messages.DMKSLV044E, {system});
		}),
	},
	{
		name: 'START', minimum: 3, syntax: 'STArt name [hexloc|psw1 psw2]', run: start,
	},
	{
		name: 'STOP', minimum: 3, syntax: 'STOp name',
		run: onSlave('control', (_context, slave) => {
			slave.stop('asked');
			return 0;
		}),
	},
	{
		name: 'DISPLAY', minimum: 1, syntax: 'Display name operands',
		run: onSlave('control', (context, vm, words) => display.run({...context, vm, words})),
	},
	{
		name: 'STORE', minimum: 3, syntax: 'STOre name operands',
		run: onSlave('control', (context, vm, words) => store.run({...context, vm, words})),
	},
	{
		name: 'QUERY', minimum: 1, syntax: 'Query [name|ALL]', run: querySlaves,
	},
];
