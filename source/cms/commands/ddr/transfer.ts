/** DUMP, COPY and RESTORE of DDR: tracks from a disk or a dump to a dump or a disk. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import {messages} from '../../messages/index.js';
import {
	DdrReader, encodeTrack, encodeVolume, type DumpedVolume, type Track,
} from '../../tape/ddr-tape.js';
import type {TapeUnit} from '../../tape/tape-unit.js';
import type {DdrConsole} from './ddr-console.js';
import {
	moved, readExtents, targetOf, type Extents,
} from './extents.js';
import {momentOf, told, when} from './report.js';
import type {
	Disposition, Extent, Transfer, Unit,
} from './statements.js';
import type {TrackDisk} from './track-io.js';
import {
	deviceName, readHeader, scratch, takeDisk, takeTape, tapeFailure, wrongTape, type DiskUnit, type TapeUnitOfDdr,
} from './units.js';

type Sink = (track: Track) => Step<Failure | undefined>;

/** Every track of the extents, to where it belongs; a failure, with its message. */
function * fromDisk(talk: DdrConsole, disk: TrackDisk, extents: Extents, sink: Sink): Step<Failure | undefined> {
	const {lastCylinder, lastHead} = disk.type;
	for (const {first, last} of extents === 'all' ? [{first: 0, last: lastCylinder}] : extents) {
		for (let cylinder = first; cylinder <= last; cylinder++) {
			for (let head = 0; head <= lastHead; head++) {
				const track = yield * disk.read({cylinder, head});
				if (!track && extents === 'all' && head === 0 && cylinder > 0) {
					return undefined;
				}

				const device = deviceName(disk.device);
				const failure = track
					? yield * sink(track)
					: new Failure(yield * talk.say(messages.DMKDDR705E, {device, cylinder, head}));
				if (failure) {
					return failure;
				}
			}
		}
	}

	return undefined;
}

/** The same of a dump, whose header was read. */
function * fromTape(talk: DdrConsole, tape: TapeUnit, extents: Extents, sink: Sink): Step<Failure | undefined> {
	const reader = new DdrReader();
	const wanted = new Set((extents === 'all' ? [] : extents).flatMap(({first, last}) =>
		Array.from({length: last - first + 1}, (_, index) => first + index)));
	for (;;) {
		const {end, block} = yield * tape.read();
		if (end !== 'ok' && end !== 'mark') {
			return yield * tapeFailure(talk, tape.device, end);
		}

		const item = end === 'ok' ? reader.take(block) : 'invalid';
		if (item === 'invalid' || (item === 'end' && wanted.size > 0)) {
			return yield * wrongTape(talk, tape);
		}

		if (item === 'end') {
			return undefined;
		}

		if (item !== 'part' && 'track' in item && targetOf(extents, item.track.cylinder) !== undefined) {
			wanted.delete(item.track.cylinder);
			const failure = yield * sink(item.track);
			if (failure) {
				return failure;
			}
		}
	}
}

/** Writes tracks on a disk, at the cylinders that the extents say. */
function toDisk(talk: DdrConsole, disk: TrackDisk, extents: Extents): Sink {
	return function * (track) {
		const there = moved(track, targetOf(extents, track.cylinder) ?? track.cylinder);
		const {cylinder, head} = there;
		return (yield * disk.write(there)) === 'ok'
			? undefined
			: new Failure(yield * talk.say(messages.DMKDDR705E, {device: deviceName(disk.device), cylinder, head}));
	};
}

/** Leaves a tape as UNLOAD, REWIND or LEAVE say. */
function * leave(tape: TapeUnit, disposition: Disposition): Step {
	if (disposition !== 'LEAVE') {
		yield * tape.control(disposition === 'UNLOAD' ? 'RUN' : 'REW');
	}
}

export type Asked = {readonly all: boolean; readonly extent: Extent | undefined};

const extentsOf = (talk: DdrConsole, {all, extent}: Asked): Step<Extents | Failure> =>
	all ? allOf() : readExtents(talk, extent);
function * allOf(): Step<'all'> {
	return 'all';
}

/** DUMP: a header, the tracks, a trailer and a tape mark. */
function * dump(talk: DdrConsole, input: DiskUnit, output: TapeUnitOfDdr, asked: Asked): Step<Failure | undefined> {
	const source = yield * takeDisk(talk, input, false);
	if (source instanceof Failure) {
		return source;
	}

	const {disk, label} = source;
	try {
		const extents = yield * extentsOf(talk, asked);
		const tape = extents instanceof Failure ? extents : yield * takeTape(talk, output);
		if (extents instanceof Failure || tape instanceof Failure) {
			return tape instanceof Failure ? tape : undefined;
		}

		try {
			const {text, clock} = yield * when(talk);
			const {mostRecords, lastCylinder, lastHead} = disk.type;
			const volume = {
				volume: label, mostRecords, lastCylinder, lastHead, clock,
			};
			const head = `DUMPING DATA  ${text} ${label}`;
			return yield * told(talk, {
				name: 'DUMP', volume: label, extents, head,
			}, function * (seen) {
				const tracks = (sink: Sink): ReturnType<Sink> => fromDisk(talk, disk, extents, function * (track) {
					seen(track);
					return yield * sink(track);
				});
				return yield * writeDump(talk, tape, {volume, extents, disposition: output.disposition}, tracks);
			});
		} finally {
			tape.close();
		}
	} finally {
		disk.close();
	}
}

function * writeDump(
	talk: DdrConsole,
	tape: TapeUnit,
	{volume, extents, disposition}: {
		readonly volume: DumpedVolume;
		readonly extents: Extents;
		readonly disposition: Disposition;
	},
	tracks: (sink: Sink) => ReturnType<Sink>,
): Step<Failure | undefined> {
	let place = {cylinder: extents === 'all' ? 0 : extents[0].first, head: 0};
	const write = function * (blocks: readonly Uint8Array[]): Step<Failure | undefined> {
		for (const block of blocks) {
			const end = yield * tape.write(block);
			if (end !== 'ok') {
				return yield * tapeFailure(talk, tape.device, end, place);
			}
		}

		return undefined;
	};

	const failure = (yield * write([encodeVolume('header', volume, place.cylinder, place.head)]))
		?? (yield * tracks(function * (track) {
			place = {cylinder: track.cylinder, head: track.head};
			return yield * write(encodeTrack(track));
		}))
		?? (yield * write([encodeVolume('trailer', volume, place.cylinder, place.head)]));
	if (failure) {
		return failure;
	}

	const end = yield * tape.control('WTM');
	if (end !== 'ok' && end !== 'endOfTape') {
		return yield * tapeFailure(talk, tape.device, end, place);
	}

	yield * leave(tape, disposition);
	return undefined;
}

/** COPY: from disk to disk of the same kind. */
function * copy(talk: DdrConsole, input: DiskUnit, output: DiskUnit, asked: Asked): Step<Failure | undefined> {
	if (input.type.code !== output.type.code) {
		return new Failure(yield * talk.say(messages.DMKDDR708E));
	}

	const source = yield * takeDisk(talk, input, false);
	if (source instanceof Failure) {
		return source;
	}

	const {disk, label} = source;
	try {
		if (input.type.lastCylinder > output.type.lastCylinder && (yield * talk.ask(messages.DMKDDR725R)) !== 'YES') {
			return new Failure(talk.givenUp);
		}

		const extents = yield * extentsOf(talk, asked);
		const target = extents instanceof Failure ? extents : yield * takeDisk(talk, output, true);
		if (extents instanceof Failure || target instanceof Failure) {
			return target instanceof Failure ? target : undefined;
		}

		try {
			const {text} = yield * when(talk);
			const sink = toDisk(talk, target.disk, extents);
			return yield * told(talk, {
				name: 'COPY', volume: label, extents, head: `COPYING DATA  ${text} ${label} TO ${output.volume}`,
			}, function * (seen) {
				return yield * fromDisk(talk, disk, extents, function * (track) {
					seen(track);
					return yield * sink(track);
				});
			});
		} finally {
			target.disk.close();
		}
	} finally {
		disk.close();
	}
}

/** RESTORE: a dump goes back to a disk of the kind it was of. */
function * restore(talk: DdrConsole, input: TapeUnitOfDdr, output: DiskUnit, asked: Asked): Step<Failure | undefined> {
	const tape = yield * takeTape(talk, input);
	if (tape instanceof Failure) {
		return tape;
	}

	try {
		const header = yield * readHeader(talk, tape);
		const problem = header instanceof Failure ? header : yield * checkDump(talk, header, output);
		if (header instanceof Failure || problem) {
			return problem;
		}

		const extents = yield * extentsOf(talk, asked);
		const target = extents instanceof Failure ? extents : yield * takeDisk(talk, output, true);
		if (extents instanceof Failure || target instanceof Failure) {
			return target instanceof Failure ? target : undefined;
		}

		try {
			const sink = toDisk(talk, target.disk, extents);
			return yield * told(talk, {
				name: 'RESTORE', volume: header.volume, extents,
				head: `DATA DUMPED   ${momentOf(header.clock)} ${header.volume} RESTORED TO ${output.volume}`,
			}, function * (seen) {
				const failure = yield * fromTape(talk, tape, extents, function * (track) {
					seen(track);
					return yield * sink(track);
				});
				if (!failure) {
					// Behind the tape mark of the dump.
					yield * tape.control('FSF');
					yield * leave(tape, input.disposition);
				}

				return failure;
			});
		} finally {
			target.disk.close();
		}
	} finally {
		tape.close();
	}
}

/** Whether a dump may go to a disk: a failure, after its message or an answer, where not. */
function * checkDump(talk: DdrConsole, header: DumpedVolume, output: DiskUnit): Step<Failure | undefined> {
	if (header.lastHead !== output.type.lastHead) {
		return new Failure(yield * talk.say(messages.DMKDDR708E));
	}

	const {volume: from} = header;
	if (output.volume !== scratch && from !== output.volume
		&& (yield * talk.ask(messages.DMKDDR717R, {from, to: output.volume})) === 'NO') {
		return new Failure(talk.givenUp);
	}

	return header.lastCylinder > output.type.lastCylinder && (yield * talk.ask(messages.DMKDDR725R)) === 'NO'
		? new Failure(talk.givenUp)
		: undefined;
}

/** Runs a function on the units that INPUT and OUTPUT defined. */
export function * transfer(
	talk: DdrConsole,
	name: Transfer,
	{input, output}: {readonly input: Unit | undefined; readonly output: Unit | undefined},
	asked: Asked,
): Step<Failure | undefined> {
	if (name === 'DUMP' && input?.kind === 'disk' && output?.kind === 'tape') {
		return yield * dump(talk, input, output, asked);
	}

	if (name === 'COPY' && input?.kind === 'disk' && output?.kind === 'disk') {
		return yield * copy(talk, input, output, asked);
	}

	return name === 'RESTORE' && input?.kind === 'tape' && output?.kind === 'disk'
		? yield * restore(talk, input, output, asked)
		: new Failure(yield * talk.say(messages.DMKDDR708E));
}
