/**
 * Control instructions (GA22-7000, "Control Instructions"). Translation itself is in `dat.test.ts`, clocks that run in
 * `timers.test.ts`.
 */
import {cases, parseCase} from '../../../support/instruction-cases/table.js';
import {raiseExternal} from '../../../../source/machine/cpu/interruption.js';

/** 64K segments, 4K pages; a segment table of one segment at X'4000', its page table at X'5000'. */
const tables = 'CR0=X\'00800000\' CR1=X\'00004000\' @4000=X\'F0005000\'';
/** Translation on, with the program's page where it is. */
const translating = `EC system=04 ${tables} @5000=X'00000010'`;

export const control = [
	...cases(`
* INSERT PSW KEY; SET PSW KEY FROM ADDRESS
IPK              | key=3 R2=-1              | R2=X'FFFFFF30'
SPKA  X'50'      |                          | key=5
SPKA  0(2)       | R2=X'FFFFFFA7'           | key=A
* SET STORAGE KEY, INSERT STORAGE KEY: a block of 2K; in BC mode without reference and change bits
SSK   1,2        | R1=X'FFFFFF37' R2=X'FF0047F0' K4000=48 K4800=48 | K4000=36 K4800=48
SSK   1,2        | R2=X'4008'               | specification
SSK   1,2        | R2=X'10000'              | addressing
ISK   1,2        | R1=X'77777777' R2=X'4000' K4000=3E | R1=X'77777738'
ISK   1,2        | R1=X'77777777' R2=X'47F0' K4000=3E EC | R1=X'7777773E'
ISK   1,2        | R2=X'4001'               | specification
ISK   1,2        | R2=X'10000'              | addressing
* SET, INSERT STORAGE KEY EXTENDED: both blocks of a page
SSKE  1,2        | R1=X'FFFFFF37' R2=X'4ABC' | K4000=36 K4800=36
SSKE  1,2        | R2=X'10000'              | addressing
ISKE  1,2        | R1=X'77777777' R2=X'4ABC' K4000=34 K4800=32 | R1=X'77777736'
ISKE  1,2        | R2=X'10000'              | addressing
* RESET REFERENCE BIT: the code is reference and change as they were
RRB   X'7FF'(2)  | R2=X'4000' K4000=30 K4800=36 | K4000=30 K4800=36 CC=0
RRB   0(2)       | R2=X'4000' K4000=32      | K4000=32 CC=1
RRB   0(2)       | R2=X'4000' K4000=34      | K4000=30 CC=2
RRB   0(2)       | R2=X'4000' K4000=36      | K4000=32 CC=3
RRB   0(2)       | R2=X'10000'              | addressing
RRBE  0,2        | R2=X'4000' K4000=30 K4800=30 | CC=0
RRBE  0,2        | R2=X'4000' K4000=30 K4800=32 | K4800=32 CC=1
RRBE  0,2        | R2=X'4ABC' K4000=34 K4800=30 | K4000=30 CC=2
RRBE  0,2        | R2=X'4000' K4000=34 K4800=32 | K4000=30 K4800=32 CC=3
RRBE  0,2        | R2=X'10000'              | addressing
* LOAD CONTROL, STORE CONTROL
LCTL  10,11,A    | A=F'7,-8'                | CR10=7 CR11=-8
LCTL  15,1,A     | A=X'80',XL3'0',A(5,6)    | CR15=X'80000000' CR0=5 CR1=6
LCTL  1,1,A+2    | A=F'7,7'                 | specification
STCTL 10,11,A    | CR10=7 CR11=-8 A=XL8'0'  | A=F'7,-8'
STCTL 15,0,A     | CR15=7 CR0=X'40E0' A=XL8'0' | A=F'7,16608'
STCTL 1,1,A+2    | A=XL8'0'                 | specification
* LOAD PSW
LPSW  A          | A=X'0131000025001234'    | system=01 key=3 problem CC=2 mask=5 next=@1234
LPSW  A          | A=X'0000FFFFC0001234'    | CC=0 next=@1234
LPSW  A          | A=X'0008100000001234'    | EC CC=1 next=@1234
LPSW  A          | EC A=X'0000000030001234' | EC=0 CC=3 next=@1234
LPSW  A+4        | A=XL12'0'                | specification
* SET SYSTEM MASK, STORE THEN AND, STORE THEN OR: EC mode knows four bits of it
SSM   A          | A=X'FE'                  | system=FE
SSM   A          | A=X'03' EC               | system=03
SSM   A          | A=X'80' EC               | system=80 specification
SSM   A          | A=X'00' CR0=X'40000000'  | specialOperation
STNSM A,X'F0'    | A=X'00' system=3C        | A=X'3C' system=30
STNSM A,X'FC'    | A=X'00' system=03 EC     | A=X'03' system=00
STOSM A,X'C0'    | A=X'00' system=02        | A=X'02' system=C2
STOSM A,X'02'    | A=X'00' EC               | system=02
STOSM A,X'10'    | A=X'FF' EC               | A=X'00' system=10 specification
* SET PREFIX, STORE PREFIX: its first and its last bits are ignored
SPX   A          | A=X'FF003ABC'            | prefix=3000
SPX   A          | A=X'00010000'            | addressing
SPX   A+2        | A=F'0,0'                 | specification
STPX  A          | A=F'-1' prefix=3000      | A=X'00003000'
STPX  A+1        | A=F'0,0'                 | specification
* STORE CPU ADDRESS, STORE CPU ID: one CPU, a model 158
STAP  A          | A=X'FFFF'                | A=H'0'
STAP  A+1        | A=F'0'                   | specification
STIDP A          | A=XL8'0'                 | A=X'0002037001580000'
STIDP A+4        | A=XL16'0'                | specification
* CPU timer; clock comparator, which has the bits of a clock that counts microseconds; clock
SCKC  A          | A=X'123456789ABCDEF0'    | comparator=123456789ABCD000
SCKC  A+4        | A=XL12'0'                | specification
STCKC A          | A=XL8'0' comparator=FEDCBA9876543210 | A=X'FEDCBA9876543210'
STCKC A+4        | A=XL12'0'                | specification
SPT   A          | A=X'923456789ABCDEF0'    | timer=923456789ABCDEF0
SPT   A+4        | A=XL12'0'                | specification
STPT  A          | A=XL8'0' timer=FEDCBA9876543210 | A=X'FEDCBA9876543210'
STPT  A+4        | A=XL12'0'                | specification
SCK   A          | A=X'8000000000000000'    | CC=0
SCK   A+4        | A=XL12'0'                | specification
* LOAD REAL ADDRESS: the address, or that of the entry that says no
LRA   1,X'123'(2) | R2=X'FF003000' ${tables} @5006=X'0070' | R1=X'7123' CC=0
LRA   1,0        | CR0=X'00800000' CR1=X'00004000' @4000=X'F0005001' | R1=X'4000' CC=1
LRA   1,0(2)     | R2=X'3000' ${tables} @5006=X'0078' | R1=X'5006' CC=2
LRA   1,0(2)     | R2=X'100000' ${tables}   | R1=X'4040' CC=3
LRA   1,0(2)     | R2=X'3000' CR0=X'00800000' CR1=X'00004000' @4000=X'00005000' | R1=X'5006' CC=3
LRA   1,0        | CR0=0                    | translationSpecification
LRA   1,0(2)     | R2=X'3000' ${tables} @5006=X'0072' | translationSpecification
LRA   1,0        | CR0=X'00800000' CR1=X'00010000' | addressing
* INVALIDATE PAGE TABLE ENTRY; PURGE TLB
IPTE  1,2        | R1=X'F0005000' R2=X'3000' CR0=X'00800000' @5006=X'0070' | @5006=X'0078'
IPTE  1,2        | R1=X'F0005000' R2=X'3800' CR0=X'00400000' @500E=X'0070' | @500E=X'0074'
IPTE  1,2        | R1=X'F0010000' R2=0 CR0=X'00800000' | addressing
IPTE  1,2        | R1=X'F0005000' R2=0 CR0=X'00800000' key=3 | protection
IPTE  1,2        | CR0=0                    | translationSpecification
PTLB             |                          |
* TEST PROTECTION: what the key of the second operand may do
TPROT 0(2),X'30' | R2=X'4000' K4000=38      | CC=0
TPROT 0(2),X'30' | R2=X'4000' K4000=40      | CC=1
TPROT 0(2),X'30' | R2=X'4000' K4000=48      | CC=2
TPROT 511,0      | CR0=X'10000000'          | CC=1
TPROT 512,0      | CR0=X'10000000'          | CC=0
TPROT 0(2),0     | R2=X'3000' ${translating} @5006=X'0078' | CC=3
TPROT 0(2),X'30' | R2=X'3000' ${translating} @5006=X'0070' K7000=40 | CC=1
TPROT 0(2),0     | R2=X'3000' ${translating} @5006=X'0072' | translationSpecification
TPROT 0(2),0     | R2=X'10000'              | addressing
* SIGNAL PROCESSOR: sense, an order that is none, a CPU that is none, stop; the status in the first register
SIGP  2,4,1      | R4=X'FFFF0000'           | CC=0
SIGP  2,4,0      | R4=0                     | R2=2 CC=1
SIGP  2,4,10     | R4=0                     | R2=2 CC=1
SIGP  2,4,1      | R4=1                     | CC=3
SIGP  2,4,5      | R4=X'FFFF'               | CC=3
SIGP  2,4,5      | R4=0                     | CC=0 exit=stop
* DIAGNOSE: whoever runs the machine does what it says
DIAGNOSE 1,2,X'8' |                         | exit=diagnose
	`),
	parseCase('SIGP 2,4,1 | R4=0 | R2=X\'80\' CC=1', ({cpu}) => {
		raiseExternal(cpu, 0x1202);
	}),
];
