/**
 * The state of one assembly, and what statements do to it: location counter, names, text. The same statements run
 * through it twice.
 */
import {addressMask} from '../base/architecture.js';
import {Flag} from './diagnostic.js';
import {ExternalDictionary} from './expression/dictionary.js';
import type {Scope, Value} from './expression/expression.js';
import {initialPrint, type Line, type PrintStatus} from './source/line.js';
import {LiteralPool} from './expression/literal-pool.js';
import {ObjectCode} from './object/object-code.js';
import type {AssemblerOptions} from './options.js';
import {SymbolTable, type Base, type Section, type SymbolEntry} from './expression/symbol-table.js';
import {UsingTable} from './expression/using-table.js';

const maximumLocation = addressMask;

export class Assembly {
	/** 1: lengths and symbols; 2: text and messages. */
	pass: 1 | 2 = 1;
	readonly symbols = new SymbolTable();
	readonly dictionary = new ExternalDictionary();
	readonly code = new ObjectCode();
	readonly usings = new UsingTable();
	readonly pools: LiteralPool[] = [new LiteralPool()];
	/** Literals met outside pools' order: index of the pool that collects now. */
	poolIndex = 0;
	readonly lines: Line[] = [];
	print: PrintStatus = initialPrint;
	readonly printStack: PrintStatus[] = [];
	/** Name field of the first named TITLE: identification of the deck. */
	deckId = '';
	title = '';
	/** START's operand. */
	start = 0;
	ended = false;
	#section: Section | undefined;
	#line: Line | undefined;

	constructor(readonly options: AssemblerOptions) {}

	/** The statement being processed. */
	get line(): Line {
		return this.#line!;
	}

	get pool(): LiteralPool {
		return this.pools[this.poolIndex];
	}

	/** Begins pass 2 with everything at its start. */
	restart(): void {
		this.dictionary.assignOrigins(this.start);
		this.pass = 2;
		this.poolIndex = 0;
		this.#section = undefined;
		this.print = initialPrint;
		this.printStack.length = 0;
		this.ended = false;
		this.usings.dropAll();
		for (const section of this.dictionary.sections) {
			section.location = 0;
			section.length = 0;
		}
	}

	begin(line: Line): void {
		this.#line = line;
	}

	/**
	 * Keeps an error of the current statement that does not end it. Pass 1 keeps none: pass 2 meets all of them again.
	 */
	keep(flag: Flag): void {
		if (this.pass === 2) {
			this.line.flags.push(flag);
		}
	}

	get currentSection(): Section | undefined {
		return this.#section;
	}

	/** The current control section; unnamed where no statement has opened one. */
	get section(): Section {
		this.#section ??= this.dictionary.section('', 'PC');
		return this.#section;
	}

	open(section: Section): void {
		this.#section = section;
	}

	/** Assembled address of the next byte. */
	get address(): number {
		const {section} = this;
		return section.origin + section.location;
	}

	/** Moves the location counter to `location` of the current section. */
	moveTo(location: number): void {
		const {section} = this;
		if (location > maximumLocation) {
			throw new Flag(240);
		}

		section.location = location;
		section.length = Math.max(section.length, location);
	}

	/** Moves to a multiple of `boundary`, through zeros where `fill`. */
	align(boundary: number, fill: boolean): void {
		const {section} = this;
		const gap = (boundary - section.location % boundary) % boundary;
		if (gap > 0 && fill) {
			this.line.padding = {location: this.address, length: gap};
			this.#store(new Uint8Array(gap));
		}

		this.moveTo(section.location + gap);
	}

	/** Assembles bytes at the location counter. */
	emit(bytes: Uint8Array): void {
		this.#store(bytes);
		this.moveTo(this.section.location + bytes.length);
	}

	#store(bytes: Uint8Array): void {
		if (this.pass === 2) {
			this.code.store(this.section, this.address, bytes);
		}
	}

	/** Value of `*`, with the length attribute of the statement it stands in. */
	here(length = 1): Value {
		return {value: this.address, relocations: [{base: this.section, count: 1}], length};
	}

	/** Defines the statement's name, if it has one. */
	defineName(base: Base | undefined, value: number, length: number, type: string): void {
		const {name} = this.line.statement;
		if (name === '' || name.startsWith('.')) {
			return;
		}

		if (!/^[a-z$#@][a-z$#@\d]{0,7}$/i.test(name)) {
			this.keep(name.length > 8 ? new Flag(190, name) : new Flag(198, name));
			return;
		}

		this.define(name.toUpperCase(), base, value, length, type);
	}

	define(name: string, base: Base | undefined, value: number, length: number, type: string): void {
		this.symbols.define(name, {base, value, length, type, statement: this.line.number});
		if (this.symbols.get(name)!.statement !== this.line.number) {
			this.keep(new Flag(196, name));
		}
	}

	/** Defines the statement's name at the location counter. */
	defineHere(length: number, type: string): void {
		if (this.line.statement.name !== '') {
			this.defineName(this.section, this.section.location, length, type);
		}
	}

	refer(name: string): void {
		if (this.pass === 2) {
			this.symbols.refer(name, this.line.number);
		}
	}

	#find(name: string): SymbolEntry | undefined {
		this.refer(name);
		const entry = this.symbols.get(name);
		if (!entry) {
			this.keep(new Flag(188, name));
		}

		return entry;
	}

	/** Scope of operands: every symbol of the program. `length` is L'*. */
	scope(length = 1): Scope {
		return {
			symbol: name => this.#find(name),
			here: this.here(length),
		};
	}

	/** Scope of operands that decide on addresses: symbols of earlier statements only, so that both passes agree. */
	previousScope(): Scope {
		return {
			symbol: name => {
				const entry = this.#find(name);
				if (!entry || entry.statement < this.line.number) {
					return entry;
				}

				this.keep(new Flag(231, name));
				return undefined;
			},
			here: this.here(),
		};
	}
}
