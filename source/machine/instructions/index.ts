/** Every instruction, family by family: the only list. */
import type {Instruction} from '../instruction.js';
import {arithmetic} from './arithmetic.js';
import {branches} from './branch.js';
import {controls} from './control.js';
import {decimals} from './decimal.js';
import {edits} from './edit.js';
import {extendedFloats} from './float-extended.js';
import {floats} from './float.js';
import {inputOutput} from './input-output.js';
import {logical} from './logical.js';
import {moves} from './move.js';
import {multiprocessing} from './multiprocessing.js';
import {packs} from './pack.js';
import {shifts} from './shift.js';
import {storageKeys} from './storage-key.js';
import {timing} from './timing.js';
import {translates} from './translate.js';
import {translations} from './translation.js';

/** Families by the chapter of GA22-7000 that describes them. */
export const chapters: ReadonlyArray<{readonly chapter: string; readonly rows: readonly Instruction[]}> = [
	{
		chapter: 'General Instructions',
		rows: [...arithmetic, ...branches, ...logical, ...moves, ...packs, ...shifts, ...translates],
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
