/** The ways of several devices to one arm. */
import test from 'ava';
import {DiskAccess} from '../../../../source/machine/devices/disk/disk-access.js';
import {DiskArm} from '../../../../source/machine/devices/disk/disk-arm.js';
import {findCkdModel} from '../../../../source/machine/devices/volume/ckd-models.js';

/** An arm at a time that the test moves. */
function armAt() {
	const time = {now: 1000};
	const arm = new DiskArm({now: () => time.now, after: () => () => undefined, bind: action => action});
	const access = () => new DiskAccess(findCkdModel('3350')!, arm);
	return {time, arm, access};
}

test('a chain that was granted is executed in one piece, though CP takes time for a page in the middle', t => {
	const {time, arm, access} = armAt();
	const diagnose = access();
	diagnose.grant();
	t.true(diagnose.enter(true));
	diagnose.ended({status: 0x0C, duration: 8000}, 0);
	access().wait(() => undefined);
	time.now += 700;
	t.true(diagnose.enter(false));
	// Its commands stand one behind the other, whatever the clock says.
	diagnose.ended({status: 0x0C, duration: 2000}, 0);
	t.is(arm.use.busyTime, 10_000);
});

test('the next chain of the same device has to wait its turn', t => {
	const {time, access} = armAt();
	const diagnose = access();
	diagnose.grant();
	diagnose.enter(true);
	diagnose.ended({status: 0x0C, duration: 8000}, 0);
	access().wait(() => undefined);
	time.now += 700;
	t.false(diagnose.enter(true));
	t.false(diagnose.enter(false));
});
