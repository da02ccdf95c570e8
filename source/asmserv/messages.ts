/** Messages of an assembly in another machine, those of ASSEMBLE (GC20-1808, DMSASM), and of REMOTE. */
import {messageTable} from '../base/message.js';
import {shared} from '../cms/messages/shared.js';

export const remoteMessages = messageTable({
	DMSASM001E: shared['001E'],
	DMSASM002E: {...shared['002E'], text: "FILE '{file}' NOT FOUND."},
	DMSASM003E: shared['003E'],
	DMSASM006E: {
		text: 'NO READ/WRITE DISK ACCESSED.',
		returnCode: 36,
		help: 'TEXT and LISTING go to the disk of the source, to the disk it extends, or to the A-disk: none of them '
			+ 'is read/write.',
	},
	DMSASM007E: {
		text: "FILE '{file}' IS NOT FIXED, 80 CHAR. RECORDS.",
		returnCode: 32,
		help: 'Source of the assembler is a file of fixed records, 80 bytes long. COPYFILE with RECFM F and LRECL 80 '
			+ 'makes one.',
	},
	DMSASM070E: shared['070E'],
	DMSASM105S: {
		...shared['105S'],
		help: 'What was assembled could not be written: the disk is full, or its device failed.',
	},
	DMSREM014E: {
		...shared['014E'],
		help: 'REMOTE ASSEMBLE is what another machine can be asked for.',
	},
});
