/**
 * Two machines that share a lock table, and a program in each that locks and unlocks by FILELOCK ASSEMBLE: what
 * `locks.ts` and `real-code.ts` run.
 */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {assemble} from '../source/assembler/assemble.js';
import {link} from '../source/assembler/object/absolute-loader.js';
import {ebcdicField} from '../source/base/ebcdic.js';
import {atOnce, formatLockTable, LockTable} from '../source/cms/locks/lock-table.js';
import {lockMode} from '../source/cms/locks/lock-layout.js';
import {guestView} from '../source/cp/machine/guest-view.js';
import {Machine} from '../source/machine/machine.js';
import {HostStorage} from '../source/machine/storage/host-storage.js';
import {mapping} from '../source/machine/storage/storage.js';
import {packageRoot} from '../source/system/host/package-root.js';

const segment = 0x2_0000;
const segmentPages = 16;

export class LockMachines {
	readonly machines: readonly Machine[];
	readonly tables: readonly LockTable[];
	readonly generations: readonly number[];

	constructor() {
		const host = new HostStorage(8 * 1024 * 1024, 2);
		this.machines = [0, 1].map(() => new Machine({storage: 0x4_0000, host}));
		for (let page = segment >>> 12; page < (segment >>> 12) + segmentPages; page++) {
			const content = host.newPage(host.allocate()!).keep();
			for (const {storage} of this.machines) {
				storage.map(page, content, mapping.shared);
			}
		}

		this.tables = this.machines.map(({cpu}, index) => {
			const {storage} = guestView(cpu);
			if (index === 0) {
				atOnce(formatLockTable(storage, segment));
			}

			return new LockTable(storage, segment);
		});
		this.generations = this.tables.map((table, index) => atOnce(table.join(`MACHINE${index}`))!.generation);
		this.#loadPrograms();
	}

	/** Locks and unlocks a file of the machine's own so many times in S/370 code. */
	run(index: number, pairs: number): void {
		const {cpu, processor} = this.machines[index];
		cpu.gpr[1] = 0x800;
		cpu.gpr[5] = pairs;
		cpu.gpr[15] = 0x3000;
		cpu.psw.load(0, 0x3000);
		processor.pswReplaced();
		processor.run(Number.MAX_SAFE_INTEGER);
		if (cpu.gpr[5] !== 0) {
			throw new Error('the program did not end');
		}
	}

	#loadPrograms(): void {
		const {cards, symbols} = assemble(
			readFileSync(path.join(packageRoot(), 'dasd/extension/FILELOCK.ASSEMBLE'), 'utf8').split('\n'),
		);
		const driver = assemble([
			'DRIVER   CSECT',
			'         LR    12,15',
			'         USING DRIVER,12',
			'         LA    13,X\'900\'',
			'LOOP     L     15,LOCK',
			'         BALR  14,15',
			'         L     15,UNLOCK',
			'         BALR  14,15',
			'         BCT   5,LOOP',
			'         LPSW  STOP',
			'         DS    0D',
			'STOP     DC    X\'0002000000000000\'',
			...['LOCK', 'UNLOCK'].map(name =>
				`${name.padEnd(8)} DC    A(X'1000'+${symbols.find(symbol => symbol.name === name)!.value})`),
			'         END',
		]);
		for (const [index, {storage}] of this.machines.entries()) {
			storage.store(0x1000, link(cards, 0x1000).bytes);
			storage.store(0x3000, link(driver.cards, 0x3000).bytes);
			storage.setWord(0x800, segment);
			storage.setWord(0x804, this.generations[index]);
			storage.store(0x808, Buffer.concat(
				[`CODE${index}`, 'DATA', `MACHINE${index}`].map(text => ebcdicField(text, 8)),
			));
			storage.store(0x820, Uint8Array.of(lockMode.update, 0));
		}
	}
}
