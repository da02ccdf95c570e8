/** DIAGNOSE as CMS uses it (GC20-1807, "DIAGNOSE instruction in a virtual machine"). */
import {deviceInformation, identification, pseudoTimerAnswer, type DeviceInformation} from '../../base/diagnose.js';
import {spoolBlock, type SpoolBlock} from '../../base/spool-block.js';
import {addressMask} from '../../base/architecture.js';
import {longestCpCommand} from '../../base/command.js';
import {toEbcdic} from '../../base/ebcdic.js';
import {act} from '../../guest/act.js';
import type {Step} from '../../guest/action.js';
import type {Guest} from '../../guest/guest.js';
import {area} from './storage/layout.js';

const responseFlag = 0x4000_0000;
const newLine = '\u0085';

const answer = (guest: Guest, length: number): Uint8Array => guest.storage.fetch(area.diagnoseAnswer, length);

/** X'00': the userid of this machine, and the system's name. */
export function * identify(guest: Guest): Step<{readonly userid: string; readonly systemId: string}> {
	guest.gpr[2] = area.diagnoseAnswer;
	guest.gpr[4] = identification.length;
	yield * act(guest, {
		kind: 'diagnose', code: 0x00, rx: 2, ry: 4,
	});
	return identification.decode(answer(guest, identification.length));
}

/** X'08': a CP command. CP types what it has to say. Answers CP's return code. */
export function * cpCommand(guest: Guest, command: string): Step<number> {
	storeCommand(guest, command);
	yield * act(guest, {
		kind: 'diagnose', code: 0x08, rx: 2, ry: 4,
	});
	return guest.gpr[4];
}

/** X'08' with a buffer of `size` bytes at `buffer` for CP's response. `lines`: what fitted. */
export function * cpResponse(
	guest: Guest,
	command: string,
	buffer: number,
	size: number,
): Step<{rc: number; lines: string[]; overflow: boolean}> {
	storeCommand(guest, command);
	guest.gpr[4] |= responseFlag;
	guest.gpr[3] = buffer;
	guest.gpr[5] = size;
	const cc = yield * act(guest, {
		kind: 'diagnose',
		code: 0x08,
		rx: 2,
		ry: 4,
	});
	const length = cc === 0 ? Math.min(guest.gpr[5], size) : size;
	const text = guest.storage.text(buffer, length);
	const lines = text.split(newLine);
	if (lines.at(-1) === '') {
		lines.pop();
	}

	return {rc: guest.gpr[4], lines, overflow: cc !== 0};
}

/** X'0C': date, time of day and CPU time so far in microseconds. */
export function * pseudoTimer(guest: Guest): Step<{date: string; time: string; virtualCpu: number; totalCpu: number}> {
	guest.gpr[2] = area.diagnoseAnswer;
	yield * act(guest, {
		kind: 'diagnose', code: 0x0C, rx: 2, ry: 0,
	});
	const {date, time, virtualCpu, totalCpu} = pseudoTimerAnswer.decode(answer(guest, pseudoTimerAnswer.length));
	return {date, time, virtualCpu: Number(virtualCpu), totalCpu: Number(totalCpu)};
}

/** Subcodes of X'14'. */
const spoolFunction = {select: 0x0C, nextFile: 0xFFF} as const;

/** X'14': the block of the reader file behind the one of number `id` (0: the first); `undefined` behind the last. */
export function * nextSpoolFile(guest: Guest, id: number): Step<SpoolBlock | undefined> {
	guest.gpr[2] = area.diagnoseAnswer;
	guest.gpr[4] = id;
	guest.gpr[5] = spoolFunction.nextFile;
	const cc = yield * act(guest, {
		kind: 'diagnose', code: 0x14, rx: 2, ry: 4,
	});
	return cc === 0 ? spoolBlock.decode(answer(guest, spoolBlock.length)) : undefined;
}

/** X'14': file `id` is the next that the reader at address `reader` reads. False: there is no such file. */
export function * selectSpoolFile(guest: Guest, reader: number, id: number): Step<boolean> {
	guest.gpr[2] = id;
	guest.gpr[4] = reader;
	guest.gpr[5] = spoolFunction.select;
	return (yield * act(guest, {
		kind: 'diagnose', code: 0x14, rx: 2, ry: 4,
	})) === 0;
}

/** X'24': what the virtual device is, or `undefined` where nothing is attached at `device`. */
export function * deviceType(guest: Guest, device: number): Step<DeviceInformation | undefined> {
	guest.gpr[2] = device;
	const cc = yield * act(guest, {
		kind: 'diagnose', code: 0x24, rx: 2, ry: 4,
	});
	return cc === 3 ? undefined : deviceInformation(guest.gpr[4]);
}

/**
 * X'5C': a message as SET EMSG wants it; empty where it is not to be typed. The answer is a part of the text asked
 * about.
 */
export function * editMessage(guest: Guest, message: string): Step<string> {
	const text = message.slice(0, 255);
	guest.storage.setText(area.message, text, 256);
	guest.gpr[2] = area.message;
	guest.gpr[4] = text.length;
	yield * act(guest, {
		kind: 'diagnose', code: 0x5C, rx: 2, ry: 4,
	});
	const start = Math.max(0, (guest.gpr[2] & addressMask) - area.message);
	return text.slice(start, start + Math.max(0, guest.gpr[4]));
}

/** X'60': bytes of storage of this machine. */
export function * storageSize(guest: Guest): Step<number> {
	yield * act(guest, {
		kind: 'diagnose', code: 0x60, rx: 2, ry: 0,
	});
	return guest.gpr[2] >>> 0;
}

/** Subcodes of X'64', and the condition code where there is no such segment. */
const segmentFunction = {loadShared: 0, purge: 8, find: 12} as const;
const unknownSegment = 2;

/** X'64': asks CP about a discontiguous segment; answers the condition code. */
function * askSegment(guest: Guest, name: string, subcode: number): Step<number> {
	guest.storage.setText(area.diagnoseAnswer, name, 8);
	guest.gpr[2] = area.diagnoseAnswer;
	guest.gpr[4] = subcode;
	return yield * act(guest, {
		kind: 'diagnose', code: 0x64, rx: 2, ry: 4,
	});
}

/** X'64': what FINDSYS says of a discontiguous segment: condition code 0 loaded, 1 known, 2 unknown. */
export function * findSegment(guest: Guest, name: string): Step<number> {
	return yield * askSegment(guest, name, segmentFunction.find);
}

/**
 * X'64', LOADSYS: loads a discontiguous segment, shared. Answers its first and its last byte; `undefined` where CP does
 * not know it, or does not let this machine have it.
 */
export function * loadSegment(guest: Guest, name: string): Step<{start: number; end: number} | undefined> {
	const loaded = yield * askSegment(guest, name, segmentFunction.loadShared);
	const found = loaded === unknownSegment ? loaded : yield * findSegment(guest, name);
	return found === 0 ? {start: guest.gpr[2] & addressMask, end: guest.gpr[4] & addressMask} : undefined;
}

/** X'64', PURGESYS: the machine no longer has the segment. */
export function * purgeSegment(guest: Guest, name: string): Step {
	yield * askSegment(guest, name, segmentFunction.purge);
}

function storeCommand(guest: Guest, command: string): void {
	const text = toEbcdic(command.slice(0, longestCpCommand));
	guest.storage.store(area.cpCommand, text);
	guest.gpr[2] = area.cpCommand;
	guest.gpr[4] = text.length;
}
