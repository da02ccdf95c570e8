import test from 'ava';
import {cmsVolume} from '../../../support/cms-disk.js';
import {FileSession} from '../../../support/file-session.js';

const user = (): FileSession => new FileSession({191: cmsVolume({'KST1 DATA': ['X'], 'TWO DATA A2': ['X']})});

test('STATEW knows read/write disks only', t => {
	const cms = user();
	t.deepEqual(cms.enter('STATEW KST1 DATA A'), ['Ready;']);
	t.deepEqual(cms.enter('STATEW NO FILE A'), ['File \'NO FILE A\' not found.', 'Ready(00028);']);
	t.deepEqual(cms.enter('STATEW'), ['Incomplete fileID specified.', 'Ready(00024);']);
});
