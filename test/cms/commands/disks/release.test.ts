import test from 'ava';
import {cmsVolume} from '../../../support/cms-disk.js';
import {FileSession} from '../../../support/file-session.js';

test('RELEASE takes a disk away by letter or device', t => {
	const user = new FileSession({191: cmsVolume(), 192: cmsVolume()});
	t.deepEqual(user.enter('RELEASE 192'), ['Ready;']);
	t.deepEqual(user.enter('REL 192'), ['DISK \'192\' NOT ACCESSED.', 'Ready(00036);']);
	t.deepEqual(user.enter('REL A'), ['Ready;']);
	t.deepEqual(user.enter('REL A'), ['DISK \'A\' NOT ACCESSED.', 'Ready(00036);']);
	t.deepEqual(user.enter('REL'), ['NO DEVICE SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(user.enter('RELEASE S'), ['INVALID MODE \'S\'.', 'Ready(00024);']);
	t.deepEqual(user.enter('REL 12345'), ['INVALID DEVICE ADDRESS \'12345\'.', 'Ready(00024);']);
	t.deepEqual(user.enter('REL 191 (DET'), ['DISK \'191\' NOT ACCESSED.', 'Ready(00036);']);
});
