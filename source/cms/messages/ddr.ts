/** Messages of DDR: those of IBM's DMKDDR of Release 6, which types them whole, whatever SET EMSG says. */
import {messageTable} from '../../base/message.js';

export const ddrMessages = messageTable({
	DMKDDR700E: {
		text: 'INPUT UNIT IS NOT A CPVOL',
		returnCode: 700,
		help: 'CPVOL is for volumes of CP, with an allocation record, and the input is none that DDR can copy so. ALL '
			+ 'copies every cylinder.',
	},
	DMKDDR701E: {
		text: 'INVALID OPERAND - {operand}',
		returnCode: 701,
		help: 'A word of the control statement is none that DDR knows there.',
	},
	DMKDDR703E: {
		text: 'OPERAND MISSING',
		returnCode: 703,
		help: 'The control statement needs a further operand: INPUT and OUTPUT an address and a device type.',
	},
	DMKDDR704E: {
		text: 'DEV {device} NOT OPERATIONAL',
		returnCode: 704,
		help: 'Your virtual machine has no device at that address, or none of that kind. QUERY VIRTUAL shows them.',
	},
	DMKDDR705E: {
		text: 'IO ERROR {device} CYL {cylinder:000} HD {head:00}',
		returnCode: 705,
		help: 'The device could not be read or written there. A minidisk ends at its last cylinder, a tape at the end '
			+ 'of its reel; a dump has to fit on one.',
	},
	DMKDDR708E: {
		text: 'INVALID INPUT OR OUTPUT DEFINITION',
		returnCode: 708,
		help: 'The function does not go with these devices, or a device is not of the type that was given.',
	},
	DMKDDR709E: {
		text: 'WRONG INPUT TAPE MOUNTED',
		returnCode: 709,
		help: 'The tape does not stand before a dump of DDR, or the dump has not all of the cylinders asked for. The '
			+ 'tape is unloaded.',
	},
	DMKDDR710A: {
		text: 'DEV {device} INTERVENTION REQUIRED',
		returnCode: 710,
		help: 'There is no reel on the drive. UNLOAD takes it off, unless REWIND or LEAVE is given.',
	},
	DMKDDR711R: {
		text: 'VOLID READ IS {found} NOT {wanted}',
		help: 'The disk has another label than the statement says. YES goes on, NO gives the function up, REREAD looks '
			+ 'again.',
	},
	DMKDDR712E: {
		text: 'NUMBER OF EXTENTS EXCEEDS 20',
		returnCode: 712,
		help: 'A function takes twenty extents at most.',
	},
	DMKDDR713E: {
		text: 'OVERLAPPING OR INVALID EXTENTS',
		returnCode: 713,
		help: 'Extents are ascending cylinders of the device, each once.',
	},
	DMKDDR714E: {
		text: 'RECORD {record} NOT FOUND ON INPUT TAPE',
		returnCode: 714,
		help: 'The dump has no such track or record.',
	},
	DMKDDR716R: {
		text: 'NO VOL1 LABEL FOUND FOR {volume}',
		help: 'The disk has no label. YES goes on, NO gives the function up, REREAD looks again.',
	},
	DMKDDR717R: {
		text: 'DATA DUMPED FROM {from} TO BE RESTORED TO {to}',
		help: 'The dump is of a disk with another label. YES goes on, NO gives the function up, REREAD asks again.',
	},
	DMKDDR718E: {
		text: 'OUTPUT UNIT IS FILE PROTECTED',
		returnCode: 718,
		help: 'The reel has no write ring, or the disk is linked for reading.',
	},
	DMKDDR719E: {
		text: 'INVALID FILENAME OR FILE NOT FOUND',
		returnCode: 719,
		help: 'The file of control statements is not on the disk of that mode, or on any.',
	},
	DMKDDR721E: {
		text: 'RECORD {record} NOT FOUND',
		returnCode: 721,
		help: 'The disk has no such track or record.',
	},
	DMKDDR723E: {
		text: 'NO VALID CP NUCLEUS ON THE INPUT UNIT',
		returnCode: 723,
		help: 'NUCLEUS is for volumes with a nucleus of CP, of which there are none here.',
	},
	DMKDDR725R: {
		text: 'DASD INPUT DEVICE WAS(IS) LARGER THAN OUTPUT DEVICE',
		help: 'The input has more cylinders than the output can have. YES goes on, NO gives the function up.',
	},
	DMKDDR740E: {
		text: 'STORAGE CAPACITY EXCEEDED',
		returnCode: 740,
		help: 'A track does not fit into free storage. Define more storage.',
	},
});
