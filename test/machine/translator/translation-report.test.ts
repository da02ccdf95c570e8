import test from 'ava';
import {programImage} from '../../../bench/programs/image.js';
import {parseHexBytes} from '../../../source/base/hex.js';
import {loadInitialPsw, Machine} from '../../../source/machine/machine.js';
import {TranslationReport, type TranslationSummary} from '../../../source/machine/translator/translation-report.js';

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, each) => all + each, 0);

/** Runs a program of bench/programs and asks its translator; the clock ticks once each time it is read. */
function reportOf(name: string, times: number): TranslationSummary & {readonly executed: number} {
	const machine = new Machine({storage: 0x10_0000});
	const {cpu, processor, storage} = machine;
	let ticks = 0;
	processor.translationReport = new TranslationReport(() => ticks++);
	storage.store(0, programImage(`${name}.assemble`, times));
	loadInitialPsw(cpu);
	const exit = machine.run(Number.MAX_SAFE_INTEGER);
	if (exit.reason !== 'wait' || cpu.psw.address !== 0xC0DE) {
		throw new Error(`${name} ended by ${exit.reason} at ${cpu.psw.address.toString(16)}`);
	}

	const {executed, count} = processor.translator!;
	return {...processor.translationReport.summary(cpu.instructions, executed, count), executed: cpu.instructions};
}

test('each instruction ran translated, by its row, or in the interpreter', t => {
	const {translated, called, interpreted, left, regions, compilation, executed} = reportOf('loops', 500);
	t.is(translated.instructions + called.instructions + interpreted.instructions, executed);
	t.is(sum(called.by), called.instructions);
	t.true(translated.share > 0.5);
	t.true(left.elsewhere + sum(left.by) > 0);
	t.true(regions.made > 0);
	t.is(regions.made, regions.now + sum(regions.dropped));
	t.true(compilation.milliseconds >= regions.made);
	t.true(compilation.bytes > 100);
});

test('what keeps regions from being made is named', t => {
	const report = new TranslationReport(() => 0);
	// LA 1,1(,1), and behind it no instruction at all; LR 1,2 without end.
	report.refused(parseHexBytes('41101001FF000000')!, 0);
	report.refused(new Uint8Array(10_000).fill(0x18), 0);
	const {regions} = report.summary(1, 0, 0);
	t.deepEqual(regions, {
		made: 0, refused: {invalid: 1, 'no loop': 1}, dropped: {}, now: 0,
	});
});
