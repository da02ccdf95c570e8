import test from 'ava';
import {findCommand, isAbbreviation, type CommandDefinition} from '../../source/base/command.js';

const definition = (name: string, minimum: number, ...synonyms: string[]): CommandDefinition => ({
	name,
	minimum,
	synonyms,
	syntax: [],
	summary: '',
});
const table = [
	definition('QUERY', 1),
	definition('QUIT', 4),
	definition('WARNING', 4, 'WNG'),
	definition('DISPLAY', 1),
	definition('DISCONN', 4),
];

test('a full name, its abbreviations down to the minimum, and synonyms are found', t => {
	for (const word of ['QUERY', 'QUER', 'Q']) {
		t.is(findCommand(word, table)?.name, 'QUERY');
	}

	t.is(findCommand('WNG', table)?.name, 'WARNING');
	t.is(findCommand('D', table)?.name, 'DISPLAY');
	t.is(findCommand('DISC', table)?.name, 'DISCONN');
});

test('a word too short, too long or with another ending is not', t => {
	for (const word of ['W', 'QUERYX', 'QX', '']) {
		t.is(findCommand(word, table), undefined, word);
	}

	t.false(isAbbreviation('WAR', 'WARNING', 4));
});

test('a full name wins over an abbreviation that stands before it', t => {
	t.is(findCommand('QUIT', table)?.name, 'QUIT');
});
