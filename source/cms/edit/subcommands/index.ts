/** Every EDIT subcommand, in the order in which abbreviations are tried. */
import type {Subcommand} from '../editor.js';
import {alter, change} from './change.js';
import {
	file, fileMode, fileName, getFile, quit, save,
} from './file.js';
import {
	deleteLines, deleteString, input, overlay, repeat, replace,
} from './lines.js';
import {duplicate, moveLines} from './macros.js';
import {
	backward, bottom, down, forward, next, top, up,
} from './move.js';
import {
	cmsSubset, query, reuse, stack, x, y,
} from './repeat.js';
import {lineMode, prompt, renumber} from './numbering.js';
import {find, locate} from './search.js';
import {
	autosave,
	caseSetting,
	image,
	long,
	preserve,
	recordFormat,
	restore,
	serial,
	short,
	tabSet,
	truncation,
	verification,
	zone,
} from './set.js';
import {type} from './type.js';

export const subcommands: readonly Subcommand[] = [
	alter,
	autosave,
	backward,
	bottom,
	caseSetting,
	change,
	cmsSubset,
	deleteLines,
	down,
	deleteString,
	file,
	find,
	forward,
	fileMode,
	fileName,
	getFile,
	image,
	input,
	lineMode,
	locate,
	long,
	next,
	overlay,
	preserve,
	prompt,
	quit,
	recordFormat,
	renumber,
	repeat,
	replace,
	restore,
	reuse,
	save,
	serial,
	short,
	stack,
	tabSet,
	top,
	truncation,
	type,
	up,
	verification,
	x,
	y,
	zone,
	query,
	duplicate,
	moveLines,
];
