/** A record in storage, by its layout: field by field, or as a whole. */
import type {Fields, Layout, RecordOf} from '../../base/layout.js';

/** Storage as far as records need it. */
export type Bytes = {
	fetch(address: number, length: number): Uint8Array;
	store(address: number, bytes: Uint8Array): void;
};

export class StoredRecord<F extends Fields> {
	constructor(readonly layout: Layout<F>, readonly storage: Bytes, readonly address: number) {}

	get<K extends keyof F>(name: K): RecordOf<Layout<F>>[K] {
		const {offset, length, read, decode} = this.layout.fields[name];
		const bytes = this.storage.fetch(this.address + offset, length);
		const value = read ? read(bytes, 0) : decode(bytes);
		return value as RecordOf<Layout<F>>[K];
	}

	set<K extends keyof F>(name: K, value: RecordOf<Layout<F>>[K]): void {
		const field = this.layout.fields[name];
		this.storage.store(this.address + field.offset, field.encode(value));
	}

	read(): RecordOf<Layout<F>> {
		return this.layout.decode(this.storage.fetch(this.address, this.layout.length));
	}

	write(record: RecordOf<Layout<F>>): void {
		this.storage.store(this.address, this.layout.encode(record));
	}
}
