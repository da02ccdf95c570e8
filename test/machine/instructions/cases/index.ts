/** Tables of cases by the chapter of GA22-7000. */
import type {Case} from '../../../support/instruction-cases/table.js';
import {arithmetic} from './arithmetic.js';
import {branch} from './branch.js';
import {control} from './control.js';
import {convert} from './convert.js';
import {decimal} from './decimal.js';
import {extendedPrecision} from './extended-precision.js';
import {floatingPoint} from './floating-point.js';
import {logical} from './logical.js';
import {move} from './move.js';
import {shift} from './shift.js';
import {status} from './status.js';
import {translate} from './translate.js';

export const chapters = {
	'General Instructions': [
		...arithmetic,
		...logical,
		...branch,
		...move,
		...translate,
		...shift,
		...convert,
		...status,
	],
	'Decimal Instructions': decimal,
	'Floating-Point Instructions': [...floatingPoint, ...extendedPrecision],
	'Control Instructions': control,
} as const satisfies Readonly<Record<string, readonly Case[]>>;
