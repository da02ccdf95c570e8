/** Directory entries as source text again: `yorktown user add`, DIRMAINT-like tools and the round-trip test use it. */
import {
	standardLineEditing,
	type Directory,
	type DirectoryEntry,
	type DirectoryOptions,
	type MinidiskStatement,
	type UnitStatement,
} from './directory.js';
import {toEbcdic} from '../../base/ebcdic.js';
import {hex, hexBytes} from '../../base/hex.js';

const spoolNames: Readonly<Record<string, string>> = {'2540R': '2540 READER', '2540P': '2540 PUNCH'};

const optionNames: ReadonlyArray<readonly [key: keyof DirectoryOptions, name: string]> = [
	['realTimer', 'REALTIMER'],
	['ecMode', 'ECMODE'],
	['isam', 'ISAM'],
	['virtualReal', 'VIRT=REAL'],
	['account', 'ACCT'],
	['svcOff', 'SVCOFF'],
	['svcAccount', 'SVCACCL'],
	['blockMultiplexer', 'BMX'],
	['stFirst', 'STFIRST'],
	['vmSave', 'VMSAVE'],
];

/** The whole directory, entries separated by comment lines. */
export function printDirectory({residence, users}: Directory): string {
	const head = residence ? [`DIRECTORY ${hex(residence.address, 3)} ${residence.type} ${residence.volume}`] : [];
	return `${[...head, ...[...users.values()].flatMap(entry => ['*', ...printEntry(entry)])].join('\n')}\n`;
}

/** The statements of one entry, USER first; none longer than 71 columns but those with a hash. */
export function printEntry(entry: DirectoryEntry): string[] {
	const {userid, account, distribution, ipl, options} = entry;
	const optionWords = [
		...optionNames.filter(([key]) => options[key]).map(([, name]) => name),
		...options.cpuId === undefined ? [] : [`CPUID ${options.cpuId}`],
		...options.affinity === undefined ? [] : [`AFFINITY ${options.affinity}`],
	];
	return [
		userStatement(entry),
		...account === userid && distribution === userid ? [] : [` ACCOUNT ${account} ${distribution}`],
		...optionLines(optionWords),
		...optionLines(entry.prototypes, 'CREATOR '),
		...ipl === undefined ? [] : [` IPL ${ipl}`],
		...entry.console ? [unit('CONSOLE', entry.console)] : [],
		...entry.spool.map(statement => unit('SPOOL', statement)),
		...entry.specials.map(statement => unit('SPECIAL', statement)),
		...(entry.dedicates ?? []).map(({address, real, byVolume, readOnly}) =>
			` DEDICATE ${hex(address, 3)} ${byVolume ? 'VOLID ' : ''}${real}${readOnly ? ' R/O' : ''}`),
		...entry.links.map(({userid: owner, ownerAddress, address, mode}) =>
			` LINK ${owner} ${hex(ownerAddress, 3)} ${hex(address, 3)} ${mode}`),
		...entry.minidisks.map(minidisk),
	];
}

function userStatement({
	userid,
	password,
	storage,
	maximumStorage,
	classes,
	priority,
	editing,
}: DirectoryEntry): string {
	const size = (bytes: number): string => (bytes % 1_048_576 === 0 ? `${bytes / 1_048_576}M` : `${bytes / 1024}K`);
	const symbol = (value: string | undefined, standard: string | undefined): string => {
		if (value === standard) {
			return 'ON';
		}

		return value === undefined ? 'OFF' : hexBytes(toEbcdic(value));
	};

	const symbols = [
		symbol(editing.lineEnd, standardLineEditing.lineEnd),
		symbol(editing.lineDelete, standardLineEditing.lineDelete),
		symbol(editing.characterDelete, standardLineEditing.characterDelete),
		symbol(editing.escape, standardLineEditing.escape),
	];
	return (
		(`USER ${userid} ${password} ${size(storage)} ${size(maximumStorage)} ${classes} `
			+ `${String(priority).padStart(2, '0')}`)
		+ (symbols.every(word => word === 'ON') ? '' : ` ${symbols.join(' ')}`)
	);
}

/** All options may not fit into one record. `first`: the option that a list belongs to. */
function optionLines(words: readonly string[], first = ''): string[] {
	const perLine = 6;
	return Array.from({length: Math.ceil(words.length / perLine)}, (_, line) =>
		` OPTION ${first}${words.slice(line * perLine, (line + 1) * perLine).join(' ')}`);
}

function unit(name: string, {address, type, class: unitClass}: UnitStatement): string {
	return ` ${name} ${hex(address, 3)} ${spoolNames[type] ?? type}${unitClass === undefined ? '' : ` ${unitClass}`}`;
}

function minidisk({
	address,
	type,
	start,
	cylinders,
	volume,
	mode,
	reserveRelease,
	read,
	write,
	multiple,
}: MinidiskStatement): string {
	const place =
		start === undefined
			? `T-DISK ${cylinders}`
			: `${String(start).padStart(3, '0')} ${String(cylinders).padStart(3, '0')} ${volume}`;
	const passwords = [read, write, multiple].filter(password => password !== undefined);
	return ` MDISK ${[hex(address, 3), type, place, `${mode}${reserveRelease ? 'V' : ''}`, ...passwords].join(' ')}`;
}
