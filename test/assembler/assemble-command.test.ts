import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {assemble} from '../../source/commands/assemble.js';
import {UsageError} from '../../source/commands/verb.js';

const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-assemble-'));
const file = (name: string, ...lines: string[]): string => {
	const target = path.join(folder, name);
	writeFileSync(target, lines.length > 0 ? `${lines.join('\n')}\n` : '');
	return target;
};

test.after.always(() => {
	rmSync(folder, {recursive: true});
});

test('writes deck, listing and image', async t => {
	const source = file('prog.assemble', 'P        CSECT', '         DC    A(*),C\'HI\'', '         PUT', '         END');
	file('put.macro', '         MACRO', '         PUT', '         DC    X\'AB\'', '         MEND');
	const [object, listing, image] = ['p.text', 'p.listing', 'p.bin'].map(name => path.join(folder, name));
	t.is(await assemble({object, listing, image, origin: '100', macro: [folder]}, [source]), 0);
	t.is(readFileSync(object).length % 80, 0);
	t.is(readFileSync(image).toString('hex'), '00000100c8c9ab');
	const text = readFileSync(listing, 'utf8');
	t.regex(text, /^0{5}6 AB +4\+ +DC +X'AB'$/m);
	t.regex(text, /ASM 0201 09\.00 11\/19\/75/);
});

test('the exit status is the highest severity', async t => {
	t.is(await assemble({}, [file('bad.assemble', 'P        CSECT', '         LR    1', '         END')]), 12);
});

test('what the caller got wrong is one clear line, and nothing is written', async t => {
	const object = path.join(folder, 'none.text');
	const usage = {instanceOf: UsageError};
	t.regex((await t.throwsAsync(assemble({object}, []), usage)).message, /needs exactly one FILE/);
	t.is(
		(await t.throwsAsync(assemble({}, ['x.asm', '--object', object]), usage)).message,
		'assemble: flags come before FILE: --object',
	);
	t.regex((await t.throwsAsync(assemble({object}, [path.join(folder, 'none')]), usage)).message, /no such file/);
	t.regex(
		(await t.throwsAsync(assemble({object, macro: ['/none']}, [file('x.assemble')]), usage)).message,
		/no such file/,
	);
	t.regex(
		(await t.throwsAsync(assemble({object}, [file('long.assemble', 'A'.repeat(81))]), usage)).message,
		/line 1 is longer than 80 columns/,
	);
	t.regex(
		(await t.throwsAsync(assemble({object, xref: 'all'}, [file('y.assemble')]), usage)).message,
		/must be one of full, short, none/,
	);
	t.regex(
		(await t.throwsAsync(assemble({image: object, origin: 'XYZ'}, [file('z.assemble')]), usage)).message,
		/--origin XYZ/,
	);
	t.false(existsSync(object));
});
