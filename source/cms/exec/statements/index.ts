/** Every control word, by its name as a token: cut to eight characters, as any token is. */
import type {Statement} from '../exec.js';
import {cut} from '../expression/scanner.js';
import {args} from './args.js';
import {control, trace} from './control.js';
import {
	beginMessage, beginPunch, beginStack, beginType,
} from './data.js';
import {emsg} from './emsg.js';
import {error} from './error.js';
import {ifStatement} from './if.js';
import {loop} from './loop.js';
import {punch} from './punch.js';
import {read} from './read.js';
import {hex, time} from './settings.js';
import {
	comment, continueStatement, end, space,
} from './simple.js';
import {stack} from './stack.js';
import {exit, goTo, skip} from './transfer.js';
import {type} from './type.js';

const all: readonly Statement[] = [
	args,
	beginMessage,
	beginPunch,
	beginStack,
	beginType,
	comment,
	continueStatement,
	control,
	emsg,
	end,
	error,
	exit,
	goTo,
	hex,
	ifStatement,
	loop,
	punch,
	read,
	skip,
	space,
	stack,
	time,
	trace,
	type,
];

export const statements: ReadonlyMap<string, Statement> = new Map(
	all.map(statement => [cut(statement.word), statement]),
);
