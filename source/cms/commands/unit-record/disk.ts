/** DISK DUMP and DISK LOAD (GC20-1818). */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {fileCode, type AccessedDisk} from '../../file-system/disk/disk.js';
import {DeckReader, encodeDeck} from '../../unit-record/disk-deck.js';
import {unit} from '../../unit-record/unit-records.js';
import {
	fileId, guarded, writableDisk, writeError,
} from '../files/file-operands.js';
import {
	checkCardId, checkUnit, closeReader, findOutput, readError, sendFile,
} from './unit-commands.js';
import {messages} from '../../messages/index.js';

const module = 'DMSDSK';

function * dump(cms: Cms, operands: readonly string[]): Step<number> {
	const found = yield * findOutput(cms, module, operands, unit.punch);
	if (found instanceof Failure) {
		return found.returnCode;
	}

	const {disk, status} = found;
	const records = yield * cms.disks.readAll(disk, status);
	yield * cms.charge('record', records.length);
	const end = yield * sendFile(cms, unit.punch, status, encodeDeck(status, records), card =>
		cms.unitRecords.punch(card));
	return end === 'ok' ? 0 : yield * cms.message(messages.DMSDSK118S, {file: fileId(status)});
}

function * loadAll(cms: Cms): Step<number> {
	const disk = yield * writableDisk(cms, module, 'A');
	if (disk instanceof Failure) {
		return disk.returnCode;
	}

	const rc = yield * checkUnit(cms, module, unit.reader, 'input');
	return rc === 0 ? yield * closeReader(cms, yield * load(cms, disk)) : rc;
}

function * load(cms: Cms, disk: AccessedDisk): Step<number> {
	const deck = new DeckReader();
	for (let count = 0; ; count++) {
		const {end, card} = yield * cms.unitRecords.read();
		if (end === 'endOfFile') {
			return deck.inFile ? yield * cms.message(messages.DMSDSK077E) : 0;
		}

		if (end !== 'ok') {
			return yield * readError(cms, module, end, count);
		}

		const taken = deck.take(card);
		if (taken === 'invalid') {
			return yield * cms.message(messages.DMSDSK078E);
		}

		if (taken) {
			const {name, type, modeNumber} = taken.file;
			const rc = yield * checkCardId(cms, module, taken.file);
			if (rc !== 0) {
				return rc;
			}

			const code = yield * cms.disks.write(disk, taken.file);
			if (code !== fileCode.ok) {
				return yield * writeError(cms, module, `${name} ${type} A${modeNumber}`, code);
			}

			yield * cms.console.type(`${name.padEnd(8)} ${type.padEnd(8)} A${modeNumber}`);
		}
	}
}

export const disk: CmsCommand = {
	name: 'DISK',
	minimum: 4,
	syntax: ['DISK DUMP fn ft [fm]', 'DISK LOAD'],
	summary: 'Punches a file of any form, or reads such decks onto the A-disk',
	description: [
		'DUMP punches the file as it lies on the disk, whatever its record length, on 00D. LOAD reads the next file of '
		+ 'the virtual reader and gives every file in it its name, date and form again; it types their names. The '
		+ 'deck leaves the reader when all of it is on the disk.',
	],
	returnCodes: [
		'8    Nothing to be read.',
		'20   Invalid character in the file identifier.',
		'24   Invalid operand.',
		'28   File not found.',
		'32   No deck of DISK DUMP, or a part of one.',
		'36   Disk not accessed or read-only, or no reader or punch.',
		'100  Error of a device.',
	],
	* run({cms, operands, call}) {
		const [word, ...rest] = operands;
		if (word !== undefined && call.tokens.includes('(')) {
			return yield * cms.message(messages.DMSDSK070E, {parameter: '('});
		}

		switch (word) {
			case undefined: {
				return yield * cms.message(messages.DMSDSK047E);
			}

			case 'DUMP': {
				return yield * guarded(cms, module, rest.join(' '), dump(cms, rest));
			}

			case 'LOAD': {
				return rest.length === 0
					? yield * loadAll(cms)
					: yield * cms.message(messages.DMSDSK070E, {parameter: rest[0]});
			}

			default: {
				return yield * cms.message(messages.DMSDSK014E, {function: word});
			}
		}
	},
};
