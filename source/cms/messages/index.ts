/** Every numbered message of CMS, EXEC and EDIT (GC20-1808). A new one: a row in the table of its command's family. */
import {correspondenceMessages} from './correspondence.js';
import {dataSetMessages} from './data-sets.js';
import {ddrMessages} from './ddr.js';
import {diskMessages} from './disks.js';
import {editMessages} from './edit.js';
import {execMessages} from './exec.js';
import {fileMessages} from './files.js';
import {lockMessages} from './locks.js';
import {nucleusMessages} from './nucleus.js';
import {osTapeMessages} from './os-tapes.js';
import {programMessages} from './programs.js';
import {sessionMessages} from './session.js';
import {sortCompareMessages} from './sort-compare.js';
import {stackMessages} from './stack.js';
import {tapeMessages} from './tape.js';
import {unitRecordMessages} from './unit-record.js';
import {updateMessages} from './update.js';

export const messages = {
	...correspondenceMessages,
	...dataSetMessages,
	...ddrMessages,
	...diskMessages,
	...fileMessages,
	...programMessages,
	...osTapeMessages,
	...sessionMessages,
	...sortCompareMessages,
	...stackMessages,
	...lockMessages,
	...tapeMessages,
	...unitRecordMessages,
	...editMessages,
	...execMessages,
	...nucleusMessages,
	...updateMessages,
};

export type MessageId = keyof typeof messages;

type WithNumber<Number extends string, Id = MessageId> = Id extends `${infer Module}${Number}` ? Module : never;

/** Modules that have a message of each of `Numbers` (number and severity). */
export type ModuleOf<Numbers extends string> = {
	[Number in Numbers]: (module: WithNumber<Number>) => void;
}[Numbers] extends (module: infer Module extends string) => void ? Module : never;
