/**
 * A System/370 program that uses VMCF: it executes DIAGNOSE X'68' with the parameter list it finds, keeps the return
 * code, waits enabled, and copies what each interruption X'4001' brings.
 */
import {
	vmcHeader, vmcParm, type VmcHeader, type VmcParm,
} from '../../source/base/vmcf.js';
import {link} from '../../source/assembler/object/absolute-loader.js';
import {addressOf, assembled} from './assemble.js';
import type {CpSession} from './cp-session.js';

const program = `
VMCF     START X'1000'
         USING VMCF,12
ASK      LCTL  0,0,MASK            bit 31: VMCF
         LA    1,PARM
         DC    X'83120068'         DIAGNOSE 1,2,X'68'
         ST    2,CODE
         LPSW  WAIT
TAKEN    STM   3,4,SAVE
         L     3,NEXT              buffer and code
         MVC   0(256,3),BUFFER
         MVC   254(2,3),26
         LA    3,256(3)
         ST    3,NEXT
         LM    3,4,SAVE
         LPSW  24
WAIT     DC    0D'0',X'01020000',A(0)
PARM     DS    0D,CL40
CODE     DC    F'-1'
MASK     DC    X'00000001'
NEXT     DC    A(X'8000')
SAVE     DS    2F
BUFFER   DS    0D,CL256
         END
`;
const result = assembled(program);
const image = link(result.cards, 0x1000);
const at = (name: string): number => addressOf(result, name) - 0x1000;
const taken = 0x8000;
const recordSize = 256;

/** A header as taken, and what came behind it. */
export type Interruption = VmcHeader & {readonly data: Uint8Array; readonly interruptionCode: number};

export class VmcfMachine {
	readonly vm;
	/** Address and length of the buffer for AUTHORIZE. */
	readonly buffer = {area: at('BUFFER'), length: 250};
	#seen = 0;

	constructor(readonly cp: CpSession, readonly userid: string) {
		({vm: this.vm} = cp.logOn(userid));
		this.load();
	}

	/** Loads the program, as after a reset. */
	load(): void {
		const {storage} = this.vm;
		storage.store(0x1000, image.bytes);
		storage.setWord(0x58, 0);
		storage.setWord(0x5C, at('TAKEN'));
		this.#seen = 0;
	}

	/**
	 * Has the program ask; answers its return code. `key`: its PSW key; `deaf`: VMCF interruptions are masked by
	 * control register 0 from then on.
	 */
	ask(
		code: number,
		asked: Partial<VmcParm> = {},
		{key = 0, deaf = false}: {readonly key?: number; readonly deaf?: boolean} = {},
	): number {
		const {vm} = this;
		vm.storage.store(at('PARM'), vmcParm.encodeSome({...asked, code}));
		vm.storage.setWord(at('MASK'), deaf ? 0 : 1);
		vm.storage.setWord(at('CODE'), -1);
		vm.cpu.gpr[12] = 0x1000;
		vm.cpu.gpr[2] = 0;
		vm.cpu.psw.load(key << 20, at('ASK'));
		vm.begin();
		this.cp.run();
		return vm.storage.word(at('CODE'));
	}

	/** Interruptions taken since the last look. */
	take(): Interruption[] {
		const {storage} = this.vm;
		const end = storage.word(at('NEXT'));
		const all: Interruption[] = [];
		for (let address = taken + (this.#seen * recordSize); address < end; address += recordSize) {
			const bytes = storage.fetch(address, recordSize);
			all.push({
				...vmcHeader.decode(bytes),
				data: bytes.slice(vmcHeader.length),
				interruptionCode: (bytes[254] << 8) | bytes[255],
			});
			this.#seen++;
		}

		return all;
	}
}
