/**
 * The console of `run`: a 3215 that answers reads and collects what the procedure types. Everything is decided inside
 * the simulated machine's own events.
 */
import {fromEbcdic, toEbcdic, type CodePage} from '../../base/ebcdic.js';
import type {Clock} from '../../base/clock.js';
import {limits} from '../../base/limits.js';
import {nucon} from '../../cms/nucleus/storage/nucon.js';
import type {TerminalLine} from '../../cp/terminal/terminal-line.js';
import type {VirtualMachine} from '../../cp/machine/virtual-machine.js';
import {withoutControls} from '../../port/text.js';
import type {Terminal, TerminalOutput} from '../../port/terminal-port.js';
import {ebcdicToHost, hostToEbcdic, type NotSign} from '../../system/files/host-text.js';

/** A line of a 3215. */
export const lineSize = 130;

export type Outcome = {
	/** Return code; `undefined` where the procedure did not end. */
	returnCode: number | undefined;
	readonly output: string[];
	started: number;
	cpuBefore: number;
	seconds: number;
	cpu: number;
	/** Why it did not end. */
	problem: string | undefined;
};

/** How lines look on the host. */
export type ConsoleText = {
	readonly page: CodePage;
	readonly notSign: NotSign;
	/** Control characters come as they are. */
	readonly raw: boolean;
};

export type RunOptions = {
	/** Commands before the procedure, which nobody sees. */
	readonly setup: readonly string[];
	/** What runs the procedure. */
	readonly command: string;
	/** A line for each of its console reads. */
	readonly input: readonly string[];
	readonly text: ConsoleText;
	/** Takes each line as it comes; `keep`: they stay in the outcome. */
	readonly print: ((line: string) => void) | 'keep';
};

/** The ready message, long and short form: CMS's own, not the procedure's. */
const readyMessage = /^R(?:eady)?(?:\(-?\d+\))?;(?: T=.*)?$/;

/** Editing symbols in what the host types for the user stand for themselves. */
const literal = (line: string): string => line.replaceAll(/[#@¢"]/g, '"$&');

/** The console of the run: answers reads, collects output. */
export class RunConsole implements Terminal {
	readonly lineSize = lineSize;
	readonly kind = 'typewriter';
	readonly address = 'CONS 009';
	line!: TerminalLine;
	/** The system's. */
	clock!: Clock;
	/** Set once the user is logged on: CP reads at the terminal before that. */
	machine: VirtualMachine | undefined;
	ended = false;
	readonly outcome: Outcome = {
		returnCode: undefined,
		output: [],
		started: 0,
		cpuBefore: 0,
		seconds: 0,
		cpu: 0,
		problem: undefined,
	};

	readonly #setup: string[];
	readonly #command: string;
	/** What the procedure's reads have not had yet, in reverse: a long list is taken from its end. */
	readonly #input: string[];
	readonly #text: ConsoleText;
	readonly #print: ((line: string) => void) | 'keep';

	constructor({setup, command, input, text, print}: RunOptions) {
		this.#setup = [...setup];
		this.#command = command;
		this.#input = input.toReversed();
		this.#text = text;
		this.#print = print;
	}

	/** The procedure's command has been typed: what comes now is its output. */
	#capturing = false;
	#measured = false;

	send(output: TerminalOutput): void {
		if (this.ended || !this.machine) {
			return;
		}

		if (output.kind === 'line' && output.lineClass !== 'input' && this.#capturing) {
			this.#noteReturnCode();
			if (this.#commandsActive === 0 && readyMessage.test(output.text)) {
				return;
			}

			// What a typewriter shows: blanks at the end are no marks on paper.
			const text = ebcdicToHost(toEbcdic(output.text), this.#text.page, this.#text.notSign);
			this.#typeOut((this.#text.raw ? text : withoutControls(text)).trimEnd());
		} else if (output.kind === 'read' && output.pending) {
			this.#answer();
		} else if (output.kind === 'closed') {
			this.#end('the procedure logged its machine off');
		}
	}

	#typeOut(text: string): void {
		if (this.#print !== 'keep') {
			this.#print(text);
		} else if (this.outcome.output.length < limits.outputLines.value) {
			this.outcome.output.push(text);
		} else {
			this.#end(`more than ${limits.outputLines.value} lines of output`);
		}
	}

	/** At CMS's own read the next line of ours; at the procedure's read the next line of input. */
	#answer(): void {
		this.#noteReturnCode();
		const {line, outcome} = this;
		const vm = this.machine!;
		const idle = !vm.cpMode.active && this.#commandsActive === 0;
		if (idle && this.#setup.length > 0) {
			line.enter(this.#setup.shift()!);
		} else if (idle && !this.#capturing) {
			this.#capturing = true;
			outcome.started = this.clock.now();
			outcome.cpuBefore = vm.account.usage.virtualCpu;
			vm.storage.setWord(nucon.commandsEnded, 0);
			line.enter(this.#typed(this.#command));
		} else if (idle) {
			this.#end(outcome.returnCode === undefined ? 'the procedure ended abnormally' : undefined);
		} else if (this.#input.length > 0) {
			line.enter(this.#typed(this.#input.pop()!));
		} else {
			this.#end(vm.cpMode.active
				? 'end of input: the machine is in CP READ'
				: 'end of input: the procedure reads a line and there is none');
		}
	}

	/** What gives the machine the codes that `text` has in the run's code page: its terminal is one of CP037. */
	#typed(text: string): string {
		return literal(fromEbcdic(hostToEbcdic(text, this.#text.page)));
	}

	/** Not zero while something typed at the terminal runs; what CMS types in between is its own. */
	get #commandsActive(): number {
		return this.machine!.storage.word(nucon.commandActive);
	}

	/** The first command that ends is the procedure; stacked lines that run after it do not change its return code. */
	#noteReturnCode(): void {
		const {storage} = this.machine!;
		if (this.#capturing && this.outcome.returnCode === undefined && storage.word(nucon.commandsEnded) > 0) {
			this.outcome.returnCode = storage.word(nucon.firstReturnCode) | 0;
		}
	}

	#end(problem: string | undefined): void {
		if (this.ended) {
			return;
		}

		this.ended = true;
		this.outcome.problem = problem;
		this.measure();
	}

	/** What the procedure has used up to now. */
	measure(): void {
		const {outcome} = this;
		const vm = this.machine;
		if (!vm || !this.#capturing || this.#measured) {
			return;
		}

		this.#measured = this.ended;
		outcome.seconds = (this.clock.now() - outcome.started) / 1_000_000;
		outcome.cpu = (vm.account.usage.virtualCpu - outcome.cpuBefore) / 1_000_000;
	}
}

