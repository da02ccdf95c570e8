/** SYSTEM OWNED: which cylinders CP may put pages on. */
import test from 'ava';
import {ownedVolumeErrorText, parseOwnedVolumes} from '../../../source/cp/devices/owned-volumes.js';

const errors = (source: string): string[] =>
	parseOwnedVolumes(source, 'F').errors.map(error => ownedVolumeErrorText(error));

test('TEMP cylinders of a volume are what the statements leave of them, each over those before it', t => {
	const {volumes} = parseOwnedVolumes(`* two volumes
SYSOWN PAG001,PAG002
allocate,3330,pag001
TEMP,001,403
PERM,010,019
TEMP,015
END
ALLOCATE 3350 PAG002
TEMP 100 120
END
`);
	t.deepEqual(volumes, [
		{serial: 'PAG001', type: '3330', temporary: [{first: 1, last: 9}, {first: 15, last: 15}, {first: 20, last: 403}]},
		{serial: 'PAG002', type: '3350', temporary: [{first: 100, last: 120}]},
	]);
});

test('what is not allocated is PERM: a page never comes where a minidisk may be', t => {
	t.deepEqual(parseOwnedVolumes('SYSOWN A\nALLOCATE,3330,A\nEND\n').volumes[0].temporary, []);
});

test('errors name file, line and what is wrong; then nothing is allocated', t => {
	t.deepEqual(errors('SYSOWN TOOLONG1\n'), ['F line 1: TOOLONG1: no volume serial number of up to 6 characters']);
	t.deepEqual(errors('SYSOWN A\nALLOCATE,9999,A\n'), [
		'F line 2: ALLOCATE,9999,A: expected "ALLOCATE,devtype,volser" of a device CP can page on',
	]);
	t.deepEqual(errors('ALLOCATE,3330,A\n'), ['F line 1: A: not a volume of SYSOWN, or allocated before']);
	t.deepEqual(errors('SYSOWN A\nTEMP,1,2\n'), ['F line 2: TEMP without ALLOCATE before it']);
	t.deepEqual(errors('SYSOWN A\nALLOCATE,3330,A\nTEMP,5,404\nEND\n'), [
		'F line 3: TEMP,5,404: no cylinders between 0 and 403',
	]);
	t.deepEqual(errors('SYSOWN A\nALLOCATE,3330,A\nTEMP,0,5\nEND\n'), [
		'F line 3: TEMP,0: cylinder 0 holds the label and the allocation map',
	]);
	t.deepEqual(errors('SYSOWN A\nALLOCATE,3330,A\nTEMP,1,5\n'), ['F line 4: END missing']);
	t.deepEqual(errors('FORMAT,A\n'), ['F line 1: FORMAT: neither SYSOWN nor ALLOCATE, TEMP, PERM or END']);
});

test('a statement that is wrong is one error, whatever follows it', t => {
	t.deepEqual(errors('ALLOCATE,3330,A\nTEMP,1,2\nPERM,3\nEND\n'), ['F line 1: A: not a volume of SYSOWN, or allocated before']);
	t.deepEqual(errors('SYSOWN A\nALLOCATE,9999,A\nTEMP,1,2\nEND\nTEMP,1,2\n'), [
		'F line 2: ALLOCATE,9999,A: expected "ALLOCATE,devtype,volser" of a device CP can page on',
		'F line 5: TEMP without ALLOCATE before it',
	]);
	t.deepEqual(errors('SYSOWN\n'), ['F line 1: SYSOWN without a volume serial number']);
	t.deepEqual(errors('SYSOWN A\nALLOCATE,3330,A\nTEMP,1,2\nEND,A\n'), ['F line 4: END,A: END stands alone']);
});
