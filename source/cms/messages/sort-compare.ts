/** Messages of COMPARE and SORT. */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

const columnExceeds = {
	text: "COLUMN '{column:0}' EXCEEDS RECORD LENGTH '{length:0}'.",
	returnCode: 24,
	help: 'A column that was asked for lies behind the end of the records. LISTFILE with ALLOC shows their length.',
} as const;

export const sortCompareMessages = messageTable({
	DMSCMP002E: shared['002E'],
	DMSCMP003E: shared['003E'],
	DMSCMP005E: shared['005E'],
	DMSCMP009E: columnExceeds,
	DMSCMP010E: {
		text: "PREMATURE EOF ON FILE '{file}'.",
		returnCode: 40,
		help: 'This file has fewer records than the other. The records that both have were compared.',
	},
	DMSCMP011E: {
		text: 'CONFLICTING FILE FORMATS.',
		returnCode: 32,
		help: 'One file has fixed records and the other has not, or they have another length.',
	},
	DMSCMP019E: shared['019E'],
	DMSCMP029E: shared['029E'],
	DMSCMP048E: shared['048E'],
	DMSCMP054E: shared['054E'],
	DMSCMP062E: shared['062E'],
	DMSCMP069E: shared['069E'],
	DMSCMP070E: shared['070E'],
	DMSCMP104S: shared['104S'],
	DMSCMP179I: {
		text: "COMPARING '{one}' WITH '{other}'.",
		help: 'These are the files that are compared; records that differ follow.',
	},
	DMSCMP209W: {
		text: 'FILES DO NOT COMPARE.',
		returnCode: 4,
		help: 'At least one record differs. What differs was typed.',
	},
	DMSCMP211E: {
		text: 'COLUMN FIELDS OUT OF SEQUENCE.',
		returnCode: 24,
		help: 'The last column of option COL lies before the first.',
	},
	DMSSRT002E: shared['002E'],
	DMSSRT009E: columnExceeds,
	DMSSRT019E: shared['019E'],
	DMSSRT034E: {
		text: "FILE '{file}' IS NOT FIXED LENGTH.",
		returnCode: 32,
		help: 'SORT takes files of fixed records. COPYFILE with RECFM F makes one.',
	},
	DMSSRT037E: shared['037E'],
	DMSSRT048E: shared['048E'],
	DMSSRT053E: {
		text: 'INVALID SORT FIELD PAIR DEFINED.',
		returnCode: 24,
		help: 'Fields are pairs of numbers, first and last column, and have 253 columns in all at most.',
	},
	DMSSRT054E: shared['054E'],
	DMSSRT062E: shared['062E'],
	DMSSRT063E: {
		text: 'NO SORT LIST ENTERED.',
		returnCode: 40,
		help: 'SORT asks for fields, and a null line was entered. Nothing was sorted.',
	},
	DMSSRT069E: shared['069E'],
	DMSSRT070E: shared['070E'],
	DMSSRT104S: shared['104S'],
	DMSSRT105S: shared['105S'],
	DMSSRT212E: {
		text: 'MAXIMUM NUMBER OF RECORDS EXCEEDED.',
		returnCode: 40,
		help: 'The file is larger than SORT can hold. Sort parts of it (COPYFILE with FROM and FOR).',
	},
	DMSSRT604R: {
		text: 'ENTER SORT FIELDS:',
		help: 'Enter pairs of columns, first and last of each field, the most important field first.',
	},
});
