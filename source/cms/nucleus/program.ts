/** CMS as a resident program: its entries, and how they reach the nucleus of their machine. */
import type {ResidentFactory} from '../../guest/resident.js';
import type {CmsCommand} from '../cms.js';
import {cmsCommands} from '../commands/index.js';
import {complete} from './command/complete.js';
import {
	externalInterruption, guarded, ioInterruption, programInterruption,
} from './interruptions.js';
import {initialProgramLoad} from './ipl.js';
import {Nucleus} from './nucleus.js';
import {svcInterruption} from './svc/svc.js';

/** CMS with further commands installed behind its own (services such as SBS). */
export function createCmsProgram({commands = []}: {readonly commands?: readonly CmsCommand[]} = {}): ResidentFactory {
	return control => {
		const nucleus = new Nucleus(control, [...new Set([...cmsCommands, ...commands])]);
		return {
			entries: [
				() => guarded(nucleus, initialProgramLoad(nucleus)),
				() => guarded(nucleus, svcInterruption(nucleus)),
				() => guarded(nucleus, externalInterruption(nucleus)),
				() => guarded(nucleus, ioInterruption(nucleus)),
				() => programInterruption(nucleus),
			],
			complete: line => complete(nucleus, line),
		};
	};
}

/** CMS with its own commands. */
export const cmsProgram: ResidentFactory = createCmsProgram();
