/** Where regions begin, and what is expected of registers there. */
import test from 'ava';
import {Machine} from '../../../source/machine/machine.js';
import {TranslationReport} from '../../../source/machine/translator/translation-report.js';
import {clear, loading, program, size} from '../../support/translated-pair.js';

/** A machine with a program, its entry in register 12, of which nothing has been executed. */
function machineWith(text: string): Machine {
	const machine = new Machine({storage: size, timers: {running: false}, translation: 'eager'});
	machine.processor.translationReport = new TranslationReport(() => 0);
	clear(machine);
	loading(text)(machine);
	// Its block is open to fetches, as if it had been executed.
	machine.processor.execution.selectTables();
	machine.processor.execution.instructionAt(program);
	return machine;
}

test('a region that begins where a slice began expects the registers of that time', t => {
	const {cpu, processor} = machineWith(`
TEST     START X'1000'
         USING TEST,12
LOOP     LA    3,1(,3)
         CR    3,5
         BNE   LOOP
         B     LOOP
         END`);
	const translator = processor.translator!;
	const then = cpu.gpr.slice();
	// The slice ended in another routine.
	cpu.gpr[12] = 0x3000;
	translator.passed(translator.interval, program, then, 0x3000);
	cpu.gpr.set(then);
	processor.run(1000);
	t.true(translator.executed > 900);
});

test('DIAGNOSE behind DIAGNOSE, ways into a resident program, do not fill a region', t => {
	const {cpu, processor} = machineWith(`
TEST     START X'1000'
         USING TEST,12
LOOP     LA    3,1(,3)
         BCT   4,LOOP
WAYS     DC    400X'83000000'
         END`);
	const translator = processor.translator!;
	translator.passed(translator.interval, program, cpu.gpr, program);
	const {regions, compilation} = processor.translationReport!.summary(1, 0, translator.count);
	t.is(regions.made, 1);
	t.true(compilation.bytes < 5000, `${compilation.bytes} bytes`);
});
