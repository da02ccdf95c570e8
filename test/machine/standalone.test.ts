import test from 'ava';
import {fromEbcdic} from '../../source/base/ebcdic.js';
import {parseHexBytes} from '../../source/base/hex.js';
import {CkdDisk} from '../../source/machine/devices/disk/3350.js';
import {Printer1403} from '../../source/machine/devices/unit-record/1403.js';
import {CardReader2540} from '../../source/machine/devices/unit-record/2540-reader.js';
import {findCkdModel} from '../../source/machine/devices/volume/ckd-models.js';
import {MemoryVolume} from '../../source/machine/devices/volume/memory-volume.js';
import {Standalone} from '../../source/machine/standalone.js';
import {programBytes} from '../support/assemble.js';

/**
 * An IPL deck: the first card holds the PSW, and CCWs that read the second card to X'400'. The program prints a line
 * and waits for the printer's interruption, whose new PSW is a disabled wait.
 */
const firstCard = programBytes(`
	CARD1    START 0
	         DC    F'0',A(X'400')
	         CCW   X'02',X'400',X'20',80
	         ORG   CARD1+80
	         END
`);
const program = programBytes(`
	CARD2    START X'400'
	         USING CARD2-X'400',0
	         MVC   X'78'(8),ENDED         I/O NEW PSW
	         MVC   X'48'(4),=A(PRINT)     CAW
	         SIO   X'00E'
	         LPSW  WAIT
	         DS    0D
	ENDED    DC    X'000200000000ABCD'
	WAIT     DC    X'FE02000000000000'
	PRINT    CCW   X'09',LINE,X'20',5
	LINE     DC    C'HELLO'
	         LTORG
	         ORG   CARD2+80
	         END
`);

test('a deck of cards is loaded, prints a line and takes the printer\'s interruption', t => {
	const system = new Standalone(0x1_0000);
	const cards: Array<Uint8Array | 'endOfFile'> = [firstCard, program, 'endOfFile'];
	const lines: string[] = [];
	system.channels.attach(0x00C, new CardReader2540({next: () => cards.shift()}));
	system.channels.attach(0x00E, new Printer1403({
		print(line) {
			if (line) {
				lines.push(fromEbcdic(line));
			}
		},
	}));
	t.is(system.ipl(0x00C), undefined);
	t.is(system.machine.storage.word(0), 0x0000_000C);
	const before = system.clock.now();
	t.is(system.run(1000), 'disabled wait');
	t.deepEqual(lines, ['HELLO']);
	t.is(system.machine.cpu.psw.address, 0xABCD);
	t.is(system.machine.storage.word(56) & 0xFFFF, 0x00E);
	t.is(system.machine.cpu.instructions, 4);
	// Simulated time: three instructions, and five characters into the printer's buffer; the line itself is printed
	// after channel end.
	t.is(system.clock.now() - before, 8);
});

test('an enabled wait that nothing will end is told from a disabled one', t => {
	const system = new Standalone(0x1_0000);
	system.machine.cpu.psw.load(0xFE02_0000, 0);
	t.is(system.run(10), 'enabled wait');
	system.machine.cpu.psw.load(0x0002_0000, 0);
	t.is(system.run(10), 'disabled wait');
});

test('a machine that waits for a channel program without end gives the host its turn', t => {
	const system = new Standalone(0x1_0000);
	const {storage, cpu} = system.machine;
	system.channels.attach(0x190, new CkdDisk(new MemoryVolume(findCkdModel('3350')!, 1)));
	// SIO 190; LPSW, to wait. A no-operation, and back to it.
	storage.store(0x400, parseHexBytes('9C00019082000500')!);
	storage.store(0x500, parseHexBytes('FE02000000000000')!);
	storage.setWord(0x48, 0x600);
	storage.store(0x600, parseHexBytes('03000000400000010800060000000000')!);
	cpu.psw.load(0, 0x400);
	for (let turn = 0; turn < 3; turn++) {
		t.is(system.run(1000), undefined);
	}

	t.is(cpu.instructions, 2);
});

test('IPL from an address without device says so', t => {
	t.is(new Standalone(0x1_0000).ipl(0x190), 'device not operational');
});
