import test from 'ava';
import {findCommand} from '../../../source/base/command.js';
import {cpCommands} from '../../../source/cp/commands/index.js';

test('every command is found by name, synonym and shortest form', t => {
	for (const command of cpCommands) {
		for (const word of [command.name, ...command.synonyms ?? []]) {
			t.is(findCommand(word, cpCommands), command);
		}

		t.is(findCommand(command.name.slice(0, command.minimum), cpCommands), command);
		if (command.audience === undefined) {
			t.regex(command.classes, /^[A-H]+$/);
		}

		t.true(command.syntax.length > 0 && command.summary.length > 0);
	}
});

test('LOG is LOGOFF', t => {
	t.is(findCommand('LOG', cpCommands)!.name, 'LOGOFF');
	t.is(findCommand('LO', cpCommands)!.name, 'LOGON');
});
