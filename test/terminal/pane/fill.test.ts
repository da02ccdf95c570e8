/** What a DELAYED function key puts into the input area of a pane. */
import test from 'ava';
import type {Terminal, TerminalPort} from '../../../source/port/terminal-port.js';
import {Pane} from '../../../source/terminal/pane/pane.js';

test('text that the system puts into the input area stands there as if typed, and Enter enters it', t => {
	const entered: string[] = [];
	const ignored = (): void => undefined;
	const port: TerminalPort = {
		enter(line) {
			entered.push(line);
		},
		key: ignored, screenInput: ignored, hold: ignored, resume: ignored, hangUp: ignored,
		complete: () => [],
		commands: () => [],
		cpu: () => ({virtual: 0, total: 0}),
	};
	const terminals: Terminal[] = [];
	const pane = new Pane({
		id: 1, kind: 'display', address: 'GRAF 021', now: () => 0, onChange: ignored,
		connect(terminal) {
			terminals.push(terminal);
			return port;
		},
	});
	pane.enter();
	pane.type('cp ');
	terminals[0].send({kind: 'fill', text: 'msg op '});
	pane.type('hello');
	t.is(pane.input.line.text, 'cp msg op hello');
	pane.enter();
	t.deepEqual(entered, ['cp msg op hello']);
});
