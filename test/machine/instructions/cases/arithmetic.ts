/** Fixed-point arithmetic and comparison (GA22-7000, "General Instructions"; condition codes as in appendix C). */
import {cases} from '../../../support/instruction-cases/table.js';

export const arithmetic = cases(`
* ADD; ADD HALFWORD
AR    1,2        | R1=5 R2=-5               | R1=0 CC=0
AR    1,2        | R1=5 R2=-7               | R1=-2 CC=1
AR    1,2        | R1=5 R2=7                | R1=12 CC=2
AR    1,2        | R1=2147483647 R2=1       | R1=X'80000000' CC=3
AR    1,2        | R1=X'80000000' R2=-1     | R1=X'7FFFFFFF' CC=3
AR    1,1        | R1=X'80000000'           | R1=0 CC=3
AR    1,2        | R1=2147483647 R2=1 mask=8 | R1=X'80000000' CC=3 fixedPointOverflow
A     1,A        | R1=5 A=F'-5'             | R1=0 CC=0
A     1,A        | R1=5 A=F'-7'             | R1=-2 CC=1
A     1,A(3)     | R1=5 R3=4 A=F'0,7'       | R1=12 CC=2
A     1,A+1      | R1=5 A=X'FF0000000700'   | R1=12 CC=2
A     1,A        | R1=2147483647 A=F'1'     | R1=X'80000000' CC=3
A     1,A        | R1=X'80000000' A=F'-1' mask=8 | R1=X'7FFFFFFF' CC=3 fixedPointOverflow
AH    1,A        | R1=5 A=H'-5'             | R1=0 CC=0
AH    1,A        | R1=5 A=X'8000'           | R1=-32763 CC=1
AH    1,A        | R1=5 A=X'7FFF'           | R1=32772 CC=2
AH    1,A        | R1=2147483647 A=H'1'     | R1=X'80000000' CC=3
AH    1,A        | R1=2147483647 A=H'1' mask=8 | R1=X'80000000' CC=3 fixedPointOverflow
* ADD LOGICAL
ALR   1,2        | R1=0 R2=0                | R1=0 CC=0
ALR   1,2        | R1=1 R2=1                | R1=2 CC=1
ALR   1,2        | R1=-1 R2=1               | R1=0 CC=2
ALR   1,2        | R1=-1 R2=2               | R1=1 CC=3
ALR   1,2        | R1=X'7FFFFFFF' R2=1 mask=8 | R1=X'80000000' CC=1
AL    1,A        | R1=0 A=F'0'              | R1=0 CC=0
AL    1,A        | R1=1 A=F'1'              | R1=2 CC=1
AL    1,A        | R1=X'80000000' A=X'80000000' | R1=0 CC=2
AL    1,A        | R1=X'80000000' A=X'80000001' | R1=1 CC=3
* SUBTRACT; SUBTRACT HALFWORD; SUBTRACT LOGICAL
SR    1,2        | R1=7 R2=7                | R1=0 CC=0
SR    1,2        | R1=5 R2=7                | R1=-2 CC=1
SR    1,2        | R1=7 R2=5                | R1=2 CC=2
SR    1,2        | R1=X'80000000' R2=1      | R1=X'7FFFFFFF' CC=3
SR    1,2        | R1=0 R2=X'80000000'      | R1=X'80000000' CC=3
SR    1,2        | R1=2147483647 R2=-1 mask=8 | R1=X'80000000' CC=3 fixedPointOverflow
SR    1,1        | R1=9                     | R1=0 CC=0
S     1,A        | R1=7 A=F'7'              | R1=0 CC=0
S     1,A        | R1=5 A=F'7'              | R1=-2 CC=1
S     1,A        | R1=7 A=F'5'              | R1=2 CC=2
S     1,A        | R1=X'80000000' A=F'1'    | R1=X'7FFFFFFF' CC=3
S     1,A        | R1=X'80000000' A=F'1' mask=8 | R1=X'7FFFFFFF' CC=3 fixedPointOverflow
SH    1,A        | R1=7 A=H'7'              | R1=0 CC=0
SH    1,A        | R1=5 A=H'7'              | R1=-2 CC=1
SH    1,A        | R1=5 A=X'FFFF'           | R1=6 CC=2
SH    1,A        | R1=X'80000000' A=H'1'    | R1=X'7FFFFFFF' CC=3
SH    1,A        | R1=X'80000000' A=H'1' mask=8 | R1=X'7FFFFFFF' CC=3 fixedPointOverflow
SLR   1,2        | R1=1 R2=2                | R1=-1 CC=1
SLR   1,2        | R1=1 R2=1                | R1=0 CC=2
SLR   1,2        | R1=2 R2=1                | R1=1 CC=3
SLR   1,2        | R1=0 R2=0                | R1=0 CC=2
SL    1,A        | R1=0 A=F'-1'             | R1=1 CC=1
SL    1,A        | R1=1 A=F'1'              | R1=0 CC=2
SL    1,A        | R1=-1 A=F'1'             | R1=-2 CC=3
* COMPARE; COMPARE HALFWORD; COMPARE LOGICAL
CR    1,2        | R1=5 R2=5                | CC=0
CR    1,2        | R1=-1 R2=5               | CC=1
CR    1,2        | R1=5 R2=-1               | CC=2
CR    1,2        | R1=X'80000000' R2=X'7FFFFFFF' | CC=1
C     1,A        | R1=5 A=F'5'              | CC=0
C     1,A        | R1=-1 A=F'5'             | CC=1
C     1,A        | R1=5 A=F'-1'             | CC=2
CH    1,A        | R1=-5 A=H'-5'            | CC=0
CH    1,A        | R1=-32769 A=X'8000'      | CC=1
CH    1,A        | R1=32768 A=X'7FFF'       | CC=2
CLR   1,2        | R1=5 R2=5                | CC=0
CLR   1,2        | R1=5 R2=-1               | CC=1
CLR   1,2        | R1=-1 R2=5               | CC=2
CL    1,A        | R1=5 A=F'5'              | CC=0
CL    1,A        | R1=5 A=F'-1'             | CC=1
CL    1,A        | R1=-1 A=F'5'             | CC=2
* LOAD AND TEST, COMPLEMENT, NEGATIVE, POSITIVE
LTR   1,2        | R2=0                     | R1=0 CC=0
LTR   1,2        | R2=-1                    | R1=-1 CC=1
LTR   1,1        | R1=7                     | CC=2
LCR   1,2        | R2=0                     | R1=0 CC=0
LCR   1,2        | R2=5                     | R1=-5 CC=1
LCR   1,2        | R2=-5                    | R1=5 CC=2
LCR   1,2        | R2=X'80000000'           | R1=X'80000000' CC=3
LCR   1,2        | R2=X'80000000' mask=8    | R1=X'80000000' CC=3 fixedPointOverflow
LNR   1,2        | R2=0                     | R1=0 CC=0
LNR   1,2        | R2=5                     | R1=-5 CC=1
LNR   1,2        | R2=X'80000000' mask=8    | R1=X'80000000' CC=1
LPR   1,2        | R2=0                     | R1=0 CC=0
LPR   1,2        | R2=-5                    | R1=5 CC=2
LPR   1,2        | R2=X'80000000'           | R1=X'80000000' CC=3
LPR   1,2        | R2=X'80000000' mask=8    | R1=X'80000000' CC=3 fixedPointOverflow
* MULTIPLY; MULTIPLY HALFWORD
MR    2,4        | R2=99 R3=-6 R4=7         | R2=-1 R3=-42
MR    2,4        | R2=0 R3=X'7FFFFFFF' R4=X'7FFFFFFF' | R2=X'3FFFFFFF' R3=1
MR    2,2        | R2=3 R3=5                | R2=0 R3=15
MR    2,4        | R3=X'80000000' R4=X'80000000' | R2=X'40000000' R3=0
MR    3,4        |                          | specification
M     2,A        | R3=X'12345678' A=X'00010000' | R2=X'1234' R3=X'56780000'
M     3,A        | A=F'1'                   | specification
MH    1,A        | R1=-7 A=H'6'             | R1=-42
MH    1,A        | R1=X'10000' A=X'7FFF'    | R1=X'7FFF0000'
MH    1,A        | R1=X'20000' A=X'8000' mask=8 | R1=0
* DIVIDE
DR    2,4        | R2=0 R3=43 R4=5          | R2=3 R3=8
DR    2,4        | R2=-1 R3=-43 R4=5        | R2=-3 R3=-8
DR    2,4        | R2=0 R3=43 R4=-5         | R2=3 R3=-8
DR    2,4        | R2=0 R3=0 R4=7           | R2=0 R3=0
DR    2,4        | R2=X'3FFFFFFF' R3=1 R4=X'7FFFFFFF' | R2=0 R3=X'7FFFFFFF'
DR    2,4        | R2=X'C0000000' R3=0 R4=X'7FFFFFFF' | fixedPointDivide
DR    2,4        | R2=0 R3=1 R4=0           | fixedPointDivide
DR    2,4        | R2=1 R3=0 R4=2           | fixedPointDivide
DR    3,4        |                          | specification
D     2,A        | R2=0 R3=100 A=F'7'       | R2=2 R3=14
D     2,A        | R2=0 R3=X'80000000' A=F'1' | fixedPointDivide
D     2,A        | R2=-1 R3=X'80000000' A=F'1' | R2=0 R3=X'80000000'
D     2,A        | R2=0 R3=1 A=F'0'         | fixedPointDivide
D     3,A        | A=F'1'                   | specification
`);
