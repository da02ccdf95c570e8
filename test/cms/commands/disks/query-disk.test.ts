import test from 'ava';
import {Extent} from '../../../../source/machine/devices/volume/extent.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {FileSession} from '../../../support/file-session.js';

const user = (): FileSession =>
	new FileSession({191: cmsVolume({'ONE DATA': ['X']}), 193: new Extent(cmsVolume(), 0, 2, {readOnly: true})});

test('QUERY DISK says how full a disk is', t => {
	const cms = user();
	cms.enter('ACCESS 193 B/A');
	t.deepEqual(cms.enter('QUERY DISK A'), [
		'A (191): 1 FILES; 7 REC IN USE, 1133 LEFT (OF 1140), 0% FULL (2 CYL), 3350, R/W',
		'Ready;',
	]);
	t.is(cms.enter('Q DISK *').length, 4);
	t.deepEqual(cms.enter('Q DISK Q'), ['DISK \'Q\' NOT ACCESSED.', 'Ready(00036);']);
	t.deepEqual(cms.enter('Q DISK 191'), ['INVALID MODE \'191\'.', 'Ready(00024);']);
});

test('QUERY SEARCH shows the search order', t => {
	const cms = user();
	cms.enter('ACCESS 193 B/A');
	t.deepEqual(cms.enter('QUERY SEARCH'), ['TEST    191  A    R/W', 'TEST    193  B/A  R/O', 'TEST    190  S    R/O', 'Ready;']);
});
