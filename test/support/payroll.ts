/** The payroll programs of GC20-1807, "An Example of Creating an Auxiliary Directory". */
import {ebcdicField} from '../../source/base/ebcdic.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import type {MemoryVolume} from '../../source/machine/devices/volume/memory-volume.js';
import {macroLibrary} from '../../source/system/macro-library.js';
import {cmsVolume, moduleFile} from './cms-disk.js';
import {CmsSession} from './cms-session.js';

/** LA 15,7 and BR 14. */
const seven = Uint8Array.of(0x41, 0xF0, 0, 7, 0x07, 0xFE);
const three = Uint8Array.of(0x41, 0xF0, 0, 3, 0x07, 0xFE);
const taxPlace = 0x3_0000;

/**
 * PAYROLL ADD, RESET or NO: DMSLADAD once, twice or not at all, with its return code in front where it is none, and
 * then PAYTAX, whose return code is that of PAYROLL (50: there is none).
 */
const payroll = [
	'PAYROLL  START 0',
	'         BALR  12,0',
	'         USING *,12',
	'         LR    11,14',
	'         CLI   8(1),C\'N\'',
	'         BE    CALL',
	'         MVI   HOW+1,0',
	'         CLI   8(1),C\'R\'',
	'         BNE   ADD',
	'         MVI   HOW+1,X\'F0\'',
	'ADD      LA    1,PLIST',
	'         SVC   202',
	'         DC    AL4(WRONG)',
	'HOW      NOP   RESET',
	'CALL     LA    1,TAX',
	'         SVC   202',
	'         DC    AL4(CALLED)',
	'CALLED   LTR   15,15',
	'         BCR   10,11',
	'         LA    15,50',
	'         BR    11',
	'RESET    LA    1,PLIST',
	'         SVC   202',
	'         DC    AL4(WRONG)',
	'         B     CALL',
	'WRONG    LA    15,100(,15)',
	'         BR    11',
	'TAX      DC    0F\'0\',CL8\'PAYTAX\',8X\'FF\'',
	'         DS    4F',
	'PLIST    DC    0F\'0\',CL8\'DMSLADAD\',V(PAYDIRT),F\'0\'',
	'         DS    4F',
	'         END   PAYROLL',
];

const directory = (...entries: readonly string[]): string[] => [
	'PAYDIRT  START 0',
	'         DC    F\'40\'',
	'         DC    A(DIRTEND-DIRTBEG)',
	'DIRTBEG  EQU   *',
	...entries.map(entry => `         DMSFST ${entry}`),
	'         DC    2A(0)',
	'DIRTEND  EQU   *',
	'         END',
];

const source = (name: string, lines: readonly string[]): NewFile => ({
	name, type: 'ASSEMBLE', modeNumber: '1', recordFormat: 'F', records: lines.map(line => ebcdicField(line, 80)),
});

/** 192: PAYTAX and FICA, and what PAYROLL and its directory are made of. */
export function payrollVolume(entries: readonly string[]): MemoryVolume {
	return cmsVolume({}, [
		moduleFile('PAYTAX', seven, taxPlace),
		moduleFile('FICA', three, taxPlace),
		source('PAYROLL', payroll),
		source('PAYDIRT', directory(...entries)),
	]);
}

/** 192 is the A-disk of who makes the payroll programs; PAYROLL and its directory are loaded. */
export function atWork(entries: readonly string[], volume = payrollVolume(entries)): CmsSession {
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [macroLibrary()]), 0x192: volume}});
	for (const line of [
		'access 192 a', 'access 191 d', 'global maclib cmslib', 'assemble payroll', 'assemble paydirt',
		'load payroll paydirt', 'genmod', 'loadmod payroll',
	]) {
		const typed = session.enter(line);
		if (!typed.at(-1)?.startsWith('Ready;')) {
			throw new Error([line, ...typed].join('\n'));
		}
	}

	return session;
}

/** The directory is filled in for the Y-disk, and 192 accessed so that only PAYROLL, of mode number 2, is seen. */
export function withPayroll(entries: readonly string[] = ['PAYTAX'], volume = payrollVolume(entries)): CmsSession {
	const session = atWork(entries, volume);
	session.enter('gendirt paydirt y');
	session.enter('genmod payroll module a2');
	session.enter('access 191 a');
	session.enter('access 192 y/s * * y2');
	return session;
}

/** Code that calls DMSLADAD with this word for the directory, and ends with its return code. */
export function callsLadad(word: number): Uint8Array {
	// BALR 12,0; LR 11,14; LA 1,X'16'(,12); SVC 202; DC AL4(the next); BR 11; the list at X'18'.
	const code = Buffer.alloc(256);
	code.set(Buffer.from('05c018be4110c0160aca0002000e07fb', 'hex'));
	code.set(ebcdicField('DMSLADAD', 8), 0x18);
	code.writeUInt32BE(word, 0x20);
	return code;
}
