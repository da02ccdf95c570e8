/** What lies on tape drives: the host brings reels (`system/host/tapes-folder.ts`), ATTACH puts them on. */
import type {TapeMedium} from '../../../machine/devices/tape/tape-medium.js';
import type {RealDevice} from './real-device.js';

export type Reels = {
	/**
	 * The reel that lies ready for a drive; `undefined`: none, so that the drive is not ready. `problem`: the host has
	 * something there that is no tape. `readOnly`: without its write ring.
	 */
	take(drive: RealDevice, readOnly: boolean): TapeMedium | {readonly problem: string} | undefined;
};

export const noReels: Reels = {take: () => undefined};
