/** Messages about a machine that cannot go on, and about the end of the system (GC20-1808, DMKDSP, DMKVMI, DMKCKP). */
import {messageTable} from '../../base/message.js';

export const machineMessages = messageTable({
	DMKCKP961W: {
		text: 'SYSTEM SHUTDOWN COMPLETE',
		help: 'The operator shut the system down; every machine is logged off.',
	},
	DMKDSP450W: {
		text: "CP ENTERED; DISABLED WAIT PSW '{psw}'",
		help: 'The machine loaded a PSW that waits and lets no interruption in: most programs end so. IPL starts it '
			+ 'anew.',
	},
	DMKDSP451W: {
		text: 'CP ENTERED; INVALID PSW',
		help: 'The PSW is none the processor can run with. IPL starts the machine anew.',
	},
	DMKDSP452W: {
		text: 'CP ENTERED; EXTERNAL INTERRUPT LOOP',
		help: 'The new PSW for external interruptions lets the same interruption in again at once. IPL starts the '
			+ 'machine anew.',
	},
	DMKDSP453W: {
		text: 'CP ENTERED; PROGRAM INTERRUPT LOOP',
		help: 'The new PSW for program interruptions leads to a program interruption at once. IPL starts the machine '
			+ 'anew.',
	},
	DMKPGT400I: {
		text: 'SYSTEM TEMP SPACE FULL',
		help: 'To the operator: pages have no place left on the paging volumes. Who needs one more page waits until '
			+ 'somebody has logged off. To a user: his machine could not wait, and was reset.',
	},
	DMKPGT401I: {
		text: 'SYSTEM SPOOL SPACE FULL',
		help: 'To the operator: no file can be closed before others are purged, or the host has room again.',
	},
	DMKVMA181E: {
		text: 'SHARED COPY SYSTEM {system} REPLACED WITH NON-SHARED COPY',
		returnCode: 181,
		help: 'The command changes a page that others share. The machine has a copy of the whole system for itself '
			+ 'now, with the change in it; the others go on as before.',
	},
	DMKVMA456W: {
		text: 'CP ENTERED; {system} SHARED PAGE {hexloc} ALTERED',
		help: 'A program stored into a protected page that others share. The page is as it was before; BEGIN lets the '
			+ 'machine go on.',
	},
	DMKVMI233E: {
		text: 'IPL TERMINATED; {why:STORAGE TOO SMALL|FATAL I/O ERROR}',
		returnCode: 233,
		help: 'The machine could not be started: it has too little storage for the system, or the device could not be '
			+ 'read.',
	},
	DMKVSP427I: {
		text: '{origin} SPOOL SPACE FULL; FILE NOT CLOSED',
		help: 'There is no room for the file. What was written stays with the device: CLOSE it again when files were '
			+ 'purged.',
	},
	DMKYTN900W: {
		text: 'CP ENTERED; FAULT OF THE SYSTEM - {fault}',
		help: 'A fault of the system itself while it worked for this machine, which was reset; others go on. The '
			+ 'operator has a report. IPL starts the machine anew.',
	},
});
