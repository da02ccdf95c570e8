/** Every instruction of GA22-7000, "Input/Output Operations". */
import test from 'ava';
import {link} from '../../../source/assembler/object/absolute-loader.js';
import {Console3215} from '../../../source/machine/devices/3215.js';
import {Standalone} from '../../../source/machine/standalone.js';
import {assembled, lines} from '../../support/assemble.js';
import {start} from '../../support/code.js';
import {silent} from '../devices/rig.js';
import {inputOutput} from './cases/input-output.js';

/** The program keeps the condition code in register 1, as BALR leaves it, and stops. */
const program = (source: string): Uint8Array => link(assembled(`
TEST CSECT
 USING TEST,15
${lines(source).join('\n')}
 BALR 1,0
 LPSW STOP
STOP DC D'0'
 ORG STOP
 DC X'0002000000000000'
WRITE CCW X'09',TEXT,0,3
READ CCW X'0A',TEXT,X'20',3
NOOP CCW X'03',0,X'20',1
TEXT DC C'ABC'
 END`).cards, start).bytes;

const machine = (): Standalone => {
	const system = new Standalone(0x1_0000);
	system.channels.setKind(2, 'selector');
	for (const address of [0x009, 0x109, 0x209, 0x20A]) {
		system.channels.attach(address, new Console3215(silent));
	}

	return system;
};

for (const {mnemonic, cc, when, source, stores = {}} of inputOutput) {
	test(`${mnemonic}: condition code ${cc} when ${when}`, t => {
		const system = machine();
		const {cpu, storage} = system.machine;
		storage.setWord(64, 0xFFFF_FFFF);
		storage.setWord(68, 0xFFFF_FFFF);
		storage.setWord(104, 0x0002_0000);
		storage.setWord(108, 0xDEAD);
		storage.store(start, program(source));
		cpu.gpr[15] = start;
		cpu.psw.load(0, start);
		t.is(system.run(100_000), 'disabled wait');
		t.is(cpu.psw.address, 0, `program interruption ${storage.word(40) & 0xFFFF}`);
		t.is((cpu.gpr[1] >>> 28) & 3, cc);
		for (const [address, bytes] of Object.entries(stores)) {
			t.is(
				Buffer.from(storage.fetch(Number(address), bytes.length / 2))
					.toString('hex')
					.toUpperCase(),
				bytes,
				address,
			);
		}
	});
}
