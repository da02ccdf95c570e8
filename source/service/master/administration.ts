/** What `SERVICE` asks of a master: how it stands, and DRAIN, STOP and START of its administrators. */
import {emptyBlock, type Block} from '../block.js';
import {messageBlock, serviceMessages} from '../messages.js';
import type {ServiceProfile} from '../service-profile.js';
import type {Administration} from '../verbs.js';
import type {MasterEvent, MasterState, Slave} from './state.js';

/** The answer for who asked, and what is to happen. */
export type Administered = {readonly answer: Block; readonly event?: MasterEvent};

const kinds = {START: 'start', STOP: 'stop', DRAIN: 'drain'} as const;
const modes = {serving: 'SERVING', draining: 'DRAINING', stopped: 'STOPPED'} as const;

function slaveLine({name, stage, since, work}: Slave, now: number): string {
	return `${name.padEnd(8)} ${stage.toUpperCase().padEnd(8)} ${(work?.user ?? '').padEnd(8)} ${now - since} SEC`
		.trimEnd();
}

function lines({mode, slaves, waiting}: MasterState, profile: ServiceProfile, now: number): string[] {
	const {name, master, maximum, configuration} = profile;
	const machines = configuration.kind === 'SERVER' ? 'SERVER' : `SLAVES ${slaves.length} OF ${maximum}`;
	return [
		`${name.padEnd(8)} ${modes[mode].padEnd(8)} MASTER ${master}  ${machines}  `
		+ `WAITING ${waiting.length}`,
		...slaves.toSorted((one, other) => (one.name < other.name ? -1 : 1)).map(slave => slaveLine(slave, now)),
		...waiting.map(({user, since}) => `${user.padEnd(8)} WAITS             ${now - since} SEC`),
	];
}

/** What `userid` asked. */
export function administer(
	state: MasterState,
	profile: ServiceProfile,
	userid: string,
	asked: Administration,
	now: number,
): Administered {
	if (asked === 'QUERY') {
		return {answer: {...emptyBlock, lines: lines(state, profile, now)}};
	}

	const {name: service} = profile;
	if (!profile.administrators.includes(userid)) {
		return {answer: messageBlock(serviceMessages.DMSSRV006E, {service})};
	}

	return {
		answer: messageBlock(serviceMessages.DMSSRV005I, {service, mode: asked === 'START' ? 'SERVES' : 'ENDS'}),
		event: {kind: kinds[asked]},
	};
}
