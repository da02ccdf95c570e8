/** A thin CMS over files in memory, until the real one stands: enough for the recordings of EXEC. */
import {toEbcdic} from '../../source/base/ebcdic.js';
import type {Step} from '../../source/guest/action.js';
import type {Cms, CommandCall} from '../../source/cms/cms.js';
import type {AccessedDisk, FileStatus} from '../../source/cms/file-system/disk.js';
import {runExec} from '../../source/cms/exec/interpreter.js';
import {scan} from '../../source/cms/exec/scanner.js';

export type Recording = {
	readonly id: string; readonly kind: string; readonly feature: string; readonly files: Record<string, string[]>; readonly recfm?: Record<string, string>;
	readonly command: string; readonly input: string[]; readonly output: string[]; readonly rc: number | null; readonly async_input?: number[];
};

type Stored = {status: FileStatus; records: Uint8Array[]};

export function replay(recording: Recording): string[] {
	const output: string[] = [];
	const files = new Map<string, Stored>();
	for (const [key, lines] of Object.entries(recording.files)) {
		const [name, type, mode] = key.split(' ');
		const format = recording.recfm?.[key];
		const length = format ? Number(format.slice(1)) : Math.max(...lines.map(line => line.length));
		const records = lines.map(line => toEbcdic(format ? line.padEnd(length).slice(0, length) : line));
		files.set(`${name} ${type}`, {records, status: {name, type, mode: `${mode}1`, recordFormat: format ? 'F' : 'V', recordLength: length, records: lines.length, blocks: 1, date: '', time: ''}});
	}

	const input = [...recording.input];
	const stacked: string[] = [];
	const disk = (letter: string): AccessedDisk => ({letter, readOnly: false, blocks: {total: 1, used: 0, left: letter === 'D' ? 9 : 8}} as AccessedDisk);
	const disks = [disk('A'), disk('D')];
	let emsg = 'TEXT';
	let done = false;
	const type = (text: string): void => {
		if (!cms.console.haltTyping) {
			output.push(text.trimEnd());
		}
	};

	const find = (name: string, fileType: string, mode: string) => {
		const stored = files.get(`${name} ${fileType}`);
		return stored && (mode === '*' || mode.startsWith('A')) ? stored : undefined;
	};

	function * execute({tokens, from}: CommandCall): Step<number> {
		const [name, fn = '', ft = '', fm = 'A'] = tokens;
		if (name === 'EXEC') {
			return yield* runExec(cms, {name: fn, type: 'EXEC'}, tokens.slice(2));
		}

		if (name === 'STATE' || name === 'ERASE') {
			if (!/^[A-Z*]\d?$/.test(fm)) {
				return yield* cms.message('DMSSTT048E', `Invalid mode '${fm}'.`, 24);
			}

			if (!find(fn, ft, fm)) {
				return yield* cms.message('DMSSTT002E', `File '${fn} ${ft} ${fm}' not found.`, 28);
			}

			if (name === 'ERASE') {
				files.delete(`${fn} ${ft}`);
			}

			return 0;
		}

		if (name === 'CP') {
			if (fn === 'SET' && ft === 'EMSG') {
				emsg = fm;
				return 0;
			}

			return 1;
		}

		if (name === 'FINIS') {
			return 0;
		}

		return from === 'exec' ? -3 : -1;
	}

	const cms = {
		settings: {suppressMessages: false},
		execs: [],
		execGlobals: new Map<string, string>(),
		disks: {
			disks,
			disk: (letter: string) => disks.find(one => one.letter === letter),
			find(name: string, fileType: string, mode: string) {
				const stored = find(name, fileType, mode);
				return stored && {disk: disks[0], status: stored.status};
			},
			* open(_disk: AccessedDisk, status: FileStatus) {
				const stored = files.get(`${status.name} ${status.type}`)!;
				return {
					status,
					* read(record: number) {
						return files.get(`${status.name} ${status.type}`) === stored ? stored.records[record - 1] : 'gone';
					},
					close() {/* nothing */},
				};
			},
		},
		console: {
			* type(text: string) {
				type(text);
			},
			* typeError(text: string) {
				type(text);
			},
			* read() {
				const line = stacked.shift() ?? input.shift();
				if (line === undefined) {
					done = true;
					return '&EXIT';
				}

				return line.toUpperCase();
			},
			stack(line: string, order: string) {
				if (order === 'LIFO') {
					stacked.unshift(line);
				} else {
					stacked.push(line);
				}
			},
			get stacked() {
				return stacked.length;
			},
			haltTyping: false,
		},
		execute,
		* charge() {/* nothing */},
		* pseudoTimer() {
			return {time: 'HH:MM:SS', virtualCpu: 0, totalCpu: 0};
		},
		* message(id: string, text: string, rc: number) {
			if (cms.settings.suppressMessages || emsg === 'OFF') {
				return rc;
			}

			const whole = emsg === 'ON' || (/^DMS.{6}[RS]/.test(id) && emsg === 'TEXT');
			type(whole ? `${id} ${text}` : emsg === 'TEXT' ? text : id);
			return rc;
		},
	} as unknown as Cms;

	function * terminal(): Step {
		let line: string | undefined = recording.command;
		while (line !== undefined && !done) {
			const tokens = scan(line.toUpperCase());
			cms.console.haltTyping = false;
			if (tokens.length === 0) {
				if (stacked.length === 0) {
					type('CMS');
				}
			} else {
				const rc: number = find(tokens[0], 'EXEC', '*')
					? yield* runExec(cms, {name: tokens[0], type: 'EXEC'}, tokens.slice(1))
					: yield* execute({tokens, line, from: 'terminal'});
				cms.console.haltTyping = false;
				type(rc === -1 || rc === -3 ? 'Unknown CP/CMS command' : rc === 0 ? 'Ready;' : `Ready(${rc < 0 ? `-${String(-rc).padStart(4, '0').slice(-4)}` : String(rc).padStart(5, '0').slice(-5)});`);
			}

			line = stacked.shift() ?? input.shift();
		}
	}

	const run = terminal();
	while (!run.next(0).done) {/* nothing waits here */}
	return output.map(one => one.replace(/^T=\d.*/, 'T=V.VV/T.TT HH:MM:SS'));
}
