/** LOCK and UNLOCK in S/370 code (FILELOCK ASSEMBLE) keep the same table as CMS, and can be stopped anywhere. */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {link} from '../../../source/assembler/object/absolute-loader.js';
import {ebcdicField} from '../../../source/base/ebcdic.js';
import {lockMode, type LockMode} from '../../../source/cms/locks/lock-layout.js';
import {atOnce, formatLockTable, LockTable} from '../../../source/cms/locks/lock-table.js';
import {Machine} from '../../../source/machine/machine.js';
import {packageRoot} from '../../../source/system/host/package-root.js';
import {assembled} from '../../support/assemble.js';

const program = assembled(readFileSync(path.join(packageRoot(), 'dasd/extension/FILELOCK.ASSEMBLE'), 'utf8'));
const origin = 0x1000;
const segment = 0x2_0000;
const list = 0x800;
const saveArea = 0x900;
const code = link(program.cards, origin).bytes;
const entry = (name: string): number => origin + program.symbols.find(symbol => symbol.name === name)!.value;

function machineWithTable() {
	const machine = new Machine({storage: 0x4_0000});
	const {storage} = machine;
	storage.store(origin, code);
	atOnce(formatLockTable(storage, segment));
	const table = new LockTable(storage, segment);
	const {generation} = atOnce(table.join('PROGRAM'))!;
	const other = atOnce(table.join('SLAVE02'))!.generation;

	/** Calls an entry, stopped after so many instructions. Answers R15; `undefined` where it was stopped. */
	const call = (
		name: 'LOCK' | 'UNLOCK', file: string, mode: LockMode = lockMode.update, instructions = 100_000,
	): number | undefined => {
		storage.setWord(list, segment);
		storage.setWord(list + 4, generation);
		storage.store(list + 8, ebcdicField(file, 8));
		storage.store(list + 16, ebcdicField('DATA', 8));
		storage.store(list + 24, ebcdicField('PROGRAM', 8));
		storage.store(list + 32, Uint8Array.of(mode, 0));
		const {cpu, processor} = machine;
		cpu.gpr[1] = list;
		cpu.gpr[13] = saveArea;
		cpu.gpr[14] = 0x700;
		cpu.gpr[15] = entry(name);
		cpu.psw.load(0, entry(name));
		processor.pswReplaced();
		processor.stops.add(0x700);
		for (let left = instructions; left > 0 && cpu.psw.address !== 0x700; left--) {
			processor.run(1);
		}

		return cpu.psw.address === 0x700 ? cpu.gpr[15] : undefined;
	};

	return {
		machine, table, call, generation, other,
	};
}

test('what S/370 code locks CMS sees, and the other way round', t => {
	const {table, call, other} = machineWithTable();
	t.is(call('LOCK', 'PARSER'), 0);
	t.deepEqual(table.locks().map(({name, type, owner, mode, waiting}) => [name, type, owner, mode, waiting]), [
		['PARSER', 'DATA', 'PROGRAM', lockMode.update, false],
	]);
	const wish = {name: 'PARSER', type: 'DATA', mode: lockMode.update, implicit: false};
	t.is(atOnce(table.acquire(other, {...wish, wait: true})).kind, 'waiting');
	t.is(call('LOCK', 'PARSER'), 0, 'it has it already');
	t.is(call('UNLOCK', 'PARSER'), 4, 'somebody waits');
	t.is(atOnce(table.acquire(other, {...wish, name: 'LEXER', wait: false})).kind, 'held');
	t.is(call('LOCK', 'LEXER'), 4);
	t.is(call('LOCK', 'LEXER', lockMode.share), 4);
	t.is(call('UNLOCK', 'LEXER'), 0, 'nothing of ours');
	atOnce(table.release(other, {...wish, name: 'LEXER'}));
	t.is(call('LOCK', 'LEXER', lockMode.share), 0);
	t.is(call('LOCK', 'LEXER', lockMode.exclusive), 0);
	t.deepEqual(table.locksOf({name: 'LEXER', type: 'DATA'}).map(({mode}) => mode), [lockMode.exclusive]);
});

test('a table without room, and a bucket that another changes', t => {
	const {table, call, other} = machineWithTable();
	const answers = Array.from({length: 900}, (_, index) => call('LOCK', `F${index}`));
	t.deepEqual(new Set(answers), new Set([0, 8]));
	const work = table.acquire(other, {
		name: 'PARSER', type: 'DATA', mode: lockMode.update, implicit: false, wait: true,
	});
	work.next();
	work.next();
	t.is(call('LOCK', 'PARSER'), 12);
});

for (const name of ['LOCK', 'UNLOCK'] as const) {
	test(`stopped for ever at any instruction of ${name}, it is repaired`, t => {
		for (let instructions = 0; ; instructions++) {
			const {table, call, other, generation} = machineWithTable();
			if (name === 'UNLOCK') {
				call('LOCK', 'PARSER');
			}

			const wish = {name: 'PARSER', type: 'DATA', mode: lockMode.update, implicit: false};
			const ended = call(name, 'PARSER', lockMode.update, instructions) !== undefined;
			t.truthy(atOnce(table.recover(generation)));
			t.deepEqual(table.locks(), []);
			t.is(atOnce(table.acquire(other, {...wish, wait: false})).kind, 'held', `after ${instructions}`);
			if (ended) {
				t.true(instructions > 100);
				return;
			}
		}
	});

	test(`halted at any instruction of ${name}, the program itself can go on with the table`, t => {
		for (let instructions = 0; ; instructions++) {
			const {table, call} = machineWithTable();
			if (name === 'UNLOCK') {
				call('LOCK', 'PARSER');
			}

			const ended = call(name, 'PARSER', lockMode.update, instructions) !== undefined;
			t.is(call('LOCK', 'PARSER'), 0);
			t.is(table.locks().length, 1);
			t.is(call('UNLOCK', 'PARSER'), 0);
			t.deepEqual(table.locks(), []);
			if (ended) {
				return;
			}
		}
	});
}
