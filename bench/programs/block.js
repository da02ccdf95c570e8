// Makes block.bin, a mix of what moves and compares storage: `node bench/programs/block.js`. Conventions as in
// manifest.json.
import {writeFileSync} from 'node:fs';

const image = Buffer.alloc(0x3000);
const put = (at, hex) => image.write(hex.replaceAll(/\s/g, ''), at, 'hex');

// PSW to start with; new PSWs that say what went wrong; the wait PSWs of the end and of a wrong result.
put(0, '0000000000001000');
for (const newPsw of [0x58, 0x60, 0x68, 0x70, 0x78]) {
	put(newPsw, `0002000000DEAD${newPsw.toString(16)}`);
}

put(0x300, '00000001 00000000 00020000 0000C0DE 00020000 00DEAD00');

// Operands of MVCL and CLCL: to, its length, from, its length with the pad.
put(0x320, '00004000 00000320 00002000 00000320');
put(0x330, '00005000 00000800 00002000 40000320');

const program = `
05C0          BALR  12,0            base X'1002'
58A00300      L     10,X'300'       times
41B0CFFE      LA    11,X'FFE'(,12)  X'2000', the source
4190B800      LA    9,X'800'(,11)
41909800      LA    9,X'800'(,9)    X'3000', the target
D2FF9000B000  MVC   0(256,9),0(11)
D24F9100B100  MVC   X'100'(80,9),X'100'(11)     a card
D2079180B180  MVC   X'180'(8,9),X'180'(11)      a name
92409200      MVI   X'200'(9),C' '
D28392019200  MVC   X'201'(132,9),X'200'(9)     blanks over a print line
D24F9211B103  MVC   X'211'(80,9),X'103'(11)     not aligned
D5FF9000B000  CLC   0(256,9),0(11)
4770C0CE      BNE   failed
D5079180B180  CLC   X'180'(8,9),X'180'(11)
4770C0CE      BNE   failed
D54F9100B110  CLC   X'100'(80,9),X'110'(11)     differs at once
D7FF94009400  XC    X'400'(256,9),X'400'(9)     clears
D73F9300B300  XC    X'300'(64,9),X'300'(11)
D60F9500B100  OC    X'500'(16,9),X'100'(11)
D40F9510B100  NC    X'510'(16,9),X'100'(11)
DC4F9100B600  TR    X'100'(80,9),X'600'(11)
DD4F9100B700  TRT   X'100'(80,9),X'700'(11)     finds nothing
98250320      LM    2,5,X'320'
0E24          MVCL  2,4
98250320      LM    2,5,X'320'
0F24          CLCL  2,4
4770C0CE      BNE   failed
98250330      LM    2,5,X'330'
0E24          MVCL  2,4                         800 bytes, then blanks
46A0C010      BCT   10,loop
D23F04009100  MVC   X'400'(64),X'100'(9)
82000308      LPSW  X'308'
`.trim().split('\n').map(line => line.split(/\s/, 1)[0]).join('');
put(0x1000, program);
// The branches above lead here.
put(0x10D0, '82000310');

for (let at = 0; at < 0x1000 - 0x100; at++) {
	image[0x2000 + at] = (at * 7) + (at >>> 8);
}

// TR's table turns every byte around; TRT's has no function byte.
for (let byte = 0; byte < 256; byte++) {
	image[0x2600 + byte] = byte ^ 0xFF;
	image[0x2700 + byte] = 0;
}

writeFileSync(new URL('block.bin', import.meta.url), image);
