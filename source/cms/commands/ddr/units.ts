/** Units of DDR when a function begins: disks with their labels looked at, tapes where the dump begins. */
import {Failure} from '../../../base/failure.js';
import {countField} from '../../../base/count-key-data.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import {hex} from '../../../base/hex.js';
import type {Step} from '../../../guest/action.js';
import {messages} from '../../messages/index.js';
import {
	ddrBlock, decodeVolume, type DumpedVolume,
} from '../../tape/ddr-tape.js';
import {openTape, type TapeEnd, type TapeUnit} from '../../tape/tape-unit.js';
import type {DdrConsole} from './ddr-console.js';
import type {Unit} from './statements.js';
import {openDisk, type TrackDisk} from './track-io.js';

export type DiskUnit = Extract<Unit, {kind: 'disk'}>;
export type TapeUnitOfDdr = Extract<Unit, {kind: 'tape'}>;

/** Any volume. */
export const scratch = 'SCRATCH';
const labelRecord = 3;

/** As messages have a device. */
export const deviceName = (device: number): string => hex(device, 4);

/** Label of a disk: of VOL1 or of CMS; empty where it has neither. */
export function * labelOf(disk: TrackDisk): Step<string> {
	const track = yield * disk.read({cylinder: 0, head: 0});
	const found = track?.records.find(({count}) => countField.decode(count).record === labelRecord);
	const text = found ? fromEbcdic(found.data.subarray(0, 10)) : '';
	return /^(?:VOL1|CMS=)/.test(text) ? text.slice(4).trim() : '';
}

/** Asks about a label that is not the one wanted; the label, or a failure where the answer is NO. */
function * checkLabel(talk: DdrConsole, disk: TrackDisk, wanted: string): Step<string | Failure> {
	for (;;) {
		const found = yield * labelOf(disk);
		if (wanted === scratch || found === wanted) {
			return found;
		}

		const answer = found === ''
			? yield * talk.ask(messages.DMKDDR716R, {volume: wanted})
			: yield * talk.ask(messages.DMKDDR711R, {found, wanted});
		if (answer !== 'REREAD') {
			return answer === 'YES' ? found : new Failure(talk.givenUp);
		}
	}
}

/** A disk and its label; a failure, with its message. `isOutput`: it is written on. */
export function * takeDisk(
	talk: DdrConsole,
	{device, type, volume}: DiskUnit,
	isOutput: boolean,
): Step<{readonly disk: TrackDisk; readonly label: string} | Failure> {
	const disk = yield * openDisk(talk.cms, device, type);
	switch (disk) {
		case 'absent': {
			return new Failure(yield * talk.say(messages.DMKDDR704E, {device: deviceName(device)}));
		}

		case 'otherType': {
			return new Failure(yield * talk.say(messages.DMKDDR708E));
		}

		case 'noRoom': {
			return new Failure(yield * talk.say(messages.DMKDDR740E));
		}

		default: {
			const label = isOutput && disk.readOnly
				? new Failure(yield * talk.say(messages.DMKDDR718E))
				: yield * checkLabel(talk, disk, volume);
			if (label instanceof Failure) {
				disk.close();
				return label;
			}

			return {disk, label};
		}
	}
}

const start: {readonly cylinder: number; readonly head: number} = {cylinder: 0, head: 0};

/** The message for what a tape did not do; `place`: of the track in hand. */
export function * tapeFailure(
	talk: DdrConsole,
	device: number,
	end: Exclude<TapeEnd, 'ok'>,
	place = start,
): Step<Failure> {
	const name = deviceName(device);
	switch (end) {
		case 'absent': {
			return new Failure(yield * talk.say(messages.DMKDDR704E, {device: name}));
		}

		case 'notReady': {
			return new Failure(yield * talk.say(messages.DMKDDR710A, {device: name}));
		}

		case 'fileProtected': {
			return new Failure(yield * talk.say(messages.DMKDDR718E));
		}

		case 'mark':
		case 'loadPoint':
		case 'endOfTape':
		case 'error': {
			return new Failure(yield * talk.say(messages.DMKDDR705E, {device: name, ...place}));
		}
	}
}

/** A tape, its density set and as many files behind as SKIP says. */
export function * takeTape(talk: DdrConsole, {device, skip, density}: TapeUnitOfDdr): Step<TapeUnit | Failure> {
	const tape = yield * openTape(talk.cms, device, ddrBlock + 1);
	if (tape === 'absent') {
		return yield * tapeFailure(talk, device, tape);
	}

	if (tape === 'noRoom') {
		return new Failure(yield * talk.say(messages.DMKDDR740E));
	}

	const isUnknown = density !== undefined && !(yield * tape.densities()).includes(density);
	let end: TapeEnd = density === undefined || isUnknown ? 'ok' : yield * tape.setDensity(density);
	for (let file = 0; end === 'ok' && file < skip; file++) {
		end = yield * tape.control('FSF');
	}

	if (end !== 'ok' || isUnknown) {
		tape.close();
		return isUnknown || end === 'ok'
			? new Failure(yield * talk.say(messages.DMKDDR708E))
			: yield * tapeFailure(talk, device, end);
	}

	return tape;
}

/** Reads the header of the dump that the tape stands before; a tape that has none is unloaded. */
export function * readHeader(talk: DdrConsole, tape: TapeUnit): Step<DumpedVolume | Failure> {
	const {end, block} = yield * tape.read();
	if (end !== 'ok' && end !== 'mark') {
		return yield * tapeFailure(talk, tape.device, end);
	}

	return decodeVolume(block) ?? (yield * wrongTape(talk, tape));
}

/** The tape is not the one wanted: it goes, whatever UNLOAD, REWIND or LEAVE say. */
export function * wrongTape(talk: DdrConsole, tape: TapeUnit): Step<Failure> {
	yield * tape.control('RUN');
	return new Failure(yield * talk.say(messages.DMKDDR709E));
}
