/** Channel programs without interruption, as DIAGNOSE X'18' and X'20' and IPL run them. */
import {unitStatus, channelStatus} from '../../base/channel-words.js';
import {limits} from '../../base/limits.js';
import type {Burst} from './program-state.js';
import type {Subchannel} from './subchannel.js';

/** A longer program is taken for a loop. */
const burst: Burst = {commands: limits.synchronousCommands.value, bytes: limits.synchronousBytes.value};
const noBytes = new Uint8Array(0);

/** Result of a channel program run for the hypervisor. */
export type SynchronousEnd = {
	/** 0 normal end, 1 ended with unusual status, 2 busy or cannot end by itself, 3 not operational. */
	readonly cc: 0 | 1 | 2 | 3;
	readonly unitStatus: number;
	readonly channelStatus: number;
	readonly residual: number;
	/** Behind the last CCW used. */
	readonly ccwAddress: number;
	/** Sense bytes where the unit status has unit check, else empty. */
	readonly sense: Uint8Array;
	/** Microseconds it took. */
	readonly duration: number;
};

/**
 * Executes a channel program to its end. A device that cannot end at once (a console read) is halted, condition code 2.
 * A program of more commands or bytes than `limits` says ends with a program check.
 */
export function runSynchronously(subchannel: Subchannel | undefined, ccwAddress: number, key: number): SynchronousEnd {
	const nothing = {
		unitStatus: 0, channelStatus: 0, residual: 0, ccwAddress: 0, sense: noBytes, duration: 0,
	};
	if (!subchannel || subchannel.isWorking) {
		return {cc: subchannel ? 2 : 3, ...nothing};
	}

	const {program, state, duration} = subchannel.runSynchronously(key, ccwAddress, burst);
	if (state === 'waiting') {
		return {cc: 2, ...nothing, duration};
	}

	const end = state === 'paused' ? {...program.halted(0), channel: channelStatus.programCheck} : state;
	const isUsual =
		end.channel === 0 && (end.unit & ~unitStatus.statusModifier) === (unitStatus.channelEnd | unitStatus.deviceEnd);
	return {
		cc: isUsual ? 0 : 1,
		unitStatus: end.unit,
		channelStatus: end.channel,
		residual: end.residual,
		ccwAddress: end.ccwAddress,
		duration,
		sense: (end.unit & unitStatus.unitCheck) === 0 ? noBytes : subchannel.device.sense(),
	};
}
