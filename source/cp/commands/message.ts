/** MESSAGE and WARNING (GC20-1820, GC20-1806; DMKMSG): a line on another user's terminal. */
import type {CpContext, OpenCommand, UserCommand} from '../command.js';
import {timeOfDay} from '../../base/clock.js';
import {fail, messages} from '../messages/index.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

type Kind = 'MSG' | 'WNG';

export const message: OpenCommand = {
	name: 'MESSAGE', minimum: 1, synonyms: ['MSG'], audience: 'everybody',
	syntax: [
		'Message {userid|*|OPerator} text',
		'MSG {userid|*|OPerator} text',
		'MSG ALL text        (classes A and B)',
	],
	summary: 'type a message at another user\'s terminal',
	description: [
		'Who is not logged on can send one, to ask for help: it comes from LOGON and the address of the terminal.',
	],
	returnCodes: ['45  userid NOT LOGGED ON', '57  userid NOT RECEIVING; DISCONNECTED or MSG OFF'],
	run: context => send(context, 'MSG'),
};

export const warning: UserCommand = {
	name: 'WARNING', minimum: 1, synonyms: ['WNG'], classes: 'AB',
	syntax: ['Warning {userid|ALL|OPerator} text', 'WNG {userid|ALL|OPerator} text'],
	summary: 'type an urgent message, whatever the user does',
	returnCodes: ['45  userid NOT LOGGED ON', '57  userid NOT RECEIVING; DISCONNECTED or WNG OFF'],
	run: context => send(context, 'WNG'),
};

function send(context: CpContext, kind: Kind): number {
	const {
		cp, line: terminal, words: [name], text,
	} = context;
	const {vm} = context;
	if (name === undefined || name.length > 8) {
		return fail(context, messages.DMKMSG020E);
	}

	const content = text.trimStart().slice(name.length + 1);
	if (content.trim() === '') {
		return fail(context, messages.DMKMSG026E);
	}

	const sender = vm?.userid ?? `LOGON${terminal?.address.slice(-3) ?? ''}`;
	const line = `${timeOfDay(cp.clock.now())} * ${kind} FROM ${sender.padEnd(8)}: ${content}`;
	if (name === 'ALL' && /[AB]/.test(vm?.classes ?? '')) {
		for (const receiver of cp.machines.values()) {
			if (receiver !== vm && reason(receiver, kind) === undefined) {
				receiver.type(line, 'message');
			}
		}

		return 0;
	}

	const userid = name === '*' ? sender : (name.length > 1 && 'OPERATOR'.startsWith(name) ? 'OPERATOR' : name);
	const receiver = cp.machines.get(userid);
	if (!receiver) {
		return fail(context, messages.DMKMSG045E, {userid});
	}

	const refused = reason(receiver, kind);
	if (refused !== undefined) {
		return fail(context, messages.DMKMSG057W, {userid, why: refused});
	}

	receiver.type(line, 'message');
	return 0;
}

/** Why a user does not get it; `undefined` = gets it. */
function reason(receiver: VirtualMachine, kind: Kind): string | undefined {
	if (receiver.session.disconnected) {
		return 'DISCONNECTED';
	}

	const receives = kind === 'MSG' ? receiver.settings.msg : receiver.settings.wng;
	return receives ? undefined : `${kind} OFF`;
}
