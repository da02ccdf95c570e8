/** Messages of what EXECs use of VM/SP (SC19-6204): EXECIO, GLOBALV and IDENTIFY. */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const stackMessages = messageTable({
	DMSEIO621E: {
		text: 'BAD PLIST: {problem}.',
		returnCode: 24,
		help: 'What is behind EXECIO is not what it takes; the message says where. HELP EXECIO shows the operations '
			+ 'and their options.',
	},
	DMSEIO622E: {
		text: 'INSUFFICIENT FREE STORAGE FOR THE CONSOLE STACK.',
		returnCode: 41,
		help: 'The lines read so far are stacked, there is no room for more. Read a file in parts, and empty the '
			+ 'stack between them, or define more storage.',
	},
	DMSEIO631E: {
		text: "OPTION '{option}' CAN BE USED FROM AN EXEC 2 OR REXX EXEC ONLY.",
		returnCode: 24,
		help: 'VAR and STEM put lines into variables, which EXEC has no interface for. Without them lines come into '
			+ 'the stack, where &READ finds them.',
	},
	DMSEIO632E: {
		text: "I/O ERROR IN EXECIO; RC={code:0} FROM '{called}' COMMAND.",
		returnCode: {28: 'The file to be read does not exist.', 100: 'Any other code: this and the code shown, added.'},
		help: 'The function of CMS that EXECIO called did not succeed. 13 is a full disk, 12 one that is read/only, 9 '
			+ 'a file that is open for the other direction (close it with FINIS), 36 a disk that is not accessed.',
	},
	DMSGLV014E: shared['014E'],
	DMSGLV037E: {...shared['037E'], help: 'SETS and SETP write files on disk A, which is accessed for reading only.'},
	DMSGLV050E: shared['050E'],
	DMSGLV056E: {
		...shared['056E'],
		help: 'A record of the file is no variable of GLOBALV. Erase the file, or write the record again.',
	},
	DMSGLV069E: shared['069E'],
	DMSGLV070E: shared['070E'],
	DMSGLV105S: shared['105S'],
	DMSGLV109S: shared['109S'],
	DMSGLV631E: {
		text: "FUNCTION '{function}' CAN BE USED FROM AN EXEC 2 OR REXX EXEC ONLY.",
		returnCode: 24,
		help: 'GET and PUT work on variables, which EXEC has no interface for. SET and STACK do the same by words and '
			+ 'the stack.',
	},
	DMSIDE003E: shared['003E'],
	DMSIDE066E: shared['066E'],
	DMSIDE070E: shared['070E'],
	DMSIDE109S: shared['109S'],
});
