import test from 'ava';
import {noAccess} from '../../../source/machine/storage/access-table.js';
import {Machine} from '../../../source/machine/machine.js';
import {HostStorage} from '../../../source/machine/storage/host-storage.js';

test('a machine that is closed leaves its registers to the next one', t => {
	const host = new HostStorage(0x2_0000);
	const first = new Machine({storage: 0x1_0000, host});
	first.cpu.gpr[3] = 33;
	const {used} = host.control;
	t.true(used > 0);
	first.close();
	t.is(host.control.used, 0);
	const second = new Machine({storage: 0x1_0000, host});
	t.is(host.control.used, used);
	t.is(second.cpu.gpr[3], 0);
	// What is left of the first can no longer reach the second.
	t.is(first.cpu.gpr[3], 33);
	first.cpu.gpr[3] = 44;
	first.processor.execution.gpr[3] = 55;
	t.is(second.cpu.gpr[3], 0);
	t.throws(() => {
		first.processor.execution.setWord(0, 1);
	}, {message: /gone/});
	t.throws(() => first.run(1), {message: /gone/});
});

test('a machine without room in the control area runs, and gives back nothing', t => {
	const host = new HostStorage(0x1_0000, 0);
	const machine = new Machine({storage: 0x1_0000, host});
	machine.storage.setWord(0x100, 0x1A33_1A33);
	machine.cpu.psw.load(0, 0x100);
	machine.cpu.gpr[3] = 1;
	machine.run(2);
	t.is(machine.cpu.gpr[3], 4);
	machine.close();
	t.is(host.control.used, 0);
});

for (const machines of [1, 0]) {
	const where = machines === 0 ? 'elsewhere' : 'in the control area';
	test(`fast tables ${where} that a machine leaves let the next one reach nothing`, t => {
		const host = new HostStorage(0x2_0000, machines);
		const first = new Machine({storage: 0x1_0000, host});
		for (const [key, block] of [[0, 3], [0, 31], [14, 5]] as const) {
			first.storage.setWord(block * 2048, 1);
			first.storage.open(key, block, true);
		}

		first.cpu.prefix = 0x4000;
		first.processor.execution.selectTables();
		first.processor.execution.setWord(0x100, 7);
		const place = ({buffer, byteOffset}: Int32Array): unknown => machines === 0 ? buffer : byteOffset;
		const {execution} = first.processor;
		const left = [first.storage.tables.ofKey(0), first.storage.tables.ofKey(14), {fetch: execution.fetch}];
		t.true(left.every(({fetch}) => fetch.some(entry => entry !== noAccess)));
		const places = new Set(left.map(({fetch}) => place(fetch)));
		first.close();
		const second = new Machine({storage: 0x1_0000, host});
		const tables = [0, 14].map(key => second.storage.tables.ofKey(key));
		t.true(tables.some(({fetch, store}) => places.has(place(fetch)) || places.has(place(store))));
		second.cpu.prefix = 0x8000;
		second.processor.execution.selectTables();
		for (const table of [...tables, second.processor.execution]) {
			t.true(table.fetch.every(entry => entry === noAccess));
			t.true(table.store.every(entry => entry === noAccess));
		}
	});
}

test('what was given back twice is an error of ours', t => {
	const {control} = new HostStorage(0x1_0000);
	const words = control.words(16)!;
	control.release(words);
	for (const release of ['release', 'releaseFilled'] as const) {
		t.throws(() => {
			control[release](words);
		}, {message: /twice/});
	}
});
