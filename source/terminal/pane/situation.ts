/** What a pane is in the middle of, for help. */
import type {Situation} from '../keys/situations.js';
import type {Pane} from './pane.js';

export function situationOf(pane: Pane): Situation {
	const {painter} = pane;
	const choices: ReadonlyArray<readonly [Situation, boolean]> = [
		['copy', pane.copy !== undefined],
		['search', pane.search?.typing ?? false],
		['password', pane.isSecret],
		['recall', pane.input.search !== undefined],
		['back', pane.back !== undefined],
		['closed', painter.closed],
		['logo', pane.logo],
		['more', painter.status === 'MORE...'],
		['holding', painter.status === 'HOLDING'],
		['running', painter.status === 'RUNNING'],
	];
	return choices.find(([, isSo]) => isSo)?.[0] ?? 'reading';
}
