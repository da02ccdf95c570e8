/** What a slave machine does for whom: it serves the user it is assigned to, and nobody else (R13). */
import test from 'ava';
import {ebcdicField} from '../../source/base/ebcdic.js';
import {exchangeBlock, request} from '../../source/base/intermachine.js';
import {verb} from '../../source/service/verbs.js';
import {Installation, type InstalledUser} from '../support/installation.js';

/** Free storage of a CMS machine that nothing else uses here. */
const at = 0xA_0000;

/** A request of intermachine communication as any program in the user's machine may make it. */
function ask({installation, vm}: InstalledUser, code: number, userid: string, verb = ''): number {
	const bytes = new Uint8Array(exchangeBlock.length);
	bytes[exchangeBlock.offset.code] = code;
	bytes.set(ebcdicField(userid, 8), exchangeBlock.offset.userid);
	bytes.set(ebcdicField(verb, 4), exchangeBlock.offset.message);
	new DataView(bytes.buffer).setUint32(exchangeBlock.offset.area, at + 0x100);
	vm.storage.store(at, bytes);
	return installation.system.cp.intermachine.request(vm, at);
}

test('a slave refuses the request of a user it is not assigned to', t => {
	const installation = new Installation();
	t.teardown(() => {
		installation.close();
	});
	const user = installation.logOn('USER1');
	const steps: string[] = [];
	installation.system.cp.events.observe(happened => {
		if (happened.kind === 'exchange') {
			steps.push(`${happened.action} ${happened.vm.userid} ${happened.partner.userid}`);
		}
	});
	t.is(ask(user, request.authorize, '*'), 0);
	t.is(ask(user, request.signal, 'SBSSLV01', verb.last), 0);
	installation.settle();
	t.deepEqual(steps, ['signal USER1 SBSSLV01', 'end SBSSLV01 USER1']);
});
