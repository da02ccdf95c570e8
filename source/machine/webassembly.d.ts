/** The part of WebAssembly's interface used here (TypeScript ships it only with the browser's library). */
declare namespace WebAssembly {
	class Memory {
		constructor(descriptor: {initial: number; maximum?: number});
		readonly buffer: ArrayBuffer;
	}

	type Module = Readonly<Record<never, never>>;
	const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;

	class Instance {
		constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>);
		readonly exports: unknown;
	}
}
