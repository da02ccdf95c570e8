/** Runs a program on a real pty and shows what a person sees, by replaying its output into a terminal emulator. */
import process from 'node:process';
import {setTimeout} from 'node:timers/promises';
import type {ExecutionContext} from 'ava';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

export type Person = {
	/** Types: characters and control characters as the keyboard sends them. */
	readonly type: (text: string) => void;
	/** The rows of the window, without trailing blanks. */
	readonly rows: () => string[];
	/**
	 * Waits until the window fulfils something; throws with the window's content where it does not within half a
	 * minute.
	 */
	readonly sees: (what: string | RegExp | ((rows: readonly string[]) => boolean)) => Promise<string[]>;
	/** 0-based column and row. */
	readonly cursor: () => {readonly x: number; readonly y: number};
	readonly resize: (columns: number, rows: number) => void;
	readonly signal: (signal: NodeJS.Signals) => void;
	/** Exit status, once the program has ended. */
	readonly exit: Promise<number>;
	/** Whether the alternate screen is on. */
	readonly isFullScreen: () => boolean;
	/** Everything the program wrote. */
	readonly written: () => string;
	/** Style of the cell at a place. */
	readonly style: (
		x: number,
		y: number,
	) => {readonly bold: boolean; readonly inverse: boolean; readonly colour: number | undefined};
};

const patience = 30_000;

/**
 * Starts `node WORDS` (or another `command`) in a window of `columns` × `rows`; `t`'s end ends it. The window answers
 * what it is asked; asked what it is (DA1), it says that it is a VT100 (without a clipboard), or gives the pieces of
 * `attributes` with a while between them.
 */
export function sit(
	t: ExecutionContext,
	columns: number,
	rows: number,
	words: readonly string[],
	environment: Readonly<Record<string, string>> = {},
	{command = process.execPath, attributes}: {
		readonly command?: string;
		readonly attributes?: readonly string[];
	} = {},
): Person {
	const window = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	// Under CI variables some libraries draw nothing; a person's terminal has none.
	const {CI: _ci, CONTINUOUS_INTEGRATION: _integration, NO_COLOR: _noColor, ...inherited} = process.env;
	const program = spawn(command, [...words], {
		cols: columns,
		rows,
		name: 'xterm-256color',
		env: {
			...inherited,
			TERM: 'xterm-256color',
			NODE_ENV: 'production',
			...environment,
		},
	});
	let written = '';
	let hasEnded = false;
	program.onData(data => {
		written += data;
		window.write(data);
	});
	// A terminal sends one thing after the other: what is typed during an answer comes after it.
	let typed: string[] | undefined;
	const answerSlowly = async (pieces: readonly string[]): Promise<void> => {
		typed = [];
		for (const piece of pieces) {
			program.write(piece);
			await setTimeout(150);
		}

		program.write(typed.join(''));
		typed = undefined;
	};

	window.onData(answer => {
		program.write(answer);
	});
	if (attributes) {
		window.parser.registerCsiHandler({final: 'c'}, () => {
			void answerSlowly(attributes);
			return true;
		});
	}

	const exit = new Promise<number>(resolve => {
		program.onExit(({exitCode}) => {
			hasEnded = true;
			resolve(exitCode);
		});
	});
	t.teardown(() => {
		if (!hasEnded) {
			program.kill('SIGKILL');
		}
	});
	const read = (): string[] => {
		const {active} = window.buffer;
		return Array.from(
			{length: window.rows},
			(_, y) =>
				active
					.getLine(active.baseY + y)
					?.translateToString(true)
					.trimEnd() ?? '',
		);
	};

	return {
		type(text) {
			if (typed) {
				typed.push(text);
			} else {
				program.write(text);
			}
		},
		rows: read,
		async sees(what) {
			const fulfils =
				typeof what === 'function'
					? what
					: (rows: readonly string[]) =>
						rows.some(row => (typeof what === 'string' ? row.includes(what) : what.test(row)));
			const end = Date.now() + patience;
			for (;;) {
				// A frame may come in several pieces: its end closes the synchronized output that its start opened.
				const {length} = written;
				await new Promise<void>(resolve => {
					window.write('', resolve);
				});
				const isWhole =
					written.length === length
					&& written.lastIndexOf('\u001B[?2026h') <= written.lastIndexOf('\u001B[?2026l');
				const shown = read();
				if (isWhole && fulfils(shown)) {
					return shown;
				}

				if (Date.now() > end) {
					throw new Error(`not seen: ${String(what)}${hasEnded ? ' (the program has ended)' : ''}\n${shown.join('\n')}`);
				}

				await setTimeout(10);
			}
		},
		cursor() {
			const {active} = window.buffer;
			return {x: active.cursorX, y: active.cursorY};
		},
		resize(width, height) {
			window.resize(width, height);
			program.resize(width, height);
		},
		signal(signal) {
			process.kill(program.pid, signal);
		},
		exit,
		isFullScreen: () => window.buffer.active.type === 'alternate',
		written: () => written,
		style(x, y) {
			const cell = window.buffer.active.getLine(window.buffer.active.baseY + y)!.getCell(x)!;
			return {
				bold: cell.isBold() !== 0,
				inverse: cell.isInverse() !== 0,
				colour: cell.isFgDefault() ? undefined : cell.getFgColor(),
			};
		},
	};
}
