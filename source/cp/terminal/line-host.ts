/** What CP does for the lines of its terminals: each thing that one asks of it, handed to the part that does it. */
import {logonAsks} from '../../port/passwords.js';
import type {CommandHost} from '../command.js';
import {linkAsks} from '../commands/link.js';
import type {LineHost} from './terminal-line.js';

/** The parts of CP that lines need. */
export type LineServices = Omit<LineHost, 'asksForPassword' | 'commands' | 'hungUp' | 'closed'> & CommandHost & {
	readonly sessions: Pick<LineHost, 'hungUp'>;
	readonly lines: Set<Parameters<LineHost['closed']>[0]>;
	commandsOf: LineHost['commands'];
};

export function lineHost(cp: LineServices): LineHost {
	return {
		wall: cp.wall,
		schedule: (microseconds, action) => cp.schedule(microseconds, action),
		raiseExternal(vm, pending) {
			cp.raiseExternal(vm, pending);
		},
		execute(commandLine, execution) {
			cp.execute(commandLine, execution);
		},
		asksForPassword: (vm, line) => vm ? linkAsks(cp, vm, line) : logonAsks(line),
		commands: classes => cp.commandsOf(classes),
		hungUp(line) {
			cp.sessions.hungUp(line);
		},
		closed(line) {
			cp.lines.delete(line);
		},
	};
}
