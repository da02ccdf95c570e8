/** A library in virtual machines: on disks that they have accessed, alone. */
import test from 'ava';
import {Failure} from '../../../source/base/failure.js';
import type {CmsCommand} from '../../../source/cms/cms.js';
import {fileCode} from '../../../source/cms/file-system/disk/disk.js';
import {checkFileSystem} from '../../../source/cms/file-system/disk/host.js';
import type {Step} from '../../../source/guest/action.js';
import {keyOf, table} from '../../../source/sbs/store/keys.js';
import {openLibrary} from '../../../source/sbs/store/open-library.js';
import {verifyLibrary} from '../../../source/sbs/store/verify.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {CmsSession} from '../../support/cms-session.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

/** `LIBTEST PUT name text`, `LIBTEST GET name`, on disks D and E. */
const libraryCommand: CmsCommand = {
	name: 'LIBTEST',
	minimum: 7,
	syntax: ['LIBTEST'],
	summary: 'Puts into a library and gets from it.',
	* run({cms, operands: [verb, name, text]}) {
		const library = openLibrary(cms, {disks: ['D', 'E']});
		if (library instanceof Failure) {
			return library.returnCode;
		}

		const key = keyOf(table.member, bytes(name));
		try {
			if (verb === 'PUT') {
				yield * library.change(function * (transaction) {
					yield * transaction.put(key, bytes(text));
					yield * transaction.write(bytes(text.repeat(200)));
					transaction.audit(`PUT ${name}`);
				});
			} else {
				const value = yield * library.read(function * (reader): Step<Uint8Array | undefined> {
					return yield * reader.get(key);
				});
				yield * cms.console.type(Buffer.from(value ?? bytes('none')).toString());
			}

			const noTexts = function * (): Step<never[]> {
				return [];
			};

			return (yield * verifyLibrary(library, noTexts)).filter(line => !line.includes('belongs to')).length;
		} finally {
			library.close();
		}
	},
};

test('a library lies on disks of a machine: what one command puts the next one gets; its files are CMS\'s', t => {
	const volumes = {0x300: cmsVolume(), 0x301: cmsVolume()};
	const session = new CmsSession({volumes, commands: [libraryCommand]});
	t.deepEqual(session.enter('libtest get a'), [`Ready(000${fileCode.diskNotAccessed});`]);
	session.enter('access 300 d');
	session.enter('access 301 e');
	t.deepEqual(session.enter('libtest get a'), ['none', 'Ready;']);
	t.deepEqual(session.enter('libtest put a hello'), ['Ready;']);
	t.deepEqual(session.enter('libtest put b world'), ['Ready;']);
	t.deepEqual(session.enter('libtest get a'), ['HELLO', 'Ready;']);
	t.deepEqual(session.enter('type sbs audit d'), [' ', 'PUT A', 'PUT B', ' ', 'Ready;']);
	t.is(session.enter('listfile sbs index d (alloc').at(-2)?.slice(0, 28), 'SBS      INDEX    D1 F   800');
	session.enter('release d');
	session.enter('access 300 d');
	t.deepEqual(session.enter('libtest get b'), ['WORLD', 'Ready;']);
	for (const volume of Object.values(volumes)) {
		t.deepEqual(checkFileSystem(new VolumeBlocks(volume)), []);
	}
});
