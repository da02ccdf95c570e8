/** Real printers and punches of one machine alone: its own channel programs, and what the host gets of them. */
import test from 'ava';
import {fromEbcdic} from '../../../../source/base/ebcdic.js';
import {idleTime} from '../../../../source/cp/spool/real/dedicated-output.js';
import {pagesAsText, printedPages} from '../../../../source/cp/spool/real/pages.js';
import {nowhere, type OutputTray, type RealOutput} from '../../../../source/cp/spool/real/unit-host.js';
import {TestSystem, type Session} from '../../../support/cp.js';
import {write} from '../../../support/unit-record.js';

const idleSeconds = idleTime / 1_000_000;

type Tray = OutputTray & {
	readonly outputs: RealOutput[];
	/** Why the host takes nothing. */
	problem: string | undefined;
	/** The host says so only when this is called. */
	later: Array<(problem?: string) => void> | undefined;
};

function attached(...commands: readonly string[]): {
	readonly system: TestSystem;
	readonly operator: Session;
	readonly user: Session;
	readonly tray: Tray;
} {
	const tray: Tray = {
		outputs: [],
		problem: undefined,
		later: undefined,
		take(output, done) {
			tray.outputs.push(output);
			if (tray.later) {
				tray.later.push(problem => {
					done(problem);
				});
			} else {
				done(tray.problem);
			}
		},
	};
	const system = new TestSystem({units: {...nowhere, tray}});
	const operator = system.logOn('OPERATOR', 'GRAF 020');
	const user = system.logOn('USER1', 'GRAF 021');
	user.enter('detach 00d-00e');
	for (const command of commands) {
		operator.enter(command);
	}

	return {
		system, operator, user, tray,
	};
}

const textOf = (output: RealOutput): string => pagesAsText(printedPages(output));

test('what a machine prints on its own printer is on paper when it is detached, without separators', t => {
	const {operator, user, tray} = attached('attach 00e to user1 as 00e');
	t.deepEqual(user.enter('query virtual 00e'), ['PRT  00E ON DEV 00E']);
	write(user.vm, 0x00E, ['FIRST LINE', 'SECOND']);
	t.is(tray.outputs.length, 0);
	user.enter('detach 00e');
	t.deepEqual(tray.outputs.map(output => textOf(output)), ['FIRST LINE\nSECOND\n']);
	const [{file}] = tray.outputs;
	t.deepEqual([file.id, file.owner, file.name, file.type], [undefined, 'USER1', 'PRT', '00E']);
	t.deepEqual(operator.enter('query 00e'), ['PRT  00E DRAINED   SYSTEM   CLASS = A      SEP']);
	t.deepEqual(operator.enter('query prt'), ['NO PRT FILES'], 'nothing is spooled');
});

test('cards of a machine\'s own punch come out as they were punched', t => {
	const {user, tray} = attached('attach 00d to user1 as 00d');
	write(user.vm, 0x00D, ['CARD 1', 'CARD 2']);
	user.enter('logoff');
	t.is(tray.outputs[0].kind, 'PUN');
	t.deepEqual(tray.outputs[0].records.map(({data}) => fromEbcdic(data).trimEnd()), ['CARD 1', 'CARD 2']);
});

test('paper is taken off when the machine has printed nothing for a while', t => {
	const {user, tray} = attached('attach 00e to user1 as 00e');
	write(user.vm, 0x00E, ['ONE']);
	user.wait(idleSeconds - 2);
	write(user.vm, 0x00E, ['TWO']);
	user.wait(idleSeconds - 2);
	t.is(tray.outputs.length, 0);
	user.wait(4);
	t.deepEqual(tray.outputs.map(output => textOf(output)), ['ONE\nTWO\n']);
});

test('a printer that works for the spool is not attached before it is drained, and is not started while attached', t => {
	const {operator, user} = attached('start 00e');
	t.deepEqual(operator.enter('attach 00e to user1 as 00e'), ['PRT 00E NOT DRAINED']);
	operator.enter('drain 00e');
	t.deepEqual(operator.enter('attach 00e to user1 as 00e'), ['PRT 00E ATTACH TO USER1    00E']);
	t.deepEqual(operator.enter('start 00e'), ['PRT 00E ATTACHED TO USER1']);
	t.deepEqual(operator.enter('vary offline 00e'), ['PRT 00E ATTACHED TO USER1 00E']);
	operator.enter('detach 00e from user1');
	t.is(operator.enter('start 00e')[0], 'PRT  00E STARTED   SYSTEM   CLASS = A      SEP');
	t.false(user.vm.devices.has(0x00E));
});

test('what the host cannot take is a spool file that the system holds', t => {
	const {operator, user, tray} = attached('attach 00e to user1 as 00e');
	tray.problem = 'no space left on device';
	write(user.vm, 0x00E, ['LINE']);
	t.deepEqual(operator.enter('detach 00e from user1').map(line => line.replace(/^[\d:]+ /, '')), [
		'PRT 00E NO SPACE LEFT ON DEVICE',
		'DMKRSP429I PRT 00E SPOOL ERROR; FILE 0001 HELD',
		'PRT 00E DETACHED USER1',
	]);
	t.is(operator.enter('query prt')[1], 'USER1    0001 A PRT 000001 01  SYS ');
	t.deepEqual([...user.cp.spooler.everything()].map(({records}) => records.length), [1]);
});

test('until a slow host has it safe, it is in the spool', t => {
	const {user, tray} = attached('attach 00e to user1 as 00e');
	tray.later = [];
	write(user.vm, 0x00E, ['LINE']);
	user.enter('detach 00e');
	t.is([...user.cp.spooler.everything()].length, 1);
	tray.later[0]();
	t.is([...user.cp.spooler.everything()].length, 0);
});
