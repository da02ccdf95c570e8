import test from 'ava';
import fc from 'fast-check';
import {parseHexBytes} from '../../source/base/hex.js';
import type {SavedSystem} from '../../source/cp/systems/saved-system.js';
import {CpSession, type RecordingTerminal} from '../support/cp-session.js';

/** Reads lines for ever: SIO 009 with a read, waits enabled; every interruption starts it again. */
function reader(): SavedSystem {
	const low = new Uint8Array(4096);
	low.set(parseHexBytes('0000000000001000')!, 120);
	const page = new Uint8Array(4096);
	page.set(parseHexBytes('05F0D2030048F01E9C0000098200F00EFF020000000000000A0020002000005000001018')!);
	return {name: 'READER', pages: new Map([[0, low], [1, page]]), psw: [0, 0x1000]};
}

const lines = [
	'logon alice a',
	'logon bob b',
	'logon carol',
	'c',
	'begin',
	'ipl reader',
	'sleep 5 sec',
	'#cp',
	'#cp query time',
	'disconn',
	'disconn hold',
	'logoff',
	'logoff hold',
	'force alice',
	'force bob',
	'message bob hello',
	'system reset',
	'system clear',
	'set run on',
	'set run off',
	'some text',
	'',
	'link alice 191 291',
	'query names',
	'a#b#cp q t',
	'set emsg on',
	'external',
	'autolog bob b',
	'attn',
	'define graf 020',
	'terminal mode cp',
	'terminal mode vm',
	'ipl 00c',
	'set linedit off',
	'shutdownx',
	'ready 009',
	'reset 009',
	'rewind',
	'spool console start to bob',
	'spool 009 stop close',
	'close cons',
	'purge all',
	'transfer all to alice',
	'query rdr all',
];

type Doing =
	| {readonly kind: 'enter'; readonly terminal: number; readonly line: string}
	| {readonly kind: 'key' | 'hold' | 'resume' | 'hangUp'; readonly terminal: number}
	| {readonly kind: 'run'; readonly seconds: number};

const terminal = fc.nat(2);
const doing: fc.Arbitrary<Doing> = fc.oneof(
	{weight: 8, arbitrary: fc.record({kind: fc.constant('enter' as const), terminal, line: fc.constantFrom(...lines)})},
	{weight: 2, arbitrary: fc.record({kind: fc.constant('key' as const), terminal})},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constantFrom('hold' as const, 'resume' as const, 'resume' as const, 'hangUp' as const),
			terminal,
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({kind: fc.constant('run' as const), seconds: fc.constantFrom(0.001, 0.1, 3, 1200)}),
	},
);

/** Does it all; answers what every terminal saw. Throws where CP's books do not agree. */
function play(doings: readonly Doing[]): string[] {
	const session = new CpSession({savedSystems: [reader()]});
	const {cp} = session;
	const terminals: RecordingTerminal[] = [0, 1, 2].map(index => session.terminal(`GRAF 02${index}`));
	const seen: string[] = [];
	for (const done of doings) {
		if (done.kind === 'run') {
			session.run(done.seconds);
		} else {
			const {line} = terminals[done.terminal];
			switch (done.kind) {
				case 'enter': {
					line.enter(done.line);
					break;
				}

				case 'key': {
					line.key('PA1');
					break;
				}

				case 'hold':
				case 'resume':
				case 'hangUp': {
					line[done.kind]();
					break;
				}
			}
		}

		for (const [index, {closed, line}] of terminals.entries()) {
			if (closed || line.closed) {
				seen.push(...terminals[index].lines);
				session.run(0.001);
				terminals[index] = session.terminal(`GRAF 02${index}`);
			}
		}

		for (const vm of cp.machines.values()) {
			const line = [...cp.lines].find(each => each === vm.session.line);
			if (vm.session.loggedOff || (vm.session.line && line?.vm !== vm)) {
				throw new Error(`${vm.userid} and its line disagree`);
			}
		}

		for (const line of cp.lines) {
			if (line.vm && (line.vm.session.line !== line || !cp.machines.has(line.vm.userid))) {
				throw new Error(`${line.address} and its machine disagree`);
			}
		}
	}

	return [...seen, ...terminals.flatMap(({lines, statuses}) => [...lines, ...statuses])];
}

test('whatever is typed, and whoever hangs up: the books agree, and the same input gives the same output', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.array(doing, {maxLength: 60}), doings => {
			const first = play(doings);
			return first.join('\n') === play(doings).join('\n');
		}), {numRuns: 150});
	});
});
