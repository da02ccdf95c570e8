/** What a user's machine asks of a service, and what comes of it. */
import type {Cms} from '../cms/cms.js';
import type {LentFile} from '../cms/remote-files/lent-files.js';
import type {Step} from '../guest/action.js';
import type {Block} from './block.js';
import type {Denial} from './master/state.js';
import type {FileSource} from './parts.js';

/** Seconds as the limit of an exchange, as much as it can be. */
export const microseconds = (seconds: number): number => Math.min(seconds * 1_000_000, 0xFFFF_FFFF);

export type Request = {
	readonly words: readonly string[];
	readonly lines?: readonly string[];
	readonly files: readonly FileSource[];
	/** Files of this machine that are lent to the machine at work, as long as that works. */
	readonly lent?: readonly LentFile[];
	/** Answers what the machine at work asks for: of what is asked, and where that needs it of what is asked next. */
	answer?(asked: Block, asking: Asking): Step<Block>;
};

/** The machine at work, which asks one thing after the other. */
export type Asking = {
	/** Answers, but not for the last time. */
	answer(block: Block): Step;
	/** What it asks next. Throws `ContentLost` where it asks no more. */
	next(): Step<Block>;
};

/** Why a request has no answer. */
export type Failed =
	/** The master does not listen, or was lost. */
	| {readonly failed: 'master'; readonly isRepeatable: boolean}
	| {readonly failed: 'slave'; readonly slave: string; readonly reason: Denial}
	| {readonly failed: 'denied'; readonly reason: Denial}
	/** This machine has no storage for a part. */
	| {readonly failed: 'noRoom'}
	/** A file of the request is not what it was when its sending began. */
	| {readonly failed: 'content'};

/** The answer's words, lines and files. */
export type Outcome = Block | Failed;

/** What distinguishes this request of a user from every other: the time, and the processor time so far. */
export function * requestNumber(cms: Cms): Step<string> {
	const {date, time, totalCpu} = yield * cms.pseudoTimer();
	const [month, day, year] = date.split('/');
	return `${year}${month}${day}${time.replaceAll(':', '')}${String(totalCpu % 1_000_000_000).padStart(9, '0')}`;
}
