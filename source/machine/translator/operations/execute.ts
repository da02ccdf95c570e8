/**
 * EX (GA22-7000, "EXECUTE") of a subject whose bytes were seen when the region was found: they are compared with the
 * region's own, and nothing is stored into them. A subject somewhere else, or without a translation as a subject, is a
 * call to EX's row in the instruction table.
 */
import {wasm} from '../../webassembly-module.js';
import {local} from '../locals.js';
import {
	fieldsOf, type Operation, type Operations, type Translate,
} from '../operation.js';
import type {Subject} from '../step.js';

/** What translates the subject, as register `r1` of EX changes it; `undefined` where nothing does. */
export function translationOf(
	operations: ReadonlyMap<number, Operation>,
	subject: Subject,
	r1: number,
): Translate | undefined {
	const operation = operations.get(subject.bytes[0]);
	const applies = operation?.applies?.(fieldsOf(subject.bytes)) ?? true;
	if (operation === undefined || operation.isBranch === true || !applies) {
		return undefined;
	}

	return r1 === 0 ? operation.translate : operation.modified;
}

/** `operations` are those of subjects. */
export const execute = (operations: ReadonlyMap<number, Operation>): Operations => [
	[0x44, {
		translate(writer, {r1, r2, base, displacement}) {
			const subject = writer.step.subject!;
			writer.logicalAddress(displacement, base, r2);
			writer.constant(subject.address);
			writer.push(wasm.notEqual);
			writer.exitIf();
			if (r1 !== 0) {
				writer.register(r1);
				writer.constant(0xFF);
				writer.push(wasm.and);
				writer.constant(subject.bytes[1]);
				writer.push(wasm.or);
				writer.set(local.modified);
			}

			translationOf(operations, subject, r1)!(writer, fieldsOf(subject.bytes));
			// Another subject may have another condition code.
			writer.settle();
			writer.forget();
		},
	}],
];
