/** The statements of the user directory, one row each (GC20-1801, "Directory Control Statements"). */
import {isAccessMode} from '../../port/passwords.js';
import {
	commonPrototypes,
	minidiskTypes,
	standardLineEditing,
	type DirectoryOptions,
	type DirectoryResidence,
	type DirectoryEntry,
	type LinkStatement,
	type MinidiskStatement,
	type UnitStatement,
} from './directory.js';
import {fields, type Mutable} from './fields.js';

/** A user while its statements are read. */
export type UserDraft = Mutable<DirectoryEntry> & {
	spool: UnitStatement[];
	specials: UnitStatement[];
	links: LinkStatement[];
	minidisks: MinidiskStatement[];
};

export type StatementContext = {
	readonly users: Map<string, DirectoryEntry>;
	user: UserDraft | undefined;
	residence: DirectoryResidence | undefined;
	first: boolean;
	newUser(userid: string, password: string): UserDraft;
};

type Statement = {
	readonly name: string;
	readonly minimum: number;
	/** Must stand below a USER statement. */
	readonly ofUser: boolean;
	/** Enters the statement; returns the reason where it is wrong. */
	apply(context: StatementContext, words: readonly string[]): string | undefined;
};

export const reject = (name: string, reason: string): string => `${name} ${reason}`;

const spoolTypes: Readonly<Record<string, string>> = {
	'2540 READER': '2540R',
	'2540 PUNCH': '2540P',
	2540: '2540R',
	2501: '2501',
	3505: '3505',
	3525: '3525',
	1403: '1403',
	1443: '1443',
	3211: '3211',
	3203: '3203',
};
const consoleTypes = ['3215', '3210', '1052', '3270', '2150'];
const specialTypes = ['2701', '2702', '2703', '2955', '3270', '3704', '3705', '2560', 'CTCA', 'TIMER'];

const optionWords: ReadonlyArray<readonly [word: string, minimum: number, key: keyof DirectoryOptions]> = [
	['REALTIMER', 1, 'realTimer'],
	['ECMODE', 1, 'ecMode'],
	['ISAM', 1, 'isam'],
	['VIRT=REAL', 1, 'virtualReal'],
	['ACCT', 1, 'account'],
	['SVCOFF', 1, 'svcOff'],
	['SVCACCL', 4, 'svcAccount'],
	['BMX', 1, 'blockMultiplexer'],
	['STFIRST', 3, 'stFirst'],
	['VMSAVE', 2, 'vmSave'],
];

export const statements: readonly Statement[] = [
	{
		name: 'DIRECTORY', minimum: 3, ofUser: false,
		apply(context, words) {
			const field = fields('DIRECTORY', words);
			const address = field.address('device address');
			const type = field.oneOf('device type', Object.keys(minidiskTypes));
			const volume = field.name('volume serial', 6);
			if (!field.error) {
				context.residence = {address, type, volume};
			}

			return field.error;
		},
	},
	{
		name: 'USER', minimum: 1, ofUser: false,
		apply(context, words) {
			context.user = undefined;
			const field = fields('USER', words);
			const userid = field.name('userid', 8);
			const password = field.password('password');
			if (field.error) {
				return field.error;
			}

			const user = context.newUser(userid, password);
			user.storage = field.storage('storage', user.storage);
			user.maximumStorage = field.storage('maximum storage', Math.max(user.maximumStorage, user.storage));
			user.classes = field.classes(user.classes);
			user.priority = field.number('priority', 0, 99, user.priority);
			const {lineEnd, lineDelete, characterDelete, escape} = standardLineEditing;
			user.editing = {
				lineEnd: field.symbol('line end symbol', lineEnd),
				lineDelete: field.symbol('line delete symbol', lineDelete),
				characterDelete: field.symbol('character delete symbol', characterDelete),
				escape: field.symbol('escape symbol', escape),
			};
			if (!field.error && user.storage > user.maximumStorage) {
				return 'USER storage exceeds maximum storage';
			}

			if (!field.error && context.users.has(userid)) {
				return `USER ${userid} already defined`;
			}

			// A wrong operand behind the password must not make every statement below an error too.
			context.user = user;
			if (!field.error) {
				context.users.set(userid, user);
			}

			return field.error;
		},
	},
	{
		name: 'ACCOUNT', minimum: 1, ofUser: true,
		apply({user}, words) {
			const field = fields('ACCOUNT', words);
			const number = field.name('number', 8);
			const distribution = field.more ? field.name('distribution', 8) : user!.userid;
			if (!field.error) {
				user!.account = number;
				user!.distribution = distribution;
			}

			return field.error;
		},
	},
	{
		name: 'OPTION', minimum: 1, ofUser: true,
		apply({user}, words) {
			const options: Mutable<DirectoryOptions> = {...user!.options};
			for (let index = 0; index < words.length; index++) {
				const word = words[index];
				const row = optionWords.find(([name, minimum]) => word.length >= minimum && name.startsWith(word));
				const operand = words[index + 1] ?? '';
				if (row) {
					Object.assign(options, {[row[2]]: true});
				} else if (word.length >= 2 && 'CREATOR'.startsWith(word)) {
					const named = words.slice(index + 1);
					const prototypes = named.length > 0 ? named : [commonPrototypes];
					if (prototypes.some(name => name.length > 8)) {
						return 'OPTION CREATOR prototype longer than 8 characters';
					}

					// Userids may be spelt like options: the list goes on to the end of the statement.
					user!.prototypes = [...new Set([...user!.prototypes, ...prototypes])];
					break;
				} else if (word === 'CPUID' || word === 'CPU') {
					if (!/^[\dA-F]{6}$/.test(operand)) {
						return 'OPTION CPUID is not six hexadecimal digits';
					}

					options.cpuId = operand;
					index++;
				} else if (word.length >= 3 && 'AFFINITY'.startsWith(word)) {
					if (!/^\d\d?$/.test(operand)) {
						return 'OPTION AFFINITY processor address not numeric';
					}

					options.affinity = Number(operand);
					index++;
				} else {
					return `OPTION ${word} unknown`;
				}
			}

			user!.options = options;
			return words.length === 0 ? 'OPTION operand missing' : undefined;
		},
	},
	{
		name: 'IPL', minimum: 1, ofUser: true,
		apply({user}, words) {
			const field = fields('IPL', words);
			const system = field.name('system name', 8);
			if (!field.error) {
				user!.ipl = system;
			}

			return field.error;
		},
	},
	{
		name: 'CONSOLE', minimum: 1, ofUser: true,
		apply({user}, words) {
			const field = fields('CONSOLE', words);
			const address = field.address('virtual address');
			const type = field.oneOf('device type', consoleTypes);
			const spoolClass = field.spoolClass();
			if (user!.console) {
				return 'CONSOLE already defined';
			}

			return field.error ?? claim(user!, address, 'CONSOLE', () => {
				user!.console = {address, type, class: spoolClass};
			});
		},
	},
	{
		name: 'SPOOL', minimum: 2, ofUser: true,
		apply({user}, words) {
			// `2540 READER` and `2540 PUNCH` are two words of one type.
			const joined = /^[PR]/.test(words[2] ?? '') && words[1] === '2540' && words[2].length > 1
				? [words[0], `2540 ${words[2].startsWith('R') ? 'READER' : 'PUNCH'}`, ...words.slice(3)]
				: words;
			const field = fields('SPOOL', joined);
			const address = field.address('virtual address');
			const type = field.oneOf('device type', Object.keys(spoolTypes));
			const spoolClass = field.spoolClass();
			return field.error ?? claim(user!, address, 'SPOOL', () => {
				user!.spool.push({address, type: spoolTypes[type], class: spoolClass});
			});
		},
	},
	{
		name: 'LINK', minimum: 1, ofUser: true,
		apply({user}, words) {
			const field = fields('LINK', words);
			const userid = field.name('userid', 8);
			const ownerAddress = field.address('owner\'s virtual address');
			const address = field.more ? field.address('virtual address') : ownerAddress;
			const mode = field.more ? field.next() : 'R';
			if (!field.error && !isAccessMode(mode)) {
				return `LINK mode ${mode} invalid`;
			}

			return field.error ?? claim(user!, address, 'LINK', () => {
				if (isAccessMode(mode)) {
					user!.links.push({
						userid, ownerAddress, address, mode,
					});
				}
			});
		},
	},
	{
		name: 'MDISK', minimum: 1, ofUser: true,
		apply: ({user}, words) => minidisk(user!, words),
	},
	{
		name: 'SPECIAL', minimum: 3, ofUser: true,
		apply({user}, words) {
			const field = fields('SPECIAL', words);
			const address = field.address('virtual address');
			const type = field.oneOf('device type', specialTypes);
			const kind = field.more ? field.oneOf('line type', ['IBM', 'TELE']) : undefined;
			return field.error ?? claim(user!, address, 'SPECIAL', () => {
				user!.specials.push({address, type, class: kind});
			});
		},
	},
	{
		name: 'DEDICATE', minimum: 3, ofUser: true,
		apply: ({user}, words) => dedicate(user!, words),
	},
];

/** `DEDICATE 181 280`, `DEDICATE 291 VOLID SCRTCH R/O`, `DEDICATE 291 3330V SCRTCH`. */
function dedicate(user: UserDraft, words: readonly string[]): string | undefined {
	const field = fields('DEDICATE', words);
	const address = field.address('virtual address');
	let byVolume = false;
	for (const word of ['3330V', 'VOLID']) {
		if (words[byVolume ? 2 : 1] === word) {
			byVolume = true;
			field.skip();
		}
	}

	byVolume ||= words[1] !== undefined && !/^[\dA-F]{3}$/.test(words[1]);
	const real = field.name(byVolume ? 'volume serial' : 'real address', byVolume ? 6 : 3);
	const readOnly = field.more && field.oneOf('access', ['R/O']) === 'R/O';
	return field.error ?? claim(user, address, 'DEDICATE', () => {
		user.dedicates = [...user.dedicates ?? [], {
			address, real, byVolume, readOnly,
		}];
	});
}

function minidisk(user: UserDraft, words: readonly string[]): string | undefined {
	const field = fields('MDISK', words);
	const address = field.address('virtual address');
	const type = field.oneOf('device type', Object.keys(minidiskTypes));
	const temporary = words[2] === 'T-DISK';
	if (temporary) {
		field.skip();
	}

	const start = temporary ? undefined : field.number('first cylinder', 0, 9999);
	const cylinders = field.number('cylinder count', 1, 9999);
	const volume = temporary ? undefined : field.name('volume serial', 6);
	const word = field.more ? field.next() : 'W';
	const reserveRelease = word.length > 1 && word.endsWith('V');
	const mode = reserveRelease ? word.slice(0, -1) : word;
	const [read, write, multiple] = [0, 1, 2].map(() => field.more ? field.password('link password') : undefined);
	if (field.error) {
		return field.error;
	}

	if (!isAccessMode(mode)) {
		return `MDISK mode ${word} invalid`;
	}

	if ((start ?? 0) + cylinders > minidiskTypes[type]) {
		return `MDISK extent exceeds the ${minidiskTypes[type]} cylinders of a ${type}`;
	}

	return claim(user, address, 'MDISK', () => {
		user.minidisks.push({
			address, type, start, cylinders, volume, mode, reserveRelease, read, write, multiple,
		});
	});
}

/** Runs `enter` unless the user already has a device at `address`. */
function claim(user: UserDraft, address: number, name: string, enter: () => void): string | undefined {
	const units = [
		user.console,
		...user.spool,
		...user.specials,
		...(user.dedicates ?? []),
		...user.links,
		...user.minidisks,
	];
	if (units.some(unit => unit?.address === address)) {
		return `${name} virtual address ${address.toString(16).toUpperCase().padStart(3, '0')} already defined`;
	}

	enter();
	return undefined;
}
