/** LINK (GC20-1820; DMKLNK): another user's minidisk, or one's own once more. */
import {Failure} from '../../base/failure.js';
import {issue} from '../../base/message.js';
import type {CommandHost, UserCommand, UserContext, CpStep} from '../command.js';
import {
	linkName, linkOperands, linkWithoutPassword, type AccessMode,
} from '../../port/passwords.js';
import {everybody, type DirectoryEntry} from '../directory/directory.js';
import {cuu, parseCuu} from '../formats.js';
import {
	linkMinidisk, linkPassword, ownMinidisk, passwordKind,
} from '../devices/minidisk-link.js';
import {journalLimits} from '../machine/journal-cards.js';
import {fail, messages} from '../messages/index.js';
import {parseNewAddress} from './operands/new-device.js';
import {checkPassword} from '../directory/passwords.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

type Operands = {
	readonly owner: DirectoryEntry;
	readonly ownerAddress: number;
	readonly address: number;
	readonly mode: AccessMode;
	readonly password: string | undefined;
};

export const link: UserCommand = {
	...linkName, classes: 'G',
	syntax: ['LINK [To] userid vaddr1 [As] vaddr2 [mode] [[PASS=] password]'],
	summary: 'get a minidisk of another user, or one of your own, at another address',
	description: [
		'mode: R read, if nobody writes; RR read, whoever writes; W write, if nobody has it; WR write, else read; M '
		+ 'write, if nobody else writes; MR the same, else read; MW write in any case.',
		'Without a mode: R, or for one of your own disks the mode in the directory. userid * is yourself. vaddr2 is at '
		+ 'most 5FF without SET ECMODE ON.',
	],
	returnCodes: [
		'101-103  DASD vaddr FORCED R/O; who has it',
		'104-106  NOT LINKED; who has it',
		'107  NOT IN CP DIRECTORY',
		'108  VOLID NOT MOUNTED',
		'110  DASD vaddr ALREADY DEFINED',
		'111-113  NO READ, WRITE, MULT PASSWORD',
		'114  MODE OR PASSWORD INCORRECT',
		'115  EXCESSIVE INCORRECT PASSWORDS',
	],
	run(context) {
		const operands = parse(context);
		return operands instanceof Failure ? operands.returnCode : linkWith(context, operands);
	},
};

/** Whether `line`, entered at a machine's terminal, is a LINK that will ask for a password there. */
export function linkAsks({directory}: Pick<CommandHost, 'directory'>, vm: VirtualMachine, line: string): boolean {
	const operands = linkWithoutPassword(line);
	const owner = operands?.userid === undefined ? undefined : directory.find(operands.userid);
	const from = parseCuu(operands?.ownerAddress);
	const statement = owner && from !== undefined ? ownMinidisk(owner, from) : undefined;
	if (!statement || owner?.userid === vm.entry.userid) {
		return false;
	}

	const stored = linkPassword(statement, passwordKind(operands?.mode ?? 'R'));
	return stored !== undefined && stored !== everybody && !vm.linkTries.exhausted;
}

function parse(context: UserContext): Operands | Failure {
	const {cp, vm} = context;
	const {
		userid: named, ownerAddress: from, address: at, mode: asked, password, unknown,
	} = linkOperands(context.words);
	if (named === undefined || named.length > 8) {
		return new Failure(fail(context, messages.DMKLNK020E));
	}

	const userid = named === '*' ? vm.entry.userid : named;
	const ownerAddress = parseCuu(from);
	const address = parseNewAddress(vm, at);
	if (ownerAddress === undefined || address === undefined) {
		return new Failure(fail(context, messages.DMKLNK022E));
	}

	const owner = cp.directory.find(userid);
	if (!owner) {
		return new Failure(fail(context, messages.DMKLNK053E, {userid}));
	}

	const own = owner.userid === vm.entry.userid;
	const standard = own ? ownMinidisk(owner, ownerAddress)?.mode ?? 'R' : 'R';
	if (unknown.length > 0) {
		return new Failure(fail(context, messages.DMKLNK116E, {userid, device: cuu(ownerAddress)}));
	}

	return {
		owner, ownerAddress, address, mode: asked ?? standard, password,
	};
}

function * linkWith(context: UserContext, operands: Operands): CpStep {
	const {cp, vm} = context;
	const {owner, ownerAddress, mode} = operands;
	const statement = ownMinidisk(owner, ownerAddress);
	let isProtected = false;
	if (statement && owner.userid !== vm.entry.userid) {
		const kind = passwordKind(mode);
		const stored = linkPassword(statement, kind);
		if (stored === undefined) {
			const disk = {userid: owner.userid, device: cuu(ownerAddress)};
			return context.error({
				READ: issue(messages.DMKLNK111E, [disk]),
				WRITE: issue(messages.DMKLNK112E, [disk]),
				MULT: issue(messages.DMKLNK113E, [disk]),
			}[kind]);
		}

		const returnCode = stored === everybody ? 0 : yield * authorize(context, operands, stored);
		if (returnCode !== 0) {
			return returnCode;
		}

		isProtected = stored !== everybody;
	}

	const result = linkMinidisk(cp, vm, operands);
	if (result.linked && isProtected) {
		cp.accountant.journal({type: '05', ...journaled(vm, owner, ownerAddress)});
	}

	cp.events.announce({
		kind: 'link', vm, owner: owner.userid, address: ownerAddress, linked: result.linked,
	});
	if ('id' in result) {
		return context.error(result);
	}

	if (vm.settings.imsg) {
		context.reply(result.response);
	}

	return 0;
}

/** Asks for the password where none was given; a program is not asked. One wrong password ends the command. */
function * authorize(context: UserContext, {owner, ownerAddress, mode, password}: Operands, stored: string): CpStep {
	const {vm} = context;
	const kind = passwordKind(mode);
	if (vm.linkTries.exhausted) {
		return fail(context, messages.DMKLNK115E);
	}

	const given =
		password
		?? (context.line
			? (yield {kind: 'read', prompt: `ENTER ${kind} PASSWORD:`, conceal: true}).trim().toUpperCase()
			: '');
	if (checkPassword(stored, given)) {
		return 0;
	}

	vm.linkTries.wrong();
	const {count} = vm.linkTries;
	if (count >= journalLimits.link) {
		context.cp.accountant.journal({
			type: '06', ...journaled(vm, owner, ownerAddress), count, limit: journalLimits.link,
		});
	}

	return fail(context, messages.DMKLNK114E, {userid: owner.userid, device: cuu(ownerAddress), kind});
}

/** What a card says of a LINK: who, where, whose minidisk. */
const journaled = (vm: VirtualMachine, owner: DirectoryEntry, minidisk: number) => ({
	userid: vm.userid,
	account: vm.account.number,
	terminal: vm.session.line?.address,
	other: owner.userid,
	minidisk,
});
