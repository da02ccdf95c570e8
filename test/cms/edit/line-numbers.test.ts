/** Editing by line numbers, and backspaces (GC20-1818, "LINEMODE", "PROMPT", "RENUM", "IMAGE"). */
import fc from 'fast-check';
import test from 'ava';
import {between, numbered, numberField, numberOf, renumberedReferences} from '../../../source/cms/edit/line-numbers.js';
import {typedOver} from '../../../source/cms/edit/text.js';
import {EditSession} from '../../support/edit-session.js';

test('a VSBASIC file is edited by the numbers on its left', t => {
	const session = new EditSession();
	t.deepEqual(session.enter('edit prog vsbasic', 'linemode', 'prompt'), ['NEW FILE:', 'EDIT:', 'LEFT', '10']);
	t.deepEqual(session.enter('input'), ['INPUT:', '00010']);
	t.deepEqual(session.enter('let a=1', 'goto 10', ''), ['00020', '00030', 'EDIT:']);
	t.deepEqual(session.enter('15 print \'goto 10\'', '20', '17', '10 let a=2', 'top', 'type *'), [
		'00020 GOTO 10', 'NOT FOUND', 'TOF:', 'TOF:', '00010 LET A=2', '00015 PRINT \'GOTO 10\'', '00020 GOTO 10', 'EOF:',
	]);
	// Between 10 and 15 there is room for one, then for none.
	t.deepEqual(session.enter('prompt 4', '10', 'input rem', '15', 'up', 'replace if a then 20', 'type'), [
		'00010 LET A=2', '00015 PRINT \'GOTO 10\'', '00014 REM', '00014 IF A THEN 20',
	]);
	t.deepEqual(session.enter('input nothing more'), ['RENUMBER LINES']);
	t.deepEqual(session.enter('renum 100', 'top', 'type *'), [
		'TOF:', 'TOF:', '00100 LET A=2', '00200 IF A THEN 400', '00300 PRINT \'GOTO 10\'', '00400 GOTO 100', 'EOF:',
	]);
	t.deepEqual(session.enter('renum 99999', 'renum x', 'file'), [
		'MAXIMUM LINE NUMBER EXCEEDED', '?EDIT: renum x', 'Ready;',
	]);
	t.is(session.content('PROG VSBASIC')[1], '00200 IF A THEN 400');
});

test('FREEFORT has eight digits; LINEMODE OFF edits the text alone', t => {
	const session = new EditSession();
	session.enter('edit f freefort', 'input', 'x=1', '');
	t.deepEqual(session.enter('top', 'next'), ['TOF:', '00000010X=1']);
	t.deepEqual(session.enter('linemode off', 'linemode', 'renum', '10', 'input'), [
		'OFF', 'WRONG FILE FORMAT FOR RENUM', '?EDIT: 10', 'INPUT:',
	]);
});

test('numbers on the right are typed in front; SERIAL leaves them', t => {
	const session = new EditSession({'WIDE DATA': ['X'.repeat(90)]});
	session.enter('edit side data', 'serial abc', 'linemode right', 'input', 'first', 'second', '');
	t.deepEqual(session.enter('top', 'type *'), ['TOF:', 'TOF:', '00010 FIRST', '00020 SECOND', 'EOF:']);
	t.deepEqual(session.enter('15 between', '20', 'renum', 'file'), ['00020 SECOND', 'WRONG FILE FORMAT FOR RENUM', 'Ready;']);
	t.deepEqual(session.enter('type side data').slice(1, -2), [
		['FIRST', '10'], ['BETWEEN', '15'], ['SECOND', '20'],
	].map(([text, number]) => `${text.padEnd(72)}ABC${number.padStart(5, '0')}`));
	t.deepEqual(session.enter('edit wide data', 'linemode right', 'linemode left', 'linemode x', 'quit'), [
		'EDIT:', 'WRONG FILE FORMAT FOR LINEMODE RIGHT', 'WRONG FILE FORMAT FOR LINEMODE LEFT', '?EDIT: linemode x', 'Ready;',
	]);
});

test('PRESERVE and RESTORE keep LINEMODE and PROMPT', t => {
	const session = new EditSession();
	session.enter('edit p vsbasic', 'prompt 5', 'preserve', 'prompt 7', 'linemode off', 'restore');
	t.deepEqual(session.enter('linemode', 'prompt', 'prompt 0', 'prompt 100000'), [
		'LEFT', '5', '?EDIT: prompt 0', '?EDIT: prompt 100000',
	]);
});

test('what displays alone have is no subcommand of a typewriter', t => {
	const session = new EditSession({'SOME DATA': ['X']});
	session.enter('edit some data');
	t.deepEqual(session.enter('format line', 'scroll', 'scrollup 2', 'change'), [
		'?EDIT: format line', '?EDIT: scroll', '?EDIT: scrollup 2', '?EDIT: change',
	]);
});

test('numbers stand where they should, and there is room between them or not', t => {
	const anyText = fc.string({maxLength: 60});
	const anyMode = fc.constantFrom('LEFT' as const, 'RIGHT' as const);
	fc.assert(fc.property(fc.nat(99_999), anyText, anyMode, (number, text, mode) => {
		const field = numberField(mode, 'VSBASIC')!;
		t.is(numberOf(numbered(number, text, field, 'ID'), field), number);
	}));
	const anyBehind = fc.option(fc.nat(200), {nil: undefined});
	fc.assert(fc.property(fc.nat(100), anyBehind, fc.integer({min: 1, max: 50}), (before, behind, step) => {
		const number = between(before, behind, step, 120);
		const limit = behind ?? 121;
		t.true(number === undefined ? limit - before <= 1 : number > before && number < limit);
	}));
	const numbers = new Map([[10, 100], [20, 200]]);
	t.is(renumberedReferences('ON X GOTO 10, 20,30', numbers), 'ON X GOTO 100, 200,30');
	t.is(renumberedReferences('PRINT "GOTO 10": GOSUB 20', numbers), 'PRINT "GOTO 10": GOSUB 200');
});

test('a backspace types over; CANON keeps what is under it, in one order', t => {
	t.is(typedOver('AB\bC', 'last'), 'AC');
	t.is(typedOver('A\b_', 'all'), typedOver('_\bA', 'all'));
	t.is(typedOver('AB\b\b__', 'all'), typedOver('A\b_B\b_', 'all'));
	fc.assert(fc.property(fc.string({unit: fc.constantFrom('A', '_', '\b', ' ')}), text => {
		const once = typedOver(text, 'all');
		t.is(typedOver(once, 'all'), once);
		t.false(typedOver(text, 'last').includes('\b'));
	}));
});
