/** SMSG (GC20-1820; DMKMSG): a special message, which a program in the receiving machine takes by VMCF. */
import type {UserCommand} from '../command.js';
import {fail, messages} from '../messages/index.js';

export const smsg: UserCommand = {
	name: 'SMSG', minimum: 2, classes: 'G',
	syntax: ['SMsg {userid|*} text'],
	summary: 'send a message to a program in another virtual machine',
	description: [
		'The machine takes it where SET SMSG is ON there and its program has executed AUTHORIZE of VMCF with an '
		+ 'interrupt buffer that is long enough. Nothing is typed at its terminal.',
	],
	returnCodes: ['45  userid NOT LOGGED ON', '57  userid NOT RECEIVING; SMSG OFF or NOT AUTHORIZED'],
	run(context) {
		const {
			cp, vm, words: [name], text,
		} = context;
		if (name === undefined || name.length > 8) {
			return fail(context, messages.DMKMSG020E);
		}

		const content = text.trimStart().slice(name.length + 1);
		if (content.trim() === '') {
			return fail(context, messages.DMKMSG026E);
		}

		const userid = name === '*' ? vm.userid : name;
		const receiver = cp.machines.get(userid);
		if (!receiver) {
			return fail(context, messages.DMKMSG045E, {userid});
		}

		const why = cp.vmcf.special(receiver, vm.userid, content);
		return why === undefined ? 0 : fail(context, messages.DMKMSG057W, {userid, why});
	},
};
