/** What constants ask of the assembly they are part of. */
import type {Flag} from '../diagnostic.js';
import type {Scope, Value} from '../expression/expression.js';
import type {Base} from '../expression/symbol-table.js';

export type ConstantScope = Scope & {
	/** Type of the constant being assembled. */
	readonly type: string;
	/** The external symbol a V-type constant names. */
	external(name: string): Base;
	/** Base register and displacement of an address, as a halfword. */
	resolve(value: Value): number;
	/** Keeps an error that does not stop the constant. */
	keep(flag: Flag): void;
};
