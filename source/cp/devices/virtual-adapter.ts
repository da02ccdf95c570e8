/**
 * Virtual channel-to-channel adapters (GC20-1820, DEFINE and COUPLE): ends that machines have, two of which COUPLE
 * makes one adapter of. Ends that are not coupled want intervention.
 */
import {ChannelAdapterEnd} from '../../machine/devices/ctca.js';
import {cuu} from '../formats.js';

/** The machine that has an end. */
export type AdapterMachine = {
	readonly userid: string;
	type(text: string, lineClass?: 'message'): void;
};

export class VirtualAdapter {
	readonly end = new ChannelAdapterEnd();
	/** The other end, while they are coupled. */
	partner: VirtualAdapter | undefined;

	/** `address` changes with DEFINE vaddr AS vaddr. */
	constructor(readonly vm: AdapterMachine, public address: number) {}

	/** Makes one adapter of two free ends. */
	couple(other: VirtualAdapter): void {
		ChannelAdapterEnd.couple(this.end, other.end);
		this.partner = other;
		other.partner = this;
	}

	/** Takes the two apart; who has the other end is told. Answers what the owner of this one is told. */
	drop(): string | undefined {
		const {partner} = this;
		if (!partner) {
			return undefined;
		}

		this.end.uncouple();
		this.partner = undefined;
		partner.partner = undefined;
		partner.vm.type(dropText(partner, this), 'message');
		return dropText(this, partner);
	}
}

const dropText = (one: VirtualAdapter, other: VirtualAdapter): string =>
	`CTCA ${cuu(one.address)} DROP FROM ${other.vm.userid.padEnd(8)} ${cuu(other.address)}`;
