/** What `run` keeps of a procedure's output has an end, and so has the procedure then. */
import test from 'ava';

import {VirtualClock} from '../../../source/base/clock.js';
import {cp037} from '../../../source/base/ebcdic.js';
import {limits} from '../../../source/base/limits.js';
import {RunConsole} from '../../../source/commands/procedure/run-console.js';
import {CmsSession} from '../../support/cms-session.js';

test('output without end is kept up to its limit and ends the run with a message', t => {
	const {vm, terminal} = new CmsSession();
	const console = new RunConsole({
		setup: [], command: 'QUERY BLIP', input: [], text: {page: cp037, notSign: '¬', raw: false}, print: 'keep',
	});
	console.clock = new VirtualClock(0);
	console.machine = vm;
	console.line = terminal.line;
	// CMS reads: the console types the procedure's command, and what comes from now on is its output.
	console.send({kind: 'read', pending: true, conceal: false});
	vm.storage.setWord(0x7E0, 1);
	for (let line = 0; line <= limits.outputLines.value; line++) {
		console.send({kind: 'line', text: 'X', lineClass: 'vm'});
		if (console.ended) {
			break;
		}
	}

	t.is(console.outcome.output.length, limits.outputLines.value);
	t.true(console.ended);
	t.is(console.outcome.problem, `more than ${limits.outputLines.value} lines of output`);
});
