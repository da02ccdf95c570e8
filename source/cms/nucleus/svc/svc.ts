/**
 * SVC interruption handler (DMSITS, SY20-0884): 202 calls a command or function by name, 203 a system service, 201
 * returns, what a program handles goes to it (HNDSVC).
 */
import {assigned} from '../../../base/assigned-storage.js';
import {fence} from './parameter-list.js';
import {everythingEnabled, addressMask} from '../../../base/architecture.js';
import type {Step} from '../../../guest/action.js';
import {hex} from '../../../base/hex.js';
import type {CommandCall} from '../../cms.js';
import {
	residentAt, residentSvc, runResident, startOf,
} from '../../loader/resident-module.js';
import {Abend} from '../abend.js';
import type {Nucleus} from '../nucleus.js';
import {readInHand} from './record-in-hand.js';
import {SaveArea} from './save-area.js';
import {extendedLine} from './program-lists.js';
import {userAddress} from '../storage/user-storage.js';
import {messages} from '../../messages/index.js';
import {svcExitCall} from './exits.js';
import {chargedRead} from './file-functions.js';
import {svcFunctions} from './functions.js';
import {systemCall} from './system-services.js';
import {traced} from './traced-svc.js';
import {svcExit} from './traps.js';

/** Bytes of the instruction. */
const svcLength = 2;
/** What every function may look at behind the name, bytes. */
const shortestList = 32;
/** Longest parameter list looked at, in tokens. */
const longestList = 64;
/** An error address of 1 means: go on behind it whatever the return code is. */
const ignoreErrors = 1;

export function * svcInterruption(nucleus: Nucleus): Step {
	// A call that is traced goes the long way.
	const read = nucleus.state.traces ? undefined : yield * readInHand(nucleus);
	if (read === 'done') {
		yield {kind: 'loadPsw', address: assigned.svcOld};
		return;
	}

	const save = new SaveArea(nucleus.guest, nucleus.free, assigned.svcOld);
	yield {kind: 'mask', systemMask: everythingEnabled};
	yield * traced(nucleus, save, service(nucleus, save, read === 'charged'));
	yield * save.resume();
}

function * service(nucleus: Nucleus, save: SaveArea, isCharged: boolean): Step {
	switch (save.code & 0xFF) {
		case 202: {
			yield * call(nucleus, save, isCharged);
			break;
		}

		case 203: {
			yield * systemCall(nucleus, save);
			break;
		}

		case 201: {
			save.next = save.register(14) & addressMask;
			break;
		}

		case residentSvc: {
			yield * program(nucleus, save);
			break;
		}

		default: {
			yield * other(nucleus, save);
		}
	}
}

/** An SVC that programs handle, or nobody. */
function * other(nucleus: Nucleus, save: SaveArea): Step {
	const number = save.code & 0xFF;
	const exit = svcExit(nucleus.guest.storage, number);
	if (exit !== 0) {
		yield * svcExitCall(nucleus, save, exit);
		return;
	}

	save.setRegister(15, yield * nucleus.message(messages.DMSSVT121S, {
		code: number, hexadecimal: hex(number, 2), address: hex(save.next - svcLength, 6),
	}));
}

/**
 * SVC 202: R1 has the address of the parameter list. The fullword behind the SVC, where its first byte is zero, is the
 * error address: taken for a nonzero return code, skipped otherwise. R15 gets the return code.
 */
function * call(nucleus: Nucleus, save: SaveArea, isCharged: boolean): Step {
	const {storage} = nucleus.guest;
	const plist = userAddress(storage, save.register(1), shortestList);
	const name = storage.text(plist, 8).trimEnd();
	save.calls(name);
	const service = isCharged ? chargedRead : svcFunctions.get(name);
	const rc = yield * service
		? nucleus.run({name, isCharged, run: () => service(nucleus, plist, save)})
		: nucleus.execute(listed(nucleus, save));
	const {next} = save;
	if (storage.byte(next) === 0) {
		const errorAddress = storage.word(next);
		save.next = rc !== 0 && errorAddress > ignoreErrors ? errorAddress : next + 4;
	}

	save.setRegister(15, rc);
}

/** The SVC in a MODULE of a program in TypeScript: it runs, with the parameter list in R1 (`resident-module.ts`). */
function * program(nucleus: Nucleus, save: SaveArea): Step {
	const entry = (save.next - svcLength) & addressMask;
	const found = residentAt(nucleus, entry);
	if (!found) {
		throw new Abend(hex(residentSvc, 3), hex(save.next, 6));
	}

	const plist = userAddress(nucleus.guest.storage, save.register(1), shortestList);
	const place = {start: startOf(entry), bytes: found.module.bytes};
	save.setRegister(15, yield * nucleus.run({
		name: found.name, run: () => runResident(nucleus, found, place, listed(nucleus, save)),
	}));
}

/** The call that the parameter lists in R1 and R0 are. */
function listed(nucleus: Nucleus, save: SaveArea): CommandCall {
	const {storage} = nucleus.guest;
	const registers = [save.register(0), save.register(1)] as const;
	const plist = registers[1] & addressMask;
	const tokens: string[] = [];
	for (
		let at = plist;
		storage.contains(at, 8) && storage.byte(at) !== fence && tokens.length < longestList;
		at += 8
	) {
		tokens.push(storage.text(at, 8).trimEnd());
	}

	return {
		tokens, line: extendedLine(storage, registers) ?? tokens.join(' '), from: 'program', plist, registers,
	};
}
