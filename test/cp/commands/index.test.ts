import test from 'ava';
import {findCommand} from '../../../source/base/command.js';
import {cpCommands} from '../../../source/cp/commands/index.js';
import {messages, messageText} from '../../../source/cp/messages.js';

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

test('every message has an identifier of IBM\'s form and no value left out', t => {
	for (const [id, text] of Object.entries(messages)) {
		t.regex(id, /^DMK[A-Z]{3}\d{3}[EWI]$/);
		t.notRegex(text, /^\s|\s$/);
	}

	t.is(messageText('DMKLNK110E', 'USER1', '191', '291'), 'USER1 191 NOT LINKED; DASD 291 ALREADY DEFINED');
});
