/** MONITOR (GC20-1807, "The MONITOR Command"; DMKMCC): begins and ends collecting data (`monitor/monitor.ts`). */
import {findCommand, isAbbreviation} from '../../base/command.js';
import type {UserCommand, UserContext} from '../command.js';
import {cuu, digits, parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import {monitorClasses, type MonitorClass} from '../monitor/classes.js';
import {intervals} from '../monitor/monitor.js';
import {spoolId} from '../spool/spooler.js';
import type {SpoolFile} from '../spool/spool-file.js';

const complete = 'COMMAND COMPLETE';

const done = ({reply}: UserContext): number => {
	reply(complete);
	return 0;
};

const invalid = (context: UserContext, option: string): number => fail(context, messages.DMKMCC003E, {option});
const missing = (context: UserContext): number => fail(context, messages.DMKMCC026E);

type Operand = {
	readonly name: string;
	readonly minimum: number;
	run(context: UserContext, operands: readonly string[]): number;
};

const operands: readonly Operand[] = [
	{name: 'DISPLAY', minimum: 4, run: display},
	{name: 'ENABLE', minimum: 2, run: enable},
	{name: 'INTERVAL', minimum: 3, run: interval},
	{name: 'START', minimum: 3, run: start},
	{name: 'STOP', minimum: 4, run: stop},
	{name: 'CLOSE', minimum: 5, run: close},
	{name: 'SEEKS', minimum: 4, run: seeks},
];

export const monitor: UserCommand = {
	name: 'MONITOR', minimum: 3, classes: 'AE',
	syntax: [
		'MONitor DISPlay',
		'MONitor ENable {PERForm|USER|DAStap|SEEKs|IMC}...',
		'MONitor INTerval nnnnn [SEC|MIN]',
		'MONitor STArt [SPOOL [TO userid]]',
		'MONitor STOP [SPOOL]',
		'MONitor CLOSE',
		'MONitor SEEKs {INclude|EXclude} raddr...',
		'MONitor SEEKs {DELete|DISplay}',
	],
	summary: 'collect figures of the system in a spool file',
	description: [
		'ENABLE names the classes of data, those of START unless given: PERFORM, USER, DASTAP. The file goes to the '
		+ 'reader of userid, or your own, at STOP; at CLOSE too, and another one is begun. Its records are those of '
		+ 'GC20-1807, Appendix C, in blocks of 4096 bytes.',
		'INTERVAL: 30 seconds to 9 hours, 60 seconds unless given. A sample is taken when CP next works after that.',
		'SEEKS: records for these disks alone, or for all but these.',
		'IMC is Yorktown\'s own: exchanges, transfers, slaves and locks.',
	],
	returnCodes: ['3   INVALID OPTION - option', '20  USERID MISSING OR INVALID', '26  OPERAND MISSING OR INVALID'],
	run(context) {
		const {words: [word, ...rest]} = context;
		if (word === undefined) {
			return missing(context);
		}

		const operand = operands.find(({name, minimum}) => isAbbreviation(word, name, minimum));
		return operand ? operand.run(context, rest) : invalid(context, word);
	},
};

function display(context: UserContext, [word]: readonly string[]): number {
	const {cp: {monitor: {classes, file, interval: seconds}}, reply} = context;
	if (word !== undefined && word !== 'SPOOL' && word !== 'ALL') {
		return invalid(context, word);
	}

	if (file) {
		reply(`MONITOR SPOOL FILE TO ${file.to} CLASS M BUFFERS ${digits(file.written, 4)} INTERVAL `
			+ `${digits(seconds, 5)} SEC`);
	}

	reply('CLS KEYWORD');
	for (const {name, number} of monitorClasses) {
		reply(`${String(number).padStart(2)}  ${name.padEnd(8)} (${classes.has(name) ? 'ENABLED' : 'DISABLED'})`);
	}

	return 0;
}

function enable(context: UserContext, words: readonly string[]): number {
	const classes: MonitorClass[] = [];
	for (const word of words) {
		const found = monitorClasses.find(({name, minimum}) => isAbbreviation(word, name, minimum));
		if (!found) {
			return invalid(context, word);
		}

		classes.push(found.name);
	}

	if (classes.length === 0) {
		return missing(context);
	}

	context.cp.monitor.enable(classes);
	return done(context);
}

function interval(context: UserContext, [count, unit = 'SEC', extra]: readonly string[]): number {
	if (count === undefined || !/^\d{1,5}$/.test(count) || extra !== undefined || (unit !== 'SEC' && unit !== 'MIN')) {
		return missing(context);
	}

	const seconds = Number(count) * (unit === 'MIN' ? 60 : 1);
	if (seconds < intervals.least || seconds > intervals.most) {
		return missing(context);
	}

	context.cp.monitor.interval = seconds;
	return done(context);
}

function start(context: UserContext, words: readonly string[]): number {
	const {cp, vm} = context;
	const [where = 'SPOOL', to, userid = vm.userid, extra] = words;
	if (where !== 'SPOOL' || cp.monitor.isActive || (to !== undefined && to !== 'TO') || extra !== undefined) {
		return invalid(context, where === 'SPOOL' ? (cp.monitor.isActive ? 'START' : extra ?? to ?? '') : where);
	}

	if ((to !== undefined && words.length < 3) || !cp.directory.find(userid)) {
		return fail(context, messages.DMKMCC020E);
	}

	cp.monitor.start(vm.userid, userid);
	return done(context);
}

function stop(context: UserContext, [where = 'SPOOL']: readonly string[]): number {
	const {cp, vm} = context;
	if (where !== 'SPOOL' || !cp.monitor.isActive) {
		return invalid(context, where === 'SPOOL' ? 'STOP' : where);
	}

	return closed(context, cp.monitor.stop(vm.userid));
}

function close(context: UserContext): number {
	const {cp, vm} = context;
	return cp.monitor.isActive ? closed(context, cp.monitor.close(vm.userid)) : invalid(context, 'CLOSE');
}

/** Tells who gets a file that there is one. */
function closed(context: UserContext, file: SpoolFile | undefined): number {
	if (file) {
		const from = file.originator.padEnd(8);
		context.cp.spooler.tell(file.owner, `RDR FILE ${spoolId(file.id)} FROM ${from} COPY 01 NOHOLD`);
	}

	return done(context);
}

const seekOperands = [
	{name: 'INCLUDE', minimum: 2, syntax: [], summary: ''},
	{name: 'EXCLUDE', minimum: 2, syntax: [], summary: ''},
	{name: 'DELETE', minimum: 3, syntax: [], summary: ''},
	{name: 'DISPLAY', minimum: 3, syntax: [], summary: ''},
] as const;

function seeks(context: UserContext, [word, ...rest]: readonly string[]): number {
	const {cp: {monitor: {seeks: list}}, reply} = context;
	const asked = word === undefined ? undefined : findCommand(word, seekOperands)?.name;
	if (asked === undefined) {
		return word === undefined ? missing(context) : invalid(context, word);
	}

	if (asked === 'DISPLAY') {
		const addresses = [...list.addresses].toSorted((one, other) => one - other).map(address => cuu(address));
		reply(`${list.isExclusion ? 'EXCLUDE' : 'INCLUDE'} ${addresses.length === 0 ? 'NONE' : addresses.join(' ')}`);
		return 0;
	}

	const addresses = rest.map(each => parseCuu(each)).filter(address => address !== undefined);
	if (addresses.length < rest.length || (asked === 'DELETE') !== (rest.length === 0)) {
		return missing(context);
	}

	const isExclusion = asked === 'EXCLUDE';
	if (asked === 'DELETE' || isExclusion !== list.isExclusion) {
		list.addresses.clear();
	}

	list.isExclusion = isExclusion;
	for (const address of addresses) {
		list.addresses.add(address);
	}

	return done(context);
}
