/**
 * GLOBALV (SC19-6209): variables that outlive an EXEC, in groups. Not here: GET and PUT, which are for the variables of
 * EXEC 2 and REXX.
 */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {longestGlobal, unnamedGroup, type GlobalVariable} from '../../nucleus/storage/global-variables.js';
import {upper} from '../../nucleus/command/scan.js';
import {messages} from '../../messages/index.js';
import {stackIfRoom} from '../stack-lines.js';
import {keepVariables, readVariables, type GlobalFile} from './files.js';

/** What follows a function: the group it is for, whether SELECT named it, and the words and the text behind it. */
type Rest = {
	readonly group: string;
	readonly isNamed: boolean;
	readonly words: readonly string[];
	readonly text: string;
};
type GlobalFunction = (cms: Cms, rest: Rest, name: string) => Step<number>;

const files = ['INITIAL', 'LASTING', 'SESSION'] as const satisfies readonly GlobalFile[];
/** Room that the variables leave to the nucleus, bytes. */
const reserve = 16_384;

function * initialize(cms: Cms): Step<number> {
	const {globalVariables} = cms;
	globalVariables.remove(() => true);
	for (const file of files) {
		const variables = yield * readVariables(cms, file);
		if (variables instanceof Failure) {
			return variables.returnCode;
		}

		const code = yield * setAll(cms, variables);
		if (code !== 0) {
			return code;
		}
	}

	globalVariables.selected = unnamedGroup;
	return 0;
}

function * setAll(cms: Cms, variables: readonly GlobalVariable[]): Step<number> {
	for (const variable of variables) {
		if (!cms.hasRoom(reserve)) {
			return yield * cms.message(messages.DMSGLV109S);
		}

		yield * cms.charge('record');
		cms.globalVariables.set(variable);
	}

	return 0;
}

/** Sets variables in storage and, where there is a file for them, there first: what cannot be kept is not set. */
function * assign(cms: Cms, variables: readonly GlobalVariable[], file: GlobalFile | undefined): Step<number> {
	const kept = variables.map(each => ({
		...each, name: each.name.slice(0, longestGlobal), value: each.value.slice(0, longestGlobal),
	}));
	const code = file === undefined ? 0 : yield * keepVariables(cms, file, kept);
	return code === 0 ? yield * setAll(cms, kept) : code;
}

/** SET and the like: names and values, a word each. */
const setWords = (file?: GlobalFile): GlobalFunction => function * (cms, {group, words}, name) {
	if (words.length === 0) {
		return yield * cms.message(messages.DMSGLV050E, {operand: name});
	}

	const variables = words.flatMap((word, index) =>
		index % 2 === 0 ? [{group, name: word, value: words[index + 1] ?? ''}] : []);
	return yield * assign(cms, variables, file);
};

/** SETL and the like: a name, and everything behind it. */
const setLine = (file?: GlobalFile): GlobalFunction => function * (cms, {group, words, text}, name) {
	const [variable] = words;
	return variable === undefined
		? yield * cms.message(messages.DMSGLV050E, {operand: name})
		: yield * assign(cms, [{group, name: variable, value: /^ *[^ ]+ ?(.*)$/s.exec(text)?.[1] ?? ''}], file);
};

const valueOf = (cms: Cms, group: string, name: string): string =>
	cms.globalVariables.find(group, name)?.value ?? '';

const list: GlobalFunction = function * (cms, {group, words}) {
	yield * cms.console.type(`SELECTED TABLE IS: ${group}`);
	const own = cms.globalVariables.all.filter(variable => variable.group === group);
	const names = words.length === 0 ? own.map(({name}) => name) : words;
	for (const name of names) {
		yield * cms.console.type(` ${name}=${valueOf(cms, group, name)}`);
	}

	return 0;
};

/** STACK: the first name's value is the first that is read. */
const stack: GlobalFunction = function * (cms, {group, words}, name) {
	if (words.length === 0) {
		return yield * cms.message(messages.DMSGLV050E, {operand: name});
	}

	for (const word of words.toReversed()) {
		if (!stackIfRoom(cms, valueOf(cms, group, word), 'LIFO')) {
			return yield * cms.message(messages.DMSGLV109S);
		}
	}

	return 0;
};

const purge: GlobalFunction = function * (cms, {group, isNamed, words}) {
	if (words[0] !== undefined) {
		return yield * cms.message(messages.DMSGLV070E, {parameter: words[0]});
	}

	cms.globalVariables.remove(variable => variable.name !== '' && (!isNamed || variable.group === group));
	return 0;
};

const needsVariables: GlobalFunction = function * (cms, _rest, name) {
	return yield * cms.message(messages.DMSGLV631E, {function: name});
};

const functions: ReadonlyMap<string, GlobalFunction> = new Map([
	['SET', setWords()],
	['SETS', setWords('SESSION')],
	['SETP', setWords('LASTING')],
	['SETL', setLine()],
	['SETSL', setLine('SESSION')],
	['SETLS', setLine('SESSION')],
	['SETPL', setLine('LASTING')],
	['SETLP', setLine('LASTING')],
	['LIST', list],
	['STACK', stack],
	['PURGE', purge],
	...['GET', 'PUT', 'PUTS', 'PUTP'].map((name): [string, GlobalFunction] => [name, needsVariables]),
]);

/** The line behind its first `count` words. */
function behind(line: string, count: number): string {
	return line.replace(new RegExp(`^ *(?:[^ ]+ *){${count}}`), '');
}

function * run(cms: Cms, line: string): Step<number> {
	const words = upper(line).split(' ').filter(word => word !== '').slice(1);
	const [first = 'INIT'] = words;
	if (first === 'INIT') {
		return words[1] === undefined
			? yield * initialize(cms)
			: yield * cms.message(messages.DMSGLV070E, {parameter: words[1].slice(0, 8)});
	}

	if (!cms.globalVariables.isInitialized) {
		const code = yield * initialize(cms);
		if (code !== 0) {
			return code;
		}
	}

	const isNamed = first === 'SELECT';
	const [name, ...rest] = isNamed ? words.slice(2) : words;
	const group = (isNamed ? words[1]?.slice(0, 8) : cms.globalVariables.selected) ?? unnamedGroup;
	if (name === undefined) {
		cms.globalVariables.selected = group;
		return 0;
	}

	const perform = functions.get(name);
	return perform
		? yield * perform(cms, {
			group, isNamed, words: rest, text: behind(line, isNamed ? 4 : 2),
		}, name)
		: yield * cms.message(messages.DMSGLV014E, {function: name.slice(0, 8)});
}

export const globalv: CmsCommand = {
	name: 'GLOBALV',
	minimum: 7,
	syntax: [
		'GLOBALV [INIT]',
		'GLOBALV SELECT [group]',
		'GLOBALV [SELECT group] {SET|SETS|SETP} name value [name value ...]',
		'GLOBALV [SELECT group] {SETL|SETSL|SETLS|SETPL|SETLP} name [text]',
		'GLOBALV [SELECT group] LIST [name ...]',
		'GLOBALV [SELECT group] STACK name ...',
		'GLOBALV [SELECT group] PURGE',
	],
	summary: 'Keeps variables from one EXEC to the next, and in files.',
	description: [
		'SELECT alone chooses the group for what follows (UNNAMED where none is given), in front of a function the '
		+ 'group of that function. SET keeps a value until IPL, SETS also in SESSION GLOBALV, SETP in LASTING GLOBALV '
		+ 'of disk A; an L takes all of the line behind the name as the value.',
		'The first GLOBALV after IPL, or INIT, takes what INITIAL, LASTING and SESSION GLOBALV say. STACK stacks '
		+ 'values, the first name\'s in front; a null line for a name that has none. PURGE takes the variables of the '
		+ 'group, without SELECT of all groups, out of storage; files stay.',
		'GET and PUT are for EXEC 2 and REXX alone.',
	],
	returnCodes: [
		'24   Invalid function or operand.',
		'32   A file is no table of variables.',
		'36   Disk A is not accessed, or read-only.',
		'100  Error of the disk.',
		'104  No room in storage.',
	],
	origin: 'VM/SP',
	run: ({cms, call}) => run(cms, call.line),
};
