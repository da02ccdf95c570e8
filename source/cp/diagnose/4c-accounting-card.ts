/** DIAGNOSE X'4C': accounting cards for a virtual user (GC20-1807; option ACCT of the directory). */
import {addressMask} from '../../base/architecture.js';
import {characters, Layout} from '../../base/layout.js';
import {programCode} from '../../machine/cpu/program-exception.js';
import {userCard} from '../machine/accounting-card.js';
import {listProblem, withinPageProblem} from './buffers.js';
import type {Diagnose, DiagnoseCall, DiagnoseResult} from './diagnose.js';

/** Who is charged from now on: which of it is said depends on the function. */
export const chargeList = new Layout(24, {
	userid: characters(0, 8), account: characters(8, 8), distribution: characters(16, 8),
});

const functions = {
	userid: 0x00, account: 0x04, distribution: 0x08, both: 0x0C, data: 0x10,
} as const;

/** Those with a list. */
const lists: ReadonlySet<number> = new Set([
	functions.userid, functions.account, functions.distribution, functions.both,
]);

const condition = {
	done: 0, noOption: 1, noUser: 2, noFunction: 3,
} as const;

export const accountingCards: Diagnose = {
	code: 0x4C,
	summary: 'Generate accounting cards for the virtual user',
	/**
	 * Ry: function; Rx: address of a list that names who pays (0: the machine itself), or of up to 70 bytes for a card,
	 * with their number in Ry+1. Condition code 1: no option ACCT, 2: no such user, 3: no such function.
	 */
	perform(call) {
		const {vm} = call;
		if (!vm.entry.options.account) {
			return condition.noOption;
		}

		return call.y === functions.data ? punch(call) : charge(call);
	},
};

/** A card of type C0 with the program's data from column 9 on. */
function punch(call: DiagnoseCall): DiagnoseResult {
	const {vm, cp} = call;
	if (call.ry === 15) {
		return {program: programCode.specification};
	}

	const length = vm.cpu.gpr[call.ry + 1];
	if (call.x < 0 || call.x > vm.storage.size) {
		return {program: programCode.addressing};
	}

	if (length <= 0 || length > userCard.fields.data.length) {
		return {program: programCode.specification};
	}

	const problem = withinPageProblem(call, call.xAddress, length);
	if (problem) {
		return problem;
	}

	cp.accountant.userCard(vm, vm.storage.fetch(call.xAddress, length));
	return condition.done;
}

/** A card of what was used so far; what is used from now on another user pays, where one is named. */
function charge(call: DiagnoseCall): DiagnoseResult {
	const {vm, cp} = call;
	cp.accountant.record(vm);
	const address = call.x & addressMask;
	if (address === 0) {
		vm.account.chargedTo = undefined;
		return condition.done;
	}

	const problem = listProblem(call, address, chargeList.length);
	if (problem) {
		return problem;
	}

	const {userid, account} = chargeList.decode(vm.storage.fetch(address, chargeList.length));
	const user = cp.directory.find(userid);
	if (!user) {
		return condition.noUser;
	}

	if (!lists.has(call.y)) {
		return condition.noFunction;
	}

	const saysAccount = call.y === functions.account || call.y === functions.both;
	vm.account.chargedTo = {userid: user.userid, account: saysAccount ? account : user.account};
	return condition.done;
}
