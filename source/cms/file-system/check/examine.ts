/**
 * Examination of a CMS disk, as a well-behaved fsck does it: every block has one owner and the map knows it, every file
 * has the records that the directory says. With `repair` what can be mended is: nothing that is sound is changed, no
 * file loses more than what of it cannot be read, and what cannot be told (a directory that is gone) is left alone.
 */
import type {Step} from '../../../guest/action.js';
import type {BlockDevice} from '../disk/block-device.js';
import {blockSize} from '../disk/geometry.js';
import {encodeLabel, labelOf} from '../directory/disk-label.js';
import {fst, fstSize} from '../directory/fst.js';
import {firstFreeBlock, labelBlock, mostFstBlocks} from '../directory/master-directory.js';
import {furtherLinksOf, type ChainEntry} from '../files/chain.js';
import {entryProblems, usedSlots} from './entry-check.js';
import {
	blocksOfLength, followChain, wholeRecords, type Chain,
} from './file-check.js';
import {blockList, type DiskFinding} from './finding.js';
import {hasSharedLinks} from './shared-links.js';
import {findLost, readIfReadable, surveyMaster, type MasterSurvey} from './master-survey.js';
import {DiskMending, type DirectoryBlock, type ExaminedFile} from './mending.js';

const newLabel = 'MENDED';
/** Wrong in an entry, and yet the file can be told. */
const mendable: ReadonlySet<string> = new Set(['its name', 'its type', 'its mode']);

/** What is wrong with the disk; mended where `repair` is set. Throws `DiskError` where the disk takes no writes. */
export function * examineDisk(device: BlockDevice, repair: boolean): Step<DiskFinding[]> {
	const label = yield * readIfReadable(device, labelBlock);
	const survey = yield * surveyMaster(device);
	if (!survey) {
		return [{text: 'block 4 is not a master file directory that can be relied on', isMended: false}];
	}

	if (yield * hasSharedLinks(device)) {
		const text = 'files share blocks for their chain links, as on a 2314 of IBM\'s: not examined';
		return [{text, isMended: false}];
	}

	const examination = new Examination(device, survey, repair);
	const mending = yield * examination.run();
	if (!label || labelOf(label) === undefined) {
		examination.found('block 3 is not the label of a CMS disk');
		mending.write(labelBlock, encodeLabel(newLabel));
	}

	if (repair && examination.findings.length > 0) {
		yield * mending.end();
	}

	return examination.findings;
}

class Examination {
	readonly findings: DiskFinding[] = [];
	readonly #device: BlockDevice;
	readonly #survey: MasterSurvey;
	readonly #repair: boolean;
	/** Who has each block. */
	readonly #owners = new Map<number, string>();
	readonly #directory: DirectoryBlock[] = [];
	readonly #files: ExaminedFile[] = [];
	readonly #names = new Set<string>();
	#renamed = 0;

	constructor(device: BlockDevice, survey: MasterSurvey, repair: boolean) {
		this.#device = device;
		this.#survey = survey;
		this.#repair = repair;
	}

	found(text: string): void {
		this.findings.push({text, isMended: this.#repair});
	}

	/** Finds what is wrong; answers what mends it. */
	* run(): Step<DiskMending> {
		const {problems, total, map, isTrusted, fstBlocks, mapBlocks, used, left} = this.#survey;
		for (const problem of problems) {
			this.found(problem);
		}

		for (let block = 1; block < firstFreeBlock; block++) {
			this.#owners.set(block, 'the system');
		}

		this.#own([...fstBlocks.map(({block}) => block), ...mapBlocks], 'the directory');
		for (const found of fstBlocks) {
			yield * this.#examineBlock(found);
		}

		if (isTrusted) {
			yield * this.#findDirectoryBlocks();
		}

		const lost = Array.from({length: total}, (_, index) => index + 1)
			.filter(block => map.isUsed(block) && !this.#owners.has(block));
		if (lost.length > 0) {
			this.found(`${blockList(lost)} allocated and belonging to nothing`);
		}

		if (map.used !== used || used + left !== total) {
			this.found(`the counts (${used} used, ${left} left of ${total}) disagree with the map (${map.used})`);
		}

		return new DiskMending(this.#device, this.#survey, {
			owners: this.#owners,
			directory: this.#directory,
			files: this.#files,
			noRoom: name => {
				this.found(`${name}: there is no room for the copies; it is removed`);
			},
		});
	}

	/** Enters an owner. Answers for each block whether it is his (holes are); what the map thinks free is told. */
	#own(blocks: readonly number[], owner: string): boolean[] {
		const free: number[] = [];
		const isOwn = blocks.map(block => {
			if (block === 0) {
				return true;
			}

			if (this.#owners.has(block)) {
				return false;
			}

			this.#owners.set(block, owner);
			if (!this.#survey.map.isUsed(block)) {
				free.push(block);
			}

			return true;
		});
		if (free.length > 0) {
			this.found(`${owner}: ${blockList(free)} free in the map`);
		}

		return isOwn;
	}

	/** Blocks of the directory that the master has lost sight of. */
	* #findDirectoryBlocks(): Step {
		const room = mostFstBlocks(this.#survey.total) - this.#directory.length;
		const found = yield * findLost(this.#device, this.#survey.map, this.#owners);
		for (const each of found.slice(0, room).filter(({block}) => !this.#owners.has(block))) {
			this.found(`block ${each.block} of the directory was lost, with ${usedSlots(each.content).length} files`);
			this.#own([each.block], 'the directory');
			yield * this.#examineBlock(each);
		}
	}

	* #examineBlock({block, content: before}: MasterSurvey['fstBlocks'][number]): Step {
		const directoryBlock = {block, before, content: Uint8Array.from(before)};
		this.#directory.push(directoryBlock);
		for (const at of usedSlots(before)) {
			yield * this.#examineEntry(directoryBlock, at);
		}
	}

	* #examineEntry(place: DirectoryBlock, at: number): Step {
		const {block, content} = place;
		const wrong = entryProblems(content, at, this.#survey.total);
		const entry = `entry ${(at / fstSize) + 1} of directory block ${block}`;
		if (wrong.length > 1 || wrong.some(each => !mendable.has(each))) {
			this.found(`${entry} is no file's: ${wrong.join(', ')}`);
			content.fill(0, at, at + fstSize);
			return;
		}

		const name = this.#mendName(content, at, entry, wrong[0]);
		const chain = yield * followChain(this.#device, entryAt(content, at), this.#survey.total);
		if (chain.problem !== undefined) {
			this.found(`${name}: ${chain.problem}`);
		}

		yield * this.#examineRecords(name, place, at, chain);
	}

	/** A name that cannot be typed, or is there already, becomes another one. Answers name and type. */
	#mendName(content: Uint8Array, at: number, entry: string, wrong: string | undefined): string {
		const {name, type} = fst.decode(content, at);
		const isTwice = this.#names.has(`${name} ${type}`);
		if (wrong === 'its mode') {
			this.found(`${name} ${type}: its mode is none`);
			fst.change(content, at, {mode: 'A1'});
		} else if (wrong !== undefined || isTwice) {
			const renamed = `MENDED${++this.#renamed}`;
			this.found(isTwice
				? `${name} ${type} is there twice: the other one becomes ${renamed} ${type}`
				: `${entry}: ${wrong!} cannot be one: it becomes ${renamed}`);
			fst.change(content, at, wrong === 'its type' ? {name: renamed, type: 'LOST'} : {name: renamed});
		}

		const now = fst.decode(content, at);
		this.#names.add(`${now.name} ${now.type}`);
		return `${now.name} ${now.type}`;
	}

	/** The records that are there are the file's; where some are missing it ends before them. */
	* #examineRecords(name: string, {content}: DirectoryBlock, at: number, {links, data, problem}: Chain): Step {
		const {records, blocks, recordFormat, recordLength} = fst.decode(content, at);
		const bytes = new Uint8Array(data.length * blockSize);
		let readable = 0;
		for (; readable < data.length; readable++) {
			if (data[readable] === 0) {
				continue;
			}

			const block = yield * readIfReadable(this.#device, data[readable]);
			if (!block) {
				this.found(`${name}: block ${data[readable]} cannot be read`);
				break;
			}

			bytes.set(block, readable * blockSize);
		}

		const format = recordFormat === 'V' ? 'V' : 'F';
		const whole = wholeRecords(bytes.subarray(0, readable * blockSize), format, recordLength, records);
		if (whole.count === 0) {
			this.found(`${name}: none of its ${records} records can be read`);
			content.fill(0, at, at + fstSize);
			this.#names.delete(name);
			return;
		}

		const isWhole = whole.count === records;
		const kept = isWhole ? data : data.slice(0, blocksOfLength(whole.bytes));
		if (!isWhole) {
			this.found(`${name}: ${whole.count} of its ${records} records can be read`);
			fst.change(content, at, {records: whole.count, writePointer: (whole.count + 1) & 0xFF_FF});
		}

		const count = kept.filter(block => block !== 0).length;
		if (blocks !== count) {
			if (isWhole) {
				this.found(`${name}: the directory says ${blocks} data blocks, its chain has ${count}`);
			}

			fst.change(content, at, {blocks: count});
		}

		const keptLinks = links.slice(0, 1 + furtherLinksOf(kept.length));
		const chain = [...keptLinks, ...kept];
		const isOwn = this.#own(chain, name);
		for (const block of new Set(chain.filter((_, index) => !isOwn[index]))) {
			this.found(`${name}: block ${block} belongs to ${this.#owners.get(block)!} too: it gets a copy, which may `
				+ 'be wrong');
		}

		this.#files.push({
			name, content, at, isOwn, links: keptLinks, data: kept,
			isCut: problem !== undefined || chain.length < links.length + data.length,
		});
	}
}

/** What a directory block says of a file, whose name and dates may be anything. */
function entryAt(content: Uint8Array, at: number): ChainEntry {
	const {recordFormat, ...entry} = fst.decode(content, at);
	return {...entry, recordFormat: recordFormat === 'V' ? 'V' : 'F'};
}
