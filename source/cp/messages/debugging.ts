/** Messages of the commands that look into machines and change them (GC20-1808). */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const debuggingMessages = messageTable({
	DMKCDM003E: shared['003E'],
	DMKCDM004E: shared['004E'],
	DMKCDM009E: shared['009E'],
	DMKCDM026E: shared['026E'],
	DMKCDM060E: {
		text: 'DUMP FAILED; VIRTUAL PRINTER UNAVAILABLE',
		returnCode: 60,
		help: 'Your virtual machine has no printer that is ready. DEFINE PRINTER makes one, READY makes one ready.',
	},
	DMKCDM061E: {
		text: 'DUMP FAILED; VIRTUAL PRINTER ERROR',
		returnCode: 61,
		help: 'There is no more spool space, or you have too many spool files. What was printed before stands there.',
	},
	DMKCDM160E: shared['160E'],
	DMKCFO020E: shared['020E'],
	DMKCFO040E: shared['040E'],
	DMKCFO045E: shared['045E'],
	DMKCFO805E: {
		text: '{what}: NO CONTROL BLOCK IN REAL STORAGE',
		returnCode: 805,
		help: 'What you ask for is there, but CP keeps what it knows of it in no control block that DCP could show '
			+ '(ours: IBM\'s CP answers with addresses).',
	},
	DMKCFS805E: {
		text: 'NO 3270 PRINTER ON THIS SYSTEM',
		returnCode: 805,
		help: 'A function key cannot copy the screen: the system has no printer for displays (ours).',
	},
	DMKCPB006E: {
		text: 'INVALID DEVICE TYPE - {device}',
		returnCode: 6,
		help: 'The device at that address is no tape drive.',
	},
	DMKCPB805E: {
		text: 'TAPE {device} NOT READY',
		returnCode: 805,
		help: 'The drive has no reel, or is executing a channel program of your machine.',
	},
	DMKCPV009E: shared['009E'],
	DMKCPV026E: shared['026E'],
	DMKCPV160E: shared['160E'],
	DMKCPV805E: {
		text: 'CP HAS NO PAGEABLE PAGES',
		returnCode: 805,
		help: 'The nucleus of this CP takes no page frames, so none of its pages can be locked (ours: IBM\'s CP has '
			+ 'a part that is paged).',
	},
	DMKCPV806E: {
		text: 'PAGES NOT LOCKED; NOT ENOUGH STORAGE',
		returnCode: 806,
		help: 'At most half of all page frames can be locked, for all users together; or there is no paging space '
			+ 'for what would have to make room (ours).',
	},
	DMKTRA003E: shared['003E'],
	DMKTRA013E: shared['013E'],
	DMKTRA026E: shared['026E'],
	DMKVMD003E: shared['003E'],
	DMKVMD004E: shared['004E'],
	DMKVMD009E: shared['009E'],
	DMKVMD020E: shared['020E'],
	DMKVMD026E: shared['026E'],
	DMKVMD053E: shared['053E'],
	DMKVMD061E: {
		text: 'DUMP FAILED; SPOOLING ERROR',
		returnCode: 61,
		help: 'There is no room for the dump in spool space, or you have too many spool files. Nothing was kept.',
	},
	DMKVMD160E: shared['160E'],
});
