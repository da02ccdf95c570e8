/** Waits, and I/O instructions, in the midst of a run: all that comes, comes when it would one by one. */
import test, {type ExecutionContext} from 'ava';
import {ccwFlag, unitStatus} from '../../source/base/channel-words.js';
import {ccwBytes} from '../../source/machine/channel/ccw.js';
import type {Device, DeviceHost} from '../../source/machine/channel/device.js';
import {Console3215} from '../../source/machine/devices/3215.js';
import {CkdDisk} from '../../source/machine/devices/disk/3350.js';
import {Printer1403} from '../../source/machine/devices/unit-record/1403.js';
import {findCkdModel} from '../../source/machine/devices/volume/ckd-models.js';
import {formatTrack} from '../../source/machine/devices/volume/ckd-volume.js';
import {trackRecords} from '../../source/machine/devices/volume/ckd-track.js';
import {MemoryVolume} from '../../source/machine/devices/volume/memory-volume.js';
import {Standalone} from '../../source/machine/standalone.js';
import {programBytes} from '../support/assemble.js';
import {sameValue} from '../support/equal.js';
import {seen, storageSize} from '../support/in-run-programs.js';

const entry = 0x2000;
const handler = 0x2800;
const logAt = 0x8000;
const disk = 0x191;
const otherDisk = 0x192;
const printer = 0x00E;
const console = 0x009;
const cc = ccwFlag.chainCommand;
const sli = ccwFlag.suppressLength;
const pci = ccwFlag.programControlledInterruption;

/** `text` sixty times. What interrupts is logged: old PSW and time; it ends a wait. */
const inTurns = (text: string, data: string): Uint8Array => programBytes(`
	TURNS    START X'2000'
	         USING TURNS,12
	         LH    9,COUNT
	TURN     DS    0H
${text}
	         BCT   9,TURN
	         LPSW  OVER
	         ORG   TURNS+X'800'
	         MVC   0(8,13),X'38'
	         STCK  8(13)
	         LA    13,16(13)
	         NI    X'39',X'FD'
	         LPSW  X'38'
	OVER     DC    D'0'
	         ORG   OVER
	         DC    X'000200000000ABCD'
	COUNT    DC    H'60'
	         DS    0D
${data}
	         END
`);

type Given = {
	readonly code: Uint8Array;
	/** At X'1000' the disk's, at X'1100' another one. */
	readonly chain?: ReadonlyArray<readonly [number, number, number, number]>;
	readonly other?: ReadonlyArray<readonly [number, number, number, number]>;
	prepare?(system: Standalone): void;
};

/** Reads record 2. */
const bySearch = [
	[0x07, 0x1200, cc, 6],
	[0x31, 0x1208, cc, 5],
	[0x08, 0x1008, 0, 0],
	[0x06, 0x5000, sli, 100],
] as const;

function started(
	{code, prepare, chain = bySearch, other = []}: Given,
	translation: 'none' | 'eager',
): Standalone {
	const system = new Standalone(storageSize, true, translation);
	const {storage, cpu, processor} = system.machine;
	storage.store(entry, code);
	for (const [at, list] of [[0x1000, chain], [0x1100, other]] as const) {
		for (const [index, ccw] of list.entries()) {
			storage.store(at + (8 * index), ccwBytes(...ccw));
		}
	}

	storage.store(0x1208, Uint8Array.of(0, 0, 0, 0, 2));
	storage.setWord(72, 0x1000);
	storage.setWord(80, 0x7FFF_FF00);
	storage.setWord(0x7C, handler);
	const volume = new MemoryVolume(findCkdModel('3350')!, 1);
	formatTrack(volume, 0, 0, 100, 4);
	system.channels.attach(disk, new CkdDisk(volume));
	system.channels.attach(otherDisk, new CkdDisk(new MemoryVolume(findCkdModel('3350')!, 1)));
	system.channels.attach(printer, new Printer1403({
		print() {
			// Nobody reads it.
		},
	}));
	cpu.gpr[12] = entry;
	cpu.gpr[13] = logAt;
	processor.timers.setCpuTimer(0x7FFF_FFFF_FFFF_F000n);
	processor.pswReplaced(cpu.psw.load(0, entry));
	if (processor.translator) {
		// Longer than the shortest there is, so that waits come in their midst.
		Object.assign(processor.translator, {interval: 100});
	}

	prepare?.(system);
	return system;
}

/** Runs it to its end, translated, and instruction by instruction: both have come to the same. Answers the first. */
function same(t: ExecutionContext, given: Given, end = 'disabled wait'): Standalone {
	const fast = started(given, 'eager');
	t.is(fast.run(1_000_000), end as 'disabled wait');
	const slow = started(given, 'none');
	let rest = slow.run(1);
	while (rest === 'limit') {
		rest = slow.run(1);
	}

	t.is(rest, end as 'disabled wait');
	sameValue(t, seen(fast), seen(slow));
	t.true(fast.machine.processor.translator!.executed > 0);
	return fast;
}

/** What interrupted, and how many microseconds after the first. */
function logged({machine: {storage}}: Standalone): ReadonlyArray<readonly [device: number, at: number]> {
	const result: Array<readonly [number, number]> = [];
	for (let at = logAt; storage.word(at + 8) !== 0; at += 16) {
		const units = ((storage.word(at + 8) * (2 ** 32)) + storage.word(at + 12));
		result.push([storage.word(at) & 0xFFFF, Math.round(units / 4096)]);
	}

	return result.map(([device, at]) => [device, at - result[0][1]]);
}

/** A wait that channels 0 and 1 end, and where it goes on. */
const wait = `
	WAIT     DC    X'FE020000',A(AWAKE)
`;

test('a wait with something pending takes no time, though more is under way', t => {
	const system = same(t, {
		code: inTurns(`
	         SSM   OVER
	         MVC   72(4),=A(X'1000')
	         SIO   X'191'
	         MVC   72(4),=A(X'1100')
	         SIO   X'192'
	         LA    2,40
	         BCT   2,*
	         LPSW  WAIT
	AWAKE    LPSW  WAIT2
	AGAIN    DS    0H
		`, `${wait}
	WAIT2    DC    X'FE020000',A(AGAIN)
	         LTORG
		`),
		other: [[0x04, 0x5000, sli, 24]],
	});
	const [[first], [second, at]] = logged(system);
	t.deepEqual([first, second], [otherDisk, disk]);
	t.true(at > 1000);
});

test('a disabled wait in EC mode lets no time pass, translation or not', t => {
	const system = same(t, {
		code: inTurns(`
	         SIO   X'191'
	         LR    5,9
	         SLL   5,2
	         L     5,MASKS-4(5)
	         ST    5,WAIT
	         LPSW  WAIT
	AWAKE    DS    0H
		`, `
	WAIT     DC    A(0,AWAKE)
	MASKS    DC    20X'040A0000',40X'020A0000'
		`),
		prepare({machine: {storage, cpu, processor}}) {
			storage.setWord(0x78, 0x0008_0000);
			processor.pswReplaced(cpu.psw.load(0x0008_0000, entry));
		},
	});
	t.is(system.machine.cpu.gpr[9], 20);
});

/** SIO and a wait for it in each turn; `mask`: what the wait allows. */
const waiting = (mask = 'FE', more = ''): Uint8Array => inTurns(`
	         SIO   X'191'
${more}
	         LPSW  WAIT
	AWAKE    DS    0H
	         LPSW  WAIT+8
	GOON     DS    0H
`, `
	WAIT     DC    X'${mask}020000',A(AWAKE),A(0,GOON)
`);

test('a run that ends with the instruction that waits has not waited', t => {
	for (let length = 200; length < 220; length++) {
		const fast = started({code: waiting()}, 'eager');
		const slow = started({code: waiting()}, 'none');
		t.is(fast.run(length), 'limit');
		for (let count = 0; count < length; count++) {
			slow.run(1);
		}

		sameValue(t, seen(fast), seen(slow));
	}
});

test('the operator is told once that the machine waits for nothing', t => {
	const told = (['none', 'eager'] as const).map(translation => {
		let count = 0;
		const system = started({
			code: inTurns(`
	         C     9,=F'3'
	         BE    NOTHING
	         SIO   X'191'
	NOTHING  LPSW  WAIT
	AWAKE    DS    0H
			`, `${wait}
	         LTORG
			`),
		}, translation);
		system.onIdle = () => {
			count++;
		};

		t.is(system.run(100_000), 'enabled wait');
		t.is(system.machine.cpu.gpr[9], 3);
		return count;
	});
	t.deepEqual(told, [1, 1]);
});

/** LR 1,1 three times, TIO. */
const polling = Uint8Array.of(0x18, 0x11, 0x18, 0x11, 0x18, 0x11, 0x9D, 0, 0, 0x09);

test('what is due when an I/O instruction is executed has happened before it acts', t => {
	for (const [delay, code] of [[3, 1], [4, 1], [5, 0]] as const) {
		const system = started({code: polling}, 'none');
		const typewriter = new Console3215({
			print() {
				// Nobody reads it.
			},
			requestLine() {
				// Nobody types.
			},
			cancelLine() {
				// Nobody types.
			},
		});
		system.channels.attach(console, typewriter);
		system.events.after(delay, () => {
			typewriter.attention();
		});
		system.run(4);
		t.is(system.machine.cpu.psw.cc, code);
	}
});

/**
 * Where no timer will end a wait the channel does at once what nobody sees: with one that might the machine comes to
 * the same.
 */
function unseen(t: ExecutionContext, given: Omit<Given, 'code'>): Standalone {
	const [alone, seenByTimer] = ['FE', 'FF'].map(mask => same(t, {...given, code: waiting(mask)}));
	t.deepEqual(logged(alone), logged(seenByTimer));
	t.true(logged(alone).length >= 60);
	t.is(alone.clock.now(), seenByTimer.clock.now());
	t.deepEqual(alone.machine.storage.fetch(0x40, 0x14), seenByTimer.machine.storage.fetch(0x40, 0x14));
	t.deepEqual(alone.machine.storage.fetch(0x5000, 0x100), seenByTimer.machine.storage.fetch(0x5000, 0x100));
	return alone;
}

test('a record is read in a wait as it is where a timer could end that', t => {
	unseen(t, {});
});

test('a record that comes over the interval timer does so when its time has come', t => {
	const system = unseen(t, {
		chain: [...bySearch.slice(0, 3), [0x06, 80, sli, 4]],
		prepare({channels}) {
			const {volume} = channels.get(disk) as CkdDisk;
			volume.overwrite!(0, 0, trackRecords(volume.readTrack(0, 0))[2].data, Uint8Array.of(0x7F, 0xFE, 0, 0));
		},
	});
	t.is(system.machine.storage.word(80) >>> 16, 0x7FFE);
});

test('a channel that writes the interval timer in a wait has it as it stands then', t => {
	const {chainData: cd} = ccwFlag;
	const again = [[0x31, 0x1208, cc, 5], [0x08, 0x1028, 0, 0], [0x06, 0x5000, sli, 100]] as const;
	for (const chain of [
		[...bySearch.slice(0, 3), [0x05, 80, sli | cc, 4], [0x03, 0, cc | sli, 1], ...again],
		[...bySearch.slice(0, 3), [0x05, 80, cd, 2], [0, 82, sli | cc, 2], ...again],
	] as const) {
		const system = started({chain, code: waiting()}, 'none');
		system.run(4);
		// It takes the bytes when half a revolution is over, of 16.7 milliseconds: two steps.
		t.is(system.machine.storage.word(0x5000), 0x7FFF_FD00);
		unseen(t, {chain});
	}
});

const ended = unitStatus.channelEnd | unitStatus.deviceEnd;

/** A device in the place of another. */
function replace(system: Standalone, address: number, execute: Device['execute'], hear?: (host: DeviceHost) => void): void {
	system.channels.detach(address);
	system.channels.attach(address, {
		type: 'test',
		attach(host) {
			hear?.(host);
		},
		execute,
		sense: () => new Uint8Array(1),
		halt() {
			// Nothing is under way.
		},
		reset() {
			// There is nothing.
		},
	});
}

/** One whose commands take so long; unit exception ends every `last` of them. */
function instead(system: Standalone, duration: number, last: number, execute = (): void => undefined): void {
	let count = 0;
	replace(system, disk, () => {
		execute();
		return {status: ++count % last === 0 ? ended | unitStatus.unitException : ended, duration};
	});
}

const loop = [[0x01, 0x5000, cc | sli, 1], [0x08, 0x1000, 0, 0]] as const;

test('a channel program that loops takes its time in a wait, too', t => {
	for (const duration of [3, 30]) {
		unseen(t, {
			chain: loop,
			prepare(system) {
				instead(system, duration, 1000);
			},
		});
	}
});

test('what a device sets out while it executes a command comes in the midst of that', t => {
	unseen(t, {
		chain: loop,
		prepare(system) {
			let times = 0;
			instead(system, 1000, 4, () => {
				times++;
				const at = 0x5000 + (4 * (times % 64));
				system.events.after(500, () => {
					system.machine.storage.setWord(at, system.clock.now() % 65_536);
				});
			});
		},
	});
});

test('what ends a command later does so at its time, whatever the machine does then', t => {
	const log: number[][] = [];
	for (const mask of ['FE', 'FF']) {
		const times: number[] = [];
		log.push(times);
		const system = started({
			// The console reads in a chain; its line comes while the processor runs.
			code: inTurns(`
	         SIO   X'191'
	         LPSW  WAIT
	AWAKE    LA    2,1000
	         BCT   2,*
	         LPSW  WAIT2
	AGAIN    DS    0H
			`, `
	WAIT     DC    X'${mask}020000',A(AWAKE)
	WAIT2    DC    X'${mask}020000',A(AGAIN)
			`),
			prepare(machine) {
				let host: DeviceHost;
				let count = 0;
				replace(machine, disk, (command, transfer) => {
					if (++count % 2 === 1) {
						return {status: ended, duration: 100};
					}

					// Another device ends the wait, then this one's end comes.
					machine.events.after(300, () => {
						machine.channels.ready(printer);
					});
					machine.events.after(800, () => {
						const {storage} = machine.machine;
						storage.setWord(0x5000, 0);
						transfer.input(Uint8Array.of(1, 2, 3, 4));
						host.end({status: ended, duration: 5000});
						times.push(machine.clock.now(), storage.word(0x5000));
					});
					return undefined;
				}, given => {
					host = given;
				});
			},
			chain: [[0x02, 0x5000, cc | sli, 1], [0x02, 0x5000, sli, 4]],
		}, 'eager');
		t.is(system.run(1_000_000), 'disabled wait');
		times.push(system.clock.now(), ...logged(system).flat());
	}

	t.true(log[0].length > 100);
	t.deepEqual(log[0], log[1]);
});

/** LA 3,1(3), and what takes its place from a turn on. */
const counted = Uint8Array.of(0x41, 0x33, 0, 1);
const otherwise = Uint8Array.of(0x41, 0x33, 0, 2);

/** Gives `counted` in the turns before that. */
function giving(system: Standalone, from: number, duration: number): void {
	let turn = 0;
	replace(system, disk, (command, transfer) => {
		if (command === 2) {
			transfer.input(++turn < from ? counted : otherwise);
		}

		return {status: ended, duration: command === 2 ? duration : 1000};
	});
}

test('instructions that a channel brings in a wait are executed behind it', t => {
	for (let from = 40; from < 50; from++) {
		const {machine: {cpu}} = same(t, {
			code: inTurns(`
	         SIO   X'191'
	         LPSW  WAIT
	AWAKE    LA    3,1(3)
			`, wait),
			chain: [[0x02, entry + 12, sli, 4]],
			prepare(system) {
				giving(system, from, 100);
			},
		});
		t.is(cpu.gpr[3], 60 + 61 - from);
	}
});

test('instructions that START I/O brings at once are executed behind it', t => {
	for (let from = 40; from < 50; from++) {
		const {machine: {cpu}} = same(t, {
			code: inTurns(`
	         SIO   X'191'
	         LA    3,1(3)
	         LPSW  WAIT
	AWAKE    DS    0H
			`, wait),
			chain: [[0x02, entry + 8, cc | sli, 4], [0x01, 0x5000, sli, 1]],
			prepare(system) {
				giving(system, from, 0);
			},
		});
		t.is(cpu.gpr[3], 60 + 61 - from);
	}
});

test('instructions that a START I/O brings which is itself put there each time', t => {
	for (let from = 40; from < 50; from++) {
		const {machine: {cpu}} = same(t, {
			code: inTurns(`
	         MVC   PLACE,START
	PLACE    SIO   X'191'
	         LA    3,1(3)
	         LPSW  WAIT
	AWAKE    DS    0H
			`, `${wait}
	START    DC    X'9C000191'`),
			chain: [[0x02, entry + 14, cc | sli, 4], [0x01, 0x5000, sli, 1]],
			prepare(system) {
				giving(system, from, 0);
			},
		});
		t.is(cpu.gpr[3], 60 + 61 - from);
	}
});

test('a CSW that TEST I/O stores over instructions is what is executed then', t => {
	const {machine: {cpu}} = same(t, {
		code: inTurns(`
	         TIO   X'00E'
	         BAL   14,X'40'
	BACK     DS    0H
		`, `
	         ORG   TURNS+X'C00'
	         LA    4,1(4)
	         MVC   X'40'(8),ROUTINE
	         LPSW  GOON
	         DS    0D
	GOON     DC    A(0,BACK)
	ROUTINE  DC    X'4133000107FE0700'
		`),
		prepare({machine: {storage}, channels, events}) {
			storage.store(0x40, Uint8Array.of(0x41, 0x33, 0, 1, 0x07, 0xFE, 0x07, 0));
			storage.setWord(0x6C, entry + 0xC00);
			events.after(200, () => {
				channels.ready(printer);
			});
		},
	});
	t.is(cpu.gpr[4], 1);
	t.is(cpu.gpr[3], 59);
});

test('an interruption comes at its time behind the START I/O that brought it about', t => {
	const system = same(t, {
		code: inTurns(`
	         SSM   ALLOWED
	         SIO   X'191'
	         LA    2,100
	         BCT   2,*
		`, `
	ALLOWED  DC    X'FE'
		`),
		chain: [[0x01, 0x5000, sli, 1]],
		prepare(machine) {
			replace(machine, disk, () => ({status: ended, duration: 50}));
		},
	});
	t.is(logged(system).length, 60);
});

test('what interrupts shortly after a wait does so at its time', t => {
	const system = same(t, {
		code: inTurns(`
	         SSM   OVER
	         SIO   X'191'
	         SIO   X'192'
	         LPSW  WAIT
	AWAKE    LA    2,100
	         BCT   2,*
		`, wait),
		chain: [[0x01, 0x5000, sli, 1]],
		prepare(machine) {
			replace(machine, disk, () => ({status: ended, duration: 1000}));
			replace(machine, otherDisk, () => ({status: ended, duration: 1050}));
		},
	});
	t.is(logged(system).length, 120);
});

test('data of a command with the PCI flag are not there when that interrupts', t => {
	const {machine: {cpu, storage}} = same(t, {
		code: inTurns(`
	         MVI   0(6),0
	         SIO   X'191'
	         LPSW  WAIT
	AWAKE    IC    2,0(6)
	         AR    3,2
	         LPSW  WAIT2
	AGAIN    DS    0H
		`, `${wait}
	WAIT2    DC    X'FE020000',A(AGAIN)
		`),
		chain: [[0x03, 0, cc | sli, 1], [0x01, 0x5000, cc | sli, 1], [0x02, 0x5000, pci | sli, 1]],
		prepare(machine) {
			machine.machine.cpu.gpr[6] = 0x5000;
			replace(machine, disk, (command, transfer) => {
				if (command === 2) {
					transfer.input(Uint8Array.of(7));
				}

				return {status: ended, duration: 500};
			});
		},
	});
	t.is(cpu.gpr[3], 0);
	t.is(storage.word(0x5000) >>> 24, 7);
});

test('a program-controlled interruption comes before what follows in its program', t => {
	const chain = [
		[0x01, 0x5000, cc | sli, 1], [0x03, 0, pci | cc | sli, 1], [0x01, 0x5000, cc | sli, 1], [0x01, 0x5000, sli, 1],
	] as const;
	const system = same(t, {
		code: inTurns(`
	         SIO   X'191'
	         LPSW  WAIT
	AWAKE    LPSW  WAIT2
	AGAIN    DS    0H
		`, `${wait}
	WAIT2    DC    X'FE020000',A(AGAIN)
		`),
		chain,
		prepare(machine) {
			replace(machine, disk, command => ({status: ended, duration: command === 3 ? 0 : 500}));
		},
	});
	const [, [, between]] = logged(system);
	t.is(between, 1000);
});
