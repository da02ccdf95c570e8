/**
 * The installation of a scenario: the default one's directory with the study's users, the SBS disk on a volume of its
 * own, and the SBS SERVICE file with the configuration asked for.
 */
import {defaultDirectory, systemFile, type ExperimentPlan, type TextFile} from '../system/experiment/experiment.js';
import type {Scenario} from './scenario.js';

/** Volume of the SBS disk. */
export const libraryVolume = 'SBSLIB';
export const master = 'SBSMASTR';

/** The segment with the program's code that slaves map, and where it lies: above their storage, below SBSDIR. */
const codeSegment = 'SBSCODE';
const codeStart = 8 * 1024 * 1024;

export const userOf = (number: number): string => `U${String(number + 1).padStart(3, '0')}`;
export const otherOf = (number: number): string => `X${String(number + 1).padStart(3, '0')}`;

/** The system that a user's own members make. */
export const systemOf = (number: number): string => `S${String(number + 1).padStart(3, '0')}`;

/** Cylinders of a user's 191, and users on one volume. */
const cylinders = 3;
const usersOfVolume = 16;

/** Pages lie on a 3330 that has nothing else. */
const owned = `SYSOWN STYPAG
ALLOCATE,3330,STYPAG
PERM,000,000
TEMP,001,403
END
`;

function userEntry(userid: string, index: number): string {
	const volume = `STYU${String(Math.trunc(index / usersOfVolume) + 1).padStart(2, '0')}`;
	const start = 1 + ((index % usersOfVolume) * cylinders);
	return `USER ${userid} ${userid} 2M 4M G
 ACCOUNT STUDY ${userid}
 IPL CMS
 CONSOLE 009 3215
 SPOOL 00C 2540 READER *
 SPOOL 00D 2540 PUNCH A
 SPOOL 00E 1403 A
 LINK MAINT 190 190 RR
 LINK MAINT 19E 19E RR
 MDISK 191 3350 ${String(start).padStart(3, '0')} ${String(cylinders).padStart(3, '0')} ${volume} MR
`;
}

/** Records of SBS SERVICE: the default installation's, with what the scenario says in their place. */
export function serviceFile(scenario: Pick<Scenario, 'configuration' | 'module' | 'slaves'>): string[] {
	const own: Record<string, string> = {
		CONFIGURATION: `CONFIGURATION ${scenario.configuration}${scenario.configuration === 'LINK' ? ' WSBS' : ''}`,
		MODULESIZE: `MODULESIZE ${scenario.module}K`,
		// Nobody gives up.
		WAITING: 'WAITING 3600',
		TIME: 'TIME 3600',
		MINIMUM: 'MINIMUM 1',
		MAXIMUM: `MAXIMUM ${scenario.slaves}`,
	};
	if (scenario.configuration === 'SLAVES') {
		own.SEGMENT = `SEGMENT ${codeSegment}`;
	}

	const others = systemFile('SBS SERVICE').filter(line => !(line.split(' ')[0] in own));
	return [...others, ...Object.values(own)];
}

/** Users who own members are in every directory, so that a library can be used with any number of users. */
export function planOf(
	scenario: Scenario,
	files: ReadonlyMap<string, readonly TextFile[]> = new Map(),
): ExperimentPlan {
	const userids = [
		...Array.from({length: Math.max(scenario.owners, scenario.users)}, (_, index) => userOf(index)),
		...Array.from({length: scenario.others}, (_, index) => otherOf(index)),
	];
	const directory = defaultDirectory()
		.replace(/^ MDISK 300 .*$/m, ` MDISK 300 3350 001 200 ${libraryVolume} MW RSBS WSBS MSBS`);
	const service: TextFile = {name: 'SBS', type: 'SERVICE', lines: serviceFile(scenario)};
	return {
		directory: directory + userids.map((userid, index) => userEntry(userid, index)).join(''),
		owned,
		files: new Map([
			...files,
			['MAINT 190', [service]],
			...Array.from({length: scenario.others}, (_, index) =>
				[`${otherOf(index)} 191`, [computing]] as const),
		]),
		segments: scenario.configuration === 'SLAVES'
			? [{
				name: codeSegment, program: 'SBSPROG', bytes: scenario.module * 1024, start: codeStart,
			}]
			: [],
		storage: scenario.storage,
		instruction: scenario.instruction,
		overhead: scenario.overhead,
	};
}

/** An EXEC that never ends and does no I/O. */
const computing: TextFile = {
	name: 'COMPUTE',
	type: 'EXEC',
	lines: ['&CONTROL OFF', '&SUM = 0', '-AGAIN', '&SUM = &SUM + 1', '&IF &SUM GT 1000 &SUM = 0', '&GOTO -AGAIN'],
};
