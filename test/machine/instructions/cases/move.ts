/** Loads, stores and moves, conditional swapping (GA22-7000, "General Instructions"). */
import {cases} from '../../../support/instruction-cases/table.js';

export const move = cases(`
* LOAD; LOAD ADDRESS; LOAD HALFWORD; LOAD MULTIPLE
LR    1,2        | R2=X'89ABCDEF'           | R1=X'89ABCDEF'
L     1,A        | A=X'89ABCDEF'            | R1=X'89ABCDEF'
L     1,A+1      | A=X'0089ABCDEF'          | R1=X'89ABCDEF'
LA    1,4095     |                          | R1=4095
LA    1,1(2,3)   | R2=X'FFFFFFFF' R3=X'FF000001' | R1=1
LA    1,1(,2)    | R2=X'00FFFFFF'           | R1=0
LH    1,A        | A=X'7FFF'                | R1=32767
LH    1,A        | A=X'8000'                | R1=-32768
LM    2,3,A      | A=F'7,-8'                | R2=7 R3=-8
LM    13,2,A     | A=F'1,2,3,4,5,6'         | R13=1 R14=2 R15=3 R0=4 R1=5 R2=6
LM    5,5,A+2    | A=X'0000123456780000'    | R5=X'12345678'
* STORE; STORE CHARACTER; STORE HALFWORD; STORE MULTIPLE; STORE CHARACTERS UNDER MASK
ST    1,A        | R1=X'89ABCDEF' A=XL4'0'  | A=X'89ABCDEF'
ST    1,A+3      | R1=X'89ABCDEF' A=XL8'0'  | A=X'00000089ABCDEF00'
STC   1,A        | R1=X'89ABCDEF' A=X'0000' | A=X'EF00'
STH   1,A        | R1=X'89ABCDEF' A=X'0000' | A=X'CDEF'
STM   2,3,A      | R2=7 R3=-8 A=XL8'0'      | A=F'7,-8'
STM   13,1,A     | R13=1 R14=2 R0=4 R1=5 A=XL20'0' | A=A(1,2,TEST,4,5)
STCM  1,5,A      | R1=X'12345678' A=XL4'0'  | A=X'34780000'
STCM  1,15,A+1   | R1=X'12345678' A=XL8'0'  | A=X'0012345678000000'
STCM  1,0,A      | R1=X'12345678' A=XL4'0'  |
* INSERT CHARACTER; INSERT CHARACTERS UNDER MASK: the code is that of the bytes inserted
IC    1,A        | R1=X'12345678' A=X'FF'   | R1=X'123456FF'
ICM   1,15,A     | A=F'0'                   | R1=0 CC=0
ICM   1,5,A      | R1=X'12345678' A=X'0000' | R1=X'12005600' CC=0
ICM   1,0,A      | R1=-1 A=X'FF'            | CC=0
ICM   1,4,A      | R1=0 A=X'80'             | R1=X'00800000' CC=1
ICM   1,6,A      | R1=0 A=X'7FFF'           | R1=X'007FFF00' CC=2
ICM   1,3,A      | R1=0 A=X'0001'           | R1=1 CC=2
* MOVE; MOVE INVERSE; MOVE NUMERICS; MOVE ZONES
MVI   A,C'*'     | A=C'AB'                  | A=C'*B'
MVC   A,B        | A=C'ABC' B=C'XYZ'        | A=C'XYZ'
MVC   A+1(4),A   | A=C'*ABCDE'              | A=C'*****E'
MVC   A(256),A+1 | A=C'Z',256X'40'          | A=257X'40'
MVCIN A(3),B+2   | A=C'ABCD' B=C'XYZ'       | A=C'ZYXD'
MVN   A,B        | A=X'F1F2F3' B=X'C7D8E9'  | A=X'F7F8F9'
MVZ   A,B        | A=X'F1F2F3' B=X'C7D8E9'  | A=X'C1D2E3'
MVZ   A+2(1),A+1 | A=X'F1F2C3'              | A=X'F1F2F3'
* MOVE LONG: the codes compare the lengths, 3 is destructive overlap
MVCL  2,4        | R2=A R3=3 R4=B R5=3 A=C'ABCD' B=C'XYZ' | R2=A+3 R3=0 R4=B+3 R5=0 A=C'XYZD' CC=0
MVCL  2,4        | R2=A R3=2 R4=B R5=3 A=C'ABCD' B=C'XYZ' | R2=A+2 R3=0 R4=B+2 R5=1 A=C'XYCD' CC=1
MVCL  2,4        | R2=A R3=4 R4=B R5=X'5C000002' A=C'ABCD' B=C'XYZ' | R2=A+4 R3=0 R4=B+2 R5=X'5C000000' A=C'XY**' CC=2
MVCL  2,4        | R2=A+1 R3=3 R4=A R5=3 A=C'ABCD' | CC=3
MVCL  2,4        | R2=A R3=3 R4=A+1 R5=3 A=C'ABCD' | R2=A+3 R3=0 R4=A+4 R5=0 A=C'BCDD' CC=0
MVCL  2,4        | R2=A R3=X'FF000000' R4=A R5=X'FF000000' A=C'A' | CC=0
MVCL  2,4        | R2=X'FFFE' R3=4 R4=A R5=4 A=C'ABCD' | R2=X'10000' R3=2 R4=A+2 R5=2 @FFFE=C'AB' addressing
MVCL  2,4        | R2=A R3=1 R4=X'FF0000' R5=1 A=C'A' | addressing
MVCL  2,4        | R2=X'4000' R3=1 R4=A R5=1 A=C'A' key=3 K4000=40 | protection
MVCL  2,4        | R2=A R3=1 R4=X'4000' R5=1 A=C'A' key=3 K1000=30 K4000=48 | protection
MVCL  3,4        |                          | specification
MVCL  2,5        |                          | specification
* COMPARE LOGICAL LONG: stops at the first difference; the shorter one goes on with padding
CLCL  2,4        | R2=A R3=3 R4=B R5=3 A=C'ABC' B=C'ABC' | R2=A+3 R3=0 R4=B+3 R5=0 CC=0
CLCL  2,4        | R2=A R3=3 R4=B R5=3 A=C'ABC' B=C'ABD' | R2=A+2 R3=1 R4=B+2 R5=1 CC=1
CLCL  2,4        | R2=A R3=3 R4=B R5=3 A=C'ADC' B=C'ABD' | R2=A+1 R3=2 R4=B+1 R5=2 CC=2
CLCL  2,4        | R2=A R3=4 R4=B R5=X'40000002' A=C'AB  ' B=C'AB' | R2=A+4 R3=0 R4=B+2 R5=X'40000000' CC=0
CLCL  2,4        | R2=A R3=2 R4=B R5=X'40000004' A=C'AB' B=C'AB A' | R2=A+2 R3=0 R4=B+3 R5=X'40000001' CC=1
CLCL  2,4        | R2=A R3=0 R4=A R5=0 A=C'A' | CC=0
CLCL  2,4        | R2=A R3=1 R4=X'FF0000' R5=1 A=C'A' | addressing
CLCL  2,4        | R2=X'4000' R3=1 R4=A R5=1 A=C'A' key=3 K4000=48 | protection
CLCL  3,4        |                          | specification
CLCL  2,5        |                          | specification
* COMPARE AND SWAP; COMPARE DOUBLE AND SWAP; TEST AND SET
CS    1,2,A      | R1=7 R2=9 A=F'7'         | A=F'9' CC=0
CS    1,2,A      | R1=7 R2=9 A=F'8'         | R1=8 CC=1
CS    1,2,A+2    | A=F'7,7'                 | specification
CDS   2,4,A      | R2=7 R3=8 R4=1 R5=2 A=F'7,8' | A=F'1,2' CC=0
CDS   2,4,A      | R2=7 R3=8 R4=1 R5=2 A=F'7,9' | R3=9 CC=1
CDS   2,4,A      | R2=7 R3=8 R4=1 R5=2 A=F'6,8' | R2=6 CC=1
CDS   2,4,A+4    | A=F'7,7,7'               | specification
CDS   3,4,A      | A=F'7,7'                 | specification
CDS   2,5,A      | A=F'7,7'                 | specification
TS    A          | A=X'7F'                  | A=X'FF' CC=0
TS    A          | A=X'80'                  | A=X'FF' CC=1
`);
