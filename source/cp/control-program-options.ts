/** What a Control Program is made of: its clock, what is installed and mounted, and where what it makes goes. */
import type {Clock} from '../base/clock.js';
import type {ResidentLoader} from '../guest/resident.js';
import type {HostStorage} from '../machine/storage/host-storage.js';
import type {CpCommand} from './command.js';
import type {VolumeTable} from './devices/minidisk.js';
import type {OwnedVolume} from './devices/owned-volumes.js';
import type {PageStore} from './devices/paging-volumes.js';
import type {RealDeviceDefinition} from './devices/real/real-device.js';
import type {Reels} from './devices/real/reels.js';
import type {UserDirectory} from './directory/directory.js';
import type {Fault} from './machine/wall.js';
import type {UnitPlaces} from './spool/real/unit-host.js';
import type {SpoolStore} from './spool/spool-file.js';
import type {SavedSystemStore} from './systems/named-systems.js';
import type {SavedSystem} from './systems/saved-system.js';
import type {SystemName} from './systems/system-names.js';

export type ControlProgramOptions = {
	readonly clock: Clock;
	readonly hostStorage: HostStorage;
	readonly directory: UserDirectory;
	readonly volumes: VolumeTable;
	/** The real devices; the usual ones unless told. Drives for volumes that have none here are added. */
	readonly realDevices?: readonly RealDeviceDefinition[];
	/** What the operator has put on tape drives; nothing unless told. */
	readonly reels?: Reels;
	/** Volumes that CP leaves free at its start, for ATTACH; all others it has for minidisks. */
	readonly freeVolumes?: ReadonlySet<string>;
	/** System identification of messages and logo: `YORKTOWN`. */
	readonly systemId: string;
	/** `cpCommands` unless told. */
	readonly commands?: readonly CpCommand[];
	/** Named systems that the installation comes with. */
	readonly savedSystems: ReadonlyMap<string, SavedSystem>;
	/** The system name table; none unless told. */
	readonly systemNames?: readonly SystemName[];
	/** Where SAVESYS saves; systems end with the session unless told. */
	readonly systemStore?: SavedSystemStore;
	/** Resident programs by the name in their stub page. */
	readonly programs: ReadonlyMap<string, ResidentLoader>;
	/** Where closed spool files are kept; they end with the session unless told. */
	readonly spool?: SpoolStore;
	/** Where real printers and punches print and punch to, and decks come from; nowhere unless told. */
	readonly units?: UnitPlaces;
	/** CP-owned volumes on which pages without a frame lie, and what keeps them; in memory unless told. */
	readonly paging?: {readonly volumes: readonly OwnedVolume[]; readonly store: PageStore};
	/** Microseconds an instruction takes; 1 unless told. */
	readonly microsecondsPerInstruction?: number;
	/** CP's own path lengths (`machine/accounting.ts`) are so many times the published ones; 1 unless told. */
	readonly overheadFactor?: number;
	/**
	 * Devices take the times of the period's, and machines wait for a disk's arm and channel while others have it, as
	 * they do in simulated time, under the host's clock too.
	 */
	readonly periodDevices?: boolean;
	/**
	 * Reports an exception of ours in the work for a machine, which then is stopped while all others go on. Where
	 * absent such exceptions end `pump` (tests).
	 */
	readonly onFault?: (fault: Fault) => void;
	/** What the operator's console shows and what is typed there. */
	readonly onOperatorLine?: (text: string) => void;
	/** Host milliseconds, to know when `pump` has had its time; decides nothing else. */
	readonly hostNow?: () => number;
};
