import test from 'ava';
import {assemble} from '../../../source/assembler/assemble.js';
import {lines, objectCode} from '../../support/assemble.js';

/** Object code of statements behind `USING P,12` at location 0. */
const code = (text: string): string => objectCode(`P CSECT\n USING P,12\n${lines(text).join('\n')}\n END`);
const errors = (text: string): string[] =>
	assemble(lines(`P CSECT\n USING P,12\n${lines(text).join('\n')}\n END`)).diagnostics.map(diagnostic => diagnostic.code);

test('every format has its operands', t => {
	t.is(code(' LR 1,2'), '1812');
	t.is(code(' SPM 3'), '0430');
	t.is(code(' BCR 15,14'), '07FE');
	t.is(code(' SVC 202'), '0ACA');
	t.is(code(' L 1,16(2,3)'), '58123010');
	t.is(code(' L 1,16(,3)'), '58103010');
	t.is(code(' L 1,16'), '58100010');
	t.is(code(' BC 8,0(0,5)'), '47805000');
	t.is(code(' STM 14,12,12(13)'), '90ECD00C');
	t.is(code(' SLL 1,8'), '89100008');
	t.is(code(' SRDA 2,0(7)'), '8E207000');
	t.is(code(' ICM 1,B\'0111\',1(2)'), 'BF172001');
	t.is(code(' MVI 0(1),C\'A\''), '92C11000');
	t.is(code(' LPSW 8(1)'), '82001008');
	t.is(code(' STCK 8(1)'), 'B2051008');
	t.is(code(' SIOF 0(1)'), '9C011000');
	t.is(code(' PTLB'), 'B20D0000');
	t.is(code(' MVC 0(256,1),0(2)'), 'D2FF10002000');
	t.is(code(' AP 0(3,1),4(2,1)'), 'FA2110001004');
	t.is(code(' SRP 0(3,1),64-1,5'), 'F0251000003F');
	t.is(code(' DIAGNOSE 1,2,X\'8\''), '83120008');
});

test('extended mnemonics carry their mask', t => {
	t.is(code(' B 0(,1)'), '47F01000');
	t.is(code(' BNE 0(1)'), '47710000');
	t.is(code(' BR 14'), '07FE');
	t.is(code(' BZR 14'), '078E');
	t.is(code(' NOP 0'), '47000000');
	t.is(code(' NOPR 0'), '0700');
});

test('implied addresses come from USING, with an index or a length where they are written', t => {
	t.is(
		code(' LA 1,X\n LA 1,X(2)\n MVC X,X\n MVC X(2),X+1\nX DC CL4\'ABCD\''),
		'4110C0144112C014D203C014C014D201C014C015C1C2C3C4',
	);
});

test('an implied length is the length attribute of the leftmost term', t => {
	t.is(code(' MVC X+1,Y\nX DS CL10\nY DS CL3').slice(0, 12), 'D209C007C010');
	t.is(code(' CLC 2(,1),0(1)').slice(0, 4), 'D500');
	t.is(code(' UNPK X,Y\nX DS CL10\nY DS PL3').slice(0, 12), 'F392C006C010');
});

test('instructions stand on halfwords', t => {
	t.is(code(' DC C\'A\'\n BR 14'), 'C10007FE');
});

test('what is wrong makes zeros of the same length', t => {
	t.deepEqual(errors(' L 1,NOWHERE'), ['IFO188']);
	t.deepEqual(errors(' LR 1'), ['IFO210']);
	t.deepEqual(errors(' LR 1,2,3'), ['IFO211']);
	t.deepEqual(errors(' LR 16,2'), ['IFO222']);
	t.deepEqual(errors(' L 1,4096(2)'), ['IFO209']);
	t.deepEqual(errors(' L 1,4096(2,3)'), ['IFO227']);
	t.deepEqual(errors(' L 1,P(2,3)'), ['IFO228']);
	t.deepEqual(errors(' LM 1,2,0(,3)'), ['IFO216']);
	t.deepEqual(errors(' MVC 0(257,1),0(2)'), ['IFO224']);
	t.deepEqual(errors(' MVI 0(1),256'), ['IFO212']);
	t.deepEqual(errors(' L 1,P+P'), ['IFO213']);
	t.deepEqual(errors(' L 1,P*2'), ['IFO217']);
	t.deepEqual(errors(' LB 1,2'), ['IFO078']);
	const {cards, returnCode} = assemble(lines('P CSECT\n MVC NOWHERE,P\n LR 1,2\n END'));
	t.is(returnCode, 8);
	t.is(Buffer.from(cards[1].subarray(16, 24)).toString('hex'), '0000000000001812');
});

test('an operand off its boundary is only warned about', t => {
	const {returnCode, diagnostics} = assemble(lines('P CSECT\n USING P,12\n L 1,X\nX EQU P+1\n END'));
	t.is(returnCode, 4);
	t.is(diagnostics[0].code, 'IFO220');
	t.is(diagnostics[0].line, 3);
});
