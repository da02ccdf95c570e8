import test from 'ava';
import {disassemble} from '../../../source/machine/instructions/disassembler.js';

const text = (digits: string) => disassemble(Buffer.from(digits, 'hex')).text;

test('instructions of every format read as assembler language', t => {
	t.is(text('1812'), 'LR    1,2');
	t.is(text('07FE'), 'BCR   15,14');
	t.is(text('0ACA'), 'SVC   202');
	t.is(text('0410'), 'SPM   1');
	t.is(text('5811C010'), 'L     1,X\'010\'(1,12)');
	t.is(text('47F00100'), 'BC    15,X\'100\'');
	t.is(text('90ECD00C'), 'STM   14,12,X\'00C\'(13)');
	t.is(text('88100008'), 'SRL   1,8');
	t.is(text('BF1FC000'), 'ICM   1,B\'1111\',X\'000\'(12)');
	t.is(text('9240C010'), 'MVI   X\'010\'(12),X\'40\'');
	t.is(text('8200C010'), 'LPSW  X\'010\'(12)');
	t.is(text('B20B0000'), 'IPK');
	t.is(text('B205C000'), 'STCK  X\'000\'(12)');
	t.is(text('9C01000E'), 'SIOF  X\'00E\'');
	t.is(text('D203C010D020'), 'MVC   X\'010\'(4,12),X\'020\'(13)');
	t.is(text('FA10C010D020'), 'AP    X\'010\'(2,12),X\'020\'(1,13)');
	t.is(text('F025C010003F'), 'SRP   X\'010\'(3,12),X\'03F\',5');
	t.is(text('83120008'), 'DIAGNOSE 1,2,X\'008\'');
});

test('what is no instruction is data', t => {
	t.deepEqual(disassemble(Buffer.from('0000', 'hex')), {length: 2, text: 'DC    X\'0000\''});
	t.is(text('58'), 'DC    X\'58\'');
});
