/** Functions of the console stack that EXECs call as commands (GC20-1819; those of VM/SP: SC19-6209). */
import type {CmsCommand} from '../../cms.js';

export const desbuf: CmsCommand = {
	name: 'DESBUF',
	minimum: 6,
	syntax: ['DESBUF'],
	summary: 'Drops all lines of the console stack.',
	description: ['What stands behind the name is not looked at.'],
	* run({cms}) {
		yield * cms.charge('svc');
		cms.console.clearStack();
		return 0;
	},
};

export const conwait: CmsCommand = {
	name: 'CONWAIT',
	minimum: 7,
	syntax: ['CONWAIT'],
	summary: 'Waits until everything typed has appeared at the terminal.',
	description: ['What stands behind the name is not looked at.'],
	* run({cms}) {
		yield * cms.charge('svc');
		return 0;
	},
};

export const sentries: CmsCommand = {
	name: 'SENTRIES',
	minimum: 8,
	syntax: ['SENTRIES'],
	summary: 'Answers the number of lines in the console stack as return code.',
	description: ['What stands behind the name is not looked at.'],
	origin: 'VM/SP',
	* run({cms}) {
		yield * cms.charge('svc');
		return cms.console.stacked;
	},
};

/** Return codes of DROPBUF. */
const dropCode = {invalidNumber: 1, noBuffer: 2} as const;

export const makebuf: CmsCommand = {
	name: 'MAKEBUF',
	minimum: 7,
	syntax: ['MAKEBUF'],
	summary: 'Makes a new buffer of the console stack and answers its number as return code.',
	description: [
		'Lines stacked afterwards stand before those of older buffers, and DROPBUF drops them together. What stands '
		+ 'behind the name is not looked at.',
	],
	origin: 'VM/SP',
	* run({cms}) {
		yield * cms.charge('svc');
		return cms.console.makeBuffer();
	},
};

export const dropbuf: CmsCommand = {
	name: 'DROPBUF',
	minimum: 7,
	syntax: ['DROPBUF [n]'],
	summary: 'Drops a buffer of the console stack and all newer ones with their lines; the newest by default.',
	returnCodes: ['1  The operand is no number.', '2  There is no buffer of that number.'],
	origin: 'VM/SP',
	* run({cms, operands}) {
		yield * cms.charge('svc');
		const [number] = operands;
		if (number !== undefined && !/^\d+$/.test(number)) {
			return dropCode.invalidNumber;
		}

		return cms.console.dropBuffer(number === undefined ? undefined : Number(number)) ? 0 : dropCode.noBuffer;
	},
};
