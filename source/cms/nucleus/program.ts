/** CMS as a resident program: its entries, and how they reach the nucleus of their machine. */
import {explained} from '../../base/command.js';
import type {ResidentFactory} from '../../guest/resident.js';
import {messageCatalogue, type MessageCatalogue} from '../../base/message.js';
import type {CmsCommand} from '../cms.js';
import {cmsCommands} from '../commands/index.js';
import {messages} from '../messages/index.js';
import {complete} from './command/complete.js';
import {
	externalInterruption, guarded, ioInterruption, programInterruption,
} from './interruptions.js';
import {initialProgramLoad} from './ipl.js';
import {Nucleus} from './nucleus.js';
import {restart} from './restart.js';
import {svcInterruption} from './svc/svc.js';

/** What is installed in a CMS beside its own. */
export type Installed = {
	/** Commands, behind CMS's (services such as SBS). */
	readonly commands?: readonly CmsCommand[];
	/** Messages that HELP explains; CMS's own by default. */
	readonly messages?: MessageCatalogue;
};

const ownMessages = messageCatalogue(messages);

export function createCmsProgram({commands = [], messages = ownMessages}: Installed = {}): ResidentFactory {
	return control => {
		const nucleus = new Nucleus(control, [...new Set([...cmsCommands, ...commands])], messages);
		return {
			entries: [
				() => guarded(nucleus, initialProgramLoad(nucleus)),
				() => guarded(nucleus, svcInterruption(nucleus)),
				() => guarded(nucleus, externalInterruption(nucleus)),
				() => guarded(nucleus, ioInterruption(nucleus)),
				() => guarded(nucleus, programInterruption(nucleus)),
				() => guarded(nucleus, restart(nucleus)),
			],
			complete: line => complete(nucleus, line),
			commands: () => nucleus.commands.map(command => explained(command, 'CMS')),
		};
	};
}

/** CMS with its own commands. */
export const cmsProgram: ResidentFactory = createCmsProgram();
