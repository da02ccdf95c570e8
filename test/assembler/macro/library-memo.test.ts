/** Assemblies that share what they have read of a library make what each makes by itself. */
import test from 'ava';
import {assemble} from '../../../source/assembler/assemble.js';
import {LibraryMemo} from '../../../source/assembler/macro/library-memo.js';

const store = (value: string) => [
	'         MACRO', '&NAME    STORE &WHAT=1', '         LCLA  &N', '&N       SETA  &WHAT+1',
	`&NAME    DC    A(&N,${value})`, '         COPY  TAIL', '         MEND',
];
const double = ['         MACRO', '&NAME    DOUBLE &P', '&NAME    DC    2A(&P)', '         MEND'];
const source = [
	'         DOUBLE 5', 'ONE      STORE', 'TWO      STORE WHAT=7', 'THREE    DOUBLE 6', '         COPY  TAIL', '         END',
];

const libraryOf = (members: Readonly<Record<string, readonly string[]>>) =>
	({member: (name: string): readonly string[] | undefined => members[name]});

/** What an assembly makes. */
const outcome = (members: Readonly<Record<string, readonly string[]>>, memo?: LibraryMemo) => {
	const {cards, listing, diagnostics} = assemble(source, {library: libraryOf(members)}, memo);
	return {cards: cards.map(card => Buffer.from(card).toString('hex')), listing, diagnostics};
};

test('assemblies with one memo make what each makes by itself', t => {
	const memo = new LibraryMemo();
	const members = {STORE: store('9'), DOUBLE: double, TAIL: ['         DC    C\'TAIL\'']};
	const alone = outcome(members);
	t.deepEqual(alone.diagnostics, []);
	for (let turn = 0; turn < 3; turn++) {
		t.deepEqual(outcome(members, memo), alone);
	}
});

test('a member that has changed since is read again, and so is the macro that copies it', t => {
	const memo = new LibraryMemo();
	const members = {STORE: store('9'), DOUBLE: double, TAIL: ['         DC    C\'TAIL\'']};
	outcome(members, memo);
	for (const changed of [
		{...members, STORE: store('8')},
		{...members, TAIL: ['         DC    C\'LATE\'']},
		{STORE: members.STORE, TAIL: members.TAIL},
	]) {
		t.deepEqual(outcome(changed, memo), outcome(changed));
	}
});

test('one text under two names is two members', t => {
	const memo = new LibraryMemo();
	const text = ['         DC    X\'0G\''];
	const library = libraryOf({ONE: text, TWO: text});
	const {diagnostics} = assemble(['         COPY  ONE', '         COPY  TWO', '         END'], {library}, memo);
	t.deepEqual(diagnostics.map(({member}) => member), ['ONE', 'TWO']);
});
