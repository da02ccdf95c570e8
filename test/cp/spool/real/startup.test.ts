import test from 'ava';
import {parseUnitStart, startUnits} from '../../../../source/cp/spool/real/startup.js';
import {TestSystem} from '../../../support/cp.js';

test('lines of STARTUP start devices', t => {
	const {cp} = new TestSystem();
	const lines = ['start 00e class ab nosep', 'START 00C', 'START 009'].map(line => parseUnitStart(line)!);
	t.deepEqual(startUnits(cp.units, lines), [0x009]);
	t.deepEqual(cp.units.all().map(unit => unit.status), [
		'RDR  00C STARTED   SYSTEM',
		'PUN  00D DRAINED   SYSTEM   CLASS = A      NOSEP',
		'PRT  00E STARTED   SYSTEM   CLASS = AB     NOSEP',
	]);
	startUnits(cp.units, [parseUnitStart('START ALL')!]);
	t.false(cp.units.all().some(unit => unit.isDrained));
	cp.units.close();
});

test('what is no such line', t => {
	for (const line of ['START', 'START 00E CLASS', 'START 00E CLASS ABCDE', 'START 00E FAST', 'AUTOLOG USER1', 'START 1234']) {
		t.is(parseUnitStart(line), undefined, line);
	}
});
