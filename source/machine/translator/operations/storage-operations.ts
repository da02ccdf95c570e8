/** Instructions with one operand in storage: RX, RS and SI formats without branches and floating point. */
import {addressMask} from '../../../base/architecture.js';
import {registerBlock} from '../../cpu/cpu.js';
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {
	Fields, Operation, Operations, Translate,
} from '../operation.js';
import {
	combine, compare, divide, isPair, logicalDifference, logicalSum, multiply, sum,
} from './register-operations.js';

export const indexed = (writer: FunctionWriter, {base, displacement, r2}: Fields): void => {
	writer.logicalAddress(displacement, base, r2);
};

const based = (writer: FunctionWriter, {base, displacement}: Fields): void => {
	writer.logicalAddress(displacement, base);
};

/** An RX instruction on the word or halfword in storage, which `then` finds on the stack. */
const withWord = (then: (writer: FunctionWriter, r1: number) => void): Translate => (writer, fields) => {
	indexed(writer, fields);
	writer.fetchAt(4);
	writer.loadWord();
	then(writer, fields.r1);
};

const withHalf = (then: (writer: FunctionWriter, r1: number) => void): Translate => (writer, fields) => {
	indexed(writer, fields);
	writer.fetchAt(2);
	writer.loadHalf();
	then(writer, fields.r1);
};

/** ST, STH, STC. */
const store = (length: number, write: (writer: FunctionWriter, r1: number) => void): Translate => (writer, fields) => {
	indexed(writer, fields);
	writer.storeAt(length);
	write(writer, fields.r1);
};

/** The row of an SI instruction, which may be the subject of EXECUTE: `push` pushes the second byte. */
const withImmediate =
	(translate: (writer: FunctionWriter, fields: Fields, push: () => void) => void): Operation => ({
		translate(writer, fields) {
			translate(writer, fields, () => {
				writer.constant(fields.immediate);
			});
		},
		modified(writer, fields) {
			translate(writer, fields, () => {
				writer.get(local.modified);
			});
		},
	});

/** NI, OI, XI. */
const immediate = (operation: number): Operation => withImmediate((writer, fields, push) => {
	based(writer, fields);
	writer.storeAt(1);
	writer.get(local.at);
	writer.loadByte();
	push();
	writer.push(operation);
	writer.tee(local.first);
	writer.memory(wasm.store8);
	writer.condition = {kind: 'logical'};
});

/** Registers from `r1` to `r2` of LM and STM, 0 behind 15. */
const registersOf = ({r1, r2}: Fields): number[] =>
	Array.from({length: ((r2 - r1) & 15) + 1}, (_, index) => (r1 + index) & 15);
/** LA as the subject of EXECUTE: its registers are only known then, so that they are where the interpreter has them. */
function loadAddress(writer: FunctionWriter, {base, displacement}: Fields): void {
	const {step: {address, length}, surroundings} = writer;
	const pushRegister = (pushNumber: () => void) => {
		writer.get(local.block);
		pushNumber();
		writer.constant(2);
		writer.push(wasm.shiftLeft, wasm.add);
	};

	const pushIndex = () => {
		writer.get(local.modified);
		writer.constant(15);
		writer.push(wasm.and);
	};

	writer.settle();
	writer.callsOut();
	surroundings.storeRegisters(writer);
	pushRegister(() => {
		writer.get(local.modified);
		writer.constant(4);
		writer.push(wasm.shiftRightUnsigned);
	});
	pushRegister(pushIndex);
	writer.memory(wasm.load, registerBlock.general);
	writer.constant(0);
	pushIndex();
	writer.push(wasm.select);
	writer.logicalAddress(displacement, base);
	writer.push(wasm.add);
	writer.constant(addressMask);
	writer.push(wasm.and);
	writer.memory(wasm.store, registerBlock.general);
	surroundings.takeRegisters(writer);
	writer.open(wasm.if);
	writer.leaveFor((address + length) & addressMask);
	writer.close();
}

/** The same up to register 15, and from register 0 on: with the offsets of their words. */
const rowsOf = (registers: readonly number[]) => {
	const [first] = registers;
	const count = Math.min(registers.length, 16 - first);
	const rows = [{first, count, offset: 0}, {first: 0, count: registers.length - count, offset: 4 * count}];
	return rows.filter(row => row.count > 0);
};

export const storageOperations: Operations = [
	[0x40, {
		translate: store(2, (writer, r1) => {
			writer.get(local.at);
			writer.register(r1);
			writer.constant(0xFFFF);
			writer.push(wasm.and);
			writer.swapHalf();
			writer.memory(wasm.store16);
		}), // STH
	}],
	[0x41, {
		translate(writer, fields) {
			indexed(writer, fields);
			writer.setRegister(fields.r1);
		}, // LA
		modified: loadAddress,
	}],
	[0x42, {
		translate: store(1, (writer, r1) => {
			writer.get(local.at);
			writer.register(r1);
			writer.memory(wasm.store8);
		}), // STC
	}],
	[0x43, {
		// IC
		translate(writer, fields) {
			indexed(writer, fields);
			writer.fetchAt(1);
			writer.register(fields.r1);
			writer.constant(~0xFF);
			writer.push(wasm.and);
			writer.loadByte();
			writer.push(wasm.or);
			writer.setRegister(fields.r1);
		},
	}],
	[0x48, {
		translate: withHalf((writer, r1) => {
			writer.setRegister(r1);
		}), // LH
	}],
	[0x49, {
		translate: withHalf((writer, r1) => {
			compare(writer, r1, 'signed');
		}), // CH
	}],
	[0x4A, {
		translate: withHalf((writer, r1) => {
			sum(writer, r1, wasm.add);
		}), // AH
	}],
	[0x4B, {
		translate: withHalf((writer, r1) => {
			sum(writer, r1, wasm.subtract);
		}), // SH
	}],
	[0x4C, {
		// MH
		translate: withHalf((writer, r1) => {
			writer.register(r1);
			writer.push(wasm.multiply);
			writer.setRegister(r1);
		}),
	}],
	[0x50, {
		translate: store(4, (writer, r1) => {
			writer.storeWord(() => {
				writer.register(r1);
			});
		}), // ST
	}],
	[0x54, {
		translate: withWord((writer, r1) => {
			combine(writer, r1, wasm.and);
		}), // N
	}],
	[0x55, {
		translate: withWord((writer, r1) => {
			compare(writer, r1, 'unsigned');
		}), // CL
	}],
	[0x56, {
		translate: withWord((writer, r1) => {
			combine(writer, r1, wasm.or);
		}), // O
	}],
	[0x57, {
		translate: withWord((writer, r1) => {
			combine(writer, r1, wasm.exclusiveOr);
		}), // X
	}],
	[0x58, {
		translate: withWord((writer, r1) => {
			writer.setRegister(r1);
		}), // L
	}],
	[0x59, {
		translate: withWord((writer, r1) => {
			compare(writer, r1, 'signed');
		}), // C
	}],
	[0x5A, {
		translate: withWord((writer, r1) => {
			sum(writer, r1, wasm.add);
		}), // A
	}],
	[0x5B, {
		translate: withWord((writer, r1) => {
			sum(writer, r1, wasm.subtract);
		}), // S
	}],
	[0x5C, {translate: withWord(multiply), applies: isPair}], // M
	[0x5D, {translate: withWord(divide), applies: isPair}], // D
	[0x5E, {translate: withWord(logicalSum)}], // AL
	[0x5F, {translate: withWord(logicalDifference)}], // SL
	[0x90, {
		// STM
		translate(writer, fields) {
			const registers = registersOf(fields);
			based(writer, fields);
			writer.storeAt(4 * registers.length);
			if (writer.surroundings.storesAtOnce) {
				for (const {first, count, offset} of rowsOf(registers)) {
					writer.storeStored(first, count, {local: local.at, offset});
				}

				return;
			}

			writer.storeWords(registers.length, index => {
				writer.register(registers[index]);
			});
		},
	}],
	[0x91, {
		// TM
		translate(writer, fields) {
			based(writer, fields);
			writer.fetchAt(1);
			writer.loadByte();
			writer.constant(fields.immediate);
			writer.push(wasm.and);
			writer.set(local.first);
			writer.condition = fields.immediate === 0 ? {kind: 'logical'} : {kind: 'test', mask: fields.immediate};
		},
		modified(writer, fields) {
			based(writer, fields);
			writer.fetchAt(1);
			writer.loadByte();
			writer.get(local.modified);
			writer.push(wasm.and);
			writer.tee(local.first);
			writer.constant(0);
			writer.push(wasm.notEqual);
			// Nothing 0, all of them 3, else 1.
			writer.get(local.first);
			writer.get(local.modified);
			writer.push(wasm.equal);
			writer.constant(1);
			writer.push(wasm.shiftLeft, wasm.or);
			writer.constant(0);
			writer.get(local.first);
			writer.push(wasm.select);
			writer.set(local.code);
			writer.forget();
		},
	}],
	[0x92, withImmediate((writer, fields, push) => {
		// MVI
		based(writer, fields);
		writer.storeAt(1);
		writer.get(local.at);
		push();
		writer.memory(wasm.store8);
	})],
	[0x94, immediate(wasm.and)], // NI
	[0x95, withImmediate((writer, fields, push) => {
		// CLI
		based(writer, fields);
		writer.fetchAt(1);
		writer.loadByte();
		writer.set(local.first);
		push();
		writer.set(local.second);
		writer.condition = {kind: 'unsigned'};
	})],
	[0x96, immediate(wasm.or)], // OI
	[0x97, immediate(wasm.exclusiveOr)], // XI
	[0x98, {
		// LM
		translate(writer, fields) {
			const registers = registersOf(fields);
			based(writer, fields);
			writer.fetchAt(4 * registers.length);
			if (writer.surroundings.storesAtOnce) {
				for (const {first, count, offset} of rowsOf(registers)) {
					writer.loadStored(first, count, {local: local.at, offset});
				}

				return;
			}

			writer.loadWords(registers.length, index => {
				writer.setRegister(registers[index]);
			});
		},
	}],
];
