/** SBS as a service: what the machine at work does for a user, whichever it is. */
import {second} from '../base/clock.js';
import {Failure} from '../base/failure.js';
import {hex} from '../base/hex.js';
import type {Cms} from '../cms/cms.js';
import {isFileName} from '../cms/file-system/files/file-name.js';
import type {BorrowedFiles} from '../cms/remote-files/borrowed-files.js';
import {LinkLost, lostReasons} from '../cms/remote-files/link-lost.js';
import type {Step} from '../guest/action.js';
import type {Block} from '../service/block.js';
import {messageBlock, serviceMessages} from '../service/messages.js';
import type {Content} from '../service/parts.js';
import type {Job, ServiceProgram} from '../service/program.js';
import type {ServiceProfile} from '../service/service-profile.js';
import {doParts, nextPartOf} from './configurations/asked-parts.js';
import {LentUserFiles} from './configurations/lent-user-files.js';
import {accessLibrary, type DiskFailure} from './configurations/library-disks.js';
import {partsOnly} from './configurations/part-words.js';
import type {SbsContext, Role, UserFiles} from './context.js';
import {answerWith, sbsMessages} from './message.js';
import {runFunction} from './run-function.js';
import {openLibrary} from './store/open-library.js';

/** The service's name, too. */
export const sbsName = 'SBS';

/** What a command is done with. `letters`: of the library's disks. */
export type Place = {
	readonly cms: Cms;
	readonly profile: ServiceProfile;
	/** Who asks, as CP says. */
	readonly user: string;
	/** Userid and number. */
	readonly request: string;
	readonly files: UserFiles;
	readonly letters: readonly string[];
	/** How the service stands, where it has machines: as SERVICE QUERY says it. */
	describe?(): Step<readonly string[]>;
} & Pick<SbsContext, 'elsewhere' | 'nextPart'>;

function roleOf({administrators, librarians}: ServiceProfile, user: string): Role {
	return administrators.includes(user) ? 'administrator' : (librarians.includes(user) ? 'librarian' : 'user');
}

/** What QUERY SERVICE and QUERY SLAVES tell: which configuration, and the machines that there are. */
function * serviceLines(what: 'SLAVES' | 'SERVICE', {profile, describe}: Place): Step<readonly string[]> {
	const {name, configuration: {kind}, library: {owner, devices}} = profile;
	const disks = devices.map(device => hex(device, 3)).join(' ');
	const [head, ...machines] = yield * describe?.() ?? nobody();
	return what === 'SLAVES'
		? machines
		: [
			`${name.padEnd(8)} CONFIGURATION ${kind}  LIBRARY ${owner} ${disks}`,
			...head === undefined ? [] : [head],
		];
}

function * nobody(): Step<readonly string[]> {
	return [];
}

/** Has CP put a line on a user's terminal; false where he is not logged on, is disconnected or has SET MSG OFF. */
function * reach(cms: Cms, user: string, line: string): Step<boolean> {
	// A library may be damaged: nothing in it is a command of CP.
	if (!isFileName(user) || /[^ -~]/.test(line)) {
		return false;
	}

	const {rc} = yield * cms.cp(`MSG ${user} ${line}`, true);
	return rc === 0;
}

/** Does what stands behind `SBS` in a line, on the library's disks of this machine. */
export function * doCommand(line: string, place: Place): Step<Content> {
	const {
		cms, profile, user, request, files, letters, elsewhere, nextPart,
	} = place;
	const library = openLibrary(cms, {disks: letters});
	if (library instanceof Failure) {
		return answerWith(sbsMessages.SBS117E, {code: library.returnCode});
	}

	try {
		return yield * runFunction(line, function * () {
			const {date, time} = yield * cms.pseudoTimer();
			return {
				store: library, user, role: roleOf(profile, user), request, files, now: {date, time}, cms,
				service: what => serviceLines(what, place),
				reach: (watcher, text) => reach(cms, watcher, text),
				elsewhere,
				nextPart,
			};
		});
	} finally {
		library.close();
	}
}

/** The segments in which slaves share the disks' directories; none where one machine has the disks. */
const segmentsOf = ({configuration, directories}: ServiceProfile): readonly string[] =>
	configuration.kind === 'SLAVES' ? directories : [];

/** What is answered where a disk of the library cannot be accessed. */
const notAccessed = ({returnCode: code, disk, segment}: DiskFailure): Content => segment === undefined
	? answerWith(sbsMessages.SBS117E, {code})
	: answerWith(sbsMessages.SBS247E, {segment, disk, code});

/** How parts of a command are shared with other slaves of its user: this one does the command, or parts of it alone. */
const partsOf = (
	ask: (block: Block) => Step<Block>,
	{lines: [mark]}: Block,
): Pick<SbsContext, 'elsewhere' | 'nextPart'> =>
	mark === partsOnly
		? {nextPart: nextPartOf(ask)}
		: {elsewhere: (names, here) => doParts(ask, names, here)};

/** Who has one machine for all does not let one user's hold it up; a slave's master sees to that. Microseconds. */
const patienceOf = ({configuration, time}: ServiceProfile): number | undefined =>
	configuration.kind === 'SERVER' ? time * second : undefined;

/** Does a request with files that its user's machine lends. */
function * workWith(job: Job, letters: readonly string[], files: BorrowedFiles): Step<Content> {
	const {
		cms, profile, user, request, first, describe, askUser,
	} = job;
	try {
		return yield * doCommand(first.words.join(' '), {
			cms, profile, user, request, files: new LentUserFiles(files), letters, describe,
			...profile.configuration.kind === 'SLAVES' && partsOf(askUser, first),
		});
	} catch (error) {
		if (!(error instanceof LinkLost)) {
			throw error;
		}

		return error.why === lostReasons.noRoom
			? {...messageBlock(serviceMessages.DMSSRV008E), files: []}
			: answerWith(sbsMessages.SBS246E, {user, why: error.why});
	}
}

export const sbsProgram: ServiceProgram = {
	name: sbsName,
	module: {name: 'SBSPROG', bytes: 48_000},
	* open(cms, profile) {
		const letters = yield * accessLibrary(cms, profile.library.devices, segmentsOf(profile));
		if (letters instanceof Failure) {
			const {lines, returnCode} = notAccessed(letters);
			yield * cms.console.typeError(lines.join(' '));
			// Where a segment is missing, each user is told.
			return letters.segment === undefined ? returnCode : 0;
		}

		return 0;
	},
	* keep(cms, {directories}) {
		// One of those who share them is always there: no slave need read them anew. What fails a slave says.
		for (const segment of directories) {
			yield * cms.segments.open(segment);
		}
	},
	* work(job) {
		const {cms, profile, user} = job;
		const letters = yield * accessLibrary(cms, profile.library.devices, segmentsOf(profile));
		return letters instanceof Failure
			? notAccessed(letters)
			: yield * cms.remoteFiles.borrow(user, files => workWith(job, letters, files), patienceOf(profile));
	},
};
