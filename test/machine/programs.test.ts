import test from 'ava';
import {programImage} from '../../bench/programs/image.js';
import {benchmarks, instructionsOf} from '../../bench/programs/manifest.js';
import {CkdDisk} from '../../source/machine/devices/disk/3350.js';
import {findCkdModel} from '../../source/machine/devices/volume/ckd-models.js';
import {MemoryVolume} from '../../source/machine/devices/volume/memory-volume.js';
import {loadInitialPsw} from '../../source/machine/machine.js';
import {Standalone} from '../../source/machine/standalone.js';

const hexWords = (registers: Int32Array) =>
	[...registers].map(word => (word >>> 0).toString(16).toUpperCase().padStart(8, '0')).join('');

for (const benchmark of benchmarks) {
	const {name, file, disk, expected} = benchmark;
	for (const {N, instructions, gpr_hex: registers, result_hex: result} of expected.filter(
		run => run.instructions < 2_000_000,
	)) {
		test(`${name} with N=${N} ends in its disabled wait after exactly ${instructions} instructions`, t => {
			const system = new Standalone(0x10_0000);
			const {machine} = system;
			if (disk !== undefined) {
				system.channels.attach(0x190, new CkdDisk(new MemoryVolume(findCkdModel(disk)!)));
			}

			machine.storage.store(0, programImage(file, N));
			loadInitialPsw(machine.cpu);
			// In slices that have nothing to do with the program.
			let rest = system.run(777);
			while (rest === 'limit') {
				rest = system.run(777);
			}

			t.is(rest, 'disabled wait');
			t.is(machine.cpu.psw.address, 0xC0DE);
			t.is(machine.cpu.instructions, instructions);
			t.is(instructionsOf(benchmark, N), instructions);
			t.is(hexWords(machine.cpu.gpr), registers);
			t.is(Buffer.from(machine.storage.fetch(0x400, 64)).toString('hex').toUpperCase(), result);
		});
	}
}
