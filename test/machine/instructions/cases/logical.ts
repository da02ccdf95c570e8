/** AND, OR, EXCLUSIVE OR, TEST UNDER MASK, and comparison of bytes (GA22-7000, "General Instructions"). */
import {cases} from '../../../support/instruction-cases/table.js';

export const logical = cases(`
* AND
NR    1,2        | R1=X'F0' R2=X'0F'        | R1=0 CC=0
NR    1,2        | R1=X'FFFF0000' R2=X'80F0F0F0' | R1=X'80F00000' CC=1
N     1,A        | R1=X'F0' A=X'0000000F'   | R1=0 CC=0
N     1,A        | R1=-1 A=X'12345678'      | R1=X'12345678' CC=1
NI    A,X'00'    | A=X'FF'                  | A=X'00' CC=0
NI    A,X'F0'    | A=X'3F'                  | A=X'30' CC=1
NC    A(2),B     | A=X'F00FFF' B=X'0FF000'  | A=X'0000FF' CC=0
NC    A,B        | A=X'F00F01' B=X'0F0F03'  | A=X'000F01' CC=1
* OR
OR    1,2        | R1=0 R2=0                | R1=0 CC=0
OR    1,2        | R1=X'80' R2=X'80000000'  | R1=X'80000080' CC=1
O     1,A        | R1=0 A=F'0'              | R1=0 CC=0
O     1,A        | R1=X'F0F0' A=X'00000FFF' | R1=X'FFFF' CC=1
OI    A,X'00'    | A=X'00'                  | CC=0
OI    A,X'0F'    | A=X'30'                  | A=X'3F' CC=1
OC    A,B        | A=X'0000' B=X'0000'      | CC=0
OC    A,B        | A=X'0012' B=X'0021'      | A=X'0033' CC=1
* EXCLUSIVE OR
XR    1,1        | R1=99                    | R1=0 CC=0
XR    1,2        | R1=X'FF00FF00' R2=X'0FF00FF0' | R1=X'F0F0F0F0' CC=1
X     1,A        | R1=5 A=F'5'              | R1=0 CC=0
X     1,A        | R1=5 A=F'-1'             | R1=-6 CC=1
XI    A,X'FF'    | A=X'FF'                  | A=X'00' CC=0
XI    A,X'0F'    | A=X'FF'                  | A=X'F0' CC=1
XC    A,A        | A=C'ABCD'                | A=X'00000000' CC=0
XC    A,B        | A=X'1234' B=X'1235'      | A=X'0001' CC=1
XC    A+1(3),A   | A=X'01020408'            | A=X'0103070F' CC=1
* TEST UNDER MASK
TM    A,X'00'    | A=X'FF'                  | CC=0
TM    A,X'0F'    | A=X'F0'                  | CC=0
TM    A,X'0F'    | A=X'F1'                  | CC=1
TM    A,X'0F'    | A=X'0F'                  | CC=3
* COMPARE LOGICAL
CLI   A,X'80'    | A=X'80'                  | CC=0
CLI   A,X'80'    | A=X'7F'                  | CC=1
CLI   A,X'7F'    | A=X'80'                  | CC=2
CLC   A,B        | A=C'ABC' B=C'ABC'        | CC=0
CLC   A,B        | A=X'127F' B=X'1280'      | CC=1
CLC   A,B        | A=X'1280' B=X'127F'      | CC=2
CLC   A(256),B   | A=255X'40',X'41' B=256X'40' | CC=2
* COMPARE LOGICAL CHARACTERS UNDER MASK
CLM   1,5,A      | R1=X'12345678' A=X'3478' | CC=0
CLM   1,5,A      | R1=X'12345678' A=X'3479' | CC=1
CLM   1,5,A      | R1=X'12345678' A=X'3377' | CC=2
CLM   1,0,A      | R1=1 A=X'34'             | CC=0
CLM   1,15,A     | R1=X'FFFFFFFF' A=X'7FFFFFFF' | CC=2
`);
