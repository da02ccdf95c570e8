/**
 * A punch that a command defines for itself: what SPOOL says of the user's own one stays as it is, and what HX leaves
 * half punched goes to nobody.
 */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {deviceType} from '../../nucleus/diagnose.js';
import {messages} from '../../messages/index.js';
import {deviceAddress} from '../files/file-operands.js';

/** Where it may be: the first of these that the machine does not have. */
const addresses = Array.from({length: 16}, (_, index) => 0x0F0 + index);

/** Has `work` punch there. A return code. */
export function * withPunch(cms: Cms, work: (punch: number) => Step<number>): Step<number> {
	const punch = yield * define(cms);
	if (punch instanceof Failure) {
		return punch.returnCode;
	}

	const returnCode = yield * work(punch);
	yield * cms.borrowed.giveBackOne(punch);
	return returnCode;
}

function * define(cms: Cms): Step<number | Failure> {
	for (const address of addresses) {
		if (yield * deviceType(cms.guest, address)) {
			continue;
		}

		if (!cms.borrowed.add(address)) {
			break;
		}

		if ((yield * cms.cp(`DEFINE PUNCH AS ${deviceAddress(address)}`, true)).rc === 0) {
			return address;
		}

		yield * cms.borrowed.giveBackOne(address);
	}

	return new Failure(yield * cms.message(messages.DMSSFD672E));
}
