/** When the system disks of a data folder are made anew. */
import {cpSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {residentModuleRecords} from '../../source/cms/loader/resident-module.js';
import {packageRoot} from '../../source/system/host/package-root.js';
import {programStamp} from '../../source/system/program-stamp.js';
import {systemFiles} from '../../source/system/system-files.js';

test('a command that becomes a MODULE, or a longer one, makes another program of it; the same files do not', t => {
	const files = systemFiles();
	const module = {
		name: 'LISTFILE', type: 'MODULE', modeNumber: '2', recordFormat: 'V',
		records: residentModuleRecords({name: 'LISTFILE', bytes: 5408, origin: 0xE000}),
	} as const;
	const stamp = programStamp(files);
	t.is(programStamp(systemFiles()), stamp);
	t.not(programStamp(files.filter(({name, type}) => name !== 'LISTFILE' || type !== 'MODULE')), stamp);
	t.not(programStamp([...files.filter(({name, type}) => name !== 'LISTFILE' || type !== 'MODULE'), module]), stamp);
});

test('files of the system disks make another program of it; the program library, which is on no disk, does not', t => {
	const root = mkdtempSync(path.join(tmpdir(), 'yorktown-stamp-'));
	t.teardown(() => {
		rmSync(root, {recursive: true});
	});
	for (const name of ['package.json', 'dasd']) {
		cpSync(path.join(packageRoot(), name), path.join(root, name), {recursive: true});
	}

	const stamp = programStamp([], root);
	t.is(stamp, programStamp([]));
	writeFileSync(path.join(root, 'dasd/library/string/STRCMP.ASSEMBLE'), '         END\n');
	t.is(programStamp([], root), stamp);
	writeFileSync(path.join(root, 'dasd/extension/HELLO.EXEC'), '&EXIT 0\n');
	t.not(programStamp([], root), stamp);
});
