/**
 * The look of a line: by who wrote it, and for what programs write by what it says, since their terminals know no
 * colours.
 */
import type {LineClass} from '../../port/terminal-port.js';

/**
 * An error by IBM's message numbers (`DMSxxxnnnE`, `DMKxxxnnnE`, severities E, S, T) and SBS's, or a return code in a
 * ready message or a trace.
 */
const error =
	/^(?:DM[SK][A-Z\d]{3}\d{3,4}[EST] |SBS\d{3}[EST] |R(?:eady)?\((?!0+\))-?\d+\);|\+{3} R\((?!0+\))-?\d+\) \+{3}$)/;

export function lineStyle(lineClass: LineClass, text: string): LineClass {
	return lineClass === 'vm' && error.test(text) ? 'error' : lineClass;
}
