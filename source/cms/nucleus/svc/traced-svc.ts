/** SVCs of programs, recorded for SVCTRACE (GC20-1818; DMSOVS) before they are performed and when they return. */
import {assigned} from '../../../base/assigned-storage.js';
import {addressMask} from '../../../base/architecture.js';
import type {Step} from '../../../guest/action.js';
import {residentAt, residentSvc} from '../../loader/resident-module.js';
import type {Nucleus} from '../nucleus.js';
import {ssave, type SaveArea} from './save-area.js';
import {serviceName} from './system-services.js';
import {
	before, behind, print, pswAt, registersNow, shownList, type Recorded, type Registers, type Returned,
} from './trace.js';

const nameLength = 8;
const svcLength = 2;
const numbers = {command: 202, service: 203, end: 201} as const;

function registersOf({guest: {storage}}: Nucleus, {address}: SaveArea): Registers {
	const words = (at: number, count: number): number[] =>
		Array.from({length: count}, (_, index) => storage.word(address + at + (index * 4)) | 0);
	return {gpr: words(ssave.offset.gpr, 16), fpr: words(ssave.offset.fpr, 8)};
}

/** What the SVC of `save` calls. */
function nameOf(nucleus: Nucleus, save: SaveArea): string {
	const {storage} = nucleus.guest;
	const number = save.code & 0xFF;
	if (number === numbers.command) {
		const list = save.register(1) & addressMask;
		return storage.contains(list, nameLength) ? storage.text(list, nameLength).trimEnd() : '';
	}

	return (number === numbers.service ? serviceName(storage, save.next) : undefined)
		?? (number === residentSvc ? residentAt(nucleus, (save.next - svcLength) & addressMask)?.name : undefined)
		?? `SVC ${number}`;
}

/** As much of a parameter list as there is, in whole words. */
function listAt({guest: {storage}}: Nucleus, address: number): Uint8Array {
	for (let length = shownList; length > 0; length -= 4) {
		if (storage.contains(address, length)) {
			return storage.fetch(address, length);
		}
	}

	return new Uint8Array(0);
}

/** Performs an SVC, recorded before and after where it is to be. */
export function * traced(nucleus: Nucleus, save: SaveArea, service: Step): Step {
	const number = save.code & 0xFF;
	if (!nucleus.state.traces || number === numbers.end) {
		return yield * service;
	}

	const recorded: Recorded = {
		...registersOf(nucleus, save),
		number: nucleus.state.nextTraced(),
		depth: nucleus.running.length + 1,
		name: nameOf(nucleus, save),
		from: (save.next - svcLength) & addressMask,
		oldPsw: pswAt(nucleus, save.address + ssave.offset.psw),
		list: listAt(nucleus, save.register(1) & addressMask),
	};
	yield * print(nucleus, before(recorded, pswAt(nucleus, assigned.svcNew)));
	yield * service;
	const isCms = number === numbers.command || number === numbers.service || number === residentSvc;
	const returned: Returned = {
		after: registersOf(nucleus, save),
		goPsw: pswAt(nucleus, save.address + ssave.offset.psw),
		returnCode: isCms ? save.register(15) : undefined,
	};
	yield * print(nucleus, behind(recorded, returned, registersNow(nucleus)));
}
