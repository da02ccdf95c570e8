/**
 * Passwords in lines that are typed openly (GC20-1820: LOGON, LINK; GC20-1806: AUTOLOG): what of such a line may be
 * remembered. Pure.
 */

const links = new Set(['R', 'RR', 'W', 'WR', 'M', 'MR', 'MW']);

/** The user that a line logs on, in capitals; `undefined` where it is no LOGON of a terminal without a user. */
export function logonUser(line: string): string | undefined {
	return /^\s*(?:(?:#\s*)?cp\s+)?(?:l|lo|log|logon?|login?)\s+([^\s#]+)/i.exec(line)?.[1].toUpperCase();
}

/** `line` without passwords given as operands. `isLoggedOn`: L is not LOGON but a command of the program. */
export function withoutPasswords(line: string, isLoggedOn: boolean): string {
	return line.split('#').map(part => part.slice(0, openEnd(part, isLoggedOn))).join('#');
}

/** How much of one command has no password in it. */
function openEnd(command: string, isLoggedOn: boolean): number {
	const words = [...command.matchAll(/\S+/g)].map(match => ({
		text: match[0].toUpperCase(),
		end: match.index + match[0].length,
	}));
	const first = words[0]?.text === 'CP' ? 1 : 0;
	const [name, ...operands] = words.slice(first);
	switch (name?.text) {
		case 'LOGON':
		case 'LOGIN':
		case 'AUTOLOG':
		case 'AUTOLO':
		case 'AUTOL':
		case 'AUTO': {
			return operands[0]?.end ?? command.length;
		}

		case 'L':
		case 'LO':
		case 'LOG':
		case 'LOGO':
		case 'LOGI': {
			return isLoggedOn ? command.length : operands[0]?.end ?? command.length;
		}

		case 'LINK': {
			return linkEnd(operands) ?? command.length;
		}

		default: {
			return command.length;
		}
	}
}

/** LINK [TO] userid vaddr [AS] vaddr [mode] [[PASS=] password]: where the password's place begins. */
function linkEnd(operands: ReadonlyArray<{readonly text: string; readonly end: number}>): number | undefined {
	const rest = [...operands];
	let last = rest[0]?.text === 'TO' ? rest.shift() : undefined;
	// The userid and the address there, the address here, the mode.
	last = rest.shift() ?? last;
	last = rest.shift() ?? last;
	if (rest[0]?.text === 'AS') {
		last = rest.shift();
	}

	last = rest.shift() ?? last;
	if (links.has(rest[0]?.text ?? '')) {
		last = rest.shift();
	}

	return rest.length > 0 ? last?.end : undefined;
}
