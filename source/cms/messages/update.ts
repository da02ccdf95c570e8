/** Messages of UPDATE (GC20-1808, "DMSUPD"). */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const updateMessages = messageTable({
	DMSUPD001E: shared['001E'],
	DMSUPD002E: shared['002E'],
	DMSUPD003E: shared['003E'],
	DMSUPD007E: {
		text: "FILE '{file}' IS NOT FIXED, 80 CHAR. RECORDS.",
		returnCode: 32,
		help: 'Sources, updates, control and auxiliary files have fixed records of 80 characters. COPYFILE with '
			+ 'RECFM F LRECL 80 makes such a file.',
	},
	DMSUPD010W: {
		text: "PREMATURE EOF ON FILE '{file}' -- SEQ NUMBER '{field}' NOT FOUND.",
		returnCode: 12,
		help: 'The source ended before a record with the number of a control statement. The statement was left out, '
			+ 'with what is behind it.',
	},
	DMSUPD024E: {
		...shared['024E'],
		help: 'UPDATE writes a file of this name while it works. One that is there was left by an update that was '
			+ 'interrupted: erase it.',
	},
	DMSUPD037E: shared['037E'],
	DMSUPD048E: shared['048E'],
	DMSUPD062E: shared['062E'],
	DMSUPD065E: {
		text: "'{option}' OPTION SPECIFIED TWICE.",
		returnCode: 24,
		help: 'The option may come once.',
	},
	DMSUPD066E: shared['066E'],
	DMSUPD069E: shared['069E'],
	DMSUPD070E: shared['070E'],
	DMSUPD104S: shared['104S'],
	DMSUPD105S: shared['105S'],
	DMSUPD123S: {
		text: 'ERROR PRINTING THE UPDATE LOG.',
		returnCode: 100,
		help: 'The virtual printer is not there or did not take the lines. QUERY VIRTUAL PRINTER shows its state; '
			+ 'the option DISK writes the log as a file.',
	},
	DMSUPD173E: {
		text: "NO UPDATE CARDS FOUND IN '{file}'.",
		returnCode: 32,
		help: 'The update file has no record with ./ in columns 1 and 2.',
	},
	DMSUPD174W: {
		text: "SEQUENCE ERROR INTRODUCED IN OUTPUT FILE: '{from}' TO '{to}'.",
		returnCode: 8,
		help: 'The number of an inserted record is not between those of its neighbours. The record is there; a later '
			+ 'update may not find it.',
	},
	DMSUPD176W: {
		text: "SEQUENCING OVERFLOW FOLLOWING SEQUENCE NUMBER '{field}'.",
		returnCode: 8,
		help: 'The numbers became greater than the field of a record holds, and go on from zero. Use a smaller start '
			+ 'or increment.',
	},
	DMSUPD177I: {
		text: 'WARNING MESSAGES ISSUED (SEVERITY={severity:0}).{how}',
		help: 'The source was updated, but not everything went well; the number is the return code. With REP, the '
			+ 'source stayed as it was and the result is in the file whose name begins with $. The update log has the '
			+ 'messages.',
	},
	DMSUPD178I: {
		text: "{how:UPDATING|APPLYING} '{file}'.",
		help: 'The control file names this source or update.',
	},
	DMSUPD179E: {
		text: "MISSING OR DUPLICATE 'MACS' CARD IN CONTROL FILE '{file}'.",
		returnCode: 32,
		help: 'The first record of a control file that is no comment is a level and MACS, with the macro libraries; '
			+ 'there is one of it.',
	},
	DMSUPD180W: {
		text: "MISSING PTF FILE '{file}'.",
		returnCode: 12,
		help: 'An auxiliary file lists an update that is on no accessed disk. The others were applied.',
	},
	DMSUPD181E: {
		text: 'NO UPDATE FILES WERE FOUND.',
		returnCode: 40,
		help: 'None of the files that the control file names is there, so there is nothing to apply.',
	},
	DMSUPD182W: {
		text: 'SEQUENCE INCREMENT IS ZERO.',
		returnCode: 8,
		help: 'Records were numbered with the same number, as the statement says.',
	},
	DMSUPD183E: {
		text: 'INVALID {which:CONTROL|AUX} FILE CONTROL CARD.',
		returnCode: 32,
		help: 'A record of the control file is a level of up to five characters and the type of an update or '
			+ 'auxiliary file; one of an auxiliary file begins with the type of an update.',
	},
	DMSUPD184W: {
		text: "'./ S' NOT FIRST CARD IN UPDATE FILE -- IGNORED.",
		returnCode: 12,
		help: 'Statement S comes before all others of its file. The records were not numbered anew.',
	},
	DMSUPD185W: {
		text: "INVALID CHAR IN SEQUENCE FIELD '{field}'.",
		returnCode: 12,
		help: 'A number of a control statement has one to eight digits. The statement was left out, with what is '
			+ 'behind it.',
	},
	DMSUPD186W: {
		text: "SEQUENCE NUMBER '{field}' NOT FOUND.",
		returnCode: 12,
		help: 'The source has no record with this number where the update has come to. The statement was left out, '
			+ 'with what is behind it. Statements must be in ascending order.',
	},
	DMSUPD187E: {
		text: "OPTION 'STK' INVALID WITHOUT 'CTL'.",
		returnCode: 24,
		help: 'What STK stacks is of the control file.',
	},
	DMSUPD207W: {
		text: 'INVALID UPDATE FILE CONTROL CARD.',
		returnCode: 12,
		help: 'Statements are ./ S, I, D, R and *, with blanks behind ./ and in columns 1 to 50; records come behind '
			+ 'I and R only. This one was left out, with what is behind it.',
	},
	DMSUPD210W: {
		text: "INPUT FILE SEQUENCE ERROR: '{from}' TO '{to}'.",
		returnCode: 4,
		help: 'Numbers of the source do not ascend. ./ S in a file of its own numbers it anew.',
	},
	DMSUPD304I: {
		text: 'UPDATE PROCESSING WILL BE DONE USING DISK.',
		help: 'The machine has not storage enough for the source, so each update is written to disk before the next.',
	},
});
