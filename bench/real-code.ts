// How much of code that nobody wrote to be measured runs translated: `node build/bench/real-code.js [NAME…]` prints one
// JSON object. `node scripts/transpile.js` first.
//
// `sortf` to `total` are programs of dasd/library and dasd/samples under CP and CMS; `locks` is FILELOCK of
// dasd/extension on a machine alone. YORKTOWN_CMS_SEGMENTS names the folder with IBM's CMS (test/support/ibm-cms.ts):
// `ibm` is the same programs under it, where files, terminal and loading are System/370 code, too, and its EXEC.
// YORKTOWN_DIAGNOSTICS names the tape of IBM's diagnostics (docs/diagnostics.md): on a machine alone and under CP.
//
// Of each: instructions, without what CP charges for resident programs; parts of them that ran translated and by their
// rows in the instruction table (`calledMost`: by mnemonic), in regions both; what regions were left for, and what kept
// others from being made. `mips`: by the time that the machine's processor worked, its own compiling included; `all`:
// by CPU time of everything, the host's compiler and its own collections too.
import {existsSync, readFileSync} from 'node:fs';
import process from 'node:process';
import {assemble} from '../source/assembler/assemble.js';
import {toEbcdic} from '../source/base/ebcdic.js';
import type {NewFile} from '../source/cms/file-system/disk/disk.js';
import type {Processor} from '../source/machine/interpreter/processor.js';
import {Standalone} from '../source/machine/standalone.js';
import {TranslationReport} from '../source/machine/translator/translation-report.js';
import {cmsVolume, moduleFile} from '../test/support/cms-disk.js';
import {CpSession} from '../test/support/cp-session.js';
import {DiagnosticsOperator, diagnosticsTape} from '../test/support/diagnostics.js';
import {ibmCms, segmentsFolder} from '../test/support/ibm-cms.js';
import {libraryDecks, libraryMembers} from '../test/support/program-library.js';
import {SystemSession, type AnotherSystem} from '../test/support/whole-system.js';
import {LockMachines} from './lock-machines.js';

const milliseconds = (): number => {
	const {user, system} = process.cpuUsage();
	return (user + system) / 1000;
};

/** The most frequent. */
const most = (counts: Readonly<Record<string, number>>): Record<string, number> =>
	Object.fromEntries(Object.entries(counts).slice(0, 6));

/** Watches a processor from its first instruction on. */
class Meter {
	#processor!: Processor;
	#report!: TranslationReport;
	#busy = 0;
	/** Without those that CP charges for what resident programs do. */
	#executed = 0;
	readonly #begun = milliseconds();

	watch(processor: Processor): void {
		this.#processor = processor;
		this.#report = new TranslationReport(milliseconds);
		processor.translationReport = this.#report;
		const run = processor.run.bind(processor);
		processor.run = budget => {
			// CPU time takes longer to ask for than many runs do.
			const before = performance.now();
			const {instructions} = processor.cpu;
			const exit = run(budget);
			this.#executed += processor.cpu.instructions - instructions;
			this.#busy += performance.now() - before;
			return exit;
		};
	}

	get result(): Record<string, unknown> {
		const {translator} = this.#processor;
		const instructions = this.#executed;
		const all = milliseconds() - this.#begun;
		const {translated, called, interpreted, left, regions} =
			this.#report.summary(instructions, translator?.executed ?? 0, translator?.count ?? 0);
		const mips = (time: number): number => Number((instructions / time / 1000).toFixed(1));
		return {
			instructions,
			translated: translated.share,
			called: called.share,
			interpreted: interpreted.share,
			calledMost: most(called.by),
			left: {...most(left.by), elsewhere: left.elsewhere},
			refused: most(regions.refused),
			regions: {made: regions.made, dropped: regions.dropped, now: regions.now},
			mips: mips(this.#busy),
			all: mips(all),
		};
	}
}

/** Enters lines, each of which has to end well. */
function enterAll(session: SystemSession, lines: readonly string[]): void {
	for (const line of lines) {
		const typed = session.enter(line);
		if (!typed.at(-1)?.startsWith('Ready;')) {
			throw new Error(`${line}: ${typed.join('; ')}`);
		}
	}
}

const times = (count: number, ...lines: readonly string[]): string[] =>
	Array.from({length: count}, () => lines).flat();

/** Lines of words that are in no order. */
const words = Array.from({length: 1500}, (_, index) =>
	`${(index * 7919 % 1500).toString(36).toUpperCase().padStart(4, 'K')} IS LINE ${index} OF A FILE WITH WORDS IN IT`);
const sales = Array.from({length: 1500}, (_, index) =>
	`ITEM ${index}`.padEnd(10) + String(index % 997).padStart(6, '0'));
const fixed = (name: string, lines: readonly string[]): NewFile => ({
	name, type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 80,
	records: lines.map(line => toEbcdic(line.padEnd(80))),
});

type Member = (name: string) => readonly string[] | undefined;

function deck(name: string, lines: readonly string[], member: Member): NewFile {
	const {cards, returnCode} = assemble(lines, {library: {member}});
	if (returnCode > 0) {
		throw new Error(`${name} ASSEMBLE`);
	}

	return {
		name, type: 'TEXT', modeNumber: '1', recordFormat: 'F', recordLength: 80, records: cards,
	};
}

/** TOTAL and what it calls, as MAKE EXEC makes them. */
const sampleDecks = ['TOTAL', 'EDITNUM'].map(name => {
	const linesOf = (file: string): string[] | undefined =>
		existsSync(file) ? readFileSync(file, 'latin1').trimEnd().split('\n') : undefined;
	return deck(name, linesOf(`dasd/samples/${name}.ASSEMBLE`)!, macro =>
		linesOf(`dasd/samples/${macro}.MACRO`) ?? linesOf(`dasd/cmslib/${macro}.MACRO`));
});

/** The library for IBM's CMS, where an SVC 202 whose errors are not looked at goes on behind it only if told where. */
const libraryForIbm = (): NewFile[] => {
	const shared = new Map(libraryMembers.filter(({type}) => type !== 'ASSEMBLE').map(({name, lines}) =>
		[name, lines.map(line => line.replace('AL4(1)', 'AL4(*+4)'))]));
	return libraryMembers.filter(({type}) => type === 'ASSEMBLE').map(({name, lines}) =>
		deck(name, lines, macro => shared.get(macro)));
};

/** What is done under CMS, ours or another: by name, lines that prepare it, and lines that count. */
const programs: Readonly<Record<string, readonly string[]>> = {
	sortf: ['LOAD SORTF', 'GENMOD', ...times(20, 'SORTF WORDS DATA A SORTED DATA A (KEY 1 4')],
	words: ['LOAD WORDS', 'GENMOD', ...times(10, 'WORDS WORDS DATA A')],
	calendar: ['LOAD CALENDAR', 'GENMOD', ...times(300, 'CALENDAR 11 1975')],
	tests: ['STRTEST', 'DECTEST', 'DATTEST', 'SRTTEST']
		.flatMap(name => [`LOAD ${name}`, `GENMOD ${name}`, ...times(20, name)]),
	total: ['LOAD TOTAL', 'GENMOD', ...times(50, 'TOTAL')],
};
/** A procedure is System/370 code under IBM's CMS alone. */
const ofNucleus = {exec: times(10, 'LOOP 2000')};
const procedures = {
	'LOOP EXEC': [
		'&CONTROL OFF', '&COUNT = 0', '-AGAIN', '&COUNT = &COUNT + 1', '&TEXT = &CONCAT A &COUNT',
		'&PART = &SUBSTR &TEXT 1 2', '&IF &COUNT LT &1 &GOTO -AGAIN',
	],
};

/** SR 15,15 and BR 14 in the transient area, for what IBM's CMS looks for on its own system disk. */
const idleModules = ['SVCTRACE', 'RENAME'].map(name => moduleFile(name, Uint8Array.of(0x1B, 0xFF, 0x07, 0xFE), 0xE000));

function underCms(lines: readonly string[], another?: AnotherSystem): unknown {
	const meter = new Meter();
	const disk = cmsVolume(procedures, [
		...(another ? libraryForIbm() : libraryDecks), ...sampleDecks, fixed('WORDS', words), fixed('SALES', sales),
		...(another ? idleModules : []),
	]);
	const session = new SystemSession({191: disk}, another, ({processor}) => {
		meter.watch(processor);
	});
	enterAll(session, ['ACCESS (NOPROF', ...lines]);
	const {result} = meter;
	session.close();
	return result;
}

function locks(): unknown {
	const both = new LockMachines();
	const meter = new Meter();
	meter.watch(both.machines[0].processor);
	both.run(0, 200_000);
	return meter.result;
}

function diagnostics(file: string, isVirtual: boolean): unknown {
	const meter = new Meter();
	const operator = new DiagnosticsOperator(file);
	const steps = isVirtual ? virtualMachine() : alone();
	steps.run(10);
	operator.console.attention();
	for (let count = 0; count < 2000 && !operator.look(); count++) {
		steps.run(1);
	}

	return {...meter.result, sections: operator.report.ran};

	function alone() {
		const system = new Standalone(0x4_0000);
		meter.watch(system.machine.processor);
		for (const [address, device] of operator.devices) {
			system.channels.attach(address, device);
		}

		system.ipl(diagnosticsTape);
		return {
			run(much: number) {
				system.run(much * 500_000);
			},
		};
	}

	function virtualMachine() {
		const session = new CpSession();
		const {vm} = session.logOn('ALICE');
		meter.watch(vm.processor);
		for (const [address, device] of operator.devices) {
			vm.devices.attach({address, kind: 'DEV', type: device.type, device, readOnly: false});
		}

		session.cp.ipl(vm, diagnosticsTape.toString(16));
		vm.begin();
		return {
			run(much: number) {
				session.run(much * 0.5);
			},
		};
	}
}

const asked = process.argv.slice(2);
const result: Record<string, unknown> = {node: process.version};
const measures: Array<readonly [string, () => unknown]> =
	Object.entries(programs).map(([name, lines]) => [name, () => underCms(lines)]);
measures.push(['locks', locks]);
if (segmentsFolder !== undefined) {
	const another = ibmCms(segmentsFolder);
	measures.push(...Object.entries({...programs, ...ofNucleus})
		.map(([name, lines]) => [`ibm ${name}`, () => underCms(lines, another)] as const));
}

const tape = process.env.YORKTOWN_DIAGNOSTICS;
if (tape !== undefined) {
	measures.push(
		['diagnostics, alone', () => diagnostics(tape, false)],
		['diagnostics, under CP', () => diagnostics(tape, true)],
	);
}

for (const [name, measure] of measures.filter(([each]) => asked.length === 0 || asked.includes(each))) {
	result[name] = measure();
}

process.stdout.write(`${JSON.stringify(result)}\n`);
