/**
 * Configuration LINK (the paper's figure 4): each command runs in its user's machine. It reads the program, links the
 * library's disks for itself alone, waiting while anybody has them, accesses them, works, and gives them back, whatever
 * happens. Nothing protects the disks from who knows their password, as the paper complains.
 */
import {Failure} from '../../base/failure.js';
import {hex} from '../../base/hex.js';
import type {Cms} from '../../cms/cms.js';
import {accessCode} from '../../cms/file-system/disk/disk.js';
import {readCode} from '../../cms/loader/program-code.js';
import {goThrough} from '../../cms/loader/resident-module.js';
import type {Step} from '../../guest/action.js';
import type {Block} from '../../service/block.js';
import {requestNumber, type Outcome, type Request} from '../../service/request.js';
import type {ServiceProfile} from '../../service/service-profile.js';
import {answerWith, sbsMessages} from '../message.js';
import {doCommand, sbsProgram} from '../program.js';
import {accessLibrary} from './library-disks.js';
import {OwnFiles} from './own-files.js';

/** Return codes of LINK where others have the disk. */
const busy = new Set([104, 105, 106]);
/** Where the library's disks are put: at the first addresses from here on that are free. */
const firstDevice = 0x300;
const lastDevice = 0x3FF;

/** Does a request in this machine. */
export function * doHere(cms: Cms, profile: ServiceProfile, request: Request): Step<Outcome> {
	const code = yield * readCode(cms, profile.code.module || sbsProgram.module.name);
	if (typeof code === 'number') {
		// LOADMOD has said why.
		return {returnCode: code, words: [], lines: [], files: []};
	}

	try {
		const linked = yield * linkDisks(cms, profile);
		if (!Array.isArray(linked)) {
			return linked as Block;
		}

		yield * goThrough(cms.guest, code);
		return yield * work(cms, profile, request, linked as readonly string[]);
	} finally {
		// After HX this is as far as it comes: `recovery.ts` gives back what is noted.
		yield * cms.borrowed.giveBack();
	}
}

/** The mode letters of the library's disks, linked and accessed; an answer where they cannot be had. */
function * linkDisks(cms: Cms, profile: ServiceProfile): Step<readonly string[] | Block> {
	const devices: number[] = [];
	const from = yield * cms.timeOfDay();
	for (const device of profile.library.devices) {
		const disk = `${profile.library.owner} ${hex(device, 3)}`;
		const linked = yield * linkDisk(cms, profile, disk, from);
		if (typeof linked !== 'number') {
			return linked;
		}

		devices.push(linked);
	}

	const letters = yield * accessLibrary(cms, devices);
	return letters instanceof Failure
		? empty(answerWith(sbsMessages.SBS117E, {code: letters.returnCode}))
		: letters;
}

const empty = ({returnCode, lines}: {readonly returnCode: number; readonly lines: readonly string[]}): Block =>
	({
		returnCode, lines, words: [], files: [],
	});

/** Its device address here; waits as long as the profile says while others have it. */
function * linkDisk(
	cms: Cms,
	{library: {owner}, configuration, waiting}: ServiceProfile,
	disk: string,
	from: number,
): Step<number | Block> {
	const device = yield * freeDevice(cms);
	if (device === undefined || configuration.kind !== 'LINK' || !cms.borrowed.add(device)) {
		return empty(answerWith(sbsMessages.SBS240E, {disk, code: 110}));
	}

	const {password} = configuration;
	const command = `LINK ${disk} ${hex(device, 3)} W ${password}`;
	for (let told = false; ; told = true) {
		let {rc, response} = yield * cms.cp(command, true);
		if (!told && busy.has(rc) && mayBeOurs(cms, response)) {
			yield * giveUpLeft(cms, `${disk} ${hex(device, 3)} WR ${password}`, device);
			({rc} = yield * cms.cp(command, true));
		}

		if (rc === 0) {
			return device;
		}

		const passed = ((yield * cms.timeOfDay()) - from + 86_400) % 86_400;
		if (!busy.has(rc)) {
			return empty(answerWith(sbsMessages.SBS240E, {disk, code: rc}));
		}

		if (passed >= waiting) {
			return empty(answerWith(sbsMessages.SBS241E, {owner}));
		}

		yield * cms.cp('SLEEP 1 SEC', told);
	}
}

/** Whether this machine itself can be among who has a disk, by the response of CP: userids, or how many. */
function mayBeOurs({userid}: Cms, response: readonly string[]): boolean {
	const holders = [...response.join(' ').matchAll(/ BY (\S+)/g)].map(([, holder]) => holder);
	return holders.length === 0 || holders.some(holder => holder === userid || /^\d{3}$/.test(holder));
}

/**
 * Gives up links of this machine that nothing in it uses: a reset cut off the command that made them, and its user
 * would wait for himself. Which they are CP says to who has the disk too, for reading.
 */
function * giveUpLeft(cms: Cms, link: string, device: number): Step {
	yield * cms.cp(`LINK ${link}`, true);
	const {response} = yield * cms.cp(`QUERY LINKS ${hex(device, 3)}`, true);
	yield * cms.cp(`DETACH ${hex(device, 3)}`, true);
	for (const [, userid, address] of response.join(' ').matchAll(/(\S+) +([\dA-F]{3}) R\/[OW]/g)) {
		const left = Number.parseInt(address, 16);
		const isUsed = cms.borrowed.devices.includes(left) || cms.disks.disks.some(disk => disk.device === left);
		if (userid === cms.userid && !isUsed) {
			yield * cms.cp(`DETACH ${address}`, true);
		}
	}
}

function * freeDevice(cms: Cms): Step<number | undefined> {
	const {devices} = cms.borrowed;
	for (let device = firstDevice; device <= lastDevice; device++) {
		if (!devices.includes(device) && (yield * cms.disks.probe(device)) === accessCode.notAttached) {
			return device;
		}
	}

	return undefined;
}

function * work(cms: Cms, profile: ServiceProfile, {words}: Request, letters: readonly string[]): Step<Outcome> {
	const user = cms.userid;
	const content = yield * doCommand(words.join(' '), {
		cms, profile, user, request: `${user}.${yield * requestNumber(cms)}`, files: new OwnFiles(cms), letters,
	});
	return {...content, files: []};
}
