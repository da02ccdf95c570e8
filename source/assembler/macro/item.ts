/** What generation hands to assembly, in the order of the listing. */
import type {Flag} from '../diagnostic.js';
import type {Line} from '../source/line.js';
import type {Statement} from '../source/statement.js';

export type Item = {
	readonly statement: Statement;
	readonly kind: 'code' | 'text' | 'note';
	readonly generated: boolean;
	readonly flags: Flag[];
	readonly note?: Line['note'];
};
