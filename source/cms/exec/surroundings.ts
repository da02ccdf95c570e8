/** Special variables that show the system around an EXEC. */
import {greatest} from '../../base/sequences.js';
import type {Cms} from '../cms.js';
import type {Surroundings} from './expression/variables.js';
import type {VariableRoom} from './variable-room.js';

/** The letter of the R/W disk that `&DISK*` (first in the search order) or `&DISK?` (most room) names. */
function writableDisk(cms: Cms, most: boolean): string {
	const disks = cms.disks.disks.filter(disk => !disk.readOnly);
	const room = greatest(disks.map(disk => disk.blocks.left));
	const chosen = most ? disks.find(disk => disk.blocks.left === room) : disks[0];
	return chosen?.letter ?? 'NONE';
}

/** `line` tells the line now executed. `room`: where its variables lie. */
export function surroundings(cms: Cms, execName: string, line: () => number, room: VariableRoom): Surroundings {
	return {
		fixed(name) {
			switch (name) {
				case 'LINENUM': {
					return String(line());
				}

				case 'EXEC': {
					return execName;
				}

				case 'READFLA': {
					return cms.console.stacked > 0 ? 'STACK' : 'CONSOLE';
				}

				case 'TYPEFLA': {
					return cms.console.haltTyping ? 'HT' : 'RT';
				}

				case 'GLOBAL': {
					return String(cms.execs.length);
				}

				default: {
					return undefined;
				}
			}
		},
		initial(name) {
			if (name === 'DOS') {
				return 'OFF';
			}

			if (name === 'DISK*' || name === 'DISK?') {
				return writableDisk(cms, name === 'DISK?');
			}

			if (/^DISK[A-Z]$/.test(name)) {
				return cms.disks.disk(name.slice(-1)) ? 'CMS' : 'NA';
			}

			return undefined;
		},
		globals: cms.execGlobals,
		takeRoom() {
			room.take();
		},
	};
}
