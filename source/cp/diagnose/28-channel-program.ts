/**
 * DIAGNOSE X'28': a channel program was modified after START I/O (GC20-1807). Nothing has to be done about it: channels
 * here run the machine's own CCWs, each fetched when its turn comes; what is wrong with the request is told.
 */
import {ccwFlag, channelCommand} from '../../base/channel-words.js';
import type {Diagnose} from './diagnose.js';

const noOperation = 0x03;
/** Transfer in channel: the last four bits alone count. */
const isTransfer = (command: number): boolean => (command & 0x0F) === 0x08;

/** Register 15 with condition code 1. */
const wrong = {
	sameRegister: 1, noDevice: 2, outside: 3, unaligned: 4, notTransfer: 6, newOutside: 7,
	newUnaligned: 8,
} as const;
/** Register 15 with condition code 2: channel end or device end has occurred. */
const over = 9;

export const channelProgramModification: Diagnose = {
	code: 0x28,
	summary: 'Channel program modification',
	/** Rx: address of the TIC or no-op that was modified; Ry: device. Condition code 0–2, the reason in R15. */
	perform(call) {
		const {vm, xAddress: address} = call;
		const {gpr} = vm.cpu;
		const answer = (condition: number, reason: number): number => {
			gpr[15] = reason;
			return condition;
		};

		if (call.rx === call.ry) {
			return answer(1, wrong.sameRegister);
		}

		const device = call.y & 0xFFFF;
		if (!vm.devices.has(device)) {
			return answer(1, wrong.noDevice);
		}

		if (!call.inStorage(address, channelCommand.length)) {
			return answer(1, wrong.outside);
		}

		if (address % channelCommand.length !== 0) {
			return answer(1, wrong.unaligned);
		}

		const ccw = vm.storage.fetch(address, channelCommand.length);
		const {command, address: target, flags} = channelCommand.decode(ccw);
		if (!isTransfer(command) && (command !== noOperation || (flags & ccwFlag.chainCommand) === 0)) {
			return answer(1, wrong.notTransfer);
		}

		if (isTransfer(command) && !call.inStorage(target, channelCommand.length)) {
			return answer(1, wrong.newOutside);
		}

		if (isTransfer(command) && target % channelCommand.length !== 0) {
			return answer(1, wrong.newUnaligned);
		}

		return vm.channels.isBusy(device) ? answer(0, 0) : answer(2, over);
	},
};
