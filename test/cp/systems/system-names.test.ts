/** The system name table: what its statements say, and what is said of wrong ones. */
import test from 'ava';
import {parseSystemNames, systemNameErrorText} from '../../../source/cp/systems/system-names.js';

const parse = (source: string) => parseSystemNames(source);
const errors = (source: string): string[] => parse(source).errors.map(error => systemNameErrorText(error));

test('a statement with all its operands, on several lines', t => {
	t.deepEqual(
		parse(`* comment
NAMESYS CMS SYSSIZE=256K, SYSPGNM=(0,4,16-18) SYSHRSG=(1)
 PROTECT=OFF  RCVRID=(SBS*,MAINT) SYSPGCT=5 VSYSADR=190 SYSFILE=CMS.SAVED
 SYSVOL=SYSPAG SYSSTRT=(100,5)
NAMESYS CMSSEG VSYSADR=IGNORE SYSPGNM=(3840-3855) SYSHRSG=(240)
`).names,
		[
			{
				name: 'CMS', size: 256 * 1024, pages: [0, 4, 16, 17, 18], sharedSegments: [1], isProtected: false,
				isSegment: false, receivers: ['SBS*', 'MAINT'], file: 'CMS.SAVED', volume: 'SYSPAG', start: {cylinder: 100, page: 5},
			},
			{
				name: 'CMSSEG', size: 3856 * 4096, pages: Array.from({length: 16}, (_, index) => 3840 + index),
				sharedSegments: [240], isProtected: true, isSegment: true, receivers: undefined, file: undefined,
				volume: undefined, start: undefined,
			},
		],
	);
});

test('what is wrong is told with line and word', t => {
	t.deepEqual(errors('NAMESYS CMS SYSPGNM=(0-3)\n PROTECT=MAYBE\nSYSTEM X'), [
		'SYSTEM NAMES line 2: PROTECT=MAYBE: neither ON nor OFF',
		'SYSTEM NAMES line 3: SYSTEM: not a NAMESYS statement',
	]);
	t.deepEqual(errors('NAMESYS ABC SYSPGNM=0'), [
		'SYSTEM NAMES line 1: ABC: no name of up to 8 characters that is no device address',
	]);
	t.deepEqual(errors('NAMESYS CMS SYSPGNM=(5,3)'), [
		'SYSTEM NAMES line 1: SYSPGNM=(5,3): 3 is not in ascending order',
	]);
	t.deepEqual(errors('NAMESYS CMS SYSPGNM=(0-4096)'), [
		'SYSTEM NAMES line 1: SYSPGNM=(0-4096): 0-4096 is no number or range below 4096',
	]);
	t.deepEqual(errors('NAMESYS CMS SYSPGNM=(0-3)\nNAMESYS CMS SYSPGNM=(0-3)'), [
		'SYSTEM NAMES line 2: CMS: the name is taken',
	]);
	t.deepEqual(errors('NAMESYS CMS'), ['SYSTEM NAMES line 1: CMS: SYSPGNM missing']);
	t.deepEqual(errors('NAMESYS CMS SYSPGNM=(0-3) SYSPGCT=5'), [
		'SYSTEM NAMES line 1: CMS: SYSPGCT says 5 pages, SYSPGNM 4',
	]);
	t.deepEqual(errors('NAMESYS CMS SYSPGNM=(0-3) SYSHRSG=(1)'), [
		'SYSTEM NAMES line 1: CMS: SYSHRSG names segment 1, of which no page is saved',
	]);
	t.deepEqual(errors('NAMESYS CMS SYSPGNM=(0-3) SHARE=(1) SYSSIZE=256M RCVRID=(TOOLONGNAME)'), [
		'SYSTEM NAMES line 1: SHARE=(1): no operand of NAMESYS',
		'SYSTEM NAMES line 1: SYSSIZE=256M: not a number of K up to 16384K',
		'SYSTEM NAMES line 1: RCVRID=(TOOLONGNAME): TOOLONGNAME is no userid',
	]);
});
