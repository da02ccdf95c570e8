/**
 * One transcript, three configurations: what is typed, and the return codes, are the same byte for byte, times apart.
 * Every command of SBS is in it, each right and wrong.
 */
import test from 'ava';
import {sbsCommands} from '../../../source/sbs/commands/index.js';
import {configurations, configured, type ConfigurationLine} from '../../support/configurations.js';

const userids = ['USER1', 'USER2', 'MAINT'] as const;

/** Userid and line; another machine's line has `SBS` before it where it is one of ours. */
const transcript: ReadonlyArray<readonly [userid: typeof userids[number], line: string]> = [
	['USER1', 'SBS'], ['USER1', 'SBS FROB'], ['USER1', 'SBS PUT'], ['USER1', 'SBS PUT NO FILE'], ['USER1', 'SBS PUT MINE EXEC Q'],
	['USER1', 'SBS SESSION'], ['USER1', 'SBS SESSION END'], ['USER1', 'SBS SESSION START'], ['USER1', 'SBS SESS START'],
	['USER1', 'SBS LIST'], ['USER1', 'SBS ADD MINE EXEC'], ['USER1', 'SBS ADD MINE EXEC'], ['USER1', 'SBS ADD A/B EXEC'],
	['USER1', 'SBS PUT MINE EXEC (WHY the first (of all'], ['USER2', 'SBS PUT MINE EXEC'],
	['USER2', 'SBS GET MINE EXEC'], ['USER2', 'SBS GET MINE EXEC'], ['USER2', 'SBS GET MINE EXEC B'],
	['USER2', 'SBS GET MINE EXEC (REPLACE VERSION 7'], ['USER2', 'SBS GRANT PUT MINE EXEC USER2'],
	['USER1', 'SBS GRANT PUT MINE EXEC USER2'], ['USER2', 'COPYFILE HELLO EXEC Y MINE EXEC A (APPEND'],
	['USER2', 'SBS PUT MINE EXEC'], ['USER1', 'SBS PUT MINE EXEC'], ['USER1', 'SBS PUT MINE EXEC (FORCE'],
	['USER1', 'SBS COMPARE MINE EXEC (VERSION 1 WITH 2'], ['USER1', 'SBS COMPARE MINE EXEC (VERSION 2'],
	['USER1', 'SBS ANNOTATE MINE EXEC'], ['USER1', 'SBS HISTORY MINE EXEC'], ['USER1', 'SBS RESERVE MINE EXEC'],
	['USER2', 'SBS RESERVE MINE EXEC'], ['USER2', 'SBS PUT MINE EXEC'], ['USER1', 'SBS QUERY LOCKS'],
	['USER1', 'SBS RELEASE MINE EXEC'], ['USER1', 'SBS RELEASE MINE EXEC'], ['USER1', 'SBS REVOKE PUT MINE EXEC USER2'],
	['USER1', 'SBS QUERY MEMBER MINE EXEC'], ['USER1', 'SBS QUERY VERSION MINE EXEC 1'], ['USER1', 'SBS QUERY USERS'],
	['USER1', 'SBS DEFINE SYSTEM TOOLS'], ['USER1', 'SBS INCLUDE MINE EXEC IN TOOLS'], ['USER1', 'SBS QUERY SYSTEM TOOLS'],
	['USER1', 'SBS EXCLUDE MINE EXEC FROM TOOLS'], ['USER1', 'SBS WHEREUSED MINE EXEC'], ['USER1', 'SBS IMPACT MINE EXEC'],
	['USER1', 'SBS PROMOTE MINE EXEC INTEGRATION'], ['MAINT', 'SBS PROMOTE MINE EXEC INTEGRATION'],
	['USER1', 'SBS FREEZE REL1 MINE *'], ['MAINT', 'SBS FREEZE REL1 MINE *'], ['USER1', 'SBS QUERY RELEASE REL1'],
	['USER1', 'SBS NOTIFY MINE *'], ['USER1', 'SBS NOTIFY'], ['USER1', 'SBS LIST * * (JSON'], ['USER1', 'SBS REPORT'],
	['USER1', 'SBS RENAME MINE EXEC YOURS EXEC'], ['USER1', 'SBS OWNER YOURS EXEC USER2'], ['USER1', 'SBS RETIRE YOURS EXEC'],
	['USER2', 'SBS RETIRE YOURS EXEC'], ['USER1', 'SBS ASSEMBLE NOTHING'], ['USER1', 'SBS BUILD TOOLS'], ['USER1', 'SBS BUILD NONE'],
	['USER1', 'COPYFILE LIST SBSLIST A OTHER SBSLIST A'], ['USER1', 'SBS IMPORT LIST'], ['USER1', 'SBS EXPORT LIST'],
	['USER1', 'SBS EXPORT LIST (REPLACE'], ['USER1', 'SBS IMPORT NOLIST'], ['USER1', 'SBS VERIFY'], ['MAINT', 'SBS VERIFY'], ['USER1', 'SBS COMPRESS'],
	['MAINT', 'SBS COMPRESS'],
	['USER1', 'SBS BACKUP SAVED'], ['MAINT', 'SBS BACKUP SAVED'], ['MAINT', 'SBS RESTORE SAVED'], ['USER2', 'SBS DELETE YOURS EXEC'],
	['MAINT', 'SBS DELETE YOURS EXEC'], ['USER1', 'SBS LIST'], ['USER1', 'SBS SESSION END'], ['USER1', 'EXEC PUTS'], ['USER2', 'LISTFILE * EXEC A (DATE'],
];

/** What varies with time. */
const masked = (line: string): string => line
	.replaceAll(/\d\d\/\d\d\/\d\d/g, 'MM/DD/YY')
	.replaceAll(/\d\d:\d\d:\d\d/g, 'HH:MM:SS')
	.replaceAll(/ +\d?\d:\d\d\b/g, ' HH:MM')
	.replaceAll(/T=\d+\.\d\d\/\d+\.\d\d/g, 'T=V.VV/T.TT');

/** What came of each line. */
function replay(configuration: ConfigurationLine): string[] {
	const installation = configured(configuration);
	const users = new Map(userids.map(userid => [userid, installation.logOn(userid)]));
	for (const user of users.values()) {
		user.enterAll('SET BLIP OFF', 'SET EMSG ON', 'COPYFILE HELLO EXEC Y MINE EXEC A', 'SET LINEND %');
	}

	const one = users.get('USER1')!;
	one.enterAll('EDIT LIST SBSLIST', 'INPUT MINE EXEC', 'INPUT NO FILE', 'FILE');
	one.enterAll('EDIT PUTS EXEC', 'INPUT SBS PUT MINE EXEC', 'INPUT SBS GET MINE EXEC ( REPLACE', 'FILE');
	const typed = transcript.flatMap(([userid, line]) => [
		`${userid}: ${line}`, ...users.get(userid)!.enter(line).map(each => masked(each)),
	]);
	installation.close();
	return typed;
}

test('the transcript has every command', t => {
	const words = new Set(transcript.map(([, line]) => line.split(' ')).filter(([first]) => first === 'SBS').map(([, word]) => word));
	t.deepEqual(sbsCommands.map(({name}) => name).filter(name => !words.has(name)), []);
});

test('LINK, SERVER and SLAVES type the same', t => {
	const [first, ...others] = configurations.map(configuration => replay(configuration));
	for (const other of others) {
		t.deepEqual(other, first);
	}

	t.true(first.filter(line => line === 'Ready;').length > 25, 'most of it does something');
});
