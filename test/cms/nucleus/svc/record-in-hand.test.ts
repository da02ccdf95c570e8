/** RDBUF of a record in hand (`record-in-hand.ts`): as the long way does it, to the instruction. */
import test from 'ava';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import type {NewFile} from '../../../../source/cms/file-system/disk/disk.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {macroProgram} from '../../../support/macro-program.js';

const data = (name: string, recordFormat: 'F' | 'V', lengths: readonly number[]): NewFile => ({
	name,
	type: 'FILE',
	modeNumber: '1',
	recordFormat,
	recordLength: recordFormat === 'F' ? lengths[0] : undefined,
	records: lengths.map((length, index) => toEbcdic(String.fromCodePoint(65 + (index % 26)).repeat(length))),
});

/** Reads so many records; with a second operand D disabled (SSM): then it is not done in hand. */
const reader = (name: string, count: number, size: number): NewFile => macroProgram(name, `
         MVC   CB+8(8),8(R1)
         MVC   WAY,16(R1)
         FSREAD FSCB=CB,ERROR=EXIT
         SSM   ON
         CLI   WAY,C'D'
         BNE   *+8
         SSM   OFF
         L     R5,COUNT
         SR    R6,R6
NEXT     FSREAD FSCB=CB,ERROR=ENDED
         A     R6,BUFFER
         AR    R6,R0
         BCT   R5,NEXT
ENDED    SSM   ON
         LR    R7,R15
         LINEDIT TEXT='SUM ........ CODE .. LEFT ........ ',SUB=(HEX,(R6),DEC,(R7),DEC,(R5))
         SR    R15,R15
`, `
WAY      DS    C
ON       DC    X'FF'
OFF      DC    X'00'
COUNT    DC    F'${count}'
CB       FSCB  'F FILE A1',BUFFER=BUFFER,BSIZE=${size}
BUFFER   DC    XL4000'00'
`);

const files = [
	data('FIXED', 'F', Array.from<number>({length: 60}).fill(80)),
	data('ODD', 'F', Array.from<number>({length: 60}).fill(77)),
	data('LONG', 'F', Array.from<number>({length: 8}).fill(1700)),
	data('VARY', 'V', Array.from({length: 60}, (_, index) => 1 + ((index * 37) % 90))),
];

test('a record that is in hand is read as any other, with the same code, bytes and charges', t => {
	const cms = new CmsSession({volumes: {
		0x191: cmsVolume({}, [
			...files,
			...[[1, 80], [30, 80], [100, 80], [100, 50], [100, 4000]]
				.map(([count, size], index) => reader(`READ${index}`, count, size)),
		]),
	}});
	const run = (line: string): {readonly typed: readonly string[]; readonly instructions: number} => {
		const before = cms.vm.cpu.instructions;
		return {typed: cms.enter(line), instructions: cms.vm.cpu.instructions - before};
	};

	for (const name of ['FIXED', 'ODD', 'LONG', 'VARY', 'NONE']) {
		for (let index = 0; index < 5; index++) {
			const quick = run(`read${index} ${name} E`);
			const slow = run(`read${index} ${name} D`);
			t.deepEqual(quick.typed, slow.typed, `${name} ${index}`);
			t.true(
				Math.abs(quick.instructions - slow.instructions) < 4,
				`${name} ${index}: ${quick.instructions} ${slow.instructions}`,
			);
		}
	}
});

test('a file that is replaced while it is read is read as the new one', t => {
	const cms = new CmsSession({volumes: {
		0x191: cmsVolume({}, [
			...files,
			macroProgram('CHANGES', `
         FSREAD FSCB=CB,ERROR=EXIT
         FSREAD FSCB=CB,ERROR=EXIT
         LA    R1,ERASE
         SVC   202
         DC    AL4(EXIT)
         LA    R1,RENAME
         SVC   202
         DC    AL4(EXIT)
         FSREAD FSCB=CB,ERROR=GONE
         WRTERM BUFFER,4
         SR    R15,R15
         B     EXIT
GONE     LR    R5,R15
         LINEDIT TEXT='CODE ..',SUB=(DEC,(R5))
         SR    R15,R15
`, `
ERASE    DC    CL8'ERASE',CL8'FIXED',CL8'FILE',CL8'A1',8X'FF'
RENAME   DC    CL8'RENAME',CL8'ODD',CL8'FILE',CL8'A1',CL8'FIXED',CL8'FILE',CL8'A1',8X'FF'
CB       FSCB  'FIXED FILE A1',BUFFER=BUFFER,BSIZE=80
BUFFER   DC    XL80'00'
`),
		]),
	}});
	t.deepEqual(cms.enter('changes'), ['AAAA', 'Ready;']);
});
