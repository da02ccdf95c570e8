/** Messages of TAPEMAC (DMSTPM) and TAPPDS (DMSTPD). */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';
import {tapeMessages} from './tape.js';

const end = {
	text: 'END-OF-FILE OR END-OF-TAPE.',
	returnCode: 40,
	help: 'A tape mark came before there was anything to be made a file or a library.',
} as const;
const format = {
	text: 'INVALID RECORD FORMAT.',
	returnCode: 32,
	help: 'Blocks of the tape are not of the records that the command reads. Labels or another file may come first: '
		+ 'TAPE FSF passes over them.',
} as const;

export const osTapeMessages = messageTable({
	DMSTPD003E: shared['003E'],
	DMSTPD027E: tapeMessages.DMSTPE027E,
	DMSTPD037E: shared['037E'],
	DMSTPD048E: shared['048E'],
	DMSTPD057E: format,
	DMSTPD058E: end,
	DMSTPD062E: shared['062E'],
	DMSTPD069E: shared['069E'],
	DMSTPD070E: shared['070E'],
	DMSTPD105S: shared['105S'],
	DMSTPD109S: shared['109S'],
	DMSTPD110S: tapeMessages.DMSTPE110S,
	DMSTPD113S: tapeMessages.DMSTPE113S,
	DMSTPD703I: {
		text: "FILE '{file}' COPIED.",
		help: 'TAPPDS made this file of a member of the tape.',
	},
	DMSTPD707I: {
		text: 'TEN FILES COPIED.',
		help: 'Option MAXTEN ends TAPPDS after ten members; the tape stands behind the tenth.',
	},
	DMSTPM001E: shared['001E'],
	DMSTPM003E: shared['003E'],
	DMSTPM027E: tapeMessages.DMSTPE027E,
	DMSTPM029E: shared['029E'],
	DMSTPM037E: shared['037E'],
	DMSTPM057E: format,
	DMSTPM058E: end,
	DMSTPM062E: shared['062E'],
	DMSTPM069E: shared['069E'],
	DMSTPM070E: shared['070E'],
	DMSTPM105S: shared['105S'],
	DMSTPM109S: shared['109S'],
	DMSTPM110S: tapeMessages.DMSTPE110S,
	DMSTPM113S: tapeMessages.DMSTPE113S,
});
