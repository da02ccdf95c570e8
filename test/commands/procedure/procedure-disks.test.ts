/** The disks of a run: of the folder that nobody asked for, small files and not many. */
import test from 'ava';
import {cp037} from '../../../source/base/ebcdic.js';
import {limits} from '../../../source/base/limits.js';
import {procedureDisks} from '../../../source/commands/procedure/procedure-disks.js';
import {diskFiles} from '../../../source/system/files/host-disk.js';
import {recordsOf} from '../../../source/system/files/host-files.js';
import type {NewFile} from '../../../source/cms/file-system/disk/disk.js';
import {folderWith} from '../../support/cli.js';

const procedure = recordsOf({name: 'WORK', type: 'EXEC'}, Buffer.from('&TYPE X\n'), cp037) as NewFile;
const lines = (bytes: number): string => `${'X'.repeat(79)}\n`.repeat(Math.ceil(bytes / 80));

/** Names on the disk that shows the folder of the procedure. */
function seen(folder: string): string[] {
	const {disks} = procedureDisks({file: procedure, folder}, [], cp037);
	return disks.filter(({mode}) => mode === 'B/A').flatMap(({disk}) => diskFiles(disk).map(({status}) => status.name));
}

test('a small file beside the procedure is seen, one that is longer than those are is not', async t => {
	const folder = await folderWith(t, {
		'small.data': lines(1000), 'large.data': lines(limits.unaskedFile.value + 80),
	});
	t.deepEqual(seen(folder), ['SMALL']);
});

test('of many files beside the procedure those are seen, by name, that fit into the limit of all', async t => {
	const each = 900_000;
	const files = Array.from({length: 12}, (_, number) => [`f${String(number).padStart(2, '0')}.data`, lines(each)]);
	const names = seen(await folderWith(t, Object.fromEntries(files) as Record<string, string>));
	t.is(names.length, Math.floor(limits.unaskedFolder.value / each));
	t.is(names.toSorted().at(-1), 'F07');
});
