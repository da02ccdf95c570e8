/**
 * What &CONTROL NOMSG keeps back (GC20-1818, "&CONTROL"): that ERASE, LISTFILE, RENAME or STATE did not find the file.
 * STATE keeps back that the disk is not accessed, too, as this nucleus does.
 */
import type {MessageId} from './index.js';

const ids: readonly MessageId[] = ['DMSERS002E', 'DMSLST002E', 'DMSRNM002E', 'DMSSTT002E', 'DMSSTT069E'];

export const withheld: ReadonlySet<string> = new Set(ids);
