/** Users of CMS in machines of 16 MiB, whose programs touch pages all over them: more than the host has frames for. */
import {VirtualClock} from '../../source/base/clock.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import {readProfile} from '../../source/system/profile.js';
import {System} from '../../source/system/system.js';
import {systemFiles} from '../../source/system/system-files.js';
import {memoryVolumes} from '../../source/system/volumes/memory-volumes.js';
import {RecordingTerminal} from './cp-session.js';
import {programFile} from './program-file.js';

const machineSize = 16 * 1024 * 1024;
/** The first page that is touched. */
const first = 0x10_0000;
const name = 'TOUCH';

/**
 * A program that adds 1 to a word in each of so many pages, where all of them are what the first is; its return code is
 * 8 where one is not. Mode 2, as users see of the system disk.
 */
function program(pages: number): ReturnType<typeof programFile> {
	const step = Math.trunc((machineSize - first) / pages / 4096) * 4096;
	return {...programFile(name, `
         LR    12,15
         L     4,FIRST
         L     3,0(4)
         LA    5,${pages}
PAGE     C     3,0(4)
         BNE   WRONG
         LA    6,1(3)
         ST    6,0(4)
         A     4,STEP
         BCT   5,PAGE
         SR    15,15
         BR    14
WRONG    LA    15,8
         BR    14
FIRST    DC    A(${first})
STEP     DC    F'${step}'`), modeNumber: '2'};
}

export class ManyPages {
	readonly system: System;
	readonly #users: Array<{readonly vm: VirtualMachine; readonly terminal: RecordingTerminal}> = [];

	/** `users` in CMS, each with a program for so many pages; MiB of host storage; the paging volume is the default. */
	constructor({users, pages, megabytes}: {users: number; pages: number; megabytes: number}) {
		const clock = new VirtualClock();
		const profile = readProfile();
		this.system = new System({
			clock,
			volumes: memoryVolumes(profile, () => [...systemFiles(), program(pages)], clock.now()),
			directory: profile.directory,
			systemNames: profile.systemNames,
			systems: profile.systems,
			pagingVolumes: profile.pagingVolumes,
			storage: megabytes * 1024 * 1024,
		});
		const {cp} = this.system;
		const prototype = {...profile.directory.find('CMSUSER')!, storage: machineSize};
		for (let number = 0; number < users; number++) {
			const terminal = new RecordingTerminal(`GRAF ${number}`);
			terminal.line = this.system.connect(terminal);
			const userid = `U${String(number).padStart(4, '0')}`;
			const vm = cp.sessions.logon({...prototype, userid}, terminal.line);
			terminal.script.push('', `LOAD ${name}`);
			cp.ipl(vm, 'CMS');
			this.#users.push({vm, terminal});
		}

		this.#rest();
	}

	/** All run their programs at once. Answers how many did not end well. */
	round(): number {
		for (const {terminal} of this.#users) {
			terminal.line.enter('START');
		}

		this.#rest();
		return this.#users.filter(({terminal}) => !terminal.lines.at(-1)?.startsWith('Ready;')).length;
	}

	/** How often each has counted. */
	get counted(): readonly number[] {
		return this.#users.map(({vm}) => vm.storage.word(first));
	}

	#rest(): void {
		while (this.system.cp.pump(1000) !== 'idle') {
			// Until nobody can run.
		}
	}
}
