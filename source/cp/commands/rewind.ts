/** REWIND (GC20-1820; DMKCPB): the reel on a tape drive of one's own machine goes back to its load point. */
import type {DataTransfer} from '../../machine/channel/device.js';
import {unitStatus} from '../../base/channel-words.js';
import {tapeCommand} from '../../machine/devices/tape/tape-commands.js';
import type {UserCommand} from '../command.js';
import {cuu, parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';

/** A control command has no data. */
const noData: DataTransfer = {
	remaining: 0,
	input: () => 0,
	output: () => new Uint8Array(0),
	outputInto: () => 0,
	view: () => new Uint8Array(0),
	repeats: false,
	again: () => undefined,
};

export const rewind: UserCommand = {
	name: 'REWIND', minimum: 3, classes: 'G',
	syntax: ['REWind vaddr'],
	summary: 'rewind a tape of your virtual machine',
	returnCodes: [
		'6    INVALID DEVICE TYPE - vaddr',
		'22   VADDR MISSING OR INVALID',
		'40   DEV vaddr DOES NOT EXIST',
		'805  TAPE vaddr NOT READY',
	],
	run(context) {
		const {vm, words: [word], reply} = context;
		const address = parseCuu(word);
		if (address === undefined) {
			return fail(context, messages.DMKCPB022E);
		}

		const tape = vm.devices.get(address);
		if (!tape) {
			return fail(context, messages.DMKCPB040E, {device: cuu(address)});
		}

		if (tape.kind !== 'TAPE') {
			return fail(context, messages.DMKCPB006E, {device: cuu(address)});
		}

		// Nobody takes the tape from under a channel program.
		const end = vm.channels.isBusy(address) ? undefined : tape.device.execute(tapeCommand.rewind, noData, 0);
		if (!end || (end.status & unitStatus.unitCheck) !== 0) {
			return fail(context, messages.DMKCPB805E, {device: cuu(address)});
		}

		reply('REWIND COMPLETE');
		return 0;
	},
};
