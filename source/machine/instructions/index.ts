/** Every instruction, family by family: the only list. */
import type {Instruction} from './instruction.js';
import {arithmetic} from './general/arithmetic.js';
import {branches} from './general/branch.js';
import {controls} from './control/control.js';
import {decimals} from './decimal/decimal.js';
import {edits} from './decimal/edit.js';
import {extendedFloats} from './floating-point/float-extended.js';
import {floats} from './floating-point/float.js';
import {inputOutput} from './control/input-output.js';
import {logical} from './general/logical.js';
import {longInstructions} from './general/long.js';
import {moves} from './general/move.js';
import {multiprocessing} from './control/multiprocessing.js';
import {packs} from './decimal/pack.js';
import {shifts} from './general/shift.js';
import {storageKeys} from './control/storage-key.js';
import {timing} from './control/timing.js';
import {translates} from './general/translate.js';
import {translations} from './control/translation.js';

/** Families by the chapter of GA22-7000 that describes them. */
export const chapters: ReadonlyArray<{readonly chapter: string; readonly rows: readonly Instruction[]}> = [
	{
		chapter: 'General Instructions',
		rows: [
			...arithmetic, ...branches, ...logical, ...longInstructions, ...moves, ...packs, ...shifts, ...translates,
		],
	},
	{chapter: 'Decimal Instructions', rows: [...decimals, ...edits]},
	{chapter: 'Floating-Point Instructions', rows: [...extendedFloats, ...floats]},
	{
		chapter: 'Control Instructions',
		rows: [...controls, ...multiprocessing, ...storageKeys, ...timing, ...translations],
	},
	{chapter: 'Input/Output Operations', rows: inputOutput},
];

export const instructions: readonly Instruction[] = chapters.flatMap(({rows}) => rows);
