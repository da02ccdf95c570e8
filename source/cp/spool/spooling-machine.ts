/** The machine a spooled device belongs to, as its files see it. */
import type {DirectoryEntry} from '../directory/directory.js';
import type {Account} from '../machine/accounting.js';
import type {MachineSettings} from '../terminal/settings.js';

export type SpoolingMachine = {
	readonly userid: string;
	readonly entry: Pick<DirectoryEntry, 'distribution'>;
	readonly settings: Pick<MachineSettings, 'imsg'>;
	readonly account: Pick<Account, 'count'>;
	type(text: string): void;
};
