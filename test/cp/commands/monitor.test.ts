/** MONITOR: what is collected lies in a spool file, in the records of GC20-1807, Appendix C. */
import test from 'ava';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {limits} from '../../../source/base/limits.js';
import {
	communicationRecord, deviceRecord, fileHeader, performRecord, recordHeader, seekRecord, userRecord,
} from '../../../source/cp/monitor/records.js';
import type {SpoolFile} from '../../../source/cp/spool/spool-file.js';
import {TestSystem} from '../../support/cp.js';
import {Installation} from '../../support/installation.js';

type Found = {readonly class: number; readonly code: number; readonly data: Uint8Array};

/** The records of a file, taken out of their blocks. */
function recordsOf(file: SpoolFile): Found[] {
	return file.records.flatMap(({data: block}) => {
		const found: Found[] = [];
		const length = (block[0] << 8) | block[1];
		for (let at = 4; at < length;) {
			const header = recordHeader.decode(block, at);
			found.push({...header, data: block.subarray(at + recordHeader.length, at + header.size)});
			at += header.size;
		}

		return found;
	});
}

function start() {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR');
	const fileOf = (userid: string): SpoolFile => system.cp.spooler.filesOf(userid, 'RDR').at(-1)!;
	return {
		system, operator, user: system.logOn('USER1'), fileOf,
	};
}

const done = ['COMMAND COMPLETE'];

test('START to STOP: header, a sample at each interval, the last one, trailer', t => {
	const {system, operator, user, fileOf} = start();
	t.deepEqual(operator.enter('monitor interval 30 sec'), done);
	t.deepEqual(operator.enter('monitor start spool to user1'), done);
	system.run(31);
	user.enter('query time');
	t.deepEqual(operator.enter('monitor stop'), done);
	const file = fileOf('USER1');
	t.is(file.class, 'M');
	t.true(file.records.every(({data}) => data.length <= 4096 && ((data[0] << 8) | data[1]) === data.length));
	const records = recordsOf(file);
	t.deepEqual(records.map(record => `${record.class}.${record.code}`), [
		'0.97', '6.0', '0.0', '4.0', '4.0', '6.1', '0.0', '4.0', '4.0', '6.1', '0.98',
	]);
	t.is(fileHeader.decode(records[0].data).userid, 'OPERATOR');
	const users = records.filter(record => record.class === 4).map(({data}) => userRecord.decode(data));
	t.deepEqual(users.map(({userid}) => userid), ['OPERATOR', 'USER1', 'OPERATOR', 'USER1']);
	t.is(users[0].interval, 30);
	t.true(users[2].totalTime > users[0].totalTime, 'MONITOR STOP itself took time');
	t.is(Number(users[3].totalTime >> 12n), user.vm.account.usage.totalCpu);
	const [first, last] = records.filter(({code, class: number}) => number === 0 && code === 0)
		.map(({data}) => performRecord.decode(data));
	t.true(first.idle > 29_000_000n << 12n);
	t.true(last.idle >= first.idle);
});

test('an idle system is not woken: the sample comes with the next work', t => {
	const {system, operator, fileOf} = start();
	operator.enter('monitor start');
	const before = system.cp.dispatcher.time;
	system.run(600);
	t.is(system.cp.dispatcher.time, before);
	operator.enter('monitor stop');
	t.is(recordsOf(fileOf('OPERATOR')).filter(({class: number, code}) => number === 0 && code === 0).length, 2);
});

test('ENABLE names the classes, until STOP; DISPLAY shows them and the file', t => {
	const {operator} = start();
	t.deepEqual(operator.enter('monitor enable user imc'), done);
	t.deepEqual(operator.enter('monitor display'), [
		'CLS KEYWORD', ' 0  PERFORM  (DISABLED)', ' 4  USER     (ENABLED)', ' 6  DASTAP   (DISABLED)',
		' 7  SEEKS    (DISABLED)', '12  IMC      (ENABLED)',
	]);
	operator.enter('monitor start spool');
	t.is(operator.enter('monitor display')[0], 'MONITOR SPOOL FILE TO OPERATOR CLASS M BUFFERS 0000 INTERVAL 00060 SEC');
	operator.enter('monitor stop spool');
	t.is(operator.enter('monitor display')[1], ' 0  PERFORM  (ENABLED)');
});

test('SEEKS: a record for each movement of an arm, for the disks that are asked for', t => {
	const installation = new Installation();
	const operator = installation.logOn('OPERATOR');
	const user = installation.logOn('USER1');
	const {cp} = installation.system;
	const seeksDuring = (line: string) => {
		operator.enterAll('cp monitor enable seeks dastap', 'cp monitor start');
		user.enter(line);
		operator.enter('cp monitor stop');
		return recordsOf(cp.spooler.filesOf('OPERATOR', 'RDR').at(-1)!);
	};

	const records = seeksDuring('listfile * * s');
	const seeks = records.filter(record => record.class === 7).map(({data}) => seekRecord.decode(data));
	t.true(seeks.length > 0);
	const disk = cp.arms!.disks.find(({serial}) => serial === 'YRKRES')!;
	t.true(seeks.some(({userid, address}) => userid === 'USER1' && address === disk.address));
	t.true(seeks.every(({direction, sought, current}) => direction === Number(sought > current)));
	const devices = records.find(record => record.class === 6)!.data;
	t.is(devices[1], cp.arms!.disks.length);
	t.is(deviceRecord.decode(devices, 2).serial, cp.arms!.disks[0].serial);
	operator.enter(`cp monitor seeks exclude ${disk.address.toString(16)}`);
	t.false(seeksDuring('type sysprof exec s').some(record =>
		record.class === 7 && seekRecord.decode(record.data).address === disk.address));
	t.is(operator.enter('cp monitor seeks display')[0], `EXCLUDE ${disk.address.toString(16).toUpperCase()}`);
	t.is(operator.enter('cp monitor seeks delete')[0], 'COMMAND COMPLETE');
	installation.close();
});

test('IMC: exchanges and slaves of a service', t => {
	const installation = new Installation();
	const operator = installation.logOn('OPERATOR');
	const user = installation.logOn('USER1');
	operator.enterAll('cp monitor enable imc', 'cp monitor start');
	user.enter('sbs list');
	operator.enter('cp monitor stop');
	const {cp} = installation.system;
	const record = recordsOf(cp.spooler.filesOf('OPERATOR', 'RDR')[0]).find(each => each.class === 12);
	const {signals, transfers, slaves, assigned} = communicationRecord.decode(record!.data);
	t.is(signals, cp.counts.now.signals);
	t.true(transfers > 0);
	t.is(assigned, 1);
	t.true(slaves >= 1);
	installation.close();
});

test('so many blocks, and another file is begun; CLOSE does that at once; SHUTDOWN closes the last', t => {
	const {system, operator} = start();
	const files = () => system.cp.spooler.filesOf('OPERATOR', 'RDR').length;
	operator.enter('monitor enable user');
	operator.enter('monitor start');
	t.deepEqual(operator.enter('monitor close'), ['RDR FILE 0001 FROM OPERATOR COPY 01 NOHOLD', ...done]);
	const {monitor} = system.cp;
	for (let left = limits.monitorBlocks.value * 4096 / (84 * 2); left > 0 && files() === 1; left--) {
		(system.cp.clock as {advance(microseconds: number): void}).advance(60_000_000);
		monitor.tick();
	}

	t.is(files(), 2);
	operator.enter('shutdown');
	t.is(files(), 3);
	t.is(recordsOf(system.cp.spooler.filesOf('OPERATOR', 'RDR').at(-1)!).at(-1)!.code, 98);
	t.is(fromEbcdic(recordsOf(system.cp.spooler.filesOf('OPERATOR', 'RDR')[0]).at(-1)!.data), 'OPERATOR');
});

test('what MONITOR refuses', t => {
	const {operator, user} = start();
	t.deepEqual(operator.enter('monitor'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(operator.enter('monitor start tape 181'), ['INVALID OPTION - TAPE']);
	t.deepEqual(operator.enter('monitor start spool to nobody'), ['USERID MISSING OR INVALID']);
	t.deepEqual(operator.enter('monitor start spool to'), ['USERID MISSING OR INVALID']);
	t.deepEqual(operator.enter('monitor enable response'), ['INVALID OPTION - RESPONSE']);
	t.deepEqual(operator.enter('monitor interval 29'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(operator.enter('monitor interval 541 min'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(operator.enter('monitor stop'), ['INVALID OPTION - STOP']);
	t.deepEqual(operator.enter('monitor close'), ['INVALID OPTION - CLOSE']);
	operator.enter('monitor start');
	t.deepEqual(operator.enter('monitor start'), ['INVALID OPTION - START']);
	t.deepEqual(user.enter('monitor display'), ['?CP: MONITOR']);
});
