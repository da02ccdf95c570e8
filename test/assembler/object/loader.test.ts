import test from 'ava';
import {link} from '../../../source/assembler/object/absolute-loader.js';
import {assembleAndRun, assembled, joined} from '../../support/assemble.js';

test('address constants are relocated, whatever their length and direction', t => {
	const {bytes} = link(assembled('P START 512\n DC A(P,-P+4096,5),AL3(P),Y(P)\n END').cards, 0x8000);
	t.is(Buffer.from(bytes).toString('hex').toUpperCase(), joined('00008000FFFF900000000005008000 00 8000'));
});

test('text behind ORG is loaded over what was there', t => {
	const {bytes} = link(assembled('P CSECT\n DC CL4\'AAAA\'\n ORG P\n DC C\'B\'\n END').cards, 0);
	t.is(Buffer.from(bytes).toString('hex'), 'c2c1c1c1');
});

test('a program runs: registers, condition code and storage can be looked at', t => {
	const outcome = assembleAndRun(`
		 L     1,=F'5'
		 A     1,ONE
		 ST    1,RESULT
		 CVD   1,PACKED
		 CP    PACKED,=P'7'
		 BR    14
		ONE      DC    F'1'
		RESULT   DS    F
		PACKED   DS    D
	`);
	t.is(outcome.gpr(1), 6);
	t.is(outcome.cc, 1);
	t.is(outcome.storage('RESULT', 4), '00000006');
	t.is(outcome.storage('PACKED', 8), '000000000000006C');
	t.is(outcome.interruption, 0);
});

test('a program interruption is seen with its code and length', t => {
	const outcome = assembleAndRun(' M 1,0(,15)');
	t.is(outcome.interruption, 6);
	t.is(outcome.ilc, 2);
	t.is(assembleAndRun(' DC X\'0000\'').interruption, 1);
});
