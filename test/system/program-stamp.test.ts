/** When the system disks of a data folder are made anew. */
import test from 'ava';
import {residentModuleRecords} from '../../source/cms/loader/resident-module.js';
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
