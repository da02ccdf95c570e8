/** The beginning of the stub page that lends a resident program its addresses: CP knows the program by it. */
import {characters, Layout} from './layout.js';

export const stubPageHead = new Layout(16, {eyeCatcher: characters(0, 8), program: characters(8, 8)});

export const eyeCatcher = 'RESIDENT';

/**
 * DIAGNOSE code of each of its addresses: the program goes on there. No row of CP's table, for the driver answers it.
 */
export const residentDiagnose = 0x100;
