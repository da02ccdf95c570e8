/** The logo that a display shows while nobody uses it. */
import {paint, type Theme} from './theme.js';

const name = [
	'╷ ╷ ┌─┐ ┌─┐ ╷ ╷ ╶┬╴ ┌─┐ ╷ ╷ ┌┐╷',
	'└┬┘ │ │ ├┬┘ ├┴┐  │  │ │ │╷│ │││',
	' ╵  └─┘ ╵└╴ ╵ ╵  ╵  └─┘ └┴┘ ╵└┘',
];

/** Rows of a screen of `columns` × `rows` with the logo; `lines` stand under it. */
export function logoRows(theme: Theme, columns: number, rows: number, lines: readonly string[]): string[] {
	const isWide = columns >= 44 && rows >= 11;
	const art = isWide ? name : ['Y O R K T O W N'];
	const content: Array<readonly ['logo' | 'plain' | 'quiet', string]> = [
		...art.map(text => ['logo', text] as const),
		['plain', ''],
		['plain', 'VM/370 ONLINE'],
		['plain', ''],
		...lines.map(text => ['quiet', text] as const),
	];
	const shown = content.slice(0, rows);
	const above = Math.max(0, Math.floor((rows - shown.length) / 2));
	return [
		...Array.from({length: above}, () => ''),
		...shown.map(([style, text]) => {
			const cut = text.slice(0, columns);
			return cut === '' ? '' : ' '.repeat(Math.floor((columns - cut.length) / 2)) + paint(theme, style, cut);
		}),
	];
}
