/**
 * DIAGNOSE X'6C': where an operating system's table has the entry of its page 0 (SC19-6203), for shadow tables that are
 * kept from one task to the next. They are made anew where they change here: nothing has to be remembered.
 */
import type {Diagnose} from './diagnose.js';

const basicControl = 3;

export const shadowTables: Diagnose = {
	code: 0x6C,
	summary: 'Shadow table maintenance',
	/** Rx: address of the entry. Condition code 3 of a machine in BC mode; else it stays. */
	perform: ({vm}) => vm.cpu.psw.ec ? undefined : basicControl,
};
