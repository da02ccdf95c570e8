/**
 * Passwords in lines that are typed openly (GC20-1820: LOGON, LINK; GC20-1806: AUTOLOG): where they stand, for CP,
 * which checks them and repeats lines without them, and for terminals, which remember lines.
 */
import {isAbbreviation, type CommandDefinition} from '../base/command.js';

type CommandName = Pick<CommandDefinition, 'name' | 'minimum' | 'synonyms'>;

/** How the commands are called that take a password on their line. */
export const logonName = {name: 'LOGON', minimum: 1, synonyms: ['LOGIN']} as const satisfies CommandName;
export const linkName = {name: 'LINK', minimum: 4} as const satisfies CommandName;
export const autologName = {name: 'AUTOLOG', minimum: 7} as const satisfies CommandName;

/** Access modes of LINK and MDISK: read, write, multiple write, alone or with an alternate (GC20-1820, LINK). */
export const accessModes = ['R', 'RR', 'W', 'WR', 'M', 'MR', 'MW'] as const;
export type AccessMode = typeof accessModes[number];

export function isAccessMode(word: string): word is AccessMode {
	return (accessModes as readonly string[]).includes(word);
}

/** Words of LOGON that are no password. */
const logonOptions: ReadonlySet<string> = new Set(['NOIPL', 'MASK']);

/** `LOGON userid [password] [options]`, from operands in upper case. */
export type LogonOperands = {
	readonly userid: string | undefined;
	/** `undefined`: CP asks for it. */
	readonly password: string | undefined;
	readonly options: readonly string[];
	/** What is neither. */
	readonly unknown: readonly string[];
};

export function logonOperands([userid, ...operands]: readonly string[]): LogonOperands {
	const [password, ...unknown] = operands.filter(word => !logonOptions.has(word));
	return {
		userid, password, options: operands.filter(word => logonOptions.has(word)), unknown,
	};
}

/** `LINK [TO] userid vaddr1 [AS] vaddr2 [mode] [[PASS=] password]`, from operands in upper case. */
export type LinkOperands = {
	readonly userid: string | undefined;
	readonly ownerAddress: string | undefined;
	readonly address: string | undefined;
	readonly mode: AccessMode | undefined;
	/** `undefined`: CP asks for it where one is needed. */
	readonly password: string | undefined;
	/** Index of the operand where the password begins, and what stands behind it. */
	readonly passwordAt: number;
	readonly unknown: readonly string[];
};

export function linkOperands(words: readonly string[]): LinkOperands {
	let at = 0;
	const take = (...optional: readonly string[]): string | undefined => {
		at += words.length > at + 1 && optional.includes(words[at]) ? 1 : 0;
		return words[at++];
	};

	const userid = take('TO', 'T');
	const ownerAddress = take();
	const address = take('AS', 'A');
	const mode = words.slice(at, at + 1).find(word => isAccessMode(word));
	const passwordAt = Math.min(words.length, mode === undefined ? at : at + 1);
	const [first, ...rest] = words.slice(passwordAt);
	const [password, unknown] = first === 'PASS=' ? [rest[0], rest.slice(1)] : [first?.replace(/^PASS=/, ''), rest];
	return {
		userid, ownerAddress, address, mode, password, passwordAt, unknown,
	};
}

const isNamed = (word: string, {name, minimum, synonyms}: CommandName): boolean =>
	isAbbreviation(word, name, minimum) || synonyms?.includes(word) === true;

/** One command as typed: its words in upper case, and where each ends. */
type Typed = {
	readonly name: string;
	readonly operands: ReadonlyArray<{readonly text: string; readonly typed: string; readonly end: number}>;
};

function read(command: string): Typed {
	const words = [...command.matchAll(/\S+/g)].map(({0: typed, index}) => ({
		typed, text: typed.toUpperCase(), end: index + typed.length,
	}));
	const [name, ...operands] = words.slice(words[0]?.text === 'CP' ? 1 : 0);
	return {name: name?.text ?? '', operands};
}

/** LOGON by name. Its short forms are other commands to who is logged on. */
function isLogon({name}: Typed, isLoggedOn: boolean): boolean {
	return isLoggedOn ? name === logonName.name || name === 'LOGIN' : isNamed(name, logonName);
}

/** The user that a line logs on, in capitals; `undefined` where it is no LOGON of a terminal without a user. */
export function logonUser(line: string): string | undefined {
	const typed = read(line.replace(/^\s*#\s*(?=cp\s)/i, '').split('#', 1)[0]);
	return isLogon(typed, false) ? typed.operands[0]?.text : undefined;
}

/** Whether the next line entered answers CP's question for a password: `line` is LOGON without one and nothing more. */
export function logonAsks(line: string): boolean {
	const typed = read(line);
	return (
		!line.includes('#')
		&& isLogon(typed, false)
		&& typed.operands.length > 0
		&& logonOperands(typed.operands.map(({text}) => text)).password === undefined
	);
}

/** Operands of a LINK that has no password on its line, so that CP asks for one where one is needed. */
export function linkWithoutPassword(line: string): LinkOperands | undefined {
	const typed = read(line);
	const operands = isNamed(typed.name, linkName) ? linkOperands(typed.operands.map(({text}) => text)) : undefined;
	return operands?.address !== undefined && operands.password === undefined ? operands : undefined;
}

/**
 * `line` without what is, or may be, a password. `isLoggedOn`: L is not LOGON but a command of the program. `lineEnd`:
 * the symbol between commands.
 */
export function withoutPasswords(line: string, isLoggedOn: boolean, lineEnd = '#'): string {
	const kept: string[] = [];
	for (const command of line.split(lineEnd)) {
		const {text, asks} = openPart(command, isLoggedOn);
		kept.push(text);
		// What stands behind is what CP's question for a password gets.
		if (asks) {
			break;
		}
	}

	return kept.join(lineEnd);
}

/** One command without its password. `asks`: the next command may be the answer to a question for one. */
function openPart(command: string, isLoggedOn: boolean): {readonly text: string; readonly asks: boolean} {
	const typed = read(command);
	const {name, operands} = typed;
	if (operands.length === 0) {
		return {text: command, asks: false};
	}

	if (isLogon(typed, isLoggedOn)) {
		const {password, unknown} = logonOperands(operands.map(({text}) => text));
		const options = operands.slice(1).filter(({text}) => logonOptions.has(text)).map(({typed: option}) => option);
		return {
			text: password === undefined && unknown.length === 0
				? command
				: [command.slice(0, operands[0].end), ...options].join(' '),
			// A wrong password is asked for again.
			asks: !isLoggedOn,
		};
	}

	if (isNamed(name, autologName)) {
		return {text: operands.length > 1 ? command.slice(0, operands[0].end) : command, asks: false};
	}

	if (isNamed(name, linkName)) {
		const {password, passwordAt, address} = linkOperands(operands.map(({text}) => text));
		return {
			text: passwordAt < operands.length ? command.slice(0, operands[passwordAt - 1].end) : command,
			asks: address !== undefined && password === undefined,
		};
	}

	return {text: command, asks: false};
}
