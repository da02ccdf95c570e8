/** Loads and stores of floating-point registers (GA22-7000, "Floating-Point Instructions"). */
import {isFloating} from '../../instructions/instruction-effects.js';
import type {Width} from '../../kernels/float-numbers.js';
import {wasm} from '../../webassembly-module.js';
import {
	inEveryForm, pushFirstWord, pushRegister, setRegister, signBit, testNumber, withRegister, type Operand,
} from './floating-operands.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Operation, Operations, Translate} from '../operation.js';
import {indexed} from './storage-operations.js';

const load = (second: Operand, width: Width): Translate => (writer, fields) => {
	second(writer, fields);
	setRegister(writer, fields.r1, width);
};

/** Loads between registers with the condition code: `change` makes another sign of the number on the stack. */
const loadTested = (change: (writer: FunctionWriter) => void) =>
	(second: Operand, width: Width): Translate => (writer, fields) => {
		second(writer, fields);
		change(writer);
		writer.push(wasm.tee, local.wide);
		setRegister(writer, fields.r1, width);
		testNumber(writer);
	};

const sign = (bits: bigint, operation: number) => (writer: FunctionWriter): void => {
	writer.constant64(bits);
	writer.push(operation);
};

const positive = sign(~signBit, wasm.and64);
const negative = sign(signBit, wasm.or64);
const opposite = sign(signBit, wasm.exclusiveOr64);

/** Both instructions, `code` being the second half of their operation codes. */
const tested = (code: number, change: (writer: FunctionWriter) => void): Operations => [
	[0x20 | code, withRegister('long', loadTested(change))],
	[0x30 | code, withRegister('short', loadTested(change))],
];

const store = (width: Width): Operation => ({
	translate(writer, fields) {
		indexed(writer, fields);
		writer.storeAt(width === 'long' ? 8 : 4);
		if (width === 'long') {
			writer.storeDoubleword(() => {
				pushRegister(writer, fields.r1, 'long');
			});
			return;
		}

		pushRegister(writer, fields.r1, 'long');
		writer.set(local.wide);
		writer.storeWord(() => {
			pushFirstWord(writer);
		});
	},
	applies: ({r1}) => isFloating(r1),
});

export const floatingLoads: Operations = [
	...inEveryForm(0x08, load), // LDR, LER, LD, LE
	[0x60, store('long')], // STD
	[0x70, store('short')], // STE
	...tested(0x00, positive), // LPDR, LPER
	...tested(0x01, negative), // LNDR, LNER
	...tested(0x02, () => undefined), // LTDR, LTER
	...tested(0x03, opposite), // LCDR, LCER
];
