/**
 * SVC 203: services of the nucleus by number (DMSITS, SY20-0887). The halfword behind the SVC is the number and, in the
 * seven bits before it, what the service makes of them; it is negative where the program wants the return code in
 * register 15 whatever it is. Numbers are those of Release 6's table.
 *
 * Not here: those of OS simulation (DSSSVT, DMSSMNCL, TSOGET) and CMSLINK.
 */
import type {Step} from '../../../guest/action.js';
import type {GuestStorage} from '../../../guest/guest.js';
import {hex} from '../../../base/hex.js';
import {messages} from '../../messages/index.js';
import {Abend, abendCode, shown} from '../abend.js';
import type {Nucleus} from '../nucleus.js';
import {nucon, osFlag} from '../storage/nucon.js';
import {dmsexs, dmskey} from './key-services.js';
import {dmserr} from './message-service.js';
import {ssave, type SaveArea} from './save-area.js';
import {
	dmsfree, dmsfres, dmsfret, strinit,
} from './storage-services.js';
import type {SystemService} from './system-service.js';

/** DMSABN: the code is in register 0. */
const dmsabn: SystemService = function * (_, {save, next}): Step<number> {
	throw new Abend(hex(save.register(0) & 0xFFF, 3), next);
};

/** RELPAGES: pages are never given back (SET RELPAGE). */
const relpages: SystemService = function * (nucleus) {
	yield * nucleus.charge('svc');
	return 0;
};

/** Flag bits of COMPSWT. */
const compilerSwitch = {on: 3, off: 4} as const;

/** RELPAGES and COMPSWT, which have one number each and the same code behind them. */
const switches: SystemService = function * (nucleus, call) {
	const {storage} = nucleus.guest;
	const flags = storage.byte(nucon.osFlags);
	switch (call.flags) {
		case compilerSwitch.on: {
			storage.setByte(nucon.osFlags, flags | osFlag.compiler);
			return 0;
		}

		case compilerSwitch.off: {
			storage.setByte(nucon.osFlags, flags & ~osFlag.compiler);
			return 0;
		}

		default: {
			return yield * relpages(nucleus, call);
		}
	}
};

const systemServices: ReadonlyMap<number, readonly [name: string, run: SystemService]> = new Map([
	[1, ['OLDFREE', dmsfree]],
	[2, ['OLDFRET', dmsfret]],
	[4, ['DMSFREE', dmsfree]],
	[5, ['DMSFRET', dmsfret]],
	[6, ['DMSERR', dmserr]],
	[7, ['STRINIT', strinit]],
	[8, ['DMSKEY', dmskey]],
	[9, ['DMSEXS', dmsexs]],
	[10, ['DMSFRES', dmsfres]],
	[11, ['DMSABN', dmsabn]],
	[14, ['RELPAGES', switches]],
	[15, ['COMPSWT', switches]],
]);

/** The service that the halfword at `address` asks for; `undefined`: none. */
export function serviceName(storage: GuestStorage, address: number): string | undefined {
	const half = storage.contains(address, 2) ? storage.half(address) : 0;
	return systemServices.get(Math.abs((half << 16) >> 16) & 0xFF)?.[0];
}

/** The call behind the SVC of `save`. */
export function * systemCall(nucleus: Nucleus, save: SaveArea): Step {
	const {storage} = nucleus.guest;
	const from = hex(save.next, 6);
	const next = hex(save.next + 2, 6);
	const half = storage.half(save.next);
	const signed = (half << 16) >> 16;
	const code = Math.abs(signed);
	storage.setHalf(nucon.code203, code);
	storage.setHalf(save.address + ssave.offset.code, half);
	const service = systemServices.get(code & 0xFF);
	if (!service) {
		throw new Abend(abendCode.service, next, shown(messages.DMSITS134S, {code: code & 0xFF, address: next}));
	}

	const [name, run] = service;
	save.next += 2;
	const rc = yield * nucleus.run({
		name, run: () => run(nucleus, {
			save, flags: (code >>> 8) & 0x7F, takesErrors: signed < 0, from, next,
		}),
	});
	if (rc !== 0 && signed > 0) {
		throw new Abend(abendCode.service, from, shown(messages.DMSITS122S, {
			routine: name, address: from, code: rc, hexadecimal: hex(rc >>> 0, 8),
		}));
	}

	save.setRegister(15, rc);
}
