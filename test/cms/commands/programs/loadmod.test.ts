import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';

test('what LOADMOD refuses; that the disk is not accessed it does not say', t => {
	const session = new CmsSession();
	for (const [line, ...answer] of [
		['loadmod', 'NO FILENAME SPECIFIED.', 'Ready(00024);'],
		['loadmod rename (', 'INVALID FILETYPE (.', 'Ready(00024);'],
		['loadmod rename module a b', 'INVALID PARAMETER \'B\'.', 'Ready(00024);'],
		['loadmod rename module aaa', 'Invalid mode \'AAA\'.', 'Ready(00024);'],
		['loadmod re?', 'Invalid character \'?\' in fileID \'RE? MODULE\'.', 'Ready(00020);'],
		['loadmod rename module q', 'Ready(00036);'],
		['loadmod rename module a', 'FILE RENAME MODULE NOT FOUND.', 'Ready(00028);'],
		['loadmod rename module s', 'Ready;'],
	]) {
		t.deepEqual(session.enter(line), answer, line);
	}
});
