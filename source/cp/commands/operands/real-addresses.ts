/** Operands that name real devices and whose they are or shall be (GC20-1806, ATTACH and DETACH). */
import type {UserContext} from '../../command.js';
import {cuu, parseCuu} from '../../formats.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';

export type RealAddresses = {
	readonly addresses: readonly number[];
	/** One address, not a range of one. */
	readonly isSingle: boolean;
	/** `raddr-raddr`. */
	readonly isRange: boolean;
	/** What follows them, `preposition` left out. */
	readonly rest: readonly string[];
};

/**
 * `raddr`, `raddr-raddr`, or several before `preposition` (TO, FROM), which has `minimum` characters at least and may
 * be left out behind one address or a range. `undefined`: no addresses.
 */
export function addressesOf(words: readonly string[], preposition: string, minimum: number): RealAddresses | undefined {
	const at = words.findIndex((word, index) =>
		index > 0 && word.length >= minimum && preposition.startsWith(word) && index + 1 < words.length);
	const named = at === -1 ? words.slice(0, 1) : words.slice(0, at);
	const rest = at === -1 ? words.slice(1) : words.slice(at + 1);
	const range = named.length === 1 ? /^([\dA-F]{1,3})-([\dA-F]{1,3})$/.exec(named[0]) : undefined;
	if (range) {
		const [first, last] = [Number.parseInt(range[1], 16), Number.parseInt(range[2], 16)];
		return first >= last
			? undefined
			: {
				addresses: Array.from({length: last - first + 1}, (_, index) => first + index),
				isSingle: false,
				isRange: true,
				rest,
			};
	}

	const addresses = named.map(word => parseCuu(word)).filter(address => address !== undefined);
	return addresses.length === 0 || addresses.length < named.length
		? undefined
		: {addresses, isSingle: addresses.length === 1, isRange: false, rest};
}

/**
 * Addresses as one response names several (GC20-1820, DETACH): `181-183` for each run of a range, `181 183` for those
 * given one by one. Nothing for none.
 */
export function severalAddresses(addresses: readonly number[], isRange: boolean): string[] {
	if (!isRange) {
		return addresses.length === 0 ? [] : [addresses.map(address => cuu(address)).join(' ')];
	}

	const starts = addresses.filter(address => !addresses.includes(address - 1));
	return starts.map(first => {
		let last = first;
		while (addresses.includes(last + 1)) {
			last++;
		}

		return first === last ? cuu(first) : `${cuu(first)}-${cuu(last)}`;
	});
}

/** The machine that a userid names; `*` is one's own. */
export const targetMachine = ({cp, vm}: UserContext, userid: string): VirtualMachine | undefined =>
	userid === '*' ? vm : cp.machines.get(userid);

/** Operands of the commands about channels, as far as they are there: `c [TO] userid`. */
export function channelOperands(context: UserContext, words: readonly string[], preposition: string): {
	readonly number: string | undefined;
	readonly userid: string | undefined;
	readonly vm: VirtualMachine | undefined;
} {
	const [number, ...rest] = words;
	const userid = rest[0] === preposition && rest.length > 1 ? rest[1] : rest[0];
	return {number, userid, vm: userid === undefined ? undefined : targetMachine(context, userid)};
}

/** The number of a channel, 0 to F. */
export const parseChannel = (word: string): number | undefined =>
	/^[\dA-F]$/.test(word) ? Number.parseInt(word, 16) : undefined;

/** The response to who issued a command about a device; the operator hears it too, where that is somebody else. */
export function tell({cp, vm, reply}: UserContext, text: string): void {
	reply(text);
	cp.events.announce({kind: 'device', text, by: vm.userid});
}
