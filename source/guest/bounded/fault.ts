/**
 * Faults of a guest's own making: what it has in its storage cannot be what it should be. They end what runs in that
 * machine (CMS makes an abend of them) and are never the host's affair.
 */
import {hex} from '../../base/hex.js';

export class GuestFault extends Error {
	override readonly name: string = 'GuestFault';
}

/** A program looked at, or stored into, an address that its machine does not have. */
export class AddressingException extends GuestFault {
	override readonly name = 'AddressingException';

	constructor(readonly address: number) {
		super(`addressing exception at ${hex(address, 8)}`);
	}
}

/** A chain, table or count in storage that cannot be one. */
export class DamagedStructure extends GuestFault {
	override readonly name = 'DamagedStructure';

	/** `structure`: what it should be, as its user calls it; `address`: where what is wrong was found. */
	constructor(readonly structure: string, readonly address: number) {
		super(`${structure} damaged at ${hex(address, 6)}`);
	}
}
