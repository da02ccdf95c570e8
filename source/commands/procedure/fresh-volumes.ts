/** The volumes of a fresh system, as `run` and `script` have it. */
import {VirtualClock, type Clock} from '../../base/clock.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import type {Profile} from '../../system/profile.js';
import {systemFiles} from '../../system/system-files.js';
import {keptByProgram} from '../../system/volumes/kept-tracks.js';
import {memoryVolumes} from '../../system/volumes/memory-volumes.js';

/** Virtual time begins at the same moment always: then the disks are those of an earlier start. */
export const freshVolumes = (profile: Profile, clock: Clock): Map<string, CkdVolume> =>
	memoryVolumes(profile, systemFiles, clock.now(), clock instanceof VirtualClock ? keptByProgram() : undefined);
