/** Messages of the spooling operator's commands and of the real unit-record devices (GC20-1808). */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const spoolingMessages = messageTable({
	DMKCSP035E: shared['035E'],
	DMKCSP427E: {
		text: 'SPOOL SPACE FULL; {userid} NOT CHANGED',
		returnCode: 427,
		help: 'There is no room to keep what you ask for, so all is as it was. Try again when files were purged.',
	},
});
