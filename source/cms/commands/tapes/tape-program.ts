/** What TAPE and VMFPLC2 differ in, and the messages that end either at a tape. */
import {hex} from '../../../base/hex.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import type {DumpFormat} from '../../tape/dump-format.js';
import type {TapeEnd} from '../../tape/tape-unit.js';
import {messages} from '../../messages/index.js';

/** `mapName`: of the file of its list, and of its work files. */
export type TapeProgram = {
	readonly module: 'DMSTPE' | 'DMSTPF';
	readonly mapName: 'TAPE' | 'VMFPLC2';
	readonly format: DumpFormat;
};

/** TAP0–TAP7 are 180–187, TAP8–TAPF 288–28F. */
const firstDevices = [0x180, 0x288] as const;

/** Digit behind TAP of a device; `undefined` where it has none. */
export function tapeDigit(device: number): string | undefined {
	const index = firstDevices.findIndex(first => device >= first && device < first + 8);
	return index === -1 ? undefined : hex(device - firstDevices[index] + (index * 8), 1);
}

/** As messages call a tape: `TAP1(181)`. */
export const tapeName = (device: number): string => `TAP${tapeDigit(device)}(${hex(device, 3)})`;

/** The message for how a channel command ended that should have ended well, and its return code. */
export function * tapeError(
	cms: Cms,
	{module}: TapeProgram,
	device: number,
	end: Exclude<TapeEnd, 'ok'>,
	direction: 'reading' | 'writing',
): Step<number> {
	const tape = tapeName(device);
	switch (end) {
		case 'absent': {
			return yield * cms.message(messages[`${module}113S`], {tape});
		}

		case 'fileProtected': {
			return yield * cms.message(messages[`${module}043E`], {tape});
		}

		case 'mark':
		case 'loadPoint':
		case 'endOfTape': {
			return yield * cms.message(messages[`${module}058E`], {tape});
		}

		case 'notReady':
		case 'error': {
			return direction === 'reading'
				? yield * cms.message(messages[`${module}110S`], {tape})
				: yield * cms.message(messages[`${module}111S`], {tape});
		}
	}
}
