/** Messages of DLBL and LISTDS. */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';
import {unitRecordMessages} from './unit-record.js';

export const dataSetMessages = messageTable({
	DMSDLB001E: shared['001E'],
	DMSDLB003E: shared['003E'],
	DMSDLB005E: shared['005E'],
	DMSDLB023E: {
		text: 'NO FILETYPE SPECIFIED.',
		returnCode: 24,
		help: 'Behind CMS, DLBL takes the name and the type of the file.',
	},
	DMSDLB048E: shared['048E'],
	DMSDLB050E: {...shared['050E'], text: 'PARAMETER MISSING AFTER DDNAME.'},
	DMSDLB065E: unitRecordMessages.DMSFLD065E,
	DMSDLB066E: shared['066E'],
	DMSDLB069E: shared['069E'],
	DMSDLB070E: shared['070E'],
	DMSDLB086E: {
		text: "INVALID DDNAME '{ddname}'.",
		returnCode: 24,
		help: 'A ddname begins with a letter, $, # or @; the first seven characters count.',
	},
	DMSDLB109S: shared['109S'],
	DMSDLB221E: unitRecordMessages.DMSFLD221E,
	DMSDLB301E: {
		text: "'{unit}' NOT ASSIGNED FOR DISK '{mode}'.",
		returnCode: 36,
		help: 'Logical units are assigned by ASSGN in the CMS/DOS environment, which this system does not have. Leave '
			+ 'SYSxxx out.',
	},
	DMSDLB307E: {
		text: "CATALOG DDNAME '{ddname}' NOT FOUND.",
		returnCode: 24,
		help: 'CAT names the ddname of a catalog, for which a DLBL command has to come first.',
	},
	DMSDLB308E: {
		text: "'{mode}' DISK IN CMS FORMAT; INVALID FOR NON-CMS DATASET.",
		returnCode: 24,
		help: 'Data sets of OS, files of DOS and those of VSAM lie on disks of those systems, and this disk is one of '
			+ 'CMS. CMS fn ft names a file of it.',
	},
	DMSDLB322I: {
		text: "DDNAME '{ddname}' NOT FOUND; NO CLEAR EXECUTED.",
		help: 'There is no definition of that ddname to clear. DLBL without operands lists the definitions.',
	},
	DMSDLB324I: {
		text: "NO USER DEFINED {what:DLBL'S|EXTENTS} IN EFFECT.",
		help: 'DLBL has defined nothing of the kind.',
	},
	DMSLDS002E: {
		text: 'DATA SET NOT FOUND.',
		returnCode: 28,
		help: 'None of the disks is one of OS or DOS, or none of them has the data set. LISTFILE lists files of CMS '
			+ 'disks.',
	},
	DMSLDS003E: shared['003E'],
	DMSLDS048E: shared['048E'],
	DMSLDS069E: shared['069E'],
	DMSLDS220R: {
		text: 'ENTER DATA SET NAME:',
		help: 'LISTDS ? was given: type the name of the data set as it is, up to 44 characters.',
	},
	DMSLDS221E: unitRecordMessages.DMSFLD221E,
	DMSLDS223E: {
		text: 'NO FILEMODE SPECIFIED.',
		returnCode: 24,
		help: 'LISTDS needs the mode letter of a disk, or * for all disks, as its last operand.',
	},
	DMSLDS226E: {
		text: 'NO DATA SET NAME ALLOWED WITH FREESPACE OPTION.',
		returnCode: 24,
		help: 'FREESPACE lists the free space of a disk, not of a data set. Leave the name out.',
	},
});
