/** SPOOL (GC20-1820; DMKCSP): how spooled devices of one's own machine make their files, and to whom these go. */
import {Failure} from '../../base/failure.js';
import type {UserCommand, UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {fail, messages} from '../messages/index.js';
import {isSpoolClass} from '../spool/spool-class.js';
import {printingOption} from '../spool/printing-options.js';
import {devicesNamed, isUser, type OwnSpooledDevice} from '../spool/spooled-devices.js';
import type {SpoolOptions, VirtualDeviceKind} from '../devices/virtual-device.js';
import {copiesOf} from './change.js';

/** What one SPOOL command asks for. */
type Request = {
	options: Partial<SpoolOptions>;
	close: boolean;
	purge: boolean;
	/** Operands of which one excludes the others, by what they are about; each as it was typed. */
	readonly said: Map<string, string>;
};

type Option = {
	readonly name: string;
	readonly minimum: number;
	/** Devices it is for. */
	readonly kinds: readonly VirtualDeviceKind[];
	readonly sets: Partial<SpoolOptions>;
	/** What it is about: another operand about the same contradicts it. */
	readonly about: string;
};

const all: readonly VirtualDeviceKind[] = ['RDR', 'PUN', 'PRT', 'CONS'];
const outputs: readonly VirtualDeviceKind[] = ['PUN', 'PRT', 'CONS'];

const nobody: Partial<SpoolOptions> = {to: undefined, forUser: undefined, forDistribution: undefined};

/** Options without a value. */
const options: readonly Option[] = [
	{name: 'CONT', minimum: 3, kinds: all, sets: {continuous: true}, about: 'end'},
	{name: 'NOCONT', minimum: 3, kinds: all, sets: {continuous: false}, about: 'end'},
	{name: 'HOLD', minimum: 2, kinds: all, sets: {hold: true}, about: 'hold'},
	{name: 'NOHOLD', minimum: 3, kinds: all, sets: {hold: false}, about: 'hold'},
	{name: 'EOF', minimum: 3, kinds: ['RDR'], sets: {eof: true}, about: 'eof'},
	{name: 'NOEOF', minimum: 5, kinds: ['RDR'], sets: {eof: false}, about: 'eof'},
	{name: 'OFF', minimum: 3, kinds: outputs, sets: nobody, about: 'destination'},
	{name: 'SYSTEM', minimum: 3, kinds: outputs, sets: {to: undefined}, about: 'destination'},
	{name: 'START', minimum: 3, kinds: ['CONS'], sets: {started: true}, about: 'start'},
	{name: 'STOP', minimum: 4, kinds: ['CONS'], sets: {started: false}, about: 'start'},
	{name: 'TERM', minimum: 2, kinds: ['CONS'], sets: {terminal: true}, about: 'term'},
	{name: 'NOTERM', minimum: 4, kinds: ['CONS'], sets: {terminal: false}, about: 'term'},
];

export const spool: UserCommand = {
	name: 'SPOOL', minimum: 2, classes: 'G',
	syntax: [
		'SPool {Reader|RDR|vaddr} [CLass {c|*}] [CONt|NOCont] [HOld|NOHold] [EOF|NOEOF]',
		'SPool {Printer|PRT|PUnch|PCH|CONsole|vaddr} [CLass c] [CONt|NOCont]',
		'      [HOld|NOHold] [COpy [*]nn] [[To] {userid|*|SYStem}|FOR {userid|*}|OFF]',
		'      [FLash name [nn]] [CHArs name] [FCB name] [MODify name]',
		'      [CLose] [PUrge] [STArt|STOP] [TErm|NOTErm]',
	],
	summary: 'set class, copies, hold and destination of the files of your spooled devices',
	description: [
		'TO: output goes to the virtual reader of a user, * is yourself; SYSTEM or OFF ends it. FOR: it is printed or '
		+ 'punched for another user.',
		'CONT: CLOSE is ignored, a reader goes from file to file. CLOSE ends what is being written; PURGE drops it.',
		'FLASH, CHARS, FCB and MODIFY go with a printer\'s files for a 3800; other printers ignore them. NULL takes '
		+ 'one back.',
		'START spools what the console types and what is typed at it; with NOTERM it is not shown.',
	],
	returnCodes: [
		'3   INVALID OPTION - option',
		'6   INVALID DEVICE TYPE - vaddr',
		'13  CONFLICTING OPTION - option',
		'20  USERID MISSING OR INVALID',
		'22  VADDR MISSING OR INVALID',
		'28  CLASS MISSING OR INVALID',
		'30  COPIES MISSING OR INVALID',
		'40  DEV vaddr DOES NOT EXIST',
		'53  userid NOT IN CP DIRECTORY',
	],
	run(context) {
		const [word, ...words] = context.words;
		const devices = devicesNamed(context, word);
		if (devices instanceof Failure) {
			return devices.returnCode;
		}

		if (words.length === 0) {
			return fail(context, messages.DMKCSP026E);
		}

		const request: Request = {
			options: {}, close: false, purge: false, said: new Map(),
		};
		const returnCode = parse(context, words, devices, request);
		if (returnCode === 0) {
			for (const {spool: settings, unit} of devices) {
				Object.assign(settings, request.options, request.options.printing && {
					printing: {...settings.printing, ...request.options.printing},
				});
				if (request.close || request.purge) {
					unit.close({purge: request.purge, force: true});
				}
			}
		}

		return returnCode;
	},
};

function parse(
	context: UserContext,
	words: readonly string[],
	devices: readonly OwnSpooledDevice[],
	request: Request,
): number {
	const isFor = (kinds: readonly VirtualDeviceKind[]): boolean => devices.every(({kind}) => kinds.includes(kind));
	for (let at = 0; at < words.length; at++) {
		const word = words[at];
		const printing = isFor(['PRT']) ? printingOption(context, words, at) : undefined;
		if (printing instanceof Failure) {
			return printing.returnCode;
		}

		if (printing) {
			request.options.printing = {...request.options.printing, ...printing.set};
			at += printing.used - 1;
			continue;
		}

		const option = options.find(({name, minimum, kinds}) => isAbbreviation(word, name, minimum) && isFor(kinds));
		if (option) {
			if (contradicts(request, option.about, option.name)) {
				return fail(context, messages.DMKCSP013E, {option: word});
			}

			Object.assign(request.options, option.sets);
		} else if (isAbbreviation(word, 'CLASS', 2)) {
			const value = words[++at];
			if (!isSpoolClass(value, isFor(['RDR']))) {
				return fail(context, messages.DMKCSP028E);
			}

			request.options.class = value;
		} else if (isAbbreviation(word, 'COPY', 2) && isFor(outputs)) {
			const copies = copiesOf(words[++at], isFor(['PRT']) ? 'PRT' : 'PUN');
			if (copies === undefined) {
				return fail(context, messages.DMKCSP030E);
			}

			request.options.copies = copies;
		} else if (isAbbreviation(word, 'CLOSE', 2)) {
			request.close = true;
		} else if (isAbbreviation(word, 'PURGE', 2) && isFor(outputs)) {
			request.purge = true;
		} else if (isFor(outputs)) {
			if (contradicts(request, 'destination', word)) {
				return fail(context, messages.DMKCSP013E, {option: word});
			}

			const isNamed = word === 'TO' || word === 'T' || word === 'FOR';
			const returnCode = setDestination(context, word === 'FOR', isNamed ? words[++at] : word, request);
			if (returnCode !== 0) {
				return returnCode;
			}
		} else {
			return fail(context, messages.DMKCSP003E, {option: word});
		}
	}

	return 0;
}

/** Whether an operand about the same was another one. */
function contradicts({said}: Request, about: string, name: string): boolean {
	const before = said.get(about) ?? name;
	said.set(about, name);
	return before !== name;
}

function setDestination(context: UserContext, isFor: boolean, userid: string | undefined, request: Request): number {
	if (userid === undefined || userid.length > 8) {
		return fail(context, messages.DMKCSP020E);
	}

	if (userid === 'SYSTEM' && !isFor) {
		request.options.to = undefined;
		return 0;
	}

	const name = userid === '*' ? context.vm.userid : userid;
	if (!isUser(context, name)) {
		return fail(context, messages.DMKCSP053E, {userid: name});
	}

	Object.assign(request.options, nobody, isFor
		? {forUser: name, forDistribution: context.cp.directory.find(name)?.distribution}
		: {to: name});
	return 0;
}
