import test from 'ava';
import {assemble} from '../../source/assembler/assemble.js';
import {lines, objectCode} from '../support/assemble.js';

const dc = (operands: string): string => objectCode(`P CSECT\nX DC ${operands}\n END`);
const flagged = (operands: string): string =>
	assemble(lines(`P CSECT\nX DC ${operands}\n END`)).diagnostics[0]?.code ?? '';
const lengthOf = (statement: string): number =>
	assemble(lines(`P CSECT\nX ${statement}\n END`)).symbols.find(({name}) => name === 'X')!.length;

test('character, hexadecimal and binary constants are padded and cut as the manual says', t => {
	t.is(dc('C\'AB\''), 'C1C2');
	t.is(dc('CL4\'AB\''), 'C1C24040');
	t.is(dc('CL1\'AB\''), 'C1');
	t.is(dc('C\'IT\'\'S A&&B\''), 'C9E37DE240C150C2');
	t.is(dc('X\'ABC\''), '0ABC');
	t.is(dc('XL3\'ABC\''), '000ABC');
	t.is(dc('X\'01,02\''), '0102');
	t.is(dc('B\'101\''), '05');
	t.is(dc('BL2\'101\''), '0005');
	t.is(dc('3C\'A\''), 'C1C1C1');
});

test('fixed-point constants round, scale and keep their sign', t => {
	t.is(dc('F\'5\''), '00000005');
	t.is(dc('F\'-5\''), 'FFFFFFFB');
	t.is(dc('H\'1,-2,3\''), '0001FFFE0003');
	t.is(dc('FL3\'5\''), '000005');
	t.is(dc('HS4\'1.5\''), '0018');
	t.is(dc('FE-1\'25\''), '00000003');
	t.is(dc('F\'2.5E1\''), '00000019');
	t.is(dc('FL8\'-1\''), 'FFFFFFFFFFFFFFFF');
	t.is(flagged('H\'32768\''), 'IFO203');
});

test('floating-point constants are exact to their last digit', t => {
	t.is(dc('E\'1\''), '41100000');
	t.is(dc('E\'0.1\''), '4019999A');
	t.is(dc('D\'-0.1\''), 'C01999999999999A');
	t.is(dc('E\'0\''), '00000000');
	t.is(dc('D\'1E-5\''), '3CA7C5AC471B4784');
	t.is(dc('D\'3.141592653589793\''), '413243F6A8885A2F');
	t.is(dc('L\'1\''), '41100000000000003300000000000000');
	t.is(dc('L\'0.1\''), '4019999999999999329999999999999A');
	t.is(dc('E\'7.2E75\''), '7FFEB0E4');
	t.is(dc('D\'5.4E-79\''), '001001D133A949F6');
	t.is(dc('ES2\'1.5\''), '43001800');
	t.is(dc('EE2\'1.5\''), '42960000');
	t.is(flagged('E\'7.3E75\''), 'IFO239');
});

test('decimal constants', t => {
	t.is(dc('P\'123\''), '123C');
	t.is(dc('P\'-12\''), '012D');
	t.is(dc('PL3\'1.23\''), '00123C');
	t.is(dc('P\'1,-2\''), '1C2D');
	t.is(dc('Z\'-12\''), 'F1D2');
	t.is(dc('ZL4\'12\''), 'F0F0F1C2');
});

test('address constants', t => {
	t.is(dc('A(*,X,256)'), '000000000000000000000100');
	t.is(dc('Y(5)'), '0005');
	t.is(dc('AL1(1,2)'), '0102');
	t.is(dc('A(C\'A\'+1)'), '000000C2');
	t.is(dc('S(8(3))'), '3008');
	t.is(objectCode('P CSECT\n USING P,12\n DC F\'0\'\nX DC S(X)\n END'), '00000000C004');
	t.is(flagged('AL2(X)'), 'IFO204');
	t.is(flagged('A(D)'), 'IFO188');
});

test('lengths in bits are packed from the left', t => {
	t.is(dc('AL.12(1),AL.4(2)'), '0012');
	t.is(dc('BL.1\'1\',FL.7\'7\',AL.4(4),FL.4\'3\''), '8743');
	t.is(dc('AL.3(5)'), 'A0');
	t.is(dc('3AL.4(1)'), '1110');
	t.is(dc('AL.4(1),C\'A\',AL.4(2)'), '10C120');
});

test('constants stand on their boundary unless a length is given; zeros fill the way', t => {
	t.is(dc('C\'A\',F\'1\''), 'C100000000000001');
	t.is(dc('C\'A\',FL4\'1\''), 'C100000001');
	t.is(dc('C\'A\',0F\'0\',C\'B\''), 'C1000000C2');
});

test('length attributes', t => {
	t.is(lengthOf('DS F'), 4);
	t.is(lengthOf('DS 10CL3'), 3);
	t.is(lengthOf('DS 0D'), 8);
	t.is(lengthOf('DC C\'ABC\''), 3);
	t.is(lengthOf('DC P\'1234\''), 3);
	t.is(lengthOf('CCW 1,0,0,1'), 8);
	t.is(lengthOf('EQU P,17'), 17);
	t.is(lengthOf('DS AL.12'), 2);
	t.is(lengthOf('DS (3*2)XL(2+2)'), 4);
});

test('CCW', t => {
	t.is(objectCode('P CSECT\n CCW 2,X,X\'60\',80\nX DS CL80\n END').slice(0, 16), '0200000860000050');
});

test('errors in constants leave zeros and their length', t => {
	t.is(flagged('C\'\''), 'IFO178');
	t.is(flagged('F\'\''), 'IFO255');
	t.is(flagged('A()'), 'IFO234');
	t.is(flagged('X\'0G\''), 'IFO236');
	t.is(flagged('K\'1\''), 'IFO183');
	t.is(flagged('FL9\'1\''), 'IFO199');
	t.is(flagged('(1-2)F\'1\''), 'IFO206');
	t.is(flagged('(LATER)F\'1\''), 'IFO188');
});
