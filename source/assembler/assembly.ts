/**
 * The state of one assembly, and what statements do to it: location counter, names, text. The same statements run
 * through it twice.
 */
import {addressMask} from '../base/architecture.js';
import {Flag} from './diagnostic.js';
import {ExternalDictionary} from './expression/dictionary.js';
import type {Scope, Value} from './expression/expression.js';
import {initialPrint, type Line, type PrintStatus} from './source/line.js';
import {isSymbol, upperCase} from './source/scan.js';
import {LiteralPool} from './expression/literal-pool.js';
import {ObjectCode} from './object/object-code.js';
import type {AssemblerOptions} from './options.js';
import {SymbolTable, type Base, type Section, type SymbolEntry} from './expression/symbol-table.js';
import {UsingTable} from './expression/using-table.js';

const maximumLocation = addressMask;

/** Scope of operands: every symbol of the program. */
class OperandScope implements Scope {
	/** L'*. */
	length = 1;

	constructor(private readonly assembly: Assembly) {
		// Nothing else.
	}

	get here(): Value {
		return this.assembly.here(this.length);
	}

	symbol(name: string): SymbolEntry | undefined {
		return this.assembly.find(name);
	}
}

/** Scope of operands that decide on addresses: symbols of earlier statements only, so that both passes agree. */
class PreviousScope implements Scope {
	constructor(private readonly assembly: Assembly) {
		// Nothing else.
	}

	get here(): Value {
		return this.assembly.here();
	}

	symbol(name: string): SymbolEntry | undefined {
		const {assembly} = this;
		const entry = assembly.find(name);
		if (!entry || entry.statement < assembly.line.number) {
			return entry;
		}

		assembly.keep(new Flag(231, name));
		return undefined;
	}
}

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
	readonly #scope: Scope = new OperandScope(this);
	readonly #previousScope: Scope = new PreviousScope(this);
	readonly #instructionScope = new OperandScope(this);
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
			this.line.flag(flag);
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
		if (gap === 0) {
			return;
		}

		if (fill) {
			this.line.padding = {location: this.address, length: gap};
			this.emit(this.take(gap), gap);
		} else {
			this.moveTo(section.location + gap);
		}
	}

	/** Takes room for bytes of text; see `ObjectCode`. Pass 1 needs none. */
	take(length: number): number {
		return this.pass === 2 ? this.code.take(length) : 0;
	}

	/** Assembles the bytes taken at `from` at the location counter. */
	emit(from: number, length: number): void {
		const {section} = this;
		if (this.pass === 2) {
			this.code.store(section, section.origin + section.location, from, length);
		}

		this.moveTo(section.location + length);
	}

	/** Value of `*`, with the length attribute of the statement it stands in. */
	here(length = 1): Value {
		const {origin, location, relocations} = this.section;
		return {value: origin + location, relocations, length};
	}

	/** Defines the statement's name, if it has one. */
	defineName(base: Base | undefined, value: number, length: number, type: string): void {
		const {name} = this.line.statement;
		if (name === '' || name.startsWith('.')) {
			return;
		}

		if (isSymbol(name)) {
			this.define(upperCase(name), base, value, length, type);
		} else {
			this.keep(name.length > 8 ? new Flag(190, name) : new Flag(198, name));
		}
	}

	define(name: string, base: Base | undefined, value: number, length: number, type: string): void {
		if (!this.symbols.define(name, base, value, length, type, this.line.number)) {
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

	/** The symbol that an operand names; notes the reference, or that there is none. */
	find(name: string): SymbolEntry | undefined {
		if (this.pass === 1) {
			return this.symbols.get(name);
		}

		const entry = this.symbols.refer(name, this.line.number);
		if (!entry) {
			this.keep(new Flag(188, name));
		}

		return entry;
	}

	/** Scope of operands. Whatever has operands stands in a section: an unnamed one where none has been opened. */
	get scope(): Scope {
		return this.section && this.#scope;
	}

	/** Scope of operands that decide on addresses; see `scope`. */
	get previousScope(): Scope {
		return this.section && this.#previousScope;
	}

	/** Scope of the operands of a machine instruction of `length` bytes, which is L'*. */
	instructionScope(length: number): Scope {
		this.#instructionScope.length = length;
		return this.#instructionScope;
	}
}
