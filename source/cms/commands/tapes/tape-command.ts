/** TAPE and VMFPLC2, which differ in the format of their tapes: operands, and what each function does. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsContext} from '../../cms.js';
import {
	openTape, tapeFunction, type Density, type TapeFunction, type TapeUnit,
} from '../../tape/tape-unit.js';
import {hex} from '../../../base/hex.js';
import {isMode, writableDisk} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';
import {dump, every, filesToDump} from './dump.js';
import {FileList} from './file-list.js';
import {readFiles, type ReadRequest} from './read-files.js';
import {tapeError, tapeName, type TapeProgram} from './tape-program.js';
import {readTapeOptions, type OptionGroup, type TapeOptions} from './tape-options.js';

/** One byte more than any block of the format has: what is longer is not taken for one. */
const beyond = 1;

const isTapeFunction = (word: string): word is TapeFunction => Object.hasOwn(tapeFunction, word);
const writingFunctions: ReadonlySet<string> = new Set(['ERG', 'WTM']);
/** Done once, whatever the count. */
const singleFunctions: ReadonlySet<string> = new Set(['REW', 'RUN']);

/** Sets density and tracks where they were given; 0, or the return code of a message. */
function * setMode(
	cms: Cms,
	program: TapeProgram,
	tape: TapeUnit,
	{tracks, density}: TapeOptions,
): Step<number> {
	if (tracks === undefined && density === undefined) {
		return 0;
	}

	const device = hex(tape.device, 3);
	const lacking = messages[`${program.module}115S`];
	if (tracks === 7) {
		return yield * cms.message(lacking, {feature: '7-TRACK', device});
	}

	// 7TRACK DEN 556 9TRACK: nine tracks, and the density is that of seven.
	const wanted = ([800, 1600, 6250] as const).find(each => each === density) ?? 1600;
	const has: readonly Density[] = yield * tape.densities();
	if (!has.includes(wanted)) {
		return yield * cms.message(lacking, {feature: `${wanted as 800 | 6250} BPI`, device});
	}

	const end = yield * tape.setDensity(wanted);
	return end === 'ok' ? 0 : yield * tapeError(cms, program, tape.device, end, 'reading');
}

/** Runs `work` on the tape of the options. */
function * withTape(
	cms: Cms,
	program: TapeProgram,
	options: TapeOptions,
	work: (tape: TapeUnit) => Step<number>,
): Step<number> {
	const tape = yield * openTape(cms, options.device, program.format.longest + beyond);
	if (tape === 'absent') {
		return yield * cms.message(messages[`${program.module}113S`], {tape: tapeName(options.device)});
	}

	if (tape === 'noRoom') {
		return yield * cms.message(messages[`${program.module}109S`]);
	}

	try {
		const rc = yield * setMode(cms, program, tape, options);
		return rc === 0 ? yield * work(tape) : rc;
	} finally {
		tape.close();
	}
}

/** The same with a list of files. */
function * withList(
	cms: Cms,
	program: TapeProgram,
	options: TapeOptions,
	work: (tape: TapeUnit, list: FileList) => Step<number>,
): Step<number> {
	const list = new FileList(cms, program, options.list);
	const rc = yield * list.check();
	if (rc !== 0) {
		return rc;
	}

	return yield * withTape(cms, program, options, function * (tape) {
		const done = yield * work(tape, list);
		const listed = yield * list.end();
		return done === 0 ? listed : done;
	});
}

/** BSF, REW and the like. */
function * position(cms: Cms, program: TapeProgram, tape: TapeUnit, name: TapeFunction, times: number): Step<number> {
	for (let time = 0; time < times; time++) {
		const end = yield * tape.control(name);
		// RUN ends when the drive is no longer ready.
		if (end !== 'ok' && !(name === 'RUN' && end === 'notReady')) {
			const direction = writingFunctions.has(name) ? 'writing' : 'reading';
			return yield * tapeError(cms, program, tape.device, end, direction);
		}
	}

	return 0;
}

/** `fn ft [fm]`; a failure, with its message, where they are none. */
function * fileOperands(
	cms: Cms,
	{module}: TapeProgram,
	operands: readonly string[],
	most: number,
): Step<readonly [name: string, type: string, mode: string] | Failure> {
	const [name = every, type, mode = 'A'] = operands;
	if (operands.length > most) {
		return new Failure(yield * cms.message(messages[`${module}070E`], {parameter: operands[most]}));
	}

	if (operands.length > 0 && type === undefined) {
		return new Failure(yield * cms.message(messages[`${module}023E`]));
	}

	if (mode !== every && !isMode(mode)) {
		return new Failure(yield * cms.message(messages[`${module}048E`], {mode}));
	}

	return [name, type ?? every, mode];
}

function * runDump({cms, options: words}: CmsContext, program: TapeProgram, operands: readonly string[]): Step<number> {
	const {module} = program;
	if (operands.length === 0) {
		return yield * cms.message(messages[`${module}042E`]);
	}

	const file = yield * fileOperands(cms, program, operands, 3);
	if (file instanceof Failure) {
		return file.returnCode;
	}

	const options = yield * readTapeOptions(cms, program, words, ['A', 'B', 'D']);
	if (options instanceof Failure) {
		return options.returnCode;
	}

	const [name, type, mode] = file;
	if (mode !== every && !cms.disks.disk(mode[0])) {
		return yield * cms.message(messages[`${module}069E`], {mode: mode[0]});
	}

	const files = filesToDump(cms, name, type, mode);
	return files.length === 0
		? yield * cms.message(messages[`${module}002E`], {file: operands.join(' ')})
		: yield * withList(cms, program, options, (tape, list) =>
			dump(cms, program, tape, {files, marks: options.marks, list}));
}

function * runRead(
	{cms, options: words}: CmsContext,
	program: TapeProgram,
	name: ReadRequest['function'],
	operands: readonly string[],
): Step<number> {
	const file = yield * fileOperands(cms, program, operands, name === 'LOAD' ? 3 : 2);
	if (file instanceof Failure) {
		return file.returnCode;
	}

	const options = yield * readTapeOptions(cms, program, words, ['B', 'C', 'D']);
	if (options instanceof Failure) {
		return options.returnCode;
	}

	const [filename, type, mode] = file;
	const wanted = {
		function: name, name: filename, type, files: options.files,
	};
	if (name !== 'LOAD') {
		return yield * withList(cms, program, options, (tape, list) =>
			readFiles({
				cms, program, tape, list, request: wanted,
			}));
	}

	if (mode === every) {
		return yield * cms.message(messages[`${program.module}048E`], {mode});
	}

	const disk = yield * writableDisk(cms, program.module, mode[0]);
	if (disk instanceof Failure) {
		return disk.returnCode;
	}

	return yield * withList(cms, program, options, (tape, list) =>
		readFiles({
			cms, program, tape, list, request: {...wanted, target: {disk, modeNumber: mode[1]}},
		}));
}

/** MODESET, BSF and the like: no list, so options of the tape only. */
function * runPosition(
	{cms, options: words}: CmsContext,
	program: TapeProgram,
	name: TapeFunction | 'MODESET',
	[count = '1', ...rest]: readonly string[],
): Step<number> {
	const invalid = name === 'MODESET' || /^0*[1-9]\d{0,4}$/.test(count) ? rest[0] : count;
	const surplus = name === 'MODESET' && count !== '1' ? count : invalid;
	if (surplus !== undefined) {
		return yield * cms.message(messages[`${program.module}070E`], {parameter: surplus});
	}

	const groups: readonly OptionGroup[] = ['D'];
	const options = yield * readTapeOptions(cms, program, words, groups);
	if (options instanceof Failure) {
		return options.returnCode;
	}

	const times = name === 'MODESET' ? 0 : (singleFunctions.has(name) ? 1 : Number(count));
	return yield * withTape(cms, program, options, function * (tape) {
		return name === 'MODESET' ? 0 : yield * position(cms, program, tape, name, times);
	});
}

/** Runs a command of the program. */
export function * runTape(context: CmsContext, program: TapeProgram): Step<number> {
	const {cms, operands: [word, ...rest]} = context;
	switch (word) {
		case undefined: {
			return yield * cms.message(messages[`${program.module}047E`]);
		}

		case 'DUMP': {
			return yield * runDump(context, program, rest);
		}

		case 'LOAD':
		case 'SCAN':
		case 'SKIP': {
			return yield * runRead(context, program, word, rest);
		}

		default: {
			return word === 'MODESET' || isTapeFunction(word)
				? yield * runPosition(context, program, word, rest)
				: yield * cms.message(messages[`${program.module}014E`], {function: word});
		}
	}
}
