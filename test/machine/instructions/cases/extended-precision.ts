/**
 * Extended-precision floating point (GA22-7000, "Floating-Point Instructions"): numbers in registers 0 and 2, or 4 and
 * 6.
 */
import {cases} from '../../../support/instruction-cases/table.js';

const one = 'X\'41100000000000003300000000000000\'';
const minusOne = 'X\'C110000000000000B300000000000000\'';
const two = 'X\'41200000000000003300000000000000\'';
const minusTwo = 'X\'C120000000000000B300000000000000\'';
const zero = 'X\'00000000000000000000000000000000\'';
const largest = 'X\'7FFFFFFFFFFFFFFF71FFFFFFFFFFFFFF\'';
/** Sums of these two cancel all but the last digit of the left half. */
const small = 'X\'00100000000000017200000000000000\'';
const smallest = 'X\'80100000000000007200000000000000\'';
const minusSmallest = 'X\'00100000000000007200000000000000\'';
const tiny = 'X\'73100000000000006500000000000000\'';
const powers = {high: 'X\'7F100000000000007100000000000000\'', low: 'X\'01100000000000007300000000000000\''} as const;
const minusSix = 'X\'C160000000000000B300000000000000\'';

export const extendedPrecision = cases(`
* ADD NORMALIZED, SUBTRACT NORMALIZED
AXR   0,4 | F0=${one} F4=${minusOne} | F0=${zero} CC=0
AXR   0,4 | F0=${one} F4=${minusTwo} | F0=${minusOne} CC=1
AXR   0,4 | F0=${one} F4=${one}      | F0=${two} CC=2
AXR   4,4 | F4=${one}                | F4=${two} CC=2
AXR   0,4 | F0=${largest} F4=${largest} | F0=X'001FFFFFFFFFFFFF72FFFFFFFFFFFFFF' CC=2 exponentOverflow
AXR   0,4 | F0=${small} F4=${smallest} mask=2 | F0=${tiny} CC=2 exponentUnderflow
AXR   0,4 | F0=${small} F4=${smallest} mask=D | F0=${zero} CC=0
AXR   0,4 | F0=${one} F4=${minusOne} mask=1 | F0=X'41000000000000003300000000000000' CC=0 significance
AXR   2,0 |                          | specification
AXR   0,2 |                          | specification
SXR   0,4 | F0=${one} F4=${one}      | F0=${zero} CC=0
SXR   0,4 | F0=${one} F4=${two}      | F0=${minusOne} CC=1
SXR   0,4 | F0=${one} F4=${minusOne} | F0=${two} CC=2
SXR   0,4 | F0=${largest} F4=X'FFFFFFFFFFFFFFFF71FFFFFFFFFFFFFF' | F0=X'001FFFFFFFFFFFFF72FFFFFFFFFFFFFF' CC=2 exponentOverflow
SXR   0,4 | F0=${small} F4=${minusSmallest} mask=2 | F0=${tiny} CC=2 exponentUnderflow
SXR   0,4 | F0=${small} F4=${minusSmallest} mask=D | F0=${zero} CC=0
SXR   0,4 | F0=${one} F4=${one} mask=1 | F0=X'41000000000000003300000000000000' CC=0 significance
SXR   6,0 |                          | specification
SXR   0,6 |                          | specification
* MULTIPLY: extended by extended; long by long with an extended product
MXR   0,4 | F0=X'41300000000000003300000000000000' F4=${minusTwo} | F0=${minusSix}
MXR   0,4 | F0=${one} F4=${zero}     | F0=${zero}
MXR   0,4 | F0=${powers.high} F4=${powers.high} | F0=X'3D100000000000002F00000000000000' exponentOverflow
MXR   0,4 | F0=${powers.low} F4=${powers.low} mask=2 | F0=${one} exponentUnderflow
MXR   0,4 | F0=${powers.low} F4=${powers.low} mask=D | F0=${zero}
MXR   2,0 |                          | specification
MXR   0,2 |                          | specification
MXDR  0,4 | F0=D'3' F4=D'-2'         | F0=${minusSix}
MXDR  0,2 | F0=X'411FFFFFFFFFFFFF' F2=X'411FFFFFFFFFFFFF' | F0=X'413FFFFFFFFFFFFC3300000000000010'
MXDR  0,4 | F0=D'0' F4=D'-2'         | F0=${zero}
MXDR  0,4 | F0=X'7F10000000000000' F4=X'7F10000000000000' | F0=X'3D100000000000002F00000000000000' exponentOverflow
MXDR  0,4 | F0=X'0110000000000000' F4=X'0110000000000000' mask=2 | F0=${one} exponentUnderflow
MXDR  2,0 |                          | specification
MXDR  0,1 |                          | specification
MXD   0,A | F0=D'3' A=D'-2'          | F0=${minusSix}
MXD   0,A | F0=X'7F10000000000000' A=X'7F10000000000000' | F0=X'3D100000000000002F00000000000000' exponentOverflow
MXD   0,A | F0=X'0110000000000000' A=X'0110000000000000' mask=2 | F0=${one} exponentUnderflow
MXD   0,A | F0=X'0110000000000000' A=X'0110000000000000' mask=D | F0=${zero}
MXD   2,A | A=D'1'                   | specification
* LOAD ROUNDED: extended to long, long to short
LRDR  0,4 | F4=X'41100000000000003380000000000000' | F0=X'4110000000000001'
LRDR  0,4 | F4=X'C110000000000000B37FFFFFFFFFFFFF' | F0=X'C110000000000000'
LRDR  0,4 | F4=X'41FFFFFFFFFFFFFF3380000000000000' | F0=X'4210000000000000'
LRDR  0,4 | F4=X'7FFFFFFFFFFFFFFF7180000000000000' | F0=X'0010000000000000' exponentOverflow
LRDR  1,0 |                          | specification
LRDR  0,2 |                          | specification
LRER  0,2 | F2=X'4110000080000000'   | F0=X'41100001'
LRER  0,2 | F2=X'C11000007FFFFFFF'   | F0=X'C1100000'
LRER  0,2 | F2=X'7FFFFFFF80000000'   | F0=X'00100000' exponentOverflow
LRER  1,0 |                          | specification
LRER  0,1 |                          | specification
`);
