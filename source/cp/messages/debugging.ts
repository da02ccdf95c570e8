/** Messages of the commands that look into machines and change them (GC20-1808). */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const debuggingMessages = messageTable({
	DMKTRA003E: shared['003E'],
	DMKTRA013E: shared['013E'],
	DMKTRA026E: shared['026E'],
});
