/**
 * Names of the keys behind terminal sequences: ECMA-48 CSI, SS3 and control characters, as xterm, rxvt and the Linux
 * console use them.
 */

const letters: Readonly<Record<string, string>> = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	E: 'begin',
	F: 'end',
	H: 'home',
	M: 'enter',
	P: 'f1',
	Q: 'f2',
	R: 'f3',
	S: 'f4',
};
const numbers: Readonly<Record<number, string>> = {
	1: 'home',
	2: 'insert',
	3: 'delete',
	4: 'end',
	5: 'pageup',
	6: 'pagedown',
	7: 'home',
	8: 'end',
	11: 'f1',
	12: 'f2',
	13: 'f3',
	14: 'f4',
	15: 'f5',
	17: 'f6',
	18: 'f7',
	19: 'f8',
	20: 'f9',
	21: 'f10',
	23: 'f11',
	24: 'f12',
	// Terminals without a code for Shift send F13–F20.
	25: 'shift-f1',
	26: 'shift-f2',
	28: 'shift-f3',
	29: 'shift-f4',
	31: 'shift-f5',
	32: 'shift-f6',
	33: 'shift-f7',
	34: 'shift-f8',
};
const codePoints: Readonly<Record<number, string>> = {
	9: 'tab', 13: 'enter', 27: 'escape', 32: 'space', 127: 'backspace',
};

/** `modifiers` as terminals send them: 1 + Shift 1, Alt 2, Control 4. */
function modified(name: string, modifiers: number): string {
	const bits = modifiers - 1;
	return `${bits & 4 ? 'ctrl-' : ''}${bits & 2 ? 'alt-' : ''}${bits & 1 ? 'shift-' : ''}${name}`;
}

/** Key of `ESC [ parameters last`; `undefined` where it is no key that we know. */
export function csiKey(parameters: string, last: string): string | undefined {
	const [first = 1, modifiers = 1] = parameters.split(';').map(part => Number.parseInt(part, 10) || 1);
	if (last === '~') {
		const name = numbers[first];
		return name && modified(name, modifiers);
	}

	if (last === 'Z') {
		return 'shift-tab';
	}

	if (last === 'u') {
		const name = codePoints[first] ?? (first > 32 ? String.fromCodePoint(first).toLowerCase() : undefined);
		return name && modified(name, modifiers);
	}

	const name = letters[last];
	return name && modified(name, modifiers);
}

/** Key of `ESC O letter`. */
export function ss3Key(letter: string, modifiers: number): string | undefined {
	const name = letters[letter];
	return name && modified(name, modifiers);
}

/** Key of a control character. */
export function controlKey(code: number): string | undefined {
	switch (code) {
		case 0x08:
		case 0x7F: {
			return 'backspace';
		}

		case 0x09: {
			return 'tab';
		}

		case 0x0A:
		case 0x0D: {
			return 'enter';
		}

		case 0x1B: {
			return 'escape';
		}

		default: {
			return code < 0x20
				? `ctrl-${code === 0 ? 'space' : String.fromCharCode(code + 0x40).toLowerCase()}`
				: undefined;
		}
	}
}
