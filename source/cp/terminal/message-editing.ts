/** How an error message reaches a user, as SET EMSG says (GC20-1820, "SET"; GC20-1807, DIAGNOSE X'5C'). */
import type {MachineSettings} from './settings.js';

export type MessageEditing = MachineSettings['emsg'];

/** Whether anything is typed at all. */
export function isEdited(emsg: MessageEditing): boolean {
	return emsg !== 'OFF';
}

/**
 * The line typed for message `id` (`DMKLOG020E`) with `text`: ON both, CODE the identifier, TEXT the text, OFF nothing.
 */
export function editMessage(emsg: MessageEditing, id: string, text: string): string {
	switch (emsg) {
		case 'ON': {
			return `${id} ${text}`;
		}

		case 'CODE': {
			return id;
		}

		case 'TEXT': {
			return text;
		}

		case 'OFF': {
			return '';
		}
	}
}
