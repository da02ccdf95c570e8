/**
 * Messages of what users send each other and wait for: NAMEFIND, TELL, SENDFILE, RECEIVE, RDR and WAKEUP (VM/SP,
 * SC19-6204, which could not be had: numbers and texts are from memory). Numbers from 902 on are ours.
 */
import {messageTable, type MessageRow} from '../../base/message.js';
import {shared} from './shared.js';

const own = {
	'545E': {
		text: 'MISSING OPERAND(S).',
		returnCode: 24,
		help: 'Somebody to send it to, or what is to be sent, is not there. HELP of the command shows its operands.',
	},
	'647E': {
		text: "USERID NOT SPECIFIED FOR '{nickname}' IN '{file}' FILE.",
		returnCode: 32,
		help: 'The name has an entry in your NAMES file, but neither :userid. nor :list. in it. Nothing was sent.',
	},
	'902E': {
		text: "NODE '{node}' CANNOT BE REACHED.",
		returnCode: 32,
		help: 'There is no network: files and messages go to users of this system, whose node is its own name or *.',
	},
	'903E': {
		text: 'READER FILE {id:0000} NOT FOUND.',
		returnCode: 28,
		help: 'Your virtual reader has no file of that number. CP QUERY READER ALL lists the files.',
	},
	'904E': {
		text: 'READER FILE {id:0000} CANNOT BE READ.',
		returnCode: 36,
		help: 'The file is held (CP CHANGE READER nnnn NOHOLD frees it), is of a class that the reader does not take '
			+ '(CP SPOOL READER CLASS *), or has just been taken away.',
	},
} as const satisfies Readonly<Record<string, MessageRow>>;

export const correspondenceMessages = messageTable({
	DMSNAM002E: shared['002E'],
	DMSNAM003E: shared['003E'],
	DMSNAM029E: shared['029E'],
	DMSNAM066E: shared['066E'],
	DMSNAM070E: shared['070E'],
	DMSNAM104S: shared['104S'],
	DMSNAM109S: shared['109S'],
	DMSNAM634E: {
		text: 'NO VALUE TO SEARCH FOR WAS SPECIFIED.',
		returnCode: 24,
		help: 'NAMEFIND looks for the entry that has a value, :nick name for example. No tag has one behind it.',
	},
	DMSNAM635I: {
		text: 'NO ENTRIES WERE FOUND THAT MATCHED YOUR SEARCH CRITERIA.',
		returnCode: 32,
		help: 'No entry of the NAMES file, or none behind the line of START, has all of these values.',
	},
	DMSNAM637E: {
		text: "MISSING VALUE FOR THE '{option}' OPTION.",
		returnCode: 24,
		help: 'The option needs a value behind it: a filename, or the number of a line.',
	},
	DMSRCV003E: shared['003E'],
	DMSRCV008E: shared['008E'],
	DMSRCV024E: {
		...shared['024E'],
		text: "FILE '{file}' ALREADY EXISTS -- SPECIFY 'REPLACE'.",
		help: 'A file of that name is there and was left as it is; the deck stays in the reader. Use REPLACE, or give '
			+ 'the file another name.',
	},
	DMSRCV037E: shared['037E'],
	DMSRCV048E: shared['048E'],
	DMSRCV054E: {...shared['054E'], help: 'Neither the cards nor the spool file say how the file is called. Name it.'},
	DMSRCV062E: shared['062E'],
	DMSRCV066E: shared['066E'],
	DMSRCV069E: shared['069E'],
	DMSRCV070E: shared['070E'],
	DMSRCV078E: {
		text: 'INVALID CARD IN INPUT DECK.',
		returnCode: 32,
		help: 'The deck begins as one of DISK DUMP, but is damaged or a part of one. READCARD with a name reads it '
			+ 'as it is.',
	},
	DMSRCV104S: shared['104S'],
	DMSRCV105S: shared['105S'],
	DMSRCV124S: shared['124S'],
	DMSRCV205W: shared['205W'],
	DMSRCV701I: {
		text: 'NULL FILE.',
		returnCode: 32,
		help: 'The reader file holds no card behind its control card, so no file was made. RECEIVE with PURGE does '
			+ 'away with it.',
	},
	DMSRCV902E: {
		text: 'READER FILE {id:0000} IS IN THE FORMAT OF NETDATA.',
		returnCode: 32,
		help: 'RECEIVE reads decks of DISK DUMP and PUNCH. Whoever sent the file may send it with SENDFILE (OLD; '
			+ 'READCARD with a name reads it as it is.',
	},
	DMSRCV903E: own['903E'],
	DMSRCV904E: own['904E'],
	DMSRDR003E: shared['003E'],
	DMSRDR008E: shared['008E'],
	DMSRDR066E: shared['066E'],
	DMSRDR070E: shared['070E'],
	DMSRDR109S: shared['109S'],
	DMSRDR124S: shared['124S'],
	DMSRDR205W: shared['205W'],
	DMSRDR903E: own['903E'],
	DMSRDR904E: own['904E'],
	DMSSFD002E: shared['002E'],
	DMSSFD003E: shared['003E'],
	DMSSFD037E: shared['037E'],
	DMSSFD048E: shared['048E'],
	DMSSFD054E: shared['054E'],
	DMSSFD062E: shared['062E'],
	DMSSFD069E: shared['069E'],
	DMSSFD070E: shared['070E'],
	DMSSFD104S: shared['104S'],
	DMSSFD105S: shared['105S'],
	DMSSFD118S: shared['118S'],
	DMSSFD545E: own['545E'],
	DMSSFD647E: own['647E'],
	DMSSFD648E: {
		text: "USERID '{userid}' NOT FOUND; NO FILES HAVE BEEN SENT TO IT.",
		returnCode: 32,
		help: 'The directory of the system has no such user. What the lines typed tell was sent before.',
	},
	DMSSFD672E: {
		text: 'VIRTUAL PUNCH INVALID OR NOT DEFINED.',
		returnCode: 36,
		help: 'SENDFILE defines a punch of its own at one of the addresses 0F0 to 0FF, and could not. CP QUERY VIRTUAL '
			+ 'shows what your machine has there.',
	},
	DMSSFD902E: own['902E'],
	DMSTLL104S: shared['104S'],
	DMSTLL545E: own['545E'],
	DMSTLL647E: own['647E'],
	DMSTLL902E: own['902E'],
	DMSWAK002E: shared['002E'],
	DMSWAK003E: shared['003E'],
	DMSWAK008E: shared['008E'],
	DMSWAK037E: {...shared['037E'], help: 'WAKEUP writes into the file of times when an entry was last done.'},
	DMSWAK048E: shared['048E'],
	DMSWAK056E: {
		...shared['056E'],
		help: 'A record of the file of times has no day in columns 1-8 or no time in columns 10-17. HELP WAKEUP shows '
			+ 'what may stand there.',
	},
	DMSWAK062E: shared['062E'],
	DMSWAK069E: shared['069E'],
	DMSWAK070E: shared['070E'],
	DMSWAK104S: shared['104S'],
	DMSWAK105S: shared['105S'],
	DMSWAK109S: shared['109S'],
	DMSWAK545E: {...own['545E'], help: 'There is nothing to wait for. HELP WAKEUP shows times and options.'},
});
