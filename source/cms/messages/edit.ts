/** Messages of EDIT. Its answers to subcommands (`NOT FOUND`, `?EDIT: …`) have no numbers. */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const editMessages = messageTable({
	DMSEDI003E: shared['003E'],
	DMSEDI029E: shared['029E'],
	DMSEDI044E: {...shared['044E'], help: 'EDIT takes records of 160 characters at most.'},
	DMSEDI048E: shared['048E'],
	DMSEDI054E: shared['054E'],
	DMSEDI069E: shared['069E'],
	DMSEDI076E: {
		text: 'ACTUAL RECORD LENGTH EXCEEDS THAT SPECIFIED.',
		returnCode: 40,
		help: 'Records of the file are longer than LRECL says, and would be cut. Leave LRECL out or give a larger one.',
	},
	DMSEDI104S: {...shared['104S'], text: "ERROR '{code:00}' READING FILE '{file}' FROM DISK."},
	DMSEDI105S: {...shared['105S'], text: "ERROR '{code:00}' WRITING FILE '{file}' ON DISK."},
});
