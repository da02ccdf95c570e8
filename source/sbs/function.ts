/**
 * What an SBS function is: one file each under `functions/`, executed in the machine that works for the user (a slave,
 * in configuration C).
 */
import type {CommandDefinition} from '../base/command.js';
import type {Step} from '../guest/action.js';
import type {CarriedFile} from '../service/block.js';
import type {Content} from '../service/parts.js';
import type {DataBase} from './data-base.js';

export type FunctionContext = {
	readonly base: DataBase;
	/** Who asks. */
	readonly user: string;
	/** May do everything (service profile). */
	readonly administrator: boolean;
	/** Operands after the function's name. */
	readonly operands: readonly string[];
	/** The user's file, for a function that takes one: its first records. */
	readonly file: CarriedFile | undefined;
	/** The records that follow; `undefined` behind the last. */
	nextOfFile(): Step<CarriedFile | undefined>;
	/** Date and time now. */
	readonly now: {readonly date: string; readonly time: string};
};

export type SbsFunction = CommandDefinition & {
	/** The first two operands name a file of the user, sent along. `optional`: where it exists. */
	readonly takesFile?: 'required' | 'optional';
	/** The first two operands name a member. */
	readonly takesMember?: boolean;
	run(context: FunctionContext): Step<Content>;
};
