/** The second tier: regions of one host's storage, and whose they are. */
import test from 'ava';
import {Machine} from '../../../source/machine/machine.js';
import {HostStorage} from '../../../source/machine/storage/host-storage.js';
import {mapping} from '../../../source/machine/storage/page-entries.js';
import {link} from '../../../source/assembler/object/absolute-loader.js';
import {assembled} from '../../support/assemble.js';

const size = 0x8000;
const program = 0x1000;
const data = 0x2000;

const counting = link(assembled(` START 0
 USING *,12
LOOP L 1,0(,10)
 LA 1,1(,1)
 ST 1,0(,10)
 BCT 9,LOOP
 LR 9,8
 B LOOP
 END`).cards, program).bytes;

function machineOf(host: HostStorage): Machine {
	const machine = new Machine({storage: size, host, timers: {running: false}});
	const {cpu} = machine;
	cpu.gpr[12] = program;
	cpu.gpr[10] = data;
	cpu.gpr[9] = 5000;
	cpu.gpr[8] = 5000;
	cpu.psw.load(0, program);
	return machine;
}

test('what one machine had translated of a shared page another one runs at once, with registers and data of its own', t => {
	const host = new HostStorage(8 * size);
	const one = machineOf(host);
	one.storage.store(program, counting);
	one.run(200_000);
	const {count} = one.processor.translator!;
	t.true(count > 0);
	const other = machineOf(host);
	other.storage.map(program >>> 12, one.storage.contentOf(program >>> 12)!, mapping.protected);
	// Enough for a translator, and not enough for a translation.
	other.run(16_384);
	other.run(40_000);
	t.is(other.processor.translator!.count, count);
	t.true(other.processor.translator!.executed > 39_000);
	const table = machineOf(new HostStorage(size));
	table.storage.store(program, counting);
	table.processor.runByTable(16_384 + 40_000);
	t.deepEqual([...other.cpu.gpr], [...table.cpu.gpr]);
	t.is(other.storage.word(data), table.storage.word(data));
});
