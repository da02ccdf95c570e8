/** Reels in AWS files of the host, both ways: what one machine dumps another loads. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';
import {tapeDrive} from '../../../support/tape-drive.js';
import {AwsTape} from '../../../../source/machine/devices/tape/aws-tape.js';

test('TAPE and VMFPLC2 put files on a reel in an AWS file, and bring them from it', t => {
	const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-reel-'));
	try {
		for (const command of ['tape', 'vmfplc2']) {
			const file = path.join(folder, `${command}.aws`);
			const reel = AwsTape.create(file) as AwsTape;
			const writer = new CmsSession({files: {'PART DATA': ['ONE', 'TWO']}, units: [tapeDrive(0x181, reel)]});
			t.deepEqual(writer.enter(`${command} dump part data`), [' DUMPING.....', ' PART     DATA     A1', 'Ready;']);
			reel.close();
			const opened = AwsTape.open(file, {readOnly: true}) as AwsTape;
			const reader = new CmsSession({units: [tapeDrive(0x181, opened)]});
			t.deepEqual(reader.enter(`${command} load`).slice(1), [
				' PART     DATA     A1', 'END-OF-FILE OR END-OF-TAPE', 'Ready;',
			]);
			t.deepEqual(reader.enter('type part data'), [' ', 'ONE', 'TWO', ' ', 'Ready;']);
			// Whoever may not write the file has a reel without its ring.
			t.deepEqual(reader.enter(`${command} wtm`), ['\'TAP1(181)\' IS FILE PROTECTED.', 'Ready(00036);']);
			opened.close();
		}
	} finally {
		rmSync(folder, {recursive: true});
	}
});
