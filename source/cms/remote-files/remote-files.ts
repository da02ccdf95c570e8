/**
 * Remote files in one machine (R14): its server, which is there as long as anything is granted, and its links to the
 * machines whose disks it has accessed.
 */
import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import type {Charge} from '../../guest/charges.js';
import type {Guest} from '../../guest/guest.js';
import type {DirectoryStorage} from '../file-system/directory/directory-storage.js';
import type {DirectoryView} from '../file-system/directory/directory.js';
import {accessCode, type AccessedDisk} from '../file-system/disk/disk.js';
import type {ActiveDisk} from '../file-system/disk/active-disk.js';
import {LocalDisk} from '../file-system/disk/local-disk.js';
import type {ActiveFiles} from '../file-system/files/active-files.js';
import type {Intermachine, OpenExchange} from '../intermachine/intermachine.js';
import type {LockGroup} from '../locks/lock-group.js';
import {lockMode} from '../locks/lock-layout.js';
import type {OwnLocks} from '../locks/own-locks.js';
import type {SharedSegments} from '../locks/shared-segments.js';
import {BorrowedFiles, type Lender} from './borrowed-files.js';
import type {Grant} from './grant.js';
import {GrantedDisk} from './granted-disk.js';
import {RemoteLink} from './link.js';
import {LinkLost, lostReasons, type LostReason} from './link-lost.js';
import {
	LentFiles, type LendingDisk, type LentFile, type LentFilesHost,
} from './lent-files.js';
import {verb} from './protocol.js';
import {RemoteDisk, type RemoteDiskHost} from './remote-disk.js';
import {RemoteFileServer} from './server.js';

/** What remote files ask of the nucleus. */
export type RemoteFilesHost = {
	readonly guest: Guest;
	readonly intermachine: Intermachine;
	readonly disks: Omit<LentFilesHost['disks'], 'disks'> & {readonly disks: ReadonlyArray<AccessedDisk & LendingDisk>};
	readonly activeFiles: Pick<ActiveFiles, 'isOpen' | 'written'>;
	charge(charge: Charge, times?: number): Step;
	hasRoom(bytes: number): boolean;
	allocate(bytes: number): number;
	release(address: number, bytes: number): void;
	/** Locks of disks of this machine. */
	readonly locks: OwnLocks;
	readonly segments: Pick<SharedSegments, 'segments'>;
	/** Seconds of the day. */
	timeOfDay(): Step<number>;
	readonly settings: {readonly fileWait: number};
	/** Tells the user that the owner of a disk does not answer. */
	remoteDiskLost(disk: AccessedDisk, why: LostReason): Step;
};

/** Whether files of a disk can be granted. */
export const isGrantable = ({owner, readOnly}: AccessedDisk): boolean => owner === undefined && !readOnly;

export class RemoteFiles {
	readonly #host: RemoteFilesHost;
	readonly #links = new Map<string, RemoteLink>();
	#whyLost: LostReason = lostReasons.noAnswer;
	readonly #granted = new Map<LocalDisk, GrantedDisk>();
	#server: RemoteFileServer | undefined;
	/** For files that are borrowed, where the machine that lends has no disk here. */
	readonly #borrowing = new Set<RemoteLink>();
	/** By the userid that they are lent to. */
	readonly #lent = new Map<string, LentFiles>();

	constructor(host: RemoteFilesHost) {
		this.#host = host;
	}

	/** Why the last ACCESS found no machine that answers. */
	get whyLost(): LostReason {
		return this.#whyLost;
	}

	/** The grants of a disk of this machine; none of a disk that is another's. */
	* grants(disk: AccessedDisk): Step<readonly Grant[]> {
		return disk instanceof LocalDisk && isGrantable(disk) ? yield * this.#grantedDisk(disk).grants() : [];
	}

	/** Sees to it that those whom the accessed disks grant something may ask, and nobody else. */
	* authorize(): Step {
		const userids = new Set(this.#lent.keys());
		for (const disk of this.#own()) {
			for (const {userid} of yield * this.grants(disk)) {
				userids.add(userid.endsWith('*') ? '*' : userid);
			}
		}

		if (userids.size === 0 && !this.#server) {
			return;
		}

		this.#server ??= this.#newServer();
		yield * this.#server.authorize(userids);
	}

	/** Lends files to another machine, which works for this one's user, until they are taken back. */
	* lend(userid: string, files: readonly LentFile[]): Step<LentFiles> {
		const lent = new LentFiles(this.#host, files);
		this.#lent.set(userid, lent);
		yield * this.authorize();
		return lent;
	}

	* takeBack(userid: string): Step {
		const lent = this.#lent.get(userid);
		this.#lent.delete(userid);
		yield * lent?.abandon() ?? nothing();
		yield * this.authorize();
		if (lent && this.#server?.serves(userid) === false) {
			yield * this.#server.dismiss(userid);
		}
	}

	/**
	 * Works with files that `owner` lends this machine. `limit`: microseconds that it may take for all that is asked of
	 * it; as long as it likes, but for the limit of each exchange, where none is told.
	 */
	* borrow<T>(owner: string, work: (files: BorrowedFiles, lender: Lender) => Step<T>, limit?: number): Step<T> {
		const known = this.#links.get(owner);
		const link = known ?? this.#newLink(owner);
		if (!known) {
			this.#borrowing.add(link);
		}

		const worked = work(new BorrowedFiles(link), link);
		try {
			const result = yield * (limit === undefined ? worked : link.within(limit, worked));
			yield * this.#endBorrowing(link);
			return result;
		} catch (error) {
			// Not where it is abandoned: the machine may be gone, and after HX `recover` sees to it.
			yield * this.#endBorrowing(link);
			throw error;
		}
	}

	* #endBorrowing(link: RemoteLink): Step {
		if (this.#borrowing.delete(link)) {
			yield * link.close();
		}
	}

	/** A disk that `owner` has accessed, or an `accessCode`. */
	* access(owner: string, storage: DirectoryStorage, view: DirectoryView): Step<RemoteDisk | Failure> {
		const link = this.#links.get(owner) ?? this.#newLink(owner);
		try {
			const disk = yield * RemoteDisk.access(this.#diskHost(storage), link, view);
			if (disk instanceof RemoteDisk) {
				this.#links.set(owner, link);
			} else if (!this.#links.has(owner)) {
				yield * link.close();
			}

			return disk;
		} catch (error) {
			if (!(error instanceof LinkLost)) {
				throw error;
			}

			this.#whyLost = error.why;
			return new Failure(accessCode.noAnswer);
		}
	}

	/** After a restart of CMS: a disk of another machine, whose table lies in storage. */
	resumeDisk(storage: DirectoryStorage, active: ActiveDisk): RemoteDisk {
		const owner = active.get('owner');
		const link = this.#links.get(owner) ?? this.#newLink(owner);
		this.#links.set(owner, link);
		return RemoteDisk.resume(this.#diskHost(storage), link, active);
	}

	/** After a restart of CMS, once the disks are there: goes on with the sessions that are open, on both sides. */
	* resume(open: readonly OpenExchange[]): Step {
		yield * this.authorize();
		for (const {exchange, userid, message, isOurs} of open) {
			if (isOurs && message.verb === verb.session && this.#links.has(userid)) {
				yield * this.#links.get(userid)!.resume(exchange);
			} else if (!isOurs && message.verb === verb.session && this.#server) {
				this.#server.resume(userid, exchange);
			} else if (Object.values<string>(verb).includes(message.verb)) {
				yield * this.#host.intermachine.refuse(exchange);
			}
		}

		// Who ended his session meanwhile has no locks.
		const users = new Set(this.#server?.users);
		for (const group of this.#groups()) {
			for (const member of group.served().filter(({userid}) => !users.has(userid))) {
				yield * group.end(member);
			}
		}
	}

	#groups(): LockGroup[] {
		return [...this.#host.locks.groups, ...this.#host.segments.segments.map(({group}) => group)];
	}

	#diskHost(storage: DirectoryStorage): RemoteDiskHost {
		return {
			storage,
			lost: (lost, why) => this.#host.remoteDiskLost(lost, why),
			patience: () => this.#host.settings.fileWait,
		};
	}

	#newLink(owner: string): RemoteLink {
		const {guest, intermachine} = this.#host;
		return new RemoteLink({
			guest,
			endpoint: options => intermachine.endpoint(options),
			hasRoom: bytes => this.#host.hasRoom(bytes),
			allocate: bytes => this.#host.allocate(bytes),
			release: (address, bytes) => {
				this.#host.release(address, bytes);
			},
			now: () => this.#host.timeOfDay(),
		}, owner);
	}

	/** Disks were accessed or released: who may ask, and who is asked, changes with them. */
	* disksChanged(): Step {
		yield * this.authorize();
		yield * this.#host.locks.keep(device => this.#own().some(disk => disk.device === device));
		for (const [owner, link] of this.#links) {
			const devices = this.#host.disks.disks.filter(disk => disk.owner === owner).map(({device}) => device);
			if (devices.length === 0) {
				this.#links.delete(owner);
				yield * link.close();
			} else {
				yield * link.keep(new Set(devices));
			}
		}
	}

	/** After HX or an abend: what was under way ends here and there; the next request begins afresh. */
	* recover(): Step {
		for (const disk of this.#host.disks.disks) {
			if (disk instanceof RemoteDisk) {
				disk.forgetClaims();
			}
		}

		for (const link of this.#links.values()) {
			yield * link.recover();
		}

		for (const link of this.#borrowing) {
			yield * this.#endBorrowing(link);
		}

		for (const userid of this.#lent.keys()) {
			yield * this.takeBack(userid);
		}
	}

	/** Before a command: what users have begun on disks of this machine, and not gone on with, is given up. */
	* expire(): Step {
		yield * this.#server?.expire() ?? nothing();
	}

	/** Locks of a disk of this machine; `undefined` where nobody else can use it, or there is no storage for them. */
	* locksOf(disk: LocalDisk): Step<LockGroup | undefined> {
		const isShared = disk.locks !== undefined || (yield * this.grants(disk)).length > 0;
		return isShared ? disk.locks ?? (yield * this.#open(disk)) : undefined;
	}

	/**
	 * A table that is made now, and found by a restart of CMS; what programs have open for writing by then is theirs in
	 * it.
	 */
	* #open({device}: LocalDisk): Step<LockGroup | undefined> {
		const group = yield * this.#host.locks.open(device);
		for (const disk of this.#own().filter(each => each.segmentName === undefined)) {
			disk.active.set('lockTable', this.#host.locks.baseOf(disk.device));
		}

		for (const {name, type} of group ? this.#host.activeFiles.written(device) : []) {
			yield * group!.own.acquire({
				name, type, mode: lockMode.update, implicit: true,
			}, 0);
		}

		return group;
	}

	#newServer(): RemoteFileServer {
		const {guest, intermachine, activeFiles} = this.#host;
		return new RemoteFileServer({
			guest,
			endpoint: options => intermachine.endpoint(options),
			charge: (charge, times) => this.#host.charge(charge, times),
			hasRoom: bytes => this.#host.hasRoom(bytes),
			allocate: bytes => this.#host.allocate(bytes),
			release: (address, bytes) => {
				this.#host.release(address, bytes);
			},
			diskAt: device => this.#diskAt(device),
			locksOf: disk => this.locksOf(disk),
			groups: () => this.#groups(),
			lentTo: userid => this.#lent.get(userid),
			refused: (userid, hasRoom) => {
				this.#lent.get(userid)?.refused(hasRoom);
			},
			now: () => this.#host.timeOfDay(),
			isOpen: (disk, name, type) => activeFiles.isOpen(disk, name, type),
		});
	}

	/** Disks that can be granted: this machine's. */
	#own(): LocalDisk[] {
		return this.#host.disks.disks.filter(disk => disk instanceof LocalDisk).filter(disk => isGrantable(disk));
	}

	#diskAt(device: number): GrantedDisk | undefined {
		const at = this.#own().filter(disk => disk.device === device);
		const disk = at.find(({readOnly}) => !readOnly) ?? at[0];
		return disk && this.#grantedDisk(disk);
	}

	#grantedDisk(disk: LocalDisk): GrantedDisk {
		for (const known of this.#granted.keys()) {
			if (known.released) {
				this.#granted.delete(known);
			}
		}

		const granted = this.#granted.get(disk) ?? new GrantedDisk(disk);
		this.#granted.set(disk, granted);
		return granted;
	}
}

function * nothing(): Step {
	// Nobody is served.
}
