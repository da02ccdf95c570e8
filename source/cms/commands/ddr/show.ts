/** PRINT and TYPE of DDR: records of a disk or of a dump in hexadecimal and text. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import {messages} from '../../messages/index.js';
import {DdrReader, type Track} from '../../tape/ddr-tape.js';
import type {DdrConsole} from './ddr-console.js';
import {trackLines} from './record-lines.js';
import type {Range, Shown, Unit} from './statements.js';
import {
	readHeader, takeDisk, takeTape, tapeFailure, type DiskUnit, type TapeUnitOfDdr,
} from './units.js';

type Request = {readonly onPaper: boolean; readonly range: Range; readonly shown: Shown};

/** A place as messages have it: CCHH. */
const placeName = ({cylinder, head}: {readonly cylinder: number; readonly head: number}): string =>
	(cylinder.toString(16).padStart(4, '0') + head.toString(16).padStart(4, '0')).toUpperCase();

const isBefore = (track: Track, {cylinder, head}: {readonly cylinder: number; readonly head: number}): boolean =>
	track.cylinder < cylinder || (track.cylinder === cylinder && track.head < head);
const isBehind = (track: Track, {cylinder, head}: {readonly cylinder: number; readonly head: number}): boolean =>
	track.cylinder > cylinder || (track.cylinder === cylinder && track.head > head);

function * showTrack(talk: DdrConsole, track: Track, {onPaper, range, shown}: Request): Step<Failure | undefined> {
	for (const line of trackLines(track, range, shown)) {
		if (onPaper) {
			const failure = yield * talk.report(line);
			if (failure) {
				return failure;
			}
		} else {
			yield * talk.cms.console.type(line === '' ? ' ' : line);
		}
	}

	return undefined;
}

/** `begin`: says that the volume of that label is shown. */
type Begin = (label: string) => Step;

function * ofDisk(talk: DdrConsole, unit: DiskUnit, request: Request, begin: Begin): Step<Failure | undefined> {
	const source = yield * takeDisk(talk, unit, false);
	if (source instanceof Failure) {
		return source;
	}

	const {disk, label} = source;
	try {
		yield * begin(label);
		const {first, last} = request.range;
		for (let {cylinder} = first; cylinder <= last.cylinder; cylinder++) {
			const from = cylinder === first.cylinder ? first.head : 0;
			const to = Math.min(cylinder === last.cylinder ? last.head : disk.type.lastHead, disk.type.lastHead);
			for (let head = from; head <= to; head++) {
				const track = yield * disk.read({cylinder, head});
				const failure = track
					? yield * showTrack(talk, track, request)
					: new Failure(yield * talk.say(messages.DMKDDR721E, {record: placeName({cylinder, head})}));
				if (failure) {
					return failure;
				}
			}
		}

		return undefined;
	} finally {
		disk.close();
	}
}

function * ofTape(talk: DdrConsole, unit: TapeUnitOfDdr, request: Request, begin: Begin): Step<Failure | undefined> {
	const tape = yield * takeTape(talk, unit);
	if (tape instanceof Failure) {
		return tape;
	}

	try {
		const header = yield * readHeader(talk, tape);
		if (header instanceof Failure) {
			return header;
		}

		yield * begin(header.volume);
		const {first, last} = request.range;
		const reader = new DdrReader();
		let isFound = false;
		for (;;) {
			const {end, block} = yield * tape.read();
			if (end !== 'ok' && end !== 'mark') {
				return yield * tapeFailure(talk, tape.device, end);
			}

			const item = end === 'ok' ? reader.take(block) : 'end';
			const isEnd = item === 'end' || item === 'invalid'
				|| (item !== 'part' && 'track' in item && isBehind(item.track, last));
			if (isEnd) {
				return isFound
					? undefined
					: new Failure(yield * talk.say(messages.DMKDDR714E, {record: placeName(first)}));
			}

			if (item !== 'part' && 'track' in item && !isBefore(item.track, first)) {
				isFound = true;
				const failure = yield * showTrack(talk, item.track, request);
				if (failure) {
					return failure;
				}
			}
		}
	} finally {
		tape.close();
	}
}

/** Shows what is in the range of the unit that INPUT defined. */
export function * show(talk: DdrConsole, unit: Unit | undefined, request: Request): Step<Failure | undefined> {
	const begin: Begin = function * (label) {
		if (request.onPaper) {
			yield * talk.cms.console.type(`PRINTING  ${label}`.trimEnd());
		}
	};

	const failure = unit === undefined
		? new Failure(yield * talk.say(messages.DMKDDR708E))
		: (unit.kind === 'disk'
			? yield * ofDisk(talk, unit, request, begin)
			: yield * ofTape(talk, unit, request, begin));
	if (!failure && request.onPaper) {
		yield * talk.cms.console.type('END OF PRINT');
	}

	return failure;
}
