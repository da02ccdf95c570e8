/** What the machine panel shows beside the machines. */
import test from 'ava';
import {VirtualClock} from '../../../source/base/clock.js';
import {ebcdicField} from '../../../source/base/ebcdic.js';
import {lockMode} from '../../../source/cms/locks/lock-layout.js';
import {atOnce, formatLockTable, LockTable} from '../../../source/cms/locks/lock-table.js';
import {guestView} from '../../../source/cp/machine/guest-view.js';
import {parseSystemNames} from '../../../source/cp/systems/system-names.js';
import {panelFacts} from '../../../source/system/panel/panel-facts.js';
import {readProfile} from '../../../source/system/profile.js';
import {System} from '../../../source/system/system.js';

const segmentAt = 0xE0_0000;

test('locks of shared disks are shown, who holds and who waits; a segment that is none shows nothing', t => {
	const {names} = parseSystemNames(
		'NAMESYS SHRDISK SYSSIZE=16384K SYSPGNM=(3584-3615) SYSHRSG=(224,225) PROTECT=OFF VSYSADR=IGNORE',
		'SYSTEM NAMES',
	);
	const system = new System({
		clock: new VirtualClock(), directory: readProfile().directory, volumes: new Map(), systemNames: names,
	});
	const {cp} = system;
	const vm = cp.sessions.logon(cp.directory.find('USER1')!, undefined);
	cp.systems.loadSegment(vm, cp.systems.get('SHRDISK')!, false);
	t.deepEqual(panelFacts(cp), [], 'nothing of it is in storage');
	const {storage} = guestView(vm.cpu);
	storage.store(segmentAt, ebcdicField('NOTHING', 8));
	t.deepEqual(panelFacts(cp), []);
	atOnce(formatLockTable(storage, segmentAt));
	const table = new LockTable(storage, segmentAt);
	for (const userid of ['SLAVE01', 'SLAVE02']) {
		const {generation} = atOnce(table.join(userid))!;
		atOnce(table.acquire(generation, {
			name: 'PARSER', type: 'DATA', mode: lockMode.update, implicit: false, wait: true,
		}));
	}

	t.deepEqual(panelFacts(cp), [
		'LOCK   PARSER   DATA     UPDATE    OF SLAVE01',
		'LOCK   PARSER   DATA     UPDATE    WAITED FOR BY SLAVE02',
	]);
	system.shutdown();
});
