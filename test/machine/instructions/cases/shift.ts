/** Shifts (GA22-7000, "General Instructions"): the amount is the last six bits of the operand address. */
import {cases} from '../../../support/instruction-cases/table.js';

export const shift = cases(`
* SHIFT LEFT SINGLE, RIGHT SINGLE: the sign stays
SLA   1,8        | R1=0                     | CC=0
SLA   1,1        | R1=-1                    | R1=-2 CC=1
SLA   1,4        | R1=X'00123456'           | R1=X'01234560' CC=2
SLA   1,1        | R1=X'40000000'           | R1=0 CC=3
SLA   1,1        | R1=X'BFFFFFFF'           | R1=X'FFFFFFFE' CC=3
SLA   1,1        | R1=X'40000000' mask=8    | R1=0 CC=3 fixedPointOverflow
SLA   1,31       | R1=-1                    | R1=X'80000000' CC=1
SLA   1,32       | R1=1                     | R1=0 CC=3
SLA   1,63       | R1=X'80000001'           | R1=X'80000000' CC=3
SLA   1,0        | R1=X'80000000'           | CC=1
SRA   1,1        | R1=1                     | R1=0 CC=0
SRA   1,1        | R1=-2                    | R1=-1 CC=1
SRA   1,2        | R1=X'7FFFFFFF'           | R1=X'1FFFFFFF' CC=2
SRA   1,63       | R1=X'80000000'           | R1=-1 CC=1
SRA   1,0(2)     | R1=64 R2=X'FFFFFFC2'     | R1=16 CC=2
* SHIFT LEFT SINGLE LOGICAL, RIGHT SINGLE LOGICAL
SLL   1,1        | R1=X'C0000001' mask=8    | R1=X'80000002'
SLL   1,32       | R1=-1                    | R1=0
SLL   1,64       | R1=-1                    |
SRL   1,1        | R1=X'80000003'           | R1=X'40000001'
SRL   1,63       | R1=-1                    | R1=0
SRL   1,4(2)     | R1=X'100' R2=X'FFFFFF00' | R1=X'10'
* SHIFT LEFT DOUBLE, RIGHT DOUBLE
SLDA  2,8        | R2=0 R3=0                | CC=0
SLDA  2,1        | R2=-1 R3=0               | R2=-2 R3=0 CC=1
SLDA  2,1        | R2=0 R3=X'80000000'      | R2=1 R3=0 CC=2
SLDA  2,31       | R2=0 R3=1                | R2=0 R3=X'80000000' CC=2
SLDA  2,1        | R2=X'40000000' R3=0      | R2=0 R3=0 CC=3
SLDA  2,1        | R2=X'40000000' R3=0 mask=8 | R2=0 R3=0 CC=3 fixedPointOverflow
SLDA  2,63       | R2=-1 R3=-1              | R2=X'80000000' R3=0 CC=1
SLDA  3,1        |                          | specification
SRDA  2,1        | R2=0 R3=1                | R2=0 R3=0 CC=0
SRDA  2,1        | R2=-2 R3=0               | R2=-1 R3=0 CC=1
SRDA  2,32       | R2=1 R3=0                | R2=0 R3=1 CC=2
SRDA  2,36       | R2=X'80000000' R3=0      | R2=-1 R3=X'F8000000' CC=1
SRDA  3,1        |                          | specification
* SHIFT LEFT DOUBLE LOGICAL, RIGHT DOUBLE LOGICAL
SLDL  2,4        | R2=X'12345678' R3=X'9ABCDEF0' mask=8 | R2=X'23456789' R3=X'ABCDEF00'
SLDL  2,36       | R2=X'12345678' R3=X'9ABCDEF0' | R2=X'ABCDEF00' R3=0
SLDL  3,1        |                          | specification
SRDL  2,4        | R2=X'82345678' R3=X'9ABCDEF0' | R2=X'08234567' R3=X'89ABCDEF'
SRDL  2,32       | R2=X'82345678' R3=X'9ABCDEF0' | R2=0 R3=X'82345678'
SRDL  3,1        |                          | specification
`);
