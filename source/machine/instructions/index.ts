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
import {packs} from './pack.js';
import {shifts} from './shift.js';
import {translates} from './translate.js';

export const instructions: readonly Instruction[] = [
	...arithmetic,
	...branches,
	...controls,
	...decimals,
	...edits,
	...extendedFloats,
	...floats,
	...inputOutput,
	...logical,
	...moves,
	...packs,
	...shifts,
	...translates,
];
