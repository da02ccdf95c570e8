/** Messages of EXEC (the command), HELP, QUERY, SET, SVCTRACE and SYNONYM. */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const sessionMessages = messageTable({
	DMSEXC001E: {...shared['001E'], help: 'EXEC needs the name of the procedure, a file of type EXEC.'},
	DMSHLP003E: shared['003E'],
	DMSHLP254E: {
		text: 'HELP cannot find the information requested: {topic}',
		returnCode: 28,
		help: 'There is no command, statement or message of that name. HELP without operand lists what there is.',
	},
	DMSOPT099E: {
		text: 'CMS/DOS ENVIRONMENT NOT ACTIVE.',
		returnCode: 40,
		help: 'OPTION sets options of a compiler of CMS/DOS, which this CMS does not have.',
	},
	DMSOVR008E: shared['008E'],
	DMSOVR014E: shared['014E'],
	DMSOVR047E: shared['047E'],
	DMSOVR070E: shared['070E'],
	DMSOVR123S: {
		text: 'ERROR PRINTING SVC TRACE.',
		returnCode: 100,
		help: 'The virtual printer did not take a line of the trace: it has ended. QUERY VIRTUAL PRINTER shows its '
			+ 'state.',
	},
	DMSQRY003E: shared['003E'],
	DMSQRY014E: shared['014E'],
	DMSQRY026E: shared['026E'],
	DMSQRY047E: shared['047E'],
	DMSQRY070E: shared['070E'],
	DMSQRY099E: {
		text: 'CMS/DOS ENVIRONMENT NOT ACTIVE.',
		returnCode: 40,
		help: 'DOSPART, OPTION and UPSI are settings of CMS/DOS, which this CMS does not have.',
	},
	DMSSET014E: shared['014E'],
	DMSSET026E: shared['026E'],
	DMSSET031E: {
		text: 'LOADER TABLES CANNOT BE MODIFIED.',
		returnCode: 40,
		help: 'Free storage has no room for so many pages of SET LDRTBLS. Release disks, or CP DEFINE STORAGE and '
			+ 'IPL CMS again.',
	},
	DMSSET047E: shared['047E'],
	DMSSET048E: shared['048E'],
	DMSSET050E: {...shared['050E'], text: "PARAMETER MISSING AFTER '{operand}'."},
	DMSSET061E: {
		text: 'NO TRANSLATION CHARACTER SPECIFIED.',
		returnCode: 24,
		help: 'SET INPUT and SET OUTPUT need a character or code, and what it becomes; or no operand at all.',
	},
	DMSSET069E: shared['069E'],
	DMSSET070E: shared['070E'],
	DMSSET099E: {
		text: 'CMS/DOS ENVIRONMENT NOT ACTIVE.',
		returnCode: 40,
		help: 'The option belongs to CMS/DOS, which SET DOS ON would begin. This CMS does not have it.',
	},
	DMSSET142S: {
		text: "SAVED SYSTEM NAME '{system}' INVALID.",
		returnCode: 24,
		help: 'No system can have that name, or the one that has it holds nothing that this CMS could use.',
	},
	DMSSET400S: {
		text: "SYSTEM '{system}' DOES NOT EXIST.",
		returnCode: 44,
		help: 'CP knows no named system of that name. QUERY SYSNAMES shows the names that CMS would use.',
	},
	DMSSYN002E: shared['002E'],
	DMSSYN003E: shared['003E'],
	DMSSYN007E: {
		text: "FILE '{file}' IS NOT FIXED, 80 CHAR. RECORDS.",
		returnCode: 32,
		help: 'A table of synonyms is a file of fixed records, 80 bytes long. COPYFILE with RECFM F and LRECL 80 '
			+ 'makes one.',
	},
	DMSSYN032E: shared['032E'],
	DMSSYN048E: shared['048E'],
	DMSSYN056E: {
		...shared['056E'],
		help: 'Each record of a table of synonyms has the name of a command, the word for it, and the least number of '
			+ 'its letters.',
	},
	DMSSYN066E: shared['066E'],
	DMSSYN070E: shared['070E'],
	DMSSYN104S: shared['104S'],
	DMSSYN711I: {
		text: 'NO SYSTEM SYNONYMS IN EFFECT.',
		help: 'SYNONYM with option NOSTD took away the short forms that the system defines; option STD brings them '
			+ 'back.',
	},
});
