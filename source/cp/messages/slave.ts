/** Messages of SLAVE, which is ours: the module name DMKSLV is not IBM's. */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const slaveMessages = messageTable({
	DMKSLV003E: shared['003E'],
	DMKSLV005E: shared['005E'],
	DMKSLV020E: shared['020E'],
	DMKSLV022E: shared['022E'],
	DMKSLV026E: shared['026E'],
	DMKSLV044E: shared['044E'],
	DMKSLV045E: shared['045E'],
	DMKSLV053E: shared['053E'],
	DMKSLV801E: {
		text: '{userid} IS NOT A SLAVE',
		returnCode: 801,
		help: 'No slave machine of that name exists. SLAVE QUERY lists those you have to do with.',
	},
	DMKSLV802E: {
		text: 'NOT AUTHORIZED FOR SLAVE {userid}',
		returnCode: 802,
		help: 'Only its creator may assign, release and delete a slave; to start, stop, display and store into it '
			+ 'takes its creator, or an owner to whom it was assigned with CONTROL.',
	},
	DMKSLV803E: {
		text: 'PROTOTYPE {userid} NOT AUTHORIZED',
		returnCode: 803,
		help: 'Your directory entry does not name it: OPTION CREATOR says of which users you may make slaves.',
	},
	DMKSLV804E: {
		text: 'SLAVE NAME {userid} INVALID OR IN USE',
		returnCode: 804,
		help: 'A slave is called by one to eight letters or digits that are no userid and no other slave\'s name.',
	},
	DMKSLV805E: {
		text: '{userid} NOT CREATED - {count:0} SLAVES ALREADY',
		returnCode: 805,
		help: 'A creator has so many slaves and no more, those included that its slaves create. SLAVE DELETE ends one.',
	},
	DMKSLV806E: {
		text: '{device} IS NO MINIDISK OF YOUR OWN',
		returnCode: 806,
		help: 'A slave is given what an MDISK statement of your directory entry describes and you have now: neither a '
			+ 'disk that you linked, nor temporary space.',
	},
	DMKSLV807E: {
		text: '{userid} HAS A DEVICE {device} ALREADY',
		returnCode: 807,
		help: 'Give another address for the disk in the slave.',
	},
	DMKSLV808E: {
		text: '{device} NOT LINKED; YOU HAVE IT R/O',
		returnCode: 808,
		help: 'A slave gets no more than its creator has. Ask for R.',
	},
	DMKSLV809E: {
		text: '{device} NOT LINKED; OTHERS HAVE IT',
		returnCode: 809,
		help: 'Somebody writes the disk, yourself perhaps. Only a disk whose MDISK statement says MW has several '
			+ 'writers.',
	},
});
