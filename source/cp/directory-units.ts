/** Unit record devices of a machine while there is no spool: an empty hopper, a punch without cards, a printer without paper. They say so; nothing is lost unseen. */
import type {Device} from '../machine/device.js';
import {Printer1403} from '../machine/devices/1403.js';
import {CardPunch2540} from '../machine/devices/2540-punch.js';
import {CardReader2540} from '../machine/devices/2540-reader.js';
import type {UnitStatement} from './directory.js';

/** The device of a SPOOL statement; `undefined` for types not implemented. Spooled devices take no time of their own. */
export function unspooledUnit({type}: UnitStatement): Device | undefined {
	switch (type) {
		case '2540R': {
			return new CardReader2540({next: () => undefined}, {cardTime: 0});
		}

		case '2540P': {
			return new CardPunch2540({punch: () => false}, {cardTime: 0});
		}

		case '1403': {
			return new Printer1403({print: () => false}, {lineTime: 0});
		}

		default: {
			return undefined;
		}
	}
}
