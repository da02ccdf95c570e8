/** The processor time of an assignment counts anew when the slave says so: it alone, and on its own account. */
import test from 'ava';
import {
	refusal, slaveBlock, slaveRequest, slaveRights,
} from '../../../source/base/intermachine.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {TestSystem} from '../../support/cp.js';

const blockAt = 0x1000;

function ask(
	system: TestSystem,
	vm: VirtualMachine,
	code: number,
	more: Partial<Parameters<typeof slaveBlock.encode>[0]> = {},
): number {
	vm.storage.store(blockAt, slaveBlock.encodeSome({code, name: 'SLAVE1', ...more}));
	return system.cp.slaveRequests.request(vm, blockAt);
}

test('a slave whose owner only pays may; nobody else for it, and not where he has power over it', t => {
	const system = new TestSystem();
	const {vm: master} = system.logOn('SBSMASTR', 'GRAF 020');
	const {vm: user} = system.logOn('USER1', 'GRAF 021');
	ask(system, master, slaveRequest.create, {other: 'SBSPROTO'});
	const slave = (): VirtualMachine => system.cp.machines.get('SLAVE1')!;
	t.is(ask(system, slave(), slaveRequest.renew), refusal.privilege, 'it is nobody\'s yet');
	ask(system, master, slaveRequest.assign, {other: 'USER1', rights: slaveRights.charge, limit: 1000});
	slave().timeLimit.spend(900);
	for (const vm of [user, master]) {
		t.is(ask(system, vm, slaveRequest.renew), refusal.privilege);
	}

	t.is(ask(system, slave(), slaveRequest.renew, {name: 'USER1'}), refusal.privilege);
	t.is(slave().timeLimit.used, 900);
	t.is(ask(system, slave(), slaveRequest.renew), 0);
	t.is(slave().timeLimit.used, 0);
	t.is(slave().timeLimit.limit, 1000);
	t.true(slave().timeLimit.spend(1000), 'the limit stays');

	ask(system, master, slaveRequest.assign, {
		other: 'USER1', rights: slaveRights.charge | slaveRights.control, limit: 1000,
	});
	slave().timeLimit.spend(900);
	t.is(ask(system, slave(), slaveRequest.renew), refusal.privilege, 'his program may be in it');
	t.is(slave().timeLimit.used, 900);
});
