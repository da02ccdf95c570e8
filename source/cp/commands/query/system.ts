/** QUERY CPLEVEL and LINKS. */
import {calendarDate, timeOfDay} from '../../../base/clock.js';
import {cuu, parseCuu} from '../../formats.js';
import {fail, messages} from '../../messages/index.js';
import {anyClass, type QueryOperand} from './query-operand.js';

export const cplevel: QueryOperand = {
	name: 'CPLEVEL', minimum: 3, classes: anyClass, syntax: 'Query CPLevel',
	run({cp, reply}) {
		reply(`VM/370 RELEASE 6, LEVEL 0, PLC 0017 - ${cp.systemId}`);
		reply(`IPL AT ${calendarDate(cp.startedAt)} ${timeOfDay(cp.startedAt)}`);
		return 0;
	},
};

const perLine = 4;

export const links: QueryOperand = {
	name: 'LINKS', minimum: 3, classes: 'G', syntax: 'Query LINks vaddr',
	run(context, [word]) {
		const {cp, vm, reply} = context;
		const address = parseCuu(word);
		if (address === undefined) {
			return fail(context, messages.DMKCQG022E);
		}

		const extent = vm.devices.get(address)?.minidisk;
		if (!extent) {
			return fail(context, messages.DMKCQG040E, {device: cuu(address)});
		}

		const all = cp.links.holders(extent).map(
			({vm: {userid}, device}) => `${userid.padEnd(8)} ${cuu(device.address)} ${device.readOnly ? 'R/O' : 'R/W'}`,
		);
		for (let at = 0; at < all.length; at += perLine) {
			reply(`${all.slice(at, at + perLine).join(', ')}${at + perLine < all.length ? ',' : ''}`);
		}

		return 0;
	},
};
