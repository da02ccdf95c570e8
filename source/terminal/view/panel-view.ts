/** The machine panel as rows: the head, a line for each machine, the flow. Pure but for what it reads of the panel. */
import {greatest} from '../../base/sequences.js';
import type {MachinePanel, PanelLine} from '../pane/machine-panel.js';
import type {MachineRow} from '../pane/panel.js';
import {cpuText} from './pane-view.js';
import {paint, type Theme} from './theme.js';

type Column = {readonly head: string; readonly text: (machine: MachineRow) => string; readonly width: number};

const left = (head: string, width: number, text: Column['text']): Column => ({
	head: head.padEnd(width), width, text: machine => text(machine).padEnd(width),
});
const right = (head: string, width: number, text: Column['text']): Column => ({
	head: head.padStart(width), width, text: machine => text(machine).padStart(width),
});

const userid = left('MACHINE', 9, machine => machine.userid);
const state = left('STATE', 9, machine => machine.state);
const queue = left('QUEUE', 5, machine => machine.queue ?? '');
const cpu = right('CPU', 8, machine => cpuText(machine.cpu).trimStart());
const pages = right('PAGES', 7, machine => String(machine.pages ?? ''));
const io = right('I/O', 8, machine => String(machine.io ?? ''));

/** From a wide pane to a narrow one: what a machine does and for whom is worth more than its figures. */
const choices: ReadonlyArray<readonly Column[]> = [
	[userid, state, queue, cpu, pages, io], [userid, state, queue, cpu], [userid, state],
];

/** Title of the panel: what it is, and the machines logged on, how far back it looks, or that it is paused. */
export function panelTitle(panel: MachinePanel): {readonly name: string; readonly status: string} {
	const {count, linesBehind, isPaused, linesSince} = panel;
	const place = linesBehind > 0 ? `BACK ${linesBehind}` : `${count} LOGGED ON`;
	return {name: 'MACHINES', status: isPaused ? `PAUSED  ${linesSince} SINCE` : place};
}

function rowOf(line: PanelLine, columns: readonly Column[], width: number, theme: Theme): string {
	const cut = (text: string): string => text.slice(0, width).trimEnd();
	switch (line.kind) {
		case 'machine': {
			const {machine} = line;
			return cut(`${columns.map(({text}) => text(machine)).join('')}  ${machine.note ?? ''}`);
		}

		case 'fact': {
			return cut(line.text);
		}

		case 'flow': {
			return paint(theme, 'quiet', cut(line.text));
		}

		case 'rule': {
			return paint(theme, 'rule', '─'.repeat(width));
		}

		case 'more': {
			return paint(theme, 'quiet', cut(`… ${line.count} more`));
		}
	}
}

/** The panel in `height` rows of `width` columns. */
export function panelRows(panel: MachinePanel, width: number, height: number, theme: Theme): string[] {
	const lines = panel.lines();
	const notes = lines.map(line => line.kind === 'machine' ? line.machine.note ?? '' : '');
	const note = greatest(notes.map(text => text.length), 0);
	const columns =
		choices.find(each => each.reduce((sum, column) => sum + column.width, note > 0 ? note + 2 : 0) <= width)
		?? choices[2];
	const rows = lines.map(line => rowOf(line, columns, width, theme));
	const head = paint(theme, 'quiet', columns.map(column => column.head).join('').slice(0, width).trimEnd());
	return [head, ...rows, ...Array.from({length: height}, () => '')].slice(0, height);
}
