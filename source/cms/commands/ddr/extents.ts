/** Extents of a function of DDR: which cylinders, and where they go. */
import {Failure} from '../../../base/failure.js';
import {countField} from '../../../base/count-key-data.js';
import type {Step} from '../../../guest/action.js';
import {messages} from '../../messages/index.js';
import type {Track} from '../../tape/ddr-tape.js';
import type {DdrConsole} from './ddr-console.js';
import {parseExtent, wordsOf, type Extent} from './statements.js';

const mostExtents = 20;

/** What is moved: all that there is, or extents in ascending order. */
export type Extents = readonly Extent[] | 'all';

/** The extents of a function: the one behind its name, and those of lines behind, to a null line. */
export function * readExtents(talk: DdrConsole, first: Extent | undefined): Step<Extents | Failure> {
	const extents = first ? [first] : [];
	for (;;) {
		const prompt = extents.length === 0 ? 'ENTER CYLINDER EXTENTS' : 'ENTER NEXT EXTENT OR NULL LINE';
		const line = yield * talk.read(prompt);
		const words = wordsOf(line);
		if (words.length === 0 || (talk.isFile && !/^\d/.test(words[0]))) {
			if (words.length > 0) {
				talk.unread(line);
			}

			const isAscending = extents.every(({first: next}, index) => index === 0 || extents[index - 1].last < next);
			return extents.length > 0 && isAscending
				? extents
				: new Failure(yield * talk.say(messages.DMKDDR713E));
		}

		const extent = parseExtent(words);
		if (!('message' in extent)) {
			extents.push(extent);
		} else if ('operand' in extent) {
			yield * talk.say(extent.message, {operand: extent.operand});
		} else {
			yield * talk.say(extent.message as typeof messages.DMKDDR713E);
		}

		if (extents.length > mostExtents) {
			return new Failure(yield * talk.say(messages.DMKDDR712E));
		}
	}
}

/** Where a cylinder goes; `undefined` where it is in no extent. */
export function targetOf(extents: Extents, cylinder: number): number | undefined {
	const extent = extents === 'all'
		? {first: 0, to: 0}
		: extents.find(({first, last}) => cylinder >= first && cylinder <= last);
	return extent && cylinder - extent.first + extent.to;
}

/** A track as it is at another cylinder. */
export function moved(track: Track, cylinder: number): Track {
	return cylinder === track.cylinder
		? track
		: {
			...track, cylinder, records: track.records.map(({count, data}) => {
				const field = Buffer.from(count);
				if (countField.decode(field).cylinder === track.cylinder) {
					countField.change(field, 0, {cylinder});
				}

				return {count: field, data};
			}),
		};
}
