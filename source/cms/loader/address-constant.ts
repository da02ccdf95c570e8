/** Arithmetic of address constants of any length, as relocation does it: carries beyond the first byte are lost. */
const byteMask = 0xFF;
const byteValues = 256;

/** Adds to the constant that these bytes are. */
export function addTo(bytes: Uint8Array, value: number): void {
	let sum = bytes.reduce((total, byte) => (total * byteValues) + byte, 0) + value;
	for (let index = bytes.length - 1; index >= 0; index--) {
		bytes[index] = sum & byteMask;
		sum = Math.floor(sum / byteValues);
	}
}
