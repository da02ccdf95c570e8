/** Conversions between binary, packed and zoned numbers (GA22-7000, "General Instructions"). */
import {cases} from '../../../support/instruction-cases/table.js';

export const convert = cases(`
* CONVERT TO BINARY: what does not fit is lost to the left, with an exception behind
CVB   1,A        | A=PL8'123'               | R1=123
CVB   1,A        | A=PL8'-123'              | R1=-123
CVB   1,A        | A=X'000000000000123F'    | R1=123
CVB   1,A        | A=X'000000000000123B'    | R1=-123
CVB   1,A        | A=PL8'2147483647'        | R1=X'7FFFFFFF'
CVB   1,A        | A=PL8'-2147483648'       | R1=X'80000000'
CVB   1,A        | A=PL8'2147483648'        | R1=X'80000000' fixedPointDivide
CVB   1,A        | A=PL8'-2147483649'       | R1=X'7FFFFFFF' fixedPointDivide
CVB   1,A        | A=X'0000000000001239'    | data
CVB   1,A        | A=X'A00000000000123C'    | data
* CONVERT TO DECIMAL
CVD   1,A        | R1=0 A=XL8'0'            | A=PL8'0'
CVD   1,A        | R1=-12345 A=XL8'0'       | A=PL8'-12345'
CVD   1,A        | R1=X'80000000' A=XL8'0'  | A=PL8'-2147483648'
CVD   1,A        | R1=X'7FFFFFFF' A=XL8'0'  | A=PL8'2147483647'
* PACK; UNPACK; MOVE WITH OFFSET: neither digits nor signs are looked at
PACK  A,B        | A=XL3'0' B=Z'12345'      | A=P'12345'
PACK  A,B        | A=X'FFFFFF' B=Z'-7'      | A=PL3'-7'
PACK  A,B        | A=X'FF' B=Z'123'         | A=X'3C'
PACK  A(1),A     | A=X'12'                  | A=X'21'
PACK  A,B        | A=XL2'0' B=X'FBFCFA'     | A=X'BCAF'
UNPK  A,B        | A=XL5'0' B=P'12345'      | A=Z'12345'
UNPK  A,B        | A=XL4'0' B=P'-7'         | A=X'F0F0F0D7'
UNPK  A,B        | A=XL2'0' B=P'12345'      | A=Z'45'
UNPK  A,B        | A=XL3'0' B=X'ABCD'       | A=X'FAFBDC'
MVO   A,B        | A=X'7788990C' B=X'123456' | A=X'0123456C'
MVO   A,B        | A=X'770C' B=X'123456'    | A=X'456C'
MVO   A,B        | A=X'1234567C' B=X'89'    | A=X'0000089C'
`);
