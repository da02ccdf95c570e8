/** The commands that make a machine a master or a slave of a service: the PROFILE EXEC of its disk has them. */
import {Failure} from '../base/failure.js';
import {hex} from '../base/hex.js';
import type {Cms, CmsCommand} from '../cms/cms.js';
import {bringIn} from '../cms/loader/program-code.js';
import type {Step} from '../guest/action.js';
import {Master} from './master/master.js';
import {serviceMessages} from './messages.js';
import type {ServiceProgram} from './program.js';
import {Server} from './server.js';
import {requireServiceProfile, type ServiceProfile} from './service-profile.js';
import {runSlave} from './slave.js';

const returnCodes = [
	'28   the service has no valid profile', '104  the profile names another program, or no master answers',
];

/** The profile that a machine is to serve by; a return code where it cannot. */
function * profileFor(cms: Cms, name: string, program: ServiceProgram): Step<ServiceProfile | number> {
	const profile = yield * requireServiceProfile(cms, name);
	if (profile instanceof Failure) {
		return profile.returnCode;
	}

	return profile.program === program.name
		? profile
		: yield * cms.message(serviceMessages.DMSSRV009E, {program: program.name, service: name});
}

/** Runs the service's one machine. */
function * serve(cms: Cms, profile: ServiceProfile, program: ServiceProgram): Step<number> {
	const code = yield * bringIn(cms, profile.code);
	if (typeof code === 'number') {
		return code;
	}

	const returnCode = yield * program.open?.(cms, profile) ?? ready();
	return returnCode === 0 ? yield * new Server(cms, profile, program, code).run() : returnCode;
}

function * ready(): Step<number> {
	return 0;
}

function * nothing(): Step {
	// Nothing is shared.
}

/** Slaves have the disks: what this machine knows of their directories would soon be wrong. */
function * leaveDisks(cms: Cms, {library: {owner, devices}}: ServiceProfile): Step {
	for (const device of owner === cms.userid ? devices : []) {
		yield * cms.disks.release(device);
	}
}

/** Users link the disks themselves, which they can only where no master has them. */
function * giveUpDisks(cms: Cms, profile: ServiceProfile): Step<number> {
	yield * cms.message(serviceMessages.DMSSRV011I, {service: profile.name});
	yield * leaveDisks(cms, profile);
	for (const device of profile.library.owner === cms.userid ? profile.library.devices : []) {
		yield * cms.cp(`DETACH ${hex(device, 3)}`, true);
	}

	yield * cms.cp('LOGOFF', true);
	return 0;
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

				if (profile.configuration.kind === 'LINK') {
					return yield * giveUpDisks(cms, profile);
				}

				if (profile.configuration.kind === 'SERVER') {
					return yield * serve(cms, profile, program);
				}

				yield * leaveDisks(cms, profile);
				yield * program.keep?.(cms, profile) ?? nothing();
				return yield * new Master(cms, profile).run();
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

				const ended = yield * program.open?.(cms, profile) ?? ready();
				if (ended !== 0) {
					return ended;
				}

				// Prepared once, with the code in place and its disks accessed, it begins here again for each user.
				yield * cms.restartWith(`${names.slave} ${name}`);
				const returnCode = yield * runSlave(cms, profile, program, code);
				yield * cms.restartWith('');
				return returnCode;
			},
		},
	];
}
