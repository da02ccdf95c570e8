/** A library of several disks: each has a segment where slaves share it, and answers as where one machine has all. */
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {sbsService} from '../../support/configurations.js';
import {Installation} from '../../support/installation.js';

/** The default profile, its library on so many disks; all but the first are small. */
function start(t: ExecutionContext, configuration: string, count: number): Installation {
	const profile = mkdtempSync(path.join(tmpdir(), 'yorktown-'));
	t.teardown(() => {
		rmSync(profile, {recursive: true});
	});
	cpSync('profiles/default', profile, {recursive: true});
	const directory = path.join(profile, 'USER DIRECT');
	const used = ['300', '301', '302', '303'].slice(0, count);
	const lines = used.map((disk, index) =>
		` MDISK ${disk} 3350 0${index === 0 ? 22 : 18 + index} 00${index === 0 ? 4 : 1} YRKUSR MW RSBS WSBS MSBS`);
	writeFileSync(directory, readFileSync(directory, 'utf8').replace(/^ MDISK 300 .*$/m, lines.join('\n')));
	const library = `LIBRARY SBSMASTR ${used.join(' ')}`;
	const installation = new Installation({profile, files: [sbsService(configuration, library)]});
	t.teardown(() => {
		installation.close();
	});
	return installation;
}

/** Stores members until both disks have containers; answers what two users were typed. */
function fill(t: ExecutionContext, configuration: string): string[] {
	const installation = start(t, configuration, 2);
	const [one, two, maint] = ['USER1', 'USER2', 'MAINT'].map(userid => installation.logOn(userid));
	one.enter('SET EMSG ON');
	// His slave is there before the others', and knows what they did.
	const typed = two.enterAll('SET EMSG ON', 'SBS SESSION START', 'SBS LIST');
	maint.enterAll('SET BLIP OFF', 'CP LINK SBSMASTR 300 300 RR RSBS', 'CP LINK SBSMASTR 301 301 RR RSBS');
	const containers = (disk: string): number => {
		maint.enter(`ACCESS ${disk} E`);
		return maint.enter('LISTFILE * DATA E').filter(line => line.startsWith('SBS0')).length;
	};

	one.enter('COPYFILE SBSPROG MODULE S M0 MODULE A');
	let count = 0;
	while (containers('300') === 0 || containers('301') === 0) {
		one.enter(`RENAME M${count} MODULE A M${++count} MODULE A`);
		typed.push(...one.enter(`SBS PUT M${count} MODULE`));
		if (count > 20) {
			break;
		}
	}

	t.true(containers('300') > 0 && containers('301') > 0);
	const verified = two.enter('SBS VERIFY');
	t.deepEqual(verified, [`SBS159I ${count} MEMBERS, ${count} VERSIONS VERIFIED; 0 ERRORS`, 'Ready;']);
	typed.push(
		...two.enterAll('SBS GET M1 MODULE', `SBS GET M${count} MODULE`, 'LISTFILE * MODULE A (ALLOC'),
		...one.enterAll('SBS DELETE M1 MODULE', 'SBS HISTORY M2 MODULE'),
		...two.enterAll('SBS LIST', 'SBS VERIFY'),
	);
	return typed.map(line => line.replaceAll(/\d\d\/\d\d\/\d\d|\d\d:\d\d(?::\d\d)?|\d{4}-\d\d-\d\d/g, ''));
}

test('slaves store on two disks, each sees what the others did, and they answer what one machine does', t => {
	t.deepEqual(fill(t, 'SLAVES'), fill(t, 'SERVER'));
});

test('a library with more disks than segments: every user is told which is missing', t => {
	const user = start(t, 'SLAVES', 4).logOn('USER1');
	user.enter('SET EMSG ON');
	for (let time = 0; time < 2; time++) {
		t.deepEqual(user.enter('SBS LIST'), [
			'SBS247E SEGMENT SBSDIR4 OF SBS DISK 303 CANNOT BE USED; CODE 118', 'Ready(00104);',
		]);
	}
});
