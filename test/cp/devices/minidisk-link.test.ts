import test from 'ava';
import {accessModes, type AccessMode} from '../../../source/port/passwords.js';
import {decide, othersText, type LinkDecision} from '../../../source/cp/devices/minidisk-link.js';

const nobody = {count: 0, one: undefined};

/** The manual's table: columns none, readers only, a writer (GC20-1820, LINK). */
const table: Readonly<Record<AccessMode, readonly [LinkDecision, LinkDecision, LinkDecision]>> = {
	R: ['R/O', 'R/O', 'refused'],
	RR: ['R/O', 'R/O', 'R/O'],
	W: ['R/W', 'refused', 'refused'],
	WR: ['R/W', 'forced', 'forced'],
	M: ['R/W', 'R/W', 'refused'],
	MR: ['R/W', 'R/W', 'forced'],
	MW: ['R/W', 'R/W', 'R/W'],
};

for (const mode of accessModes) {
	test(`mode ${mode}`, t => {
		const [alone, read, written] = table[mode];
		t.is(decide(mode, 0, 0), alone);
		t.is(decide(mode, 2, 0), read);
		t.is(decide(mode, 0, 1), written);
		t.is(decide(mode, 2, 1), written);
	});
}

test('who else has it', t => {
	t.is(othersText(nobody, nobody), '');
	t.is(othersText({count: 1, one: 'USER1'}, nobody), 'R/O BY USER1');
	t.is(othersText({count: 3, one: 'USER1'}, {count: 1, one: 'MAINT'}), 'R/W BY MAINT; R/O BY 003 USERS');
});
