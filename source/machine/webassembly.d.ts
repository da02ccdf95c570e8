/** The part of WebAssembly's interface used here (TypeScript ships it only with the browser's library). */
declare namespace WebAssembly {
	class Memory {
		constructor(descriptor: {initial: number; maximum?: number});
		readonly buffer: ArrayBuffer;
	}
}
