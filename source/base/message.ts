/**
 * Numbered messages (GC20-1808, "Message format"): `DMSACC112S` is component DMS, module ACC, number 112, severity S. A
 * table of them is the one place of their texts, return codes and explanations: what is typed, HELP of a message by its
 * number and docs/messages.md come from it.
 */

/** What the last letter says. */
export const severities = {
	A: 'action needed at once',
	D: 'decision needed',
	E: 'error',
	I: 'information',
	R: 'response needed',
	S: 'severe error',
	T: 'terminating error',
	W: 'warning',
} as const;

export type Severity = keyof typeof severities;

/** Component, module (SBS has none), number and severity. */
const identifier = /^(?:(DM[SK])([A-Z]{3})|(SBS))(\d{3})([ADEIRSTW])$/;

export type MessageId = {
	readonly component: string;
	readonly module: string;
	readonly number: number;
	readonly severity: Severity;
};

/** The parts of a message's identifier; `undefined` where `id` is none. */
export function parseMessageId(id: string): MessageId | undefined {
	const parts = identifier.exec(id);
	return parts === null
		? undefined
		: {
			component: parts[1] ?? parts[3],
			module: parts[2] ?? '',
			number: Number(parts[4]),
			severity: parts[5] as Severity,
		};
}

/** Return code of what typed a message: none (0), one, or several with what each says. */
export type ReturnCode = number | Readonly<Record<number, string>> | undefined;

/** A row of a table. */
export type MessageRow = {
	/**
	 * `{name}` stands for a text, `{name:0}` for a number (`{name:00}`: of at least two digits), `{name:A|B}` for one
	 * of the words.
	 */
	readonly text: string;
	/** Absent: the message tells something and ends nothing. */
	readonly returnCode?: ReturnCode;
	/** What it means and what to do, a sentence or two. */
	readonly help: string;
};

export type Message<Text extends string = string, Code extends ReturnCode = ReturnCode> = {
	readonly id: string;
	readonly text: Text;
	readonly returnCode: Code;
	readonly help: string;
};

/** Type of the parameter that a pair of braces holds. */
type ParameterOf<Braces extends string> = Braces extends `${infer Name}:${infer Kind}`
	? Readonly<Record<Name, Kind extends `0${string}` ? number : WordsOf<Kind>>>
	: Readonly<Record<Braces, string>>;

type WordsOf<Kind extends string> = Kind extends `${infer Word}|${infer Rest}` ? Word | WordsOf<Rest> : Kind;

/** The parameters of a text; `unknown` where it has none. */
export type ParametersOf<Text extends string> = Text extends `${string}{${infer Braces}}${infer Rest}`
	? ParameterOf<Braces> & ParametersOf<Rest>
	: unknown;

/** What a text needs behind the message: its parameters, where it has any. */
export type Insertions<Text extends string> = unknown extends ParametersOf<Text>
	? readonly never[]
	: readonly [parameters: ParametersOf<Text>];

/** Which codes a message may end with. */
export type CodeOf<Code extends ReturnCode> =
	Code extends number ? Code : Code extends undefined ? 0 : keyof Code & number;

/** What a message needs that is typed: parameters, and the return code where the table has several. */
export type Given<Text extends string, Code extends ReturnCode> = Code extends Readonly<Record<number, string>>
	? readonly [...Insertions<Text>, returnCode: CodeOf<Code>]
	: Insertions<Text>;

/** A table: each row under its identifier, which the message then knows. */
export type MessageTable<Rows extends Readonly<Record<string, MessageRow>>> = {
	readonly [Id in keyof Rows]: Message<
		Rows[Id]['text'],
		Rows[Id] extends {readonly returnCode: infer Code extends ReturnCode} ? Code : undefined
	>;
};

export function messageTable<const Rows extends Readonly<Record<string, MessageRow>>>(rows: Rows): MessageTable<Rows> {
	return Object.fromEntries(Object.entries(rows).map(([id, {text, returnCode, help}]) => [
		id, {
			id, text, returnCode, help,
		},
	])) as unknown as MessageTable<Rows>;
}

const braces = /{(\w+)(?::([^}]*))?}/g;

/** Names of the parameters of a text, in order. */
export function parameterNames(text: string): string[] {
	return [...text.matchAll(braces)].map(([, name]) => name);
}

/** A text as a manual shows it: `{mode}`, `{FILEID|OUTPUT FILEID}`. */
export function shownText(text: string): string {
	return text.replaceAll(braces, (_, name: string, kind?: string) => `{${kind?.includes('|') ? kind : name}}`);
}

function insert(text: string, parameters: Readonly<Record<string, string | number>>): string {
	return text.replaceAll(braces, (_, name: string, kind?: string) => {
		const value = String(parameters[name]);
		return kind?.startsWith('0') ? value.padStart(kind.length, '0') : value;
	});
}

/** The text of a message with its parameters put in. */
export function messageText<Text extends string>({text}: Message<Text>, ...[parameters]: Insertions<Text>): string {
	return insert(text, parameters ?? {});
}

/** The whole line: identifier and text. */
export function messageLine<Text extends string>(message: Message<Text>, ...insertions: Insertions<Text>): string {
	return `${message.id} ${messageText(message, ...insertions)}`;
}

/** A message that is typed now: text with its parameters, and the return code. */
export type Issued<Code extends number = number> = {
	readonly id: string;
	readonly text: string;
	readonly returnCode: Code;
};

/** What a message and what is given with it make. */
export function issue<Text extends string, Code extends ReturnCode>(
	message: Message<Text, Code>,
	given: Given<Text, Code>,
): Issued<CodeOf<Code>> {
	const {id, text, returnCode} = message;
	const parameters = parameterNames(text).length > 0 ? given[0] as Parameters<typeof insert>[1] : {};
	return {
		id,
		text: insert(text, parameters),
		returnCode: (typeof returnCode === 'object' ? given.at(-1) : returnCode ?? 0) as CodeOf<Code>,
	};
}

/** Messages by identifier, in the order of their identifiers: what HELP and the documentation look through. */
export type MessageCatalogue = Pick<ReadonlyMap<string, Message>, 'get' | 'values'>;

type Tables = ReadonlyArray<Readonly<Record<string, Message>>>;

function inOrder(tables: Tables): ReadonlyMap<string, Message> {
	const rows = tables.flatMap(table => Object.values(table)).toSorted((one, other) => (one.id < other.id ? -1 : 1));
	const catalogue = new Map(rows.map(row => [row.id, row]));
	if (catalogue.size !== rows.length) {
		throw new Error('A message stands in two tables');
	}

	return catalogue;
}

/**
 * One catalogue of several tables, made when somebody looks into it: few do, and every start would wait for it. A
 * message that two of them have is an error of ours.
 */
export function messageCatalogue(...tables: Tables): MessageCatalogue {
	let made: ReadonlyMap<string, Message> | undefined;
	const catalogue = (): ReadonlyMap<string, Message> => {
		made ??= inOrder(tables);
		return made;
	};

	return {get: id => catalogue().get(id), values: () => catalogue().values()};
}
