import test from 'ava';
import {fromEbcdic, toEbcdic} from '../../source/base/ebcdic.js';
import {Printer1403} from '../../source/machine/devices/1403.js';
import {CardReader2540} from '../../source/machine/devices/2540-reader.js';
import {Standalone} from '../../source/machine/standalone.js';

/**
 * An IPL deck: the first card holds the PSW, and CCWs that read the second card to X'400'. The program prints a line and waits for the
 * printer's interruption, whose new PSW is a disabled wait.
 */
const firstCard = Buffer.alloc(80);
firstCard.write('000000000000040002000400200000500200000000000000', 'hex');
const program = Buffer.alloc(80, 0x40);
program.write([
	'D20700780420', // MVC X'78'(8),X'420'    I/O new PSW
	'D20300480428', // MVC X'48'(4),X'428'    CAW
	'9C00000E', // SIO X'00E'
	'82000430', // LPSW X'430'
].join(''), 'hex');
program.write('000200000000ABCD', 0x20, 'hex');
program.write('00000438', 0x28, 'hex');
program.write('FE02000000000000', 0x30, 'hex');
program.write('0900044020000005', 0x38, 'hex');
program.set(toEbcdic('HELLO'), 0x40);

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
	// Simulated time: three instructions, and five characters into the printer's buffer; the line itself is printed after channel end.
	t.is(system.clock.now() - before, 8);
});

test('an enabled wait that nothing will end is told from a disabled one', t => {
	const system = new Standalone(0x1_0000);
	system.machine.cpu.psw.load(0xFE02_0000, 0);
	t.is(system.run(10), 'enabled wait');
	system.machine.cpu.psw.load(0x0002_0000, 0);
	t.is(system.run(10), 'disabled wait');
});

test('IPL from an address without device says so', t => {
	t.is(new Standalone(0x1_0000).ipl(0x190), 'device not operational');
});
