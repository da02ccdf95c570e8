/**
 * Changes that each remove one rule that protects somebody (a right, a lock, an order of writes, a clearing, a limit, a
 * charge), with the tests that must fail then. `from` stands exactly once in `file`. `scripts/mutate.js` runs them.
 */
import {access} from './mutations/access.js';
import {accounting} from './mutations/accounting.js';
import {addresses} from './mutations/addresses.js';
import {building} from './mutations/building.js';
import {classes} from './mutations/classes.js';
import {cms} from './mutations/cms.js';
import {communication} from './mutations/communication.js';
import {devices} from './mutations/devices.js';
import {guest} from './mutations/guest.js';
import {host} from './mutations/host.js';
import {libraryCommands} from './mutations/library-commands.js';
import {limitsKept} from './mutations/limits.js';
import {locks} from './mutations/locks.js';
import {machine} from './mutations/machine.js';
import {paging} from './mutations/paging.js';
import {remoteFiles} from './mutations/remote-files.js';
import {sbs} from './mutations/sbs.js';
import {services} from './mutations/service.js';
import {sessions} from './mutations/sessions.js';
import {slavesKept} from './mutations/slaves.js';
import {spool} from './mutations/spool.js';
import {store} from './mutations/store.js';
import {system} from './mutations/system.js';
import {terminal} from './mutations/terminal.js';
import {walls} from './mutations/walls.js';

export const mutations = [
	...sbs, ...store, ...libraryCommands, ...building, ...cms, ...access, ...classes, ...devices, ...sessions, ...spool,
	...addresses, ...communication, ...walls, ...paging, ...terminal, ...machine, ...system, ...guest,
	...host, ...limitsKept, ...locks, ...remoteFiles, ...services, ...accounting, ...slavesKept,
];
