/** The shell verbs. Each is loaded when it is used: `run` must not pay for the terminal. */
import type {FlagDefinition, Flags, Verb} from './verb.js';

const home: FlagDefinition = {type: 'string', value: 'DIR', text: 'data folder of the installation'};
const library: FlagDefinition = {type: 'string', value: 'DIR', text: 'folder that keeps the SBS disk between runs'};
const profile: FlagDefinition = {
	type: 'string',
	value: 'NAME|DIR',
	text: 'profile of the installation (default: default)',
};

const procedureFlags = {
	mount: {
		type: 'string',
		multiple: true,
		value: 'DIR[:MODE[:ro]]',
		text: 'make a host folder a CMS disk (repeatable)',
	},
	library,
	input: {type: 'string', value: 'FILE|-', text: 'one line for each console read'},
	user: {type: 'string', value: 'ID', text: 'the user it runs under (default: CMSUSER)'},
	profile,
	clock: {type: 'string', value: 'virtual|host', text: 'simulated time from 1975-11-19, or the host\'s'},
	timeout: {type: 'string', value: 'SECONDS', text: 'of host time after which to give up'},
	format: {type: 'string', value: 'text|json', text: 'what standard output carries'},
	language: {type: 'string', value: 'exec|exec2|rexx', text: 'its language, where line 1 does not say'},
	codepage: {type: 'string', value: '037|1047|500|1140', text: 'code page of text files'},
	reader: {type: 'string', multiple: true, value: 'FILE', text: 'a deck in the virtual reader (repeatable)'},
	spool: {type: 'string', value: 'DIR', text: 'gets what was printed (text) and punched (decks)'},
	raw: {type: 'boolean', text: 'control characters in the output as they are, not as blanks'},
} satisfies Record<string, FlagDefinition>;

/** The verb without a name: the terminal. */
export const interactiveVerb: Verb = {
	name: '',
	operands: '',
	summary: 'the system in this terminal: operator console and user panes',
	flags: {
		home, profile,
		linear: {type: 'boolean', text: 'plain lines, for screen readers and pipes'},
		start: {
			type: 'string',
			value: 'KIND',
			text: 'warm (default), ckpt, force keep spool files, cold not',
		},
		users: {type: 'string', value: 'N', text: 'user panes to open (1-6, default 2)'},
	},
	exits: '0 after SHUTDOWN, 1 lines from a pipe that nobody read, 2 wrong use',
	run: async (flags: Flags, words: readonly string[]) => (await import('./interactive.js')).interactive(flags, words),
};

export const verbs: readonly Verb[] = [
	interactiveVerb,
	{
		name: 'run',
		operands: 'FILE [ARGS...]',
		summary: 'run an EXEC from the host in a fresh, deterministic system',
		flags: procedureFlags,
		exits: 'the procedure\'s return code (255 if over 255), 2 wrong use, 124 timeout, 130 interrupted, '
			+ '143 terminated',
		run: async (flags, words) => (await import('./procedure/run.js')).run(flags, words),
	},
	{
		name: 'script',
		operands: 'FILE',
		summary: 'several users at once, from a script of lines and expectations',
		flags: {
			profile,
			library,
			clock: procedureFlags.clock,
			timeout: procedureFlags.timeout,
			format: procedureFlags.format,
			reader: {...procedureFlags.reader, value: '[USER:]FILE'},
			spool: procedureFlags.spool,
			raw: procedureFlags.raw,
		},
		exits: '0 all expectations met, 1 one failed, 2 wrong use, 124 timeout',
		run: async (flags, words) => (await import('./procedure/script.js')).script(flags, words),
	},
	{
		name: 'bare',
		operands: 'IMAGE[@HEX]...',
		summary: 'a System/370 without CP',
		flags: {
			storage: {type: 'string', value: 'SIZE', text: 'storage, as 64K or 16M (default 16M)'},
			store: {
				type: 'string',
				multiple: true,
				value: 'ADDR=HEX',
				text: 'bytes stored before the start (repeatable)',
			},
			psw: {type: 'string', value: 'HEX16', text: 'PSW to start with (default: the one at 0)'},
			ipl: {type: 'string', value: 'CUU', text: 'load from this device instead'},
			device: {
				type: 'string',
				multiple: true,
				value: 'CUU=KIND[:FILE[:ro]]',
				text: 'attach a device (repeatable): ckd, 2311 to 3380, tape, reader, punch, printer, 3203, 3211, '
					+ 'console, 3277, 3278, ctca',
			},
			input: {
				type: 'string',
				value: 'FILE|-',
				text: 'what the operator types at the console: a line for each read; !REQUEST and !EXTERNAL press a '
					+ 'key, !WAIT TEXT waits for output, !WAIT until the machine waits',
			},
			'cpu-id': {type: 'string', value: 'HEX16', text: 'what STIDP stores (default: a model 158)'},
			limit: {type: 'string', value: 'N', text: 'stop after N instructions'},
			dump: {type: 'string', multiple: true, value: 'ADDR.LEN', text: 'storage to show at the end (repeatable)'},
			trace: {type: 'boolean', text: 'every instruction on standard error'},
			json: {type: 'boolean', text: 'the end state as one JSON object'},
			requests: {type: 'string', value: 'FILE|-', text: 'one JSON request a line, one JSON answer a line'},
			instructions: {type: 'boolean', text: 'list every instruction with its section'},
		},
		exits: '0 disabled wait, 1 loop of program interruptions, 2 wrong use, 3 limit, 4 enabled wait with nothing '
			+ 'pending, 5 the machine stopped',
		run: async (flags, words) => (await import('./bare/bare.js')).bare(flags, words),
	},
	{
		name: 'assemble',
		operands: 'FILE',
		summary: 'assemble a System/370 program',
		flags: {
			listing: {type: 'string', value: 'FILE|-', text: 'write the listing'},
			object: {type: 'string', value: 'FILE|-', text: 'write the object deck (80-byte EBCDIC cards)'},
			image: {type: 'string', value: 'FILE', text: 'write the relocated bytes, for bare'},
			origin: {type: 'string', value: 'HEX', text: 'address of the image (default 0)'},
			macro: {
				type: 'string',
				multiple: true,
				value: 'DIR',
				text: 'folder of macros and COPY members (repeatable)',
			},
			sysparm: {type: 'string', value: 'TEXT', text: 'value of &SYSPARM'},
			xref: {type: 'string', value: 'full|short|none', text: 'cross reference'},
			clock: {type: 'string', value: 'virtual|host', text: 'date and time of the listing'},
		},
		exits: 'the highest severity (0, 4, 8, 12), 2 wrong use',
		run: async (flags, words) => (await import('./assemble.js')).assemble(flags, words),
	},
	{
		name: 'study',
		subjects: ['sharing'],
		operands: '',
		summary: 'measure SBS in three configurations: response, I/O, fairness',
		flags: {
			users: {type: 'string', value: 'N,N...', text: 'how many use SBS at once (default 1,2,4,8,16,32)'},
			configuration: {
				type: 'string', value: 'NAME,...', text: 'some of LINK, SERVER, SLAVES (default: all)',
			},
			mix: {type: 'string', value: 'FILE', text: 'what users do, how often, with what pauses'},
			others: {type: 'string', value: 'N', text: 'compute-bound users beside them'},
			storage: {type: 'string', value: 'SIZE,...', text: 'real storage, as 512K or 2M (default 4M)'},
			members: {type: 'string', value: 'N', text: 'in the library (default 160)'},
			seed: {type: 'string', value: 'N', text: 'the first seed (default 1)'},
			seeds: {type: 'string', value: 'N', text: 'runs of each point, a seed each (default 5)'},
			minutes: {type: 'string', value: 'N', text: 'of simulated time in each run (default: 5 to 15, until sure)'},
			sensitivity: {type: 'boolean', text: 'also under other assumptions (default: if no points are chosen)'},
			html: {type: 'string', value: 'FILE', text: 'write a report with plots, one file that needs no other'},
			svg: {type: 'string', value: 'FILE', text: 'write the picture of response times'},
			json: {type: 'boolean', text: 'every figure as one JSON object instead of tables'},
		},
		exits: '0, 2 wrong use',
		run: async (flags, words) => (await import('./study.js')).study(flags, words),
	},
	{
		name: 'sbs',
		subjects: ['import', 'export'],
		operands: 'DIR',
		summary: 'a folder or git tree as members of an SBS library, and back',
		flags: {
			library,
			profile,
			user: {type: 'string', value: 'ID', text: 'import: owner of what is new (default: CMSUSER)'},
			group: {
				type: 'string', value: 'NAME', text: 'export: TEST (default: the newest), INTEGRATION or PRODUCTION',
			},
			release: {type: 'string', value: 'NAME', text: 'export: what SBS FREEZE froze under this name'},
			commits: {type: 'boolean', text: 'export: each version as a commit of git, in a clean or empty folder'},
			clock: {type: 'string', value: 'virtual|host', text: 'date of what no commit has (default: host)'},
		},
		exits: '0, 1 something cannot be a member or a file (import then stores nothing), 2 wrong use',
		run: async (flags, words) => (await import('./sbs/sbs.js')).sbs(flags, words),
	},
	{
		name: 'user',
		subjects: ['add', 'remove', 'passwd', 'list'],
		operands: '[USERID]',
		summary: 'who may log on to the installation, and with what machine',
		flags: {
			home, profile,
			password: {type: 'string', value: 'TEXT', text: 'add, passwd: the password (default: a line of the input)'},
			storage: {type: 'string', value: 'SIZE', text: 'add: storage at logon (default 1M)'},
			maximum: {type: 'string', value: 'SIZE', text: 'add: the most that DEFINE STORAGE gives (default 4M)'},
			classes: {type: 'string', value: 'LETTERS', text: 'add: privilege classes (default G)'},
			cylinders: {type: 'string', value: 'N', text: 'add: of the 191 disk, 0 for none (default 3)'},
			type: {type: 'string', value: 'TYPE', text: 'add: device type of the disk (default 3350)'},
		},
		exits: '0, 2 wrong use, or a system runs on the folder',
		run: async (flags, words) => (await import('./user.js')).user(flags, words),
	},
	{
		name: 'dasd',
		subjects: ['create', 'list', 'import', 'export'],
		operands: '[SERIAL] [FILE]',
		summary: 'volumes of the installation, and images of other programs',
		flags: {
			home,
			type: {type: 'string', value: 'TYPE', text: 'create: 2311 to 3380 (default 3350)'},
			cylinders: {type: 'string', value: 'N', text: 'create: how many (default: all of the type)'},
			compressed: {type: 'boolean', text: 'export: a compressed image (CCKD)'},
		},
		exits: '0, 2 wrong use, no such volume, or a system runs on the folder',
		run: async (flags, words) => (await import('./dasd.js')).dasd(flags, words),
	},
	{
		name: 'backup',
		operands: 'DIR|FILE.tar|FILE.tgz',
		summary: 'copy the installation to a folder or file, also while it runs',
		flags: {home},
		exits: '0, 2 wrong use, or too much was changing',
		run: async (flags, words) => (await import('./backup.js')).backup(flags, words),
	},
	{
		name: 'restore',
		operands: 'DIR|FILE',
		summary: 'make the installation what a backup holds',
		flags: {home, replace: {type: 'boolean', text: 'in place of an installation that is there'}},
		exits: '0, 2 wrong use, or a system runs on the folder',
		run: async (flags, words) => (await import('./backup.js')).restore(flags, words),
	},
	{
		name: 'check',
		operands: '',
		summary: 'verify directory, volumes, minidisks and spool files',
		flags: {home, repair: {type: 'boolean', text: 'mend what can be mended'}},
		exits: '0 all is well or was mended, 1 something is wrong, 2 wrong use, or a system runs on the folder',
		run: async (flags, words) => (await import('./check.js')).check(flags, words),
	},
	{
		name: 'system',
		subjects: ['import'],
		operands: 'NAME FILE',
		summary: 'a saved system of a file, to be IPLed by name',
		flags: {home, profile},
		exits: '0, 2 wrong use, or a file that is not such a system',
		run: async (flags, words) => (await import('./system-import.js')).system(flags, words),
	},
];
