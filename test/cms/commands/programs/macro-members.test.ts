/** What files give a MACLIB, whatever they hold. */
import test from 'ava';
import fc from 'fast-check';
import {ebcdicField} from '../../../../source/base/ebcdic.js';
import {copyMembers, macroMembers} from '../../../../source/cms/commands/programs/macro-members.js';

const line = fc.constantFrom(
	' MACRO', '         MACRO', '&N PUT &A', ' GET', ' MEND', '.X MEND', '* MACRO', '', ' COPY SELF', ' ICTL 2', `${' GET   &A,'.padEnd(71)}X`, '*COPY ONE', '*COPY A.B', '*COPY', ' DC C\'', '\u0000',
);
const records = fc.array(line.map(text => ebcdicField(text, 80)), {minLength: 1, maxLength: 20});

test('members are parts of the file, in its order, each under a name, or there are none', t => {
	fc.assert(fc.property(records, file => {
		for (const decks of [macroMembers(file), copyMembers('SELF', file)]) {
			if (decks === undefined) {
				continue;
			}

			t.true(decks.length > 0);
			let from = 0;
			for (const {names, records: own} of decks) {
				t.is(names.length, 1);
				t.regex(names[0], /^[A-Z]+$/);
				for (const record of own) {
					from = file.indexOf(record, from) + 1;
					t.true(from > 0);
				}
			}
		}
	}));
});
