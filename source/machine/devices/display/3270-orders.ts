/** The orders of the 3270 data stream (GA27-2749, "Orders"; the extended ones GA23-0059), carried out on a buffer. */
import {attribute3270, decodeAddress, order3270} from './3270-code.js';

/** The buffer as the orders see it. */
export type OrderTarget = {
	readonly size: number;
	/** Buffer address. */
	address: number;
	cursor: number;
	put(address: number, character: number): void;
	erase(address: number): void;
	startField(attribute: number): void;
	attributeAt(address: number): number | undefined;
	governing(address: number): number;
};

/** First byte of an extended attribute pair that is the field attribute. */
const basicAttribute = 0xC0;

const advance = (screen: OrderTarget): void => {
	screen.address = (screen.address + 1) % screen.size;
};

/** Start Field Extended and Modify Field: of the pairs, the field attribute alone is kept. */
function extended(screen: OrderTarget, pairs: Uint8Array, starts: boolean): void {
	let attribute = starts ? 0 : screen.attributeAt(screen.address);
	for (let at = 0; at < pairs.length; at += 2) {
		if (pairs[at] === basicAttribute && attribute !== undefined) {
			attribute = pairs[at + 1];
		}
	}

	if (attribute === undefined) {
		// Nothing to modify here: the address stays.
		return;
	}

	screen.startField(attribute);
}

/**
 * Program Tab: on to the next unprotected field, or to 0 where none follows. Behind data the rest of the field is
 * cleared.
 */
function tab(screen: OrderTarget, clears: boolean): void {
	// At the attribute of an unprotected field: its first character.
	while (screen.address < screen.size) {
		const attribute = screen.attributeAt(screen.address);
		if (attribute !== undefined && (attribute & attribute3270.protected) === 0) {
			advance(screen);
			return;
		}

		if (attribute !== undefined) {
			clears = false;
		} else if (clears) {
			screen.erase(screen.address);
		}

		screen.address++;
	}

	screen.address = 0;
}

/** Unprotected characters from the buffer address up to `stop` to nulls; the same address: the whole buffer. */
function eraseTo(screen: OrderTarget, stop: number): void {
	let attribute = screen.governing(screen.address);
	do {
		const own = screen.attributeAt(screen.address);
		if (own !== undefined) {
			attribute = own;
		} else if ((attribute & attribute3270.protected) === 0) {
			screen.erase(screen.address);
		}

		advance(screen);
	} while (screen.address !== stop);
}

/**
 * Carries out `data`, what stands behind the write control character. False where something is cut off or out of the
 * buffer.
 */
export function carryOut(screen: OrderTarget, data: Uint8Array): boolean {
	let at = 0;
	/** Whether a character was written right before: a program tab then clears the rest of the field. */
	let isAfterData = false;
	const operand = (): number | undefined => {
		const address = decodeAddress(data[at], data[at + 1]);
		at += 2;
		return at <= data.length && address < screen.size ? address : undefined;
	};

	while (at < data.length) {
		const byte = data[at++];
		const wasAfterData: boolean = isAfterData;
		isAfterData = false;
		switch (byte) {
			case order3270.setBufferAddress: {
				const address = operand();
				if (address === undefined) {
					return false;
				}

				screen.address = address;
				break;
			}

			case order3270.startField: {
				if (at >= data.length) {
					return false;
				}

				screen.startField(data[at++]);
				break;
			}

			case order3270.insertCursor: {
				screen.cursor = screen.address;
				break;
			}

			case order3270.programTab: {
				tab(screen, wasAfterData);
				isAfterData = wasAfterData && screen.address === 0;
				break;
			}

			case order3270.repeatToAddress: {
				const stop = operand();
				const hasEscape = data[at] === order3270.graphicEscape;
				at += hasEscape ? 1 : 0;
				if (stop === undefined || at >= data.length) {
					return false;
				}

				const character = data[at++];
				do {
					screen.put(screen.address, character);
					advance(screen);
				} while (screen.address !== stop);

				isAfterData = true;
				break;
			}

			case order3270.eraseUnprotectedToAddress: {
				const stop = operand();
				if (stop === undefined) {
					return false;
				}

				eraseTo(screen, stop);
				break;
			}

			case order3270.graphicEscape: {
				if (at >= data.length) {
					return false;
				}

				screen.put(screen.address, data[at++]);
				advance(screen);
				isAfterData = true;
				break;
			}

			case order3270.setAttribute: {
				at += 2;
				if (at > data.length) {
					return false;
				}

				break;
			}

			case order3270.startFieldExtended:
			case order3270.modifyField: {
				const pairs = data[at++];
				if (pairs === undefined || at + (pairs * 2) > data.length) {
					return false;
				}

				extended(screen, data.subarray(at, at + (pairs * 2)), byte === order3270.startFieldExtended);
				at += pairs * 2;
				break;
			}

			default: {
				screen.put(screen.address, byte);
				advance(screen);
				isAfterData = true;
			}
		}
	}

	return true;
}
