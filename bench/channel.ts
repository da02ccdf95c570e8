// Start-I/O instructions a second to a disk in memory: `npx tsc && node build/bench/channel.js` prints one JSON object.
// A program in a machine of its own loops over SIO and its interruption; the chain is a no-operation, or seek, search,
// TIC and read of 800 bytes as CMS does it, or of a record as long as the track; microseconds of that one as well.
import process from 'node:process';
import {ckdModels} from '../source/machine/devices/volume/ckd-models.js';
import {formatTrack} from '../source/machine/devices/volume/ckd-volume.js';
import {CkdDisk} from '../source/machine/devices/disk/3350.js';
import {MemoryVolume} from '../source/machine/devices/volume/memory-volume.js';
import {Standalone} from '../source/machine/standalone.js';
import {parseHexBytes} from '../source/base/hex.js';

const hex = (text: string): Uint8Array => parseHexBytes(text.replaceAll(' ', ''))!;

/** Runs `count` SIOs of the chain at X'600'; answers SIOs a second of CPU time. */
function measure(chain: string, count: number): number {
	const machine = new Standalone(65_536);
	const volume = new MemoryVolume(ckdModels.find(({name}) => name === '3350')!, 2);
	formatTrack(volume, 0, 0, 800, 19);
	formatTrack(volume, 0, 1, 19_069, 1);
	machine.channels.attach(0x190, new CkdDisk(volume));
	const {storage, cpu} = machine.machine;
	// SIO 190; BC 4,done (ended at once); LPSW wait; done: BCT 3,SIO; LPSW end. The interruption goes to done.
	storage.store(0x400, hex('9C00 0190 4740 0410 8200 0508 0000 0000 4630 0400 8200 0500'));
	storage.store(0x500, hex('0002000000000000 FE02000000000000'));
	storage.store(0x78, hex('0000000000000410'));
	storage.store(0x48, hex('00000600'));
	storage.store(0x600, hex(chain));
	storage.store(0x700, hex('0000 0000 0000 0000 0000 05'));
	storage.store(0x710, hex('0000 0000 0001 0000 0001 01'));
	cpu.gpr[3] = count;
	cpu.psw.load(0, 0x400);
	const start = process.cpuUsage();
	machine.run(Number.MAX_SAFE_INTEGER);
	const {user, system} = process.cpuUsage(start);
	if (cpu.gpr[3] !== 0 || storage.word(68) >>> 16 !== 0x0C00) {
		throw new Error('the program did not end');
	}

	return Math.round(count / ((user + system) / 1e6));
}

const noOperation = '03000000 20000001';
const read = '07000700 40000006 31000706 40000005 08000608 00000000 06001000 20000320';
const track = '07000710 40000006 31000716 40000005 08000608 00000000 06004000 20004A7D';
measure(noOperation, 20_000);
measure(read, 20_000);
measure(track, 5000);
const tracks = measure(track, 50_000);
process.stdout.write(`${JSON.stringify({
	noOperation: measure(noOperation, 300_000),
	read800: measure(read, 200_000),
	readTrack: tracks,
	microsecondsPerTrack: Number((1e6 / tracks).toFixed(1)),
})}\n`);
