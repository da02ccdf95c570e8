/** Which files wait in the virtual reader, and which is read next (GC20-1807, DIAGNOSE X'14'). */
import {spoolBlockFlag, spoolBlockType, type SpoolBlock} from '../../base/spool-block.js';
import type {Step} from '../../guest/action.js';
import type {Cms} from '../cms.js';
import {nextSpoolFile, selectSpoolFile} from '../nucleus/diagnose.js';
import {closeReaderCommand, unit} from './unit-records.js';

/** A file of the reader; text trimmed. */
export type ReaderFile = Pick<SpoolBlock, 'id' | 'originator' | 'name' | 'class' | 'records' | 'date' | 'time'> & {
	readonly type: string;
	/** Made by a punch; else by a printer or console. */
	readonly isOfCards: boolean;
	readonly isHeld: boolean;
};

const held = spoolBlockFlag.userHold | spoolBlockFlag.systemHold;

/** The files in their order. */
export function * readerFiles(cms: Cms): Step<ReaderFile[]> {
	const files: ReaderFile[] = [];
	for (let before = 0; ;) {
		const block = yield * nextSpoolFile(cms.guest, before);
		// One that is seen again: the queue has changed between two questions.
		if (!block || files.some(({id}) => id === block.id)) {
			return files;
		}

		yield * cms.charge('directoryBlock');
		before = block.id;
		files.push({
			...block,
			type: block.fileType,
			isOfCards: block.type === spoolBlockType.cards,
			isHeld: (block.flags & held) !== 0,
		});
	}
}

/** The class that the reader takes; `*` is any. */
export function * readerClass(cms: Cms): Step<string> {
	const {response} = yield * cms.cp('QUERY VIRTUAL 00C', true);
	return / CL (?<name>\S)/.exec(response[0] ?? '')?.groups?.name ?? '*';
}

/** Has the file read next, from its first card; nothing of another one is being read then. False: it is gone. */
export function * chooseFile(cms: Cms, {id}: ReaderFile): Step<boolean> {
	yield * cms.cp(closeReaderCommand(true), true);
	cms.unitRecords.isReading = false;
	return yield * selectSpoolFile(cms.guest, unit.reader, id);
}
