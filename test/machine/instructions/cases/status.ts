/**
 * SET PROGRAM MASK, SUPERVISOR CALL, MONITOR CALL, STORE CLOCK (GA22-7000, "General Instructions"; "Timing";
 * "Monitoring").
 */
import {cases, parseCase} from '../../../support/instruction-cases/table.js';

export const status = [
	...cases(`
* SET PROGRAM MASK
SPM   1          | R1=X'C0FFFFFF' mask=F    | CC=0 mask=0
SPM   1          | R1=X'15000000'           | CC=1 mask=5
SPM   1          | R1=X'2A000000'           | CC=2 mask=A
SPM   1          | R1=X'FF000000'           | CC=3 mask=F
* SUPERVISOR CALL: the number is in the old PSW, in EC mode at 138
SVC   202        |                          | SVC=202
SVC   255        | problem                  | SVC=255
SVC   13         | EC                       | SVC=13 @0088=X'0002000D'
* MONITOR CALL: class at 149, code at 156; a class whose mask bit in control register 8 is off does nothing
MC    5(2),3     | R2=X'FF002000' CR8=X'1000' | monitorEvent @0094=X'0003' @009C=X'00002005'
MC    5(2),3     | R2=X'2000' CR8=X'FFFFEFFF' |
MC    5,0        | CR8=X'8000' problem      | monitorEvent @0094=X'0000' @009C=F'5'
MC    0,16       | CR8=X'FFFF'              | specification
* STORE CLOCK
STCK  A          | A=XL8'FF'                | A=XL8'0' CC=0
	`),
	parseCase('STCK A+1 | A=9X\'FF\' | A=X\'FF\',XL8\'0\' CC=1', ({processor}) => {
		processor.timers.loseTime();
	}),
	parseCase('STCK A | A=XL8\'FF\' CR0=X\'20000000\' | A=X\'123456789ABCD000\' CC=3', ({processor}) => {
		processor.timers.setTod(0x1234_5678_9ABC_D000n);
	}),
];
