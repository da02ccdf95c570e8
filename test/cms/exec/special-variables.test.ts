/** What can be assigned to (GC20-1819, "EXEC special variables"; where that is silent, as IBM's nucleus has it). */
import test from 'ava';
import {CmsSession} from '../../support/cms-session.js';

const misuse = 'Misuse of special variable';
const cases: ReadonlyArray<readonly [lines: readonly string[], typed: string, error?: number]> = [
	[['&30 = X', '&TYPE &30 &INDEX'], 'X 2'],
	[['&0 = X', '&TYPE &0'], 'X'],
	[['&31 = X'], misuse, 810],
	[['&100 = X'], misuse, 810],
	[['&1000000 = X'], misuse, 810],
	[['&031 = X', '&TYPE &031'], 'X'],
	[['&31A = X', '&TYPE &31A'], 'X'],
	[['&I = 31', '&&I = X'], misuse, 810],
	[['&31 = &31 + 1'], misuse, 810],
	[['&INDEX = &NONE + 1'], misuse, 810],
	[['&RETCODE = &NONE + 1'], 'Invalid assignment', 809],
	[['&STACK Z', '&READ VARS &31'], misuse, 810],
	[['&TYPE A &31 &99'], 'A'],
	[['&A = 30', '&LOOP 2 2', '&A = &A + 1', '&&A = Y'], misuse, 810],
	[['&DISK* = X', '&TYPE &DISK*'], 'X'],
	[['&DISK? = X', '&TYPE &DISK?'], 'X'],
	[['&DISKA = X', '&TYPE &DISKA'], 'X'],
	[['&A* = X'], 'Invalid char in variable symbol', 819],
	[['& = 5', '&A = & + 1', '&TYPE &A'], '6'],
	[['&TYPE &* &$ & W'], '&* &$ W'],
	[['&* = X', '&TYPE &*'], 'X'],
	[['&STACK Z', '&READ VARS &$', '&TYPE &$'], 'Z'],
	[['&IF &* EQ P &TYPE ALL', '&IF &$ EQ Q &TYPE ANY'], 'ANY'],
	[['&* = X', '&IF &* EQ X &TYPE ALL'], 'ALL'],
	[['&$ =', '&IF &$ EQ P &TYPE ANY'], 'Invalid form of condition', 808],
	[['&A = 0', '&LOOP 3 3', '&A = &A + 1', '&* = &A', '&IF &* EQ 2 &TYPE TWO'], 'TWO'],
];

test('arguments, special variables and &* as targets of assignments', t => {
	const files = Object.fromEntries(cases.map(([lines], index) => [`X${index} EXEC`, ['&CONTROL OFF', ...lines]]));
	const session = new CmsSession({files});
	for (const [index, [lines, typed, error]] of cases.entries()) {
		const where = new RegExp(String.raw`^Error in EXEC file X${index}, line \d - `);
		const answer = session.enter(`x${index} p q`).map(line => line.replace(where, ''));
		t.deepEqual(answer, [typed, error === undefined ? 'Ready;' : `Ready(00${error});`], lines.join(' / '));
	}
});
