/** Messages of REMOTE; those of an assembly are ASSEMBLE's. */
import {messageTable} from '../base/message.js';
import {shared} from '../cms/messages/shared.js';

export const remoteMessages = messageTable({
	DMSREM014E: {
		...shared['014E'],
		help: 'REMOTE ASSEMBLE is what another machine can be asked for.',
	},
});
