/** Branches and EXECUTE (GA22-7000, "General Instructions", "Branching"). */
import {cases} from '../../../support/instruction-cases/table.js';

/** BRANCH ON CONDITION under each condition code by each bit of the mask: it goes where the bit of the code is on. */
const everyMask = [0, 1, 2, 3].flatMap(code => [8, 4, 2, 1].flatMap(mask => {
	const next = mask === 8 >>> code ? 'next=TO' : '';
	return [`BC ${mask},TO | TO=[BR 14] CC=${code} | ${next}`, `BCR ${mask},4 | R4=TO TO=[BR 14] CC=${code} | ${next}`];
}));

export const branch = cases(`
* BRANCH AND LINK: length, condition code, program mask and the next address; BRANCH AND SAVE: the address alone
BALR  1,2        | R2=TO TO=[BR 14] CC=2 mask=5 | R1=X'65001002' next=TO
BALR  1,0        | CC=1                     | R1=X'50001002'
BALR  1,1        | R1=TO TO=[BR 14] CC=0    | R1=X'40001002' next=TO
BAL   1,TO       | TO=[BR 14] CC=3 mask=A   | R1=X'BA001004' next=TO
BAL   1,0(1)     | R1=TO TO=[BR 14] CC=0    | R1=X'80001004' next=TO
BASR  1,2        | R2=TO TO=[BR 14] mask=5  | R1=X'00001002' next=TO
BASR  1,0        |                          | R1=X'00001002'
BAS   1,TO       | TO=[BR 14] mask=A        | R1=X'00001004' next=TO
* BRANCH ON CONDITION
BC    15,TO      | TO=[BR 14]               | next=TO
BC    0,TO       | TO=[BR 14]               |
BC    15,4(5,6)  | R5=8 R6=TO TO=[BR 14] | next=TO+12
BCR   15,2       | R2=TO TO=[BR 14]         | next=TO
BCR   15,2       | R2=X'FF001100'           | next=@1100
BCR   15,0       |                          |
BCR   0,2        | R2=TO TO=[BR 14]         |
* BRANCH ON COUNT
BCT   1,TO       | R1=2 TO=[BR 14]          | R1=1 next=TO
BCT   1,TO       | R1=1 TO=[BR 14]          | R1=0
BCT   1,TO       | R1=0 TO=[BR 14]          | R1=-1 next=TO
BCTR  1,2        | R1=X'80000000' R2=TO TO=[BR 14] | R1=X'7FFFFFFF' next=TO
BCTR  1,2        | R1=1 R2=TO TO=[BR 14]    | R1=0
BCTR  1,0        | R1=5                     | R1=4
* BRANCH ON INDEX HIGH, LOW OR EQUAL: an even register has its limit in the next one, an odd one is its own
BXH   1,4,TO     | R1=8 R4=3 R5=10 TO=[BR 14] | R1=11 next=TO
BXH   1,4,TO     | R1=7 R4=3 R5=10 TO=[BR 14] | R1=10
BXH   1,5,TO     | R1=8 R5=3 TO=[BR 14]     | R1=11 next=TO
BXH   1,1,TO     | R1=-5 TO=[BR 14]         | R1=-10
BXH   1,4,TO     | R1=X'7FFFFFFF' R4=1 R5=0 TO=[BR 14] | R1=X'80000000'
BXLE  1,4,TO     | R1=7 R4=3 R5=10 TO=[BR 14] | R1=10 next=TO
BXLE  1,4,TO     | R1=8 R4=3 R5=10 TO=[BR 14] | R1=11
BXLE  1,4,TO     | R1=8 R4=-3 R5=5 TO=[BR 14] | R1=5 next=TO
BXLE  1,5,TO     | R1=-8 R5=3 TO=[BR 14]    | R1=-5 next=TO
* EXECUTE: the subject is as it stands, with the last byte of the register OR'ed into its second
EX    0,I        | I=[LA 2,77]              | R2=77
EX    1,I        | R1=X'FFFFFF02' I=[MVC A(1),B] A=C'1234' B=C'ABCD' | A=C'ABC'
EX    1,I        | R1=X'30' I=[LR 0,2] R2=6 | R3=6
EX    0,I        | I=[BAL 3,TO] TO=[BR 14] CC=0 | R3=X'80001004' next=TO
EX    0,I        | I=[BALR 3,0] CC=0        | R3=X'80001004'
EX    0,I        | I=[AR 1,2] R1=1 R2=-1    | R1=0 CC=0
EX    0,I        | I=[SVC 7]                | SVC=7
EX    0,I        | I=[EX 0,I]               | execute
EX    0,I+1      | I=[LR 1,2]               | specification
EX    0,I        | I=[DR 3,4]               | specification
EX    0,0(2)     | R2=X'FF0000'             | addressing
EX    0,0(2)     | R2=X'4000' key=3 K4000=48 | protection
EX    0,I        | I=[LPSW 0] problem       | privilegedOperation
${everyMask.join('\n')}
`);
