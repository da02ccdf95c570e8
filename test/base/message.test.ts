import test from 'ava';
import {
	issue, messageCatalogue, messageLine, messageTable, messageText, parameterNames, parseMessageId, shownText,
} from '../../source/base/message.js';

const table = messageTable({
	DMSXXX001E: {text: "NO '{what}' FOR '{what}' IN {where:FILE|DISK} {count:00}.", returnCode: 24, help: 'x'},
	DMSXXX002I: {text: 'DONE', help: 'x'},
	DMSXXX003E: {text: '{file}: {reason}', returnCode: {801: 'first', 802: 'second'}, help: 'x'},
});

test('parameters stand where the text has their names, numbers with the digits it asks for', t => {
	t.is(
		messageLine(table.DMSXXX001E, {what: '$1', where: 'DISK', count: 7}),
		"DMSXXX001E NO '$1' FOR '$1' IN DISK 07.",
	);
	t.is(messageText(table.DMSXXX002I), 'DONE');
	t.deepEqual(parameterNames(table.DMSXXX001E.text), ['what', 'what', 'where', 'count']);
	t.is(shownText(table.DMSXXX001E.text), "NO '{what}' FOR '{what}' IN {FILE|DISK} {count}.");
});

test('the return code comes from the table; where it has several, from who types the message', t => {
	t.is(issue(table.DMSXXX001E, [{what: 'A', where: 'FILE', count: 1}]).returnCode, 24);
	t.is(issue(table.DMSXXX002I, []).returnCode, 0);
	t.deepEqual(issue(table.DMSXXX003E, [{file: 'A', reason: 'B'}, 802]), {
		id: 'DMSXXX003E', text: 'A: B', returnCode: 802,
	});
});

test('parameters, their kinds and return codes are checked when the system is compiled', t => {
	// @ts-expect-error A word the text does not have.
	messageText(table.DMSXXX001E, {what: 'A', where: 'TAPE', count: 1});
	// @ts-expect-error A text for a number.
	messageText(table.DMSXXX001E, {what: 'A', where: 'FILE', count: '1'});
	// @ts-expect-error A parameter is missing.
	messageText(table.DMSXXX003E, {file: 'A'});
	// @ts-expect-error A code the table does not have.
	issue(table.DMSXXX003E, [{file: 'A', reason: 'B'}, 803]);
	t.pass();
});

test('an identifier has component, module, number and severity', t => {
	t.deepEqual(parseMessageId('DMKLOG020E'), {
		component: 'DMK', module: 'LOG', number: 20, severity: 'E',
	});
	t.deepEqual(parseMessageId('SBS104I'), {
		component: 'SBS', module: '', number: 104, severity: 'I',
	});
	for (const wrong of ['DMSACC12S', 'DMSACC112X', 'DMSAC112S', 'SBSA104I', 'DMSACC112S ']) {
		t.is(parseMessageId(wrong), undefined, wrong);
	}
});

test('a message that two tables have is found out', t => {
	const twice = messageCatalogue(table, {DMSXXX002I: table.DMSXXX002I});
	t.throws(() => twice.values(), {message: /two tables/});
});
