/**
 * The look: colour only where it means something. Names of styles -> SGR sequences (ECMA-48), for dark, light and
 * colourless terminals.
 */
import type {LineClass} from '../../port/terminal-port.js';

export type Style =
	| LineClass
	| 'plain'
	| 'rule'
	/** Round the pane with the focus. */
	| 'border'
	| 'title'
	| 'focused'
	| 'quiet'
	| 'status'
	| 'alert'
	| 'key'
	| 'match'
	| 'logo';

export type Theme = Readonly<Record<Style, readonly [on: string, off: string]>>;

const bold = ['\u001B[1m', '\u001B[22m'] as const;
const dim = ['\u001B[2m', '\u001B[22m'] as const;
const inverse = ['\u001B[7m', '\u001B[27m'] as const;
const none = ['', ''] as const;
const colour = (code: number) => [`\u001B[${code}m`, '\u001B[39m'] as const;
const boldInverse = ['\u001B[1m\u001B[7m', '\u001B[27m\u001B[22m'] as const;

const plain: Theme = {
	plain: none,
	vm: none,
	cp: none,
	error: bold,
	message: bold,
	input: bold,
	rule: dim,
	border: none,
	title: none,
	focused: bold,
	quiet: dim,
	status: inverse,
	alert: boldInverse,
	key: bold,
	match: inverse,
	logo: none,
};

const themes = {
	none: plain,
	dark: {
		...plain, cp: colour(36), error: colour(31), message: colour(36), logo: colour(36),
	},
	// Cyan on white cannot be read.
	light: {
		...plain, cp: colour(34), error: colour(31), message: colour(34), logo: colour(34),
	},
} as const satisfies Record<string, Theme>;

export type ThemeName = keyof typeof themes;

export const themeNames = Object.keys(themes);

export const isThemeName = (value: unknown): value is ThemeName =>
	typeof value === 'string' && Object.hasOwn(themes, value);

/**
 * The theme for a terminal: NO_COLOR (no-color.org) and `dumb` have none; `COLORFGBG` ending in a light background
 * means light.
 */
export function themeFor(environment: Readonly<Record<string, string | undefined>>, wanted?: ThemeName): Theme {
	if ((environment.NO_COLOR ?? '') !== '' || environment.TERM === 'dumb') {
		return themes.none;
	}

	const background = Number(environment.COLORFGBG?.split(';').at(-1) ?? Number.NaN);
	return themes[wanted ?? (background === 7 || background === 15 ? 'light' : 'dark')];
}

/** `text` in a style. */
export function paint(theme: Theme, style: Style, text: string): string {
	const [on, off] = theme[style];
	return text === '' ? '' : on + text + off;
}
