/** READCARD (GC20-1818). */
import {Failure} from '../../../base/failure.js';
import {cardLength} from '../../../base/unit-record.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import {greatest} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {fitted} from '../../file-system/files/records.js';
import {parseReadCard} from '../../unit-record/read-card.js';
import {unit} from '../../unit-record/unit-records.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {
	guarded, isMode, writableDisk, writeError,
} from '../files/file-operands.js';
import {
	checkCardId, checkUnit, closeReader, readError,
} from './unit-commands.js';
import {messages} from '../../messages/index.js';

const module = 'DMSRDC';

type Deck = {name: string; type: string; modeNumber: string; readonly cards: Uint8Array[]};
type Target = {
	readonly letter: string;
	readonly modeNumber: string | undefined;
	readonly named: Pick<Deck, 'name' | 'type'> | undefined;
};

function * parse({cms, operands, options}: CmsContext): Step<Target | Failure> {
	const [name, type, ...rest] = operands;
	if (name === undefined || (type === undefined && name !== '*')) {
		return new Failure(yield * cms.message(messages.DMSRDC054E));
	}

	const [mode = 'A', extra = options.length > 0 ? '(' : undefined] = rest;
	if (extra !== undefined) {
		return new Failure(yield * cms.message(messages.DMSRDC070E, {parameter: extra}));
	}

	if (mode !== '*' && !isMode(mode)) {
		return new Failure(yield * cms.message(messages.DMSRDC048E, {mode}));
	}

	const assigned = name === '*' && (type ?? '*') === '*';
	for (const token of assigned ? [] : [name, type]) {
		const character = invalidCharacter(token);
		if (character !== undefined) {
			return new Failure(yield * cms.message(messages.DMSRDC062E, {character, file: `${name} ${type}`}));
		}
	}

	return {letter: mode === '*' ? 'A' : mode[0], modeNumber: mode[1], named: assigned ? undefined : {name, type}};
}

function * writeDeck(cms: Cms, {letter, modeNumber}: Target, deck: Deck): Step<number> {
	if (deck.cards.length === 0) {
		return yield * cms.message(messages.DMSRDC701I);
	}

	const recordLength = greatest(deck.cards.map(card => card.length), cardLength);
	if (recordLength > cardLength) {
		yield * cms.message(messages.DMSRDC738I, {length: recordLength});
	}

	const records = deck.cards.map(card => fitted(card, recordLength));
	const {name, type} = deck;
	const number = modeNumber ?? deck.modeNumber;
	yield * cms.charge('record', records.length);
	const code = yield * cms.disks.write(cms.disks.disk(letter)!, {
		name, type, modeNumber: number, recordFormat: 'F', recordLength, records,
	});
	return code === fileCode.ok ? 0 : yield * writeError(cms, module, `${name} ${type} ${letter}${number}`, code);
}

/** Names of the next file: those of a READ control card, or else READCARD CMSUT1. */
function * begin(cms: Cms, card: Uint8Array): Step<Deck | Failure> {
	const id = parseReadCard(card);
	if (id) {
		yield * cms.editedMessage(messages.DMSRDC702I.id, fromEbcdic(card).trimEnd());
		const rc = yield * checkCardId(cms, module, id);
		return rc === 0
			? {
				name: id.name, type: id.type, modeNumber: /^[A-Z]([0-5])$/.exec(id.mode ?? '')?.[1] ?? '1', cards: [],
			}
			: new Failure(rc);
	}

	yield * cms.message(messages.DMSRDC702I);
	yield * cms.editedMessage(messages.DMSRDC702I.id, ':READ READCARD CMSUT1 A1');
	return {
		name: 'READCARD', type: 'CMSUT1', modeNumber: '1', cards: [card],
	};
}

function * readDecks(cms: Cms, target: Target): Step<number> {
	let deck: Deck | undefined = target.named && {...target.named, modeNumber: '1', cards: []};
	for (let count = 0; ; count++) {
		const {end, card} = yield * cms.unitRecords.read();
		if (end === 'endOfFile') {
			break;
		}

		if (end !== 'ok') {
			return yield * readError(cms, module, end, count);
		}

		if (!target.named && (deck === undefined || parseReadCard(card) !== undefined)) {
			const rc = deck ? yield * writeDeck(cms, target, deck) : 0;
			if (rc !== 0) {
				return rc;
			}

			const begun = yield * begin(cms, card);
			if (begun instanceof Failure) {
				return begun.returnCode;
			}

			deck = begun;
		} else {
			deck!.cards.push(card);
		}
	}

	return yield * writeDeck(cms, target, deck ?? {
		name: '', type: '', modeNumber: '1', cards: [],
	});
}

export const readcard: CmsCommand = {
	name: 'READCARD',
	minimum: 4,
	syntax: ['READcard fn ft [fm]', 'READcard * [* [fm]]'],
	summary: 'Reads the next file of the virtual reader (00C) onto a disk',
	description: [
		'With * the READ control cards in the deck, as PUNCH makes them, name the files; without one the file is '
		+ 'READCARD CMSUT1. With a name everything goes into that file. A file of the same name is replaced.',
		'The deck leaves the reader when all of it is on the disk; after an error it is still there.',
	],
	returnCodes: [
		'8    Nothing to be read.',
		'20   Invalid character in the file identifier.',
		'24   Invalid operand.',
		'36   Disk not accessed or read-only, or no reader.',
		'100  Error of the reader or the disk.',
	],
	* run(context) {
		const target = yield * parse(context);
		if (target instanceof Failure) {
			return target.returnCode;
		}

		const {cms, operands} = context;
		const disk = yield * writableDisk(cms, module, target.letter);
		if (disk instanceof Failure) {
			return disk.returnCode;
		}

		const rc = yield * checkUnit(cms, module, unit.reader, 'input');
		return rc === 0
			? yield * closeReader(cms, yield * guarded(cms, module, operands.join(' '), readDecks(cms, target)))
			: rc;
	},
};
