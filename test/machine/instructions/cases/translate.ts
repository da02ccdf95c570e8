/** TRANSLATE, TRANSLATE AND TEST (GA22-7000, "General Instructions"). */
import {cases} from '../../../support/instruction-cases/table.js';

export const translate = cases(`
* TRANSLATE: the tables here turn C'A' to C'I' (X'C1' to X'C9') into the digits 1 to 9, and everything else into a blank
TR    A,T        | A=C'BAD*' T=193C' ',C'123456789',54C' ' | A=C'214 '
TR    A(1),T     | A=C'II' T=193C' ',C'123456789',54C' ' | A=C'9I'
TR    A,T        | A=X'00FF' T=X'FF',254X'40',X'01' | A=X'FF01'
* TRANSLATE AND TEST: address of the byte into register 1, function byte into register 2
TRT   A,T        | A=C'ABC' T=256X'00'      | CC=0
TRT   A,T        | R1=A R2=0 A=C'A,B,' T=107X'00',X'04',148X'00' | R1=A+1 R2=4 CC=1
TRT   A,T        | R1=-1 R2=-1 A=C'AB,' T=107X'00',X'04',148X'00' | R1=AL1(255),AL3(A+2) R2=X'FFFFFF04' CC=2
TRT   A(1),T     | R1=0 R2=0 A=C',' T=107X'00',X'04',148X'00' | R1=A R2=4 CC=2
`);
