/** Decimal arithmetic and editing (GA22-7000, "Decimal Instructions"; editing examples after its appendix A). */
import {cases} from '../../../support/instruction-cases/table.js';

export const decimal = cases(`
* ADD DECIMAL: on overflow the sum loses its first digits
AP    A,B        | A=P'5' B=P'-5'           | A=P'0' CC=0
AP    A,B        | A=P'5' B=P'-7'           | A=P'-2' CC=1
AP    A,B        | A=P'123' B=P'45'         | A=P'168' CC=2
AP    A,B        | A=X'005F' B=X'003E'      | A=P'008' CC=2
AP    A,B        | A=X'005B' B=X'003D'      | A=P'-008' CC=1
AP    A,B        | A=P'999' B=P'1'          | A=P'000' CC=3
AP    A,B        | A=P'-999' B=P'-1'        | A=P'-000' CC=3
AP    A,B        | A=P'999' B=P'1' mask=4   | A=P'000' CC=3 decimalOverflow
AP    A,B        | A=P'5' B=P'00012'        | A=P'7' CC=3
AP    A,B        | A=X'5C' B=X'A01C'        | data
AP    A,B        | A=X'A05C' B=X'1C'        | data
AP    A,B        | A=X'5C' B=X'0123'        | data
AP    A,A        | A=P'321'                 | A=P'642' CC=2
* SUBTRACT DECIMAL
SP    A,B        | A=P'5' B=P'5'            | A=P'0' CC=0
SP    A,B        | A=P'-0' B=P'0'           | A=P'0' CC=0
SP    A,B        | A=P'5' B=P'7'            | A=P'-2' CC=1
SP    A,B        | A=P'123' B=P'-45'        | A=P'168' CC=2
SP    A,B        | A=P'-999' B=P'1'         | A=P'-000' CC=3
SP    A,B        | A=P'-999' B=P'1' mask=4  | A=P'-000' CC=3 decimalOverflow
SP    A,A        | A=P'-123'                | A=P'000' CC=0
SP    A,B        | A=X'1C' B=X'11'          | data
* ZERO AND ADD: the first operand is not looked at
ZAP   A,B        | A=X'FFFF' B=X'0D'        | A=P'000' CC=0
ZAP   A,B        | A=X'FFFF' B=X'7B'        | A=P'-007' CC=1
ZAP   A,B        | A=X'FFFF' B=X'7A'        | A=P'007' CC=2
ZAP   A,B        | A=X'FF' B=P'-123'        | A=P'-3' CC=3
ZAP   A,B        | A=X'FF' B=P'-120'        | A=P'-0' CC=3
ZAP   A,B        | A=X'FF' B=P'123' mask=4  | A=P'3' CC=3 decimalOverflow
ZAP   A,B        | A=X'FF' B=X'0B1C'        | data
ZAP   A+1(2),A   | A=X'12345C'              | A=X'12345C' CC=3
* COMPARE DECIMAL: values, not digits
CP    A,B        | A=P'5' B=P'00005'        | CC=0
CP    A,B        | A=P'-0' B=P'0'           | CC=0
CP    A,B        | A=P'-5' B=P'-4'          | CC=1
CP    A,B        | A=P'5' B=P'12345'        | CC=1
CP    A,B        | A=P'0' B=P'-1'           | CC=2
CP    A,B        | A=X'1C' B=X'12'          | data
CP    A,B        | A=X'B1C' B=X'1C'         | data
* MULTIPLY DECIMAL: the multiplicand begins with as many zeros as the multiplier is long
MP    A,B        | A=PL3'123' B=P'-7'       | A=PL3'-861'
MP    A,B        | A=PL3'-0' B=P'7'         | A=PL3'-0'
MP    A,B        | A=PL16'123456789012345' B=PL8'999999999999999' | A=PL16'123456789012344876543210987655'
MP    A,B        | A=PL3'123' B=PL2'7'      | data
MP    A,B        | A=PL3'12' B=X'71'        | data
MP    A,B        | A=PL2'1' B=PL2'1'        | specification
MP    A,B        | A=PL16'1' B=PL9'1'       | specification
* DIVIDE DECIMAL: quotient in front, remainder as long as the divisor behind
DP    A,B        | A=PL4'1234' B=P'10'      | A=P'123',P'004'
DP    A,B        | A=PL4'-1234' B=P'10'     | A=P'-123',P'-004'
DP    A,B        | A=PL4'1234' B=P'-10'     | A=P'-123',P'004'
DP    A,B        | A=PL4'0' B=P'-10'        | A=P'-000',P'000'
DP    A,B        | A=PL4'1234' B=PL2'0'     | decimalDivide
DP    A,B        | A=PL4'1234' B=PL2'1'     | decimalDivide
DP    A,B        | A=PL4'1234' B=X'01C1'    | data
DP    A,B        | A=X'0001241F' B=PL2'9'   | A=P'137',P'008'
DP    A,B        | A=X'0001A34C' B=PL2'9'   | data
DP    A,B        | A=PL2'1' B=PL2'1'        | specification
DP    A,B        | A=PL16'1' B=PL9'1'       | specification
* SHIFT AND ROUND DECIMAL
SRP   A,1,0      | A=P'000'                 | CC=0
SRP   A,64-1,5   | A=P'-004'                | A=P'000' CC=0
SRP   A,64-1,5   | A=P'-025'                | A=P'-003' CC=1
SRP   A,64-1,4   | A=P'025'                 | A=P'002' CC=2
SRP   A,2,0      | A=P'00012'               | A=P'01200' CC=2
SRP   A,1,0      | A=P'123'                 | A=P'230' CC=3
SRP   A,1,0      | A=P'-100'                | A=P'-000' CC=3
SRP   A,1,0      | A=P'123' mask=4          | A=P'230' CC=3 decimalOverflow
SRP   A,0(2),5   | A=P'99995' R2=63         | A=P'10000' CC=2
SRP   A,64-32,5  | A=P'999'                 | A=P'000' CC=0
SRP   A,1,10     | A=P'123'                 | data
SRP   A,1,0      | A=X'1231'                | data
SRP   A,1,0      | A=X'1A3C'                | data
* EDIT: X'20' takes a digit, X'21' starts significance, X'22' separates fields; a plus sign ends significance
ED    A,B        | A=X'4020206B2020214B202040C3D9' B=P'0257426' | A=C'  2,574.26   ' CC=2
ED    A,B        | A=X'4020206B2020214B202040C3D9' B=P'-0000026' | A=C'       .26 CR' CC=1
ED    A(4),B     | A=X'40202020' B=P'000'   | A=C'    ' CC=0
ED    A,B        | A=X'40202120' B=P'000'   | A=C'   0' CC=0
ED    A,B        | A=X'5C202020' B=P'-007'  | A=C'***7' CC=1
ED    A,B        | A=X'4020202022202020' B=P'012',P'034' | A=C'  12  34' CC=2
ED    A,B        | A=X'4020202022202020' B=P'012',P'000' | A=C'  12    ' CC=0
ED    A,B        | A=X'4020' B=X'A0'        | data
* EDIT AND MARK: register 1 gets the address of the first digit that is not zero, unless significance came before it
EDMK  A,B        | R1=0 A=X'40202120' B=P'012' | R1=A+2 A=C'  12' CC=2
EDMK  A,B        | R1=X'FFFFFFFF' A=X'40202120' B=P'-120' | R1=AL1(255),AL3(A+1) A=C' 120' CC=1
EDMK  A,B        | A=X'40202120' B=P'001'   | A=C'   1' CC=2
EDMK  A,B        | A=X'40202020' B=P'000'   | A=C'    ' CC=0
EDMK  A,B        | A=X'4020' B=X'B0'        | data
`);
