/** Messages of AUTHORIZE, UNAUTHORIZE and TRACE. The module name DMKIMC, intermachine communication, is ours. */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const exchangeMessages = messageTable({
	DMKIMC020E: shared['020E'],
	DMKIMC805E: {
		text: 'TOO MANY USERIDS AUTHORIZED',
		returnCode: 805,
		help: 'A machine authorizes so many by name and no more. UNAUTHORIZE takes some back; * authorizes everybody.',
	},
});
