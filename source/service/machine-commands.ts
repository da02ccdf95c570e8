/** The commands that make a machine a master or a slave of a service: the PROFILE EXEC of its disk has them. */
import type {Cms, CmsCommand} from '../cms/cms.js';
import {bringIn} from '../cms/loader/program-code.js';
import type {Step} from '../guest/action.js';
import {Master} from './master/master.js';
import {serviceMessages} from './messages.js';
import type {ServiceProgram} from './program.js';
import {readServiceProfile, type ServiceProfile} from './service-profile.js';
import {runSlave} from './slave.js';

const returnCodes = [
	'28   the service has no valid profile', '104  the profile names another program, or no master answers',
];

/** The profile that a machine is to serve by; a return code where it cannot. */
function * profileFor(cms: Cms, name: string, program: ServiceProgram): Step<ServiceProfile | number> {
	const profile = yield * readServiceProfile(cms, name);
	if (!profile) {
		return yield * cms.message(serviceMessages.DMSSRV001E, {service: name});
	}

	return profile.program === program.name
		? profile
		: yield * cms.message(serviceMessages.DMSSRV009E, {program: program.name, service: name});
}

/** Commands for masters and slaves of a program's service, or of another one, named, that has the same program. */
export function machineCommands(
	program: ServiceProgram,
	names: {readonly master: string; readonly slave: string},
): readonly CmsCommand[] {
	const definition = (name: string): Pick<CmsCommand, 'name' | 'minimum' | 'syntax' | 'returnCodes' | 'origin'> => ({
		name, minimum: name.length, syntax: [`${name} [service]`], returnCodes, origin: 'Yorktown',
	});
	return [
		{
			...definition(names.master),
			summary: `run the master of ${program.name} (the PROFILE EXEC of its machine starts it)`,
			* run({cms, operands: [name = program.name]}): Step<number> {
				const profile = yield * profileFor(cms, name, program);
				if (typeof profile === 'number') {
					return profile;
				}

				// Where the program has no part for it, the master has none of its code.
				const code = program.master && (yield * bringIn(cms, profile.code));
				if (typeof code === 'number') {
					return code;
				}

				const part = program.master && (yield * program.master(cms, profile));
				return typeof part === 'number' ? part : yield * new Master(cms, profile, part).run();
			},
		},
		{
			...definition(names.slave),
			summary: `serve ${program.name} in a slave machine (its PROFILE EXEC starts it)`,
			* run({cms, operands: [name = program.name]}): Step<number> {
				const profile = yield * profileFor(cms, name, program);
				if (typeof profile === 'number') {
					return profile;
				}

				const code = yield * bringIn(cms, profile.code);
				if (typeof code === 'number') {
					return code;
				}

				// Prepared once, with the code in place, it begins here again for each user.
				cms.restartWith(`${names.slave} ${name}`);
				const returnCode = yield * runSlave(cms, profile, program, code);
				cms.restartWith('');
				return returnCode;
			},
		},
	];
}
