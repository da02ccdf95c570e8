/** The titles of the panes: number and name, status, CPU time, the clock. */
import {timeOfDay} from '../../base/clock.js';
import {panelNumber} from '../state/desk.js';
import type {PanePlace} from '../state/layout.js';
import {panelTitle} from './panel-view.js';
import {cpuText, titleStatus} from './pane-view.js';
import type {Scene} from './scene.js';
import {spread} from './text.js';
import {paint} from './theme.js';

/** What a title says of a pane. */
type Titled = {
	readonly id: number;
	readonly name: string;
	readonly status: string;
	/** Virtual CPU time, microseconds; of a user's machine only. */
	readonly cpu: number | undefined;
	/** It has lines that were not seen, or waits to be cleared. */
	readonly hasNews: boolean;
};

function titled({panes, panel}: Scene, id: number): Titled {
	if (id === panelNumber && panel) {
		return {
			id, ...panelTitle(panel), cpu: undefined, hasNews: false,
		};
	}

	const pane = panes.get(id)!;
	return {
		id,
		name: pane.name,
		status: titleStatus(pane),
		cpu: pane.painter.userid === undefined ? undefined : pane.cpu,
		hasNews: pane.news || pane.painter.held,
	};
}

/** The parts that there are, as the right end of a title. */
function ending(parts: readonly string[]): string {
	return parts.filter(part => part !== '').join('  ') + ' ';
}

/** Time of day for the titles. */
function clockText({now, clock}: Scene): string {
	return timeOfDay(now).slice(0, clock === 'seconds' ? 8 : 5);
}

export function titleOf(scene: Scene, {id, title}: PanePlace): string {
	const {desk, layout} = scene;
	const shown = titled(scene, id);
	// Where not every pane has its place, the user's title names them all.
	return layout.kind === 'tabs' || (id !== 0 && layout.places.length < desk.panes.length)
		? tabRow(scene, shown, title.width)
		: titleRow(scene, shown, title.width);
}

/** ` 1 USER1 … VM READ  CPU   0.31 `; the operator's has system and clock instead of CPU time. The status goes last. */
function titleRow(scene: Scene, {id, name, status, cpu}: Titled, width: number): string {
	const left = ` ${id} ${name}`;
	const time = clockText(scene);
	const choices = id === 0
		? [[status, `SYSTEM ${scene.system}  ${time}`], [status, time], [status]]
		: [[status, cpu === undefined ? '' : `CPU ${cpuText(cpu)}`], [status]];
	const right = choices.map(parts => ending(parts)).find(choice => left.length + choice.length < width) ?? '';
	return paint(scene.theme, id === scene.desk.focus ? 'focused' : 'quiet', spread(left, right, width));
}

/**
 * The title line where not all panes are shown: all by number, the status of the one below it, the clock where no other
 * title has it.
 */
function tabRow(scene: Scene, shown: Titled, width: number): string {
	const {desk, layout, theme} = scene;
	const time = layout.kind === 'tabs' ? clockText(scene) : '';
	const {status} = shown;
	const cpu = shown.cpu === undefined ? '' : `CPU ${cpuText(shown.cpu).trimStart()}`;
	const all = desk.panes.map(id => titled(scene, id));
	const mark = ({id, hasNews}: Titled): string => id !== shown.id && hasNews ? '*' : '';
	const long = all.map(pane => `${pane.id} ${pane.name}${mark(pane)}`);
	const short = all.map(pane => pane.id === shown.id ? `${pane.id} ${pane.name}` : `${pane.id}${mark(pane)}`);
	const rights = [[status, cpu, time], [status, time], [status]].map(parts => ending(parts));
	const fits = (names: readonly string[], right: string): boolean =>
		names.join('  ').length + right.length + 2 <= width;
	// Names are cut before the figures, the figures before the status.
	const names = fits(long, rights[0]) ? long : short;
	const right = rights.find(each => fits(names, each)) ?? rights[2];
	const left = names
		.map((name, index) => paint(theme, all[index].id === desk.focus ? 'focused' : 'quiet', name))
		.join('  ');
	const used = names.join('  ').length + 1;
	const style = shown.id === desk.focus ? 'focused' : 'quiet';
	return ` ${left}${paint(theme, style, spread('', right, Math.max(0, width - used)))}`;
}
