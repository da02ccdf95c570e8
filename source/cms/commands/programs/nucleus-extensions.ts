/**
 * NUCXLOAD, NUCXDROP and NUCXMAP (VM/SP: SC19-6209, which could not be had; operands and options are those that IBM's
 * VM/PC, 1984, has of them, the rest is from memory): MODULEs that stay in storage and are called before any other
 * command. Not here: members of LOADLIBs, the option IMMCMD.
 */
import {isAbbreviation} from '../../../base/command.js';
import {hex} from '../../../base/hex.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {movedText, parseModule} from '../../loader/module-file.js';
import {messages} from '../../messages/index.js';
import {notFound} from '../../not-found.js';
import {callService} from '../../nucleus/extension-calls.js';
import type {ExtensionAttributes, LoadedExtension} from '../../nucleus/storage/nucleus-extensions.js';
import type {FoundModule} from '../../loader/run-module.js';
import {guarded} from '../files/file-operands.js';
import {checkFileId} from '../files/state.js';
import {stackIfRoom} from '../stack-lines.js';

const loadOptions = [['SYSTEM', 2], ['SERVICE', 2], ['ENDCMD', 2], ['PUSH', 1]] as const;
const mapOptions = [['ALL', 1], ['STACK', 2], ['FIFO', 2], ['LIFO', 2]] as const;
const addressDigits = 6;

/** The option that a word is, or `undefined`. */
function known<Option extends string>(
	options: ReadonlyArray<readonly [Option, number]>,
	word: string,
): Option | undefined {
	return options.find(([option, minimum]) => isAbbreviation(word, option, minimum))?.[0];
}

export const nucxload: CmsCommand = {
	name: 'NUCXLOAD',
	minimum: 8,
	syntax: ['NUCXLOAD name [fn [ft [fm]]] [([SYstem] [SErvice] [ENdcmd] [Push][)]]'],
	summary: 'Loads a MODULE file that stays in storage, as a command that comes before all others.',
	description: [
		'The command is called name; the file is name MODULE unless it is given. The program gets the address of its '
		+ 'SCBLOCK in register 2, with a word of its own at +4. It goes with NUCXDROP, and at an abend or HX; with '
		+ 'SYSTEM it runs in key 0 and stays until IPL. PUSH loads it although there is one of that name, which '
		+ 'NUCXDROP brings back.',
		'With ENDCMD it is called before Ready as well, whenever a command has ended: the first byte of register 1 is '
		+ 'X\'FE\', its list has its name. With SERVICE it is called before it goes (X\'FF\'): '
		+ 'the word behind its name '
		+ 'is RESET for NUCXDROP, PURGE at an abend, when those with SYSTEM are called too, and stay.',
		'A relocatable MODULE (LOAD with RLDSAVE, then GENMOD) goes into free storage. Another stays where it was made '
		+ 'to run, and the user area ends below it: LOAD it with option ORIGIN, high in the user area, before GENMOD. '
		+ 'One of the transient area, of the beginning of the user area, or whose place is in use, is refused. IMMCMD '
		+ 'and LOADLIBs are not here. Functions that only programs call, such as RDBUF, remain the nucleus\'s.',
	],
	returnCodes: [
		'1    There is a nucleus extension of that name; PUSH was not given.',
		'20   Invalid character in the name of the file.',
		'24   Invalid operand or option.',
		'28   File not found.',
		'36   Disk not accessed.',
		'40   The module cannot stay where it was made to run.',
		'100  Not a MODULE file, or the disk failed.',
		'104  No more free storage, or too many nucleus extensions.',
	],
	origin: 'VM/SP',
	* run({cms, operands, options}) {
		const [name, filename = name, type = 'MODULE', mode = '*', extra] = operands;
		if (name === undefined) {
			return yield * cms.message(messages.DMSNXL001E);
		}

		if (extra !== undefined) {
			return yield * cms.message(messages.DMSNXL070E, {parameter: extra});
		}

		const chosen = new Set<typeof loadOptions[number][0]>();
		for (const option of options) {
			const found = known(loadOptions, option);
			if (!found) {
				return yield * cms.message(messages.DMSNXL003E, {option});
			}

			chosen.add(found);
		}

		for (const id of [[name, type], [filename, type, mode]] as const) {
			const wrong = yield * checkFileId(cms, id);
			if (wrong !== 0) {
				return wrong;
			}
		}

		if (mode !== '*' && !cms.disks.disk(mode[0])) {
			return yield * cms.message(messages.DMSNXL069E, {mode: mode[0]});
		}

		if (!chosen.has('PUSH') && cms.extensions.find(name)) {
			return yield * cms.message(messages.DMSNXL903W, {name});
		}

		if (cms.settings.subset) {
			return notFound.notInSubset;
		}

		const file = cms.disks.find(filename, type, mode);
		return file
			? yield * guarded(cms, 'DMSNXL', `${filename} ${type} ${file.disk.letter}`, load(
				cms, file, name, {
					system: chosen.has('SYSTEM'),
					service: chosen.has('SERVICE'),
					endOfCommand: chosen.has('ENDCMD'),
				},
			))
			: yield * cms.message(messages.DMSNXL002E, {file: `${filename} ${type}`});
	},
};

function * load(
	cms: Cms,
	{disk, status}: FoundModule,
	name: string,
	attributes: ExtensionAttributes,
): Step<number> {
	const module = parseModule(yield * cms.disks.readAll(disk, status), status.recordFormat);
	if (!module) {
		return yield * cms.message(messages.DMSNXL104S, {
			code: fileCode.noData, file: `${status.name} ${status.type} ${disk.letter}`,
		});
	}

	const {entry, origin, text, relocations} = module;
	yield * cms.charge('record', text.length);
	const added = cms.extensions.add(name, {
		entry,
		origin,
		text: new Uint8Array(Buffer.concat(text)),
		...(relocations && {movedBy: distance => movedText(module, relocations, distance)}),
	}, attributes);
	if (added === 'occupied') {
		return yield * cms.message(messages.DMSNXL902E, {name: status.name, address: hex(origin, addressDigits)});
	}

	return added === 'full' ? yield * cms.message(messages.DMSNXL109S) : 0;
}

export const nucxdrop: CmsCommand = {
	name: 'NUCXDROP',
	minimum: 8,
	syntax: ['NUCXDROP name1 [name2 ...]|*'],
	summary: 'Takes nucleus extensions out of storage.',
	description: [
		'What NUCXLOAD loaded under the name last is no command any more, and its storage is free. Names that are none '
		+ 'are told, the others go. * takes out all. Those with SERVICE are called first, as at NUCXLOAD.',
	],
	returnCodes: ['24  No name, or an option.', '28  A name is not that of a nucleus extension.'],
	origin: 'VM/SP',
	* run({cms, operands, options}) {
		if (options[0] !== undefined) {
			return yield * cms.message(messages.DMSNXD070E, {parameter: options[0]});
		}

		if (operands.length === 0) {
			return yield * cms.message(messages.DMSNXD016E);
		}

		let rc = 0;
		for (const name of operands) {
			const found = name === '*' ? cms.extensions.all : [cms.extensions.find(name)].filter(isFound);
			for (const extension of found) {
				yield * dropOne(cms, extension);
			}

			if (found.length === 0) {
				rc = yield * cms.message(messages.DMSNXD616W, {name});
			}
		}

		return rc;
	},
};

const isFound = (extension: LoadedExtension | undefined): extension is LoadedExtension => extension !== undefined;

/** One that a call for another has taken out meanwhile is gone. */
function * dropOne(cms: Cms, extension: LoadedExtension): Step {
	if (extension.service && cms.extensions.has(extension)) {
		yield * callService(cms, extension, 'RESET');
	}

	cms.extensions.drop(extension);
}

const heading = 'NAME     ENTRY  USERWORD ORIGIN BYTES  FLAGS';

function line({
	name, entry, userWord, origin, bytes, system, service, endOfCommand,
}: LoadedExtension): string {
	return [
		name.padEnd(8), hex(entry, addressDigits), hex(userWord, 8), hex(origin, addressDigits),
		hex(bytes, addressDigits), ...(system ? ['SYS'] : []), ...(service ? ['SER'] : []),
		...(endOfCommand ? ['END'] : []),
	].join(' ');
}

export const nucxmap: CmsCommand = {
	name: 'NUCXMAP',
	minimum: 7,
	syntax: ['NUCXMAP [name] [([All] [STack [FIfo|LIfo]|FIfo|LIfo][)]]'],
	summary: 'Lists the nucleus extensions: name, entry, user word, origin and bytes.',
	description: [
		'Numbers are hexadecimal. SYS, SER and END stand behind those with SYSTEM, SERVICE and ENDCMD. With ALL those '
		+ 'are listed too that option PUSH of NUCXLOAD put a later one before. STACK, FIFO and LIFO put the list '
		+ 'into the console stack, '
		+ 'without heading.',
	],
	returnCodes: [
		'24   Invalid operand or option.', '28   No nucleus extension.', '104  No room in the console stack.',
	],
	origin: 'VM/SP',
	* run(context) {
		const {cms, operands: [name, extra], options} = context;
		if (extra !== undefined) {
			return yield * cms.message(messages.DMSNXM070E, {parameter: extra});
		}

		const chosen = new Set<typeof mapOptions[number][0]>();
		for (const option of options) {
			const found = known(mapOptions, option);
			if (!found) {
				return yield * cms.message(messages.DMSNXM003E, {option});
			}

			chosen.add(found);
		}

		if (chosen.has('FIFO') && chosen.has('LIFO')) {
			return yield * cms.message(messages.DMSNXM066E, {one: 'FIFO', other: 'LIFO'});
		}

		const {all} = cms.extensions;
		const first = new Map(all.toReversed().map(one => [one.name, one.address]));
		const listed = all.filter(one =>
			(name === undefined || one.name === name) && (chosen.has('ALL') || first.get(one.name) === one.address));
		return listed.length === 0
			? yield * cms.message(messages.DMSNXM616W)
			: yield * show(context, listed.map(one => line(one)), chosen);
	},
};

function * show(
	{cms}: CmsContext,
	lines: readonly string[],
	chosen: ReadonlySet<typeof mapOptions[number][0]>,
): Step<number> {
	if (!chosen.has('STACK') && !chosen.has('FIFO') && !chosen.has('LIFO')) {
		for (const text of [heading, ...lines]) {
			yield * cms.console.type(text);
		}

		return 0;
	}

	for (const text of lines) {
		yield * cms.charge('record');
		if (!stackIfRoom(cms, text, chosen.has('LIFO') ? 'LIFO' : 'FIFO')) {
			return yield * cms.message(messages.DMSNXM109S);
		}
	}

	return 0;
}
