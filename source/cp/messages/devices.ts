/** Messages about real devices (GC20-1808, DMKVDA, DMKVDE, DMKCPS). */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

const common = {
	'034E': {
		text: 'CHANNEL ADDRESS MISSING OR INVALID',
		returnCode: 34,
		help: 'The number of a channel, one hexadecimal digit, is needed there.',
	},
	'040E': {
		text: 'DEV {device} DOES NOT EXIST',
		returnCode: 40,
		help: 'The system has no real device at that address. QUERY ALL lists what it has.',
	},
	'123E': {
		text: 'DASD {device} CP OWNED',
		returnCode: 123,
		help: 'CP has the volume on the drive for itself: it is in the list of volumes that it owns.',
	},
	'124E': {
		text: 'DASD {device} IN USE BY {users:000} USERS',
		returnCode: 124,
		help: 'Users have minidisks on the volume. QUERY SYSTEM with the address shows who.',
	},
	'125E': {
		text: '{kind} {device} NOT ATTACHED TO {userid}',
		returnCode: 125,
		help: 'Somebody else has the device, or nobody. QUERY with its address shows who.',
	},
	'132E': {
		text: 'CHANNEL {channel} NOT ATTACHED TO {userid}',
		returnCode: 132,
		help: 'That machine has no device of the channel.',
	},
} as const;

export const deviceMessages = messageTable({
	DMKVDA003E: shared['003E'],
	DMKVDA006E: shared['006E'],
	DMKVDA020E: shared['020E'],
	DMKVDA021E: shared['021E'],
	DMKVDA022E: shared['022E'],
	DMKVDA023E: shared['023E'],
	DMKVDA034E: common['034E'],
	DMKVDA040E: common['040E'],
	DMKVDA045E: shared['045E'],
	DMKVDA046E: shared['046E'],
	DMKVDA120E: {
		text: '{kind} {device} NOT ATTACHED; DEV {existing} ALREADY DEFINED',
		returnCode: 120,
		help: 'The user\'s machine has a device at the address that this one was to get. Give another address.',
	},
	DMKVDA121E: {
		text: 'DASD {device} NOT ATTACHED; VOLID {volume} NOT MOUNTED',
		returnCode: 121,
		help: 'There is no volume on the drive.',
	},
	DMKVDA122E: {
		text: '{kind} {device} ALREADY ATTACHED TO {userid} {address}',
		returnCode: 122,
		help: 'A machine, or the system, has the device. DETACH it there first.',
	},
	DMKVDA123E: common['123E'],
	DMKVDA124E: common['124E'],
	DMKVDA126E: {
		text: '{kind} {device} NOT ATTACHED; {problem}',
		returnCode: 126,
		help: 'The host could not give what lies on the drive: the file of a tape is damaged, or may not be read.',
	},
	DMKVDA127E: {
		text: 'DASD {device} VOLID {volume} DOES NOT MATCH',
		returnCode: 127,
		help: 'The volume on the drive has another serial number. QUERY DASD shows which.',
	},
	DMKVDA131E: {
		text: 'CHANNEL {channel} NOT ATTACHED; {kind} {device} IN USE',
		returnCode: 131,
		help: 'A channel can be attached only when nobody, CP neither, has a device on it.',
	},
	DMKVDE003E: shared['003E'],
	DMKVDE006E: shared['006E'],
	DMKVDE020E: shared['020E'],
	DMKVDE021E: shared['021E'],
	DMKVDE034E: common['034E'],
	DMKVDE040E: common['040E'],
	DMKVDE045E: shared['045E'],
	DMKVDE123E: common['123E'],
	DMKVDE124E: common['124E'],
	DMKVDE125E: common['125E'],
	DMKVDD034E: common['034E'],
	DMKVDD132E: common['132E'],
	DMKVDE132E: common['132E'],
	DMKCQP003E: shared['003E'],
	DMKCQP006E: shared['006E'],
	DMKCQP021E: shared['021E'],
	DMKCQP040E: common['040E'],
	DMKCQP108E: {
		text: 'VOLID {volume} NOT MOUNTED',
		returnCode: 108,
		help: 'No drive has a volume of that serial number. QUERY DASD shows those that are mounted.',
	},
	DMKCPS003E: shared['003E'],
	DMKCPS021E: shared['021E'],
	DMKCPS026E: shared['026E'],
	DMKCPS040E: common['040E'],
	DMKCPS122E: {
		text: '{kind} {device} ATTACHED TO {userid} {address}',
		returnCode: 122,
		help: 'A machine has the device, or somebody is logged on there. DETACH it first.',
	},
	DMKCPS123E: common['123E'],
	DMKCPS124E: common['124E'],
	DMKCPS143E: {
		text: '{kind} {device} IN USE BY THE SYSTEM',
		returnCode: 143,
		help: 'CP works with the device: the operator\'s console, or a unit that prints or reads a file now.',
	},
});
