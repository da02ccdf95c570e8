/** What TAPPDS and TAPEMAC share: the tape of card images, and messages about it. */
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {CardTape, longestBlock, type CardEnd} from '../../tape/card-tape.js';
import {openTape, tapeAddress} from '../../tape/tape-unit.js';
import {messages} from '../../messages/index.js';
import {tapeName} from './tape-program.js';

export type CardModule = 'DMSTPD' | 'DMSTPM';

/** Thrown where the tape cannot be read on, after its message: the command ends with its return code. */
export class TapeFailure extends Error {
	constructor(readonly returnCode: number) {
		super('tape failed');
	}
}

/** The device of TAPn, `invalid` where a word only looks so, `undefined` where it does not. */
export function deviceOfWord(word: string): number | 'invalid' | undefined {
	if (!word.startsWith('TAP')) {
		return undefined;
	}

	return /^TAP[\dA-F]$/.test(word) ? tapeAddress(word[3]) : 'invalid';
}

/** The message for why there is no further card. */
export function * cardError(cms: Cms, module: CardModule, device: number, end: CardEnd): Step<number> {
	const tape = tapeName(device);
	switch (end) {
		case 'mark':
		case 'loadPoint':
		case 'endOfTape': {
			return yield * cms.message(messages[`${module}058E`]);
		}

		case 'format': {
			return yield * cms.message(messages[`${module}057E`]);
		}

		case 'absent': {
			return yield * cms.message(messages[`${module}113S`], {tape});
		}

		case 'notReady':
		case 'fileProtected':
		case 'error': {
			return yield * cms.message(messages[`${module}110S`], {tape});
		}
	}
}

/** Opens the tape and types its labels, where it has any; then `work` has what comes behind them. */
export function * withCards(
	cms: Cms,
	module: CardModule,
	{device, lengths}: {readonly device: number; readonly lengths?: readonly number[]},
	work: (cards: CardTape) => Step<number>,
): Step<number> {
	const tape = yield * openTape(cms, device, longestBlock);
	if (tape === 'absent') {
		return yield * cms.message(messages[`${module}113S`], {tape: tapeName(device)});
	}

	if (tape === 'noRoom') {
		return yield * cms.message(messages[`${module}109S`]);
	}

	try {
		const cards = new CardTape(tape, lengths);
		const labels = yield * cards.passLabels();
		if (typeof labels === 'string') {
			return yield * cardError(cms, module, device, labels);
		}

		for (const label of labels) {
			yield * cms.console.type(label);
		}

		return yield * work(cards);
	} catch (error) {
		if (error instanceof TapeFailure) {
			return error.returnCode;
		}

		throw error;
	} finally {
		tape.close();
	}
}
