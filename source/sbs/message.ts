/** SBS's numbered messages. They show their numbers under every SET EMSG, which edits CMS's and CP's alone. */
import {
	issue, messageTable, type Given, type Message, type ReturnCode,
} from '../base/message.js';
import {emptyContent, type Content} from '../service/parts.js';

/** A member is a file of the library, named by filename and filetype. */
export const sbsMessages = messageTable({
	SBS101E: {
		text: 'UNKNOWN SBS FUNCTION - {function}',
		returnCode: 4,
		help: 'The first operand is none of the functions. HELP SBS lists them.',
	},
	SBS102E: {
		text: 'MISSING OR INVALID OPERAND - {operand}',
		returnCode: 24,
		help: 'The operand named is missing, or cannot stand there. HELP SBS shows how the function is written.',
	},
	SBS103I: {
		text: '{name} {type} ADDED; OWNER {owner}',
		help: 'The name is yours in the library now. PUT stores the first version.',
	},
	SBS104I: {
		text: '{name} {type} VERSION {version:0} STORED',
		help: 'The library has a new version of the member; the ones before it stay.',
	},
	SBS105I: {
		text: '{name} {type} VERSION {version:0} COPIED TO {mode}',
		help: 'The version is a file on your disk now.',
	},
	SBS106E: {
		text: '{name} {type} NOT IN SBS DATA BASE',
		returnCode: 28,
		help: 'The library has no such member, or no version of it yet. SBS LIST shows what it has.',
	},
	SBS107E: {
		text: '{name} {type} ALREADY IN SBS DATA BASE',
		returnCode: 8,
		help: 'Somebody added the member before. SBS QUERY shows its owner and versions.',
	},
	SBS108E: {
		text: '{name} {type} IS OWNED BY {owner}',
		returnCode: 12,
		help: 'Only the owner of a member stores new versions of it.',
	},
	SBS109E: {
		text: '{name} {type} HAS NO VERSION {version}',
		returnCode: 28,
		help: 'SBS QUERY lists the versions of the member.',
	},
	SBS110E: {
		text: 'SBS DATA BASE IS FULL',
		returnCode: 13,
		help: "The master's disk has no room for the file. Tell who looks after the library.",
	},
	SBS111E: {
		text: 'FILE {name} {type} {mode} NOT FOUND',
		returnCode: 28,
		help: 'The file to be stored is not on that disk. LISTFILE shows what is there.',
	},
	SBS112E: {
		text: 'FILE {name} {type} {mode} ALREADY EXISTS; USE REPLACE',
		returnCode: 24,
		help: 'Your disk has a file of that name, which was left as it is. Option REPLACE writes over it.',
	},
	SBS113E: {
		text: 'DISK {mode} IS NOT ACCESSED R/W OR IS FULL',
		returnCode: 36,
		help: 'The file could not be written there. QUERY DISK shows your disks and their room.',
	},
	SBS114E: {
		text: 'SBS MASTER {master} DOES NOT ANSWER',
		returnCode: 104,
		help: 'The machine that looks after the library is not logged on or does not listen. Tell the operator.',
	},
	SBS115E: {
		text: 'SLAVE {slave} ENDED BEFORE THE COMMAND WAS DONE',
		returnCode: 104,
		help: 'The machine that worked for you was reset or logged off. What it had not stored is not stored: try '
			+ 'again.',
	},
	SBS116E: {
		text: 'NO SLAVE AVAILABLE',
		returnCode: 104,
		help: 'The master could give you no machine to work for you. Try again later.',
	},
	SBS117E: {
		text: 'SBS DATA BASE ERROR {code:0}',
		returnCode: 16,
		help: 'The files of the library could not be read or written; the number is the code of CMS, 104 where a '
			+ 'machine of the library has too little storage for them. Tell who looks after it.',
	},
	SBS118I: {
		text: 'NO MEMBERS',
		returnCode: 28,
		help: 'The library has nothing that fits the name and type asked for.',
	},
	SBS119E: {
		text: 'SERVICE PROFILE {file} NOT FOUND OR NOT VALID',
		returnCode: 104,
		help: 'The file that says who the master is cannot be read on any accessed disk.',
	},
	SBS120E: {
		text: 'DISK {mode} IS NOT ACCESSED',
		returnCode: 36,
		help: 'No disk has that mode letter now. ACCESS gives a disk a letter.',
	},
	SBS121E: {
		text: 'NO SBS FUNCTION GIVEN; HELP SBS LISTS THEM',
		returnCode: 4,
		help: 'SBS needs to be told what to do.',
	},
	SBS122E: {
		text: 'NOT ENOUGH STORAGE IN {machine} FOR WHAT IS SENT',
		returnCode: 104,
		help: 'The file is larger than what that machine has free. DEFINE STORAGE gives your own machine more.',
	},
	SBS123I: {
		text: '{name} {type} DELETED',
		help: 'The member and all its versions are no longer in the library. Its name is free.',
	},
	SBS124E: {
		text: '{name} {type} IS NO NAME OF A FILE',
		returnCode: 24,
		help: 'A member has a filename and a filetype as CMS knows them: one to eight letters, digits, $ # @ + - : _.',
	},
	SBS125E: {
		text: 'SBS DATA BASE IS DAMAGED - {where}',
		returnCode: 16,
		help: 'A file of the library holds what it cannot hold. Nothing was changed. Tell who looks after it; SBS '
			+ 'VERIFY shows what else is damaged, SBS RESTORE brings back a backup.',
	},
	SBS126E: {
		text: 'FILE {name} {type} IS TOO LARGE FOR A MEMBER',
		returnCode: 24,
		help: 'A version of a member has 32 million bytes at most.',
	},
	SBS127E: {
		text: '{name} {type} VERSION {version:0} WAS STORED BY {user}; YOU HAVE VERSION {taken:0}',
		returnCode: 12,
		help: 'Somebody stored a newer version than the one that you copied (0: you never did). GET it and put your '
			+ 'changes into it; SBS COMPARE shows what is different. Option FORCE, for the owner and the '
			+ 'administrator, stores yours all the same.',
	},
	SBS128E: {
		text: '{name} {type} IS RESERVED BY {user}',
		returnCode: 12,
		help: 'That user is at work on the member and lets nobody else store a version. Ask him; option FORCE is for '
			+ 'the owner and the administrator.',
	},
	SBS129I: {
		text: '{name} {type} IS RESERVED FOR YOU; NEWEST VERSION {version:0}, YOURS {taken:0}',
		help: 'Until you PUT or RELEASE it nobody else stores a version. Where your version is not the newest, GET '
			+ 'that before you change it.',
	},
	SBS130I: {
		text: '{name} {type} RELEASED',
		help: 'Others can store versions of the member again.',
	},
	SBS131E: {
		text: '{name} {type} IS NOT RESERVED',
		returnCode: 8,
		help: 'There is nothing to release.',
	},
	SBS132E: {
		text: '{name} {type} MUST BE RESERVED; SYSTEM {system} DEMANDS IT',
		returnCode: 12,
		help: 'Members of that system are stored by who has them reserved: SBS RESERVE first.',
	},
	SBS133E: {
		text: '{name} {type} IS RETIRED',
		returnCode: 12,
		help: 'No versions are stored or promoted any more. Its owner brings it back with SBS RETIRE and option UNDO.',
	},
	SBS134E: {
		text: 'NOT AUTHORIZED TO {what} {name} {type}',
		returnCode: 12,
		help: 'The owner or the administrator can give you the right by SBS GRANT; GET, PROMOTE and PRODUCTION a '
			+ 'librarian too.',
	},
	SBS135I: {
		text: '{name} {type} {what} BY {user} {date} {time}',
		help: 'Somebody changed a member that you watch. SBS NOTIFY with OFF ends that.',
	},
	SBS136E: {
		text: '{name} {type} HAS NO VERSION IN {group}',
		returnCode: 28,
		help: 'No version was promoted to that group yet. SBS HISTORY shows which group has which version.',
	},
	SBS137E: {
		text: '{name} {type} VERSION {version:0} HAS NOT BEEN IN {group}',
		returnCode: 12,
		help: 'Versions go from TEST over INTEGRATION to PRODUCTION, none of the groups left out: SBS HISTORY shows '
			+ 'where they have been. Only the administrator leaves one out, with FORCE.',
	},
	SBS138I: {
		text: '{name} {type} VERSION {version:0} PROMOTED TO {group}',
		help: 'That group has the version now; GET with GROUP copies it.',
	},
	SBS139I: {
		text: '{name} {type} IS OWNED BY {owner} NOW',
		help: 'The member has another owner. Versions and groups are as they were, and so is what others were granted; '
			+ 'what the one before had granted himself on it is gone.',
	},
	SBS140I: {
		text: '{rights} GRANTED TO {user} ON {name} {type}{system}',
		help: 'SBS QUERY USERS shows what was granted to whom.',
	},
	SBS141I: {
		text: '{rights} REVOKED FROM {user} ON {name} {type}{system}',
		help: 'What owners, librarians and administrators may stays. GET revoked from * leaves it to those who have it '
			+ 'by GRANT.',
	},
	SBS142I: {
		text: '{name} {type} RETIRED',
		help: 'No versions are stored any more, and LIST shows it with RETIRED only. Its versions stay.',
	},
	SBS143I: {
		text: '{name} {type} IS BACK',
		help: 'The member is no longer retired.',
	},
	SBS144I: {
		text: '{name} {type} RENAMED {newName} {newType}',
		help: 'The member with all its versions and history has the new name.',
	},
	SBS145E: {
		text: '{name} {type} IS PART OF RELEASE {release}',
		returnCode: 12,
		help: 'What is frozen never changes: a member with a version in a release is neither deleted nor renamed. '
			+ 'RETIRE takes it out of LIST.',
	},
	SBS146E: {
		text: 'RELEASE {release} IS THERE ALREADY',
		returnCode: 8,
		help: 'A release is frozen once and never changes. SBS QUERY RELEASE shows what is in it.',
	},
	SBS147I: {
		text: 'RELEASE {release} FROZEN; {members:0} MEMBERS',
		help: 'The release has these versions for ever; GET with RELEASE copies them.',
	},
	SBS148E: {
		text: 'NO RELEASE {release}',
		returnCode: 28,
		help: 'SBS QUERY RELEASE shows which there are.',
	},
	SBS149E: {
		text: '{name} {type} IS NOT IN RELEASE {release}',
		returnCode: 28,
		help: 'The release has no version of that member.',
	},
	SBS150E: {
		text: 'NOT AUTHORIZED FOR {what}',
		returnCode: 12,
		help: 'Librarians and the administrator may, named in the service profile.',
	},
	SBS151I: {
		text: 'NO DIFFERENCES',
		help: 'Both have the same records.',
	},
	SBS152I: {
		text: 'YOU WATCH {name} {type}',
		help: 'You are told at your next SBS command when somebody else changes such a member.',
	},
	SBS153I: {
		text: 'YOU DO NOT WATCH {name} {type}',
		help: 'You are not told of changes of such members.',
	},
	SBS154E: {
		text: '{name} {type} IS OWNED BY {owner} ALREADY',
		returnCode: 8,
		help: 'Nothing was changed.',
	},
	SBS155I: {
		text: 'NOTHING TO SHOW',
		returnCode: 28,
		help: 'Nothing in the library fits what was asked for.',
	},
	SBS156I: {
		text: '{name} {type} VERSION {version:0} UNCHANGED',
		help: 'Your file is what the newest version is: nothing was stored.',
	},
	SBS157E: {
		text: 'LINE {line:0} OF {file} IS NOT FN FT [FM] - {text}',
		returnCode: 24,
		help: 'A list names a file on each line: filename, filetype, and a filemode if it is not A. A line that begins '
			+ 'with an asterisk is a comment. Nothing was done.',
	},
	SBS158I: {
		text: '{done:0} OF {all:0} DONE',
		returnCode: {0: 'all of them', 4: 'not all of them; the messages before say why'},
		help: 'What could not be done stands before; the rest is done.',
	},
	SBS159I: {
		text: '{members:0} MEMBERS, {versions:0} VERSIONS VERIFIED; {errors:0} ERRORS',
		returnCode: {0: 'no errors', 16: 'errors, which the lines before tell'},
		help: 'Each version of each member was read from its history.',
	},
	SBS160E: {
		text: '{name} {type} IS DAMAGED - {where}',
		returnCode: 16,
		help: 'The member, or a version of it, cannot be read. SBS RESTORE brings it back from a backup.',
	},
	SBS161I: {
		text: '{members:0} MEMBERS AND {entries:0} OTHER ENTRIES COPIED TO {files:0} FILES',
		help: 'The files hold the whole library; SBS RESTORE makes it of them again, on any system.',
	},
	SBS162E: {
		text: 'FILE {name} {type} {mode} IS NO BACKUP, OR DAMAGED',
		returnCode: 24,
		help: 'Its checksum is not that of what is in it, or it is another file. Nothing of it was restored.',
	},
	SBS163I: {
		text: '{members:0} MEMBERS AND {entries:0} OTHER ENTRIES RESTORED; {same:0} WERE THE SAME',
		help: 'Members that are not in the backup were left as they are.',
	},
	SBS164I: {
		text: '{entries:0} ENTRIES REMOVED',
		help: 'Nothing referred to them any more.',
	},
	SBS165I: {
		text: '{texts:0} TEXTS MOVED; {slots:0} SLOTS AND {records:0} INDEX RECORDS GIVEN BACK',
		help: 'A slot and a record of the index are a block of 800 bytes each.',
	},
	SBS170E: {
		text: '{name} {type} VERSION {version:0} IS OLDER THAN {there:0}, WHICH {group} HAS; USE FORCE',
		returnCode: 12,
		help: 'The group would go back to an earlier version. Option FORCE, for the owner, librarians and the '
			+ 'administrator, does that.',
	},
	SBS171I: {
		text: '{name} {type} VERSION {version:0} IS IN {group} ALREADY',
		returnCode: 4,
		help: 'Nothing was changed.',
	},
	SBS172E: {
		text: '{user} HAS {count:0} GRANTS ALREADY; NOTHING GRANTED',
		returnCode: 12,
		help: 'A user has no more grants than that. Grant on patterns or on a system in place of single members: SBS '
			+ 'QUERY USERS shows what was granted.',
	},
	SBS173I: {
		text: '{user} HAS NO GRANT OF {rights} ON {name} {type}{system}; NOTHING REVOKED',
		returnCode: 4,
		help: 'Rights are revoked by the names by which they were granted: SBS QUERY USERS shows them. What owners, '
			+ 'librarians and administrators may needs no grant.',
	},
	SBS174E: {
		text: 'SBS FAILED IN {function} - {what}',
		returnCode: 20,
		help: 'A mistake in SBS, not in what you asked: the operator has been told, and the audit file has it. What '
			+ 'the command had stored before is stored, the change under way is not. Others are served as before.',
	},
	SBS180I: {
		text: 'SYSTEM {name} DEFINED; OWNER {owner}',
		help: 'SBS INCLUDE puts members and other systems into it.',
	},
	SBS181E: {
		text: '{name} IS NO SYSTEM OF THE SBS DATA BASE',
		returnCode: 28,
		help: 'SBS QUERY SYSTEM lists the systems; SBS DEFINE SYSTEM makes one.',
	},
	SBS182I: {
		text: '{part} INCLUDED IN SYSTEM {system}',
		help: 'It is built with the system, and what is granted on the system is granted on it.',
	},
	SBS183I: {
		text: '{part} EXCLUDED FROM SYSTEM {system}',
		help: 'The member, or the other system, is still in the library.',
	},
	SBS184E: {
		text: '{part} IS NOT PART OF SYSTEM {system}',
		returnCode: 28,
		help: 'The system does not include it itself. SBS QUERY SYSTEM shows which of its subsystems does.',
	},
	SBS185E: {
		text: 'SYSTEM {system} WOULD INCLUDE ITSELF: {circle}',
		returnCode: 8,
		help: 'What is to be included includes the system, over the others that are named. A system cannot be part of '
			+ 'itself.',
	},
	SBS186E: {
		text: 'SYSTEM {name} IS OWNED BY {owner}',
		returnCode: 12,
		help: 'Its owner, a librarian and the administrator say what it includes.',
	},
	SBS187I: {
		text: 'SYSTEM {name} CHANGED; OWNER {owner}, RESERVE {reserve:REQUIRED|NOT REQUIRED}',
		help: 'Where RESERVE is required, nobody stores a version of its members who has not reserved it.',
	},
	SBS188E: {
		text: 'SYSTEM {name} {what:IS PART OF|INCLUDES} {part}; NOT REMOVED',
		returnCode: 8,
		help: 'Only a system that is empty and not part of another one can be removed: SBS EXCLUDE first.',
	},
	SBS189I: {
		text: 'SYSTEM {name} REMOVED',
		help: 'Its name is free. The members it once included are still in the library.',
	},
	SBS190I: {
		text: 'NO SYSTEMS',
		returnCode: 28,
		help: 'No system is defined yet: SBS DEFINE SYSTEM makes one.',
	},
	SBS191I: {
		text: 'NOTHING USES {name} {type}',
		returnCode: 28,
		help: 'No member refers to it, as far as their sources, object decks, procedures and build lists show.',
	},
	SBS192W: {
		text: 'MORE THAN {count:0} MEMBERS; THE OTHERS ARE NOT SHOWN',
		returnCode: 4,
		help: 'The change reaches more members than an answer has lines for.',
	},
	SBS200I: {
		text: '{name} {type} VERSION {version:0} BUILT',
		help: 'It was out of date, and is made of the newest versions now. SBS QUERY BUILT shows of which.',
	},
	SBS201I: {
		text: '{name} {type} VERSION {version:0} BUILT AGAIN, THE SAME',
		help: 'Other versions went in, but what came of them is what was there: what it is part of need not be built.',
	},
	SBS202E: {
		text: '{name} {type} DOES NOT ASSEMBLE; RETURN CODE {code:0}',
		returnCode: 8,
		help: 'The old object deck stays. The listing is in the library; correct the source, PUT it, and build again.',
	},
	SBS203E: {
		text: '{name} MODULE NOT BUILT; {object} TEXT IS MISSING OR OUT OF DATE',
		returnCode: 8,
		help: 'The object deck could not be made, or there is none of the name. The old module stays.',
	},
	SBS204E: {
		text: '{name} MODULE NOT BUILT; UNDEFINED {names}',
		returnCode: 8,
		help: 'No object deck of the system defines these names. The old module stays.',
	},
	SBS205E: {
		text: '{name} BUILD IS NOT VALID - {line}',
		returnCode: 8,
		help: 'A build list has statements INCLUDE fn..., ENTRY name and ORIGIN hex|TRANS, and comments with an '
			+ 'asterisk in column 1.',
	},
	SBS206I: {
		text: 'SYSTEM {system}: {built:0} BUILT, {current:0} UP TO DATE, {failed:0} NOT BUILT',
		help: 'Object decks and modules of the system, counted.',
	},
	SBS207E: {
		text: '{name} {type} CANNOT BE UPDATED; {update} LINE {line:0} - {problem}',
		returnCode: 8,
		help: 'The update file does not go with the source: a sequence number that is not there, or not in order, or '
			+ 'what is no control statement. Line 0: an auxiliary file names it, but there is none.',
	},
	SBS208E: {
		text: '{name} {type} IS PART OF NO SYSTEM',
		returnCode: 28,
		help: 'Where its macros come from, its system says: SBS INCLUDE puts it into one.',
	},
	SBS209I: {
		text: '{name} {type} WOULD BE BUILT',
		help: 'It is out of date. BUILD without CHECK makes it.',
	},
	SBS210E: {
		text: '{name} MODULE NOT BUILT; IT WOULD BE {what:EMPTY|TOO LARGE}',
		returnCode: 8,
		help: 'The build list names no object deck with text, or more than a module can hold.',
	},
	SBS211E: {
		text: '{name} {type} WAS NOT BUILT HERE',
		returnCode: 28,
		help: 'No SBS BUILD or ASSEMBLE made its newest version: somebody stored it, or there is none.',
	},
	SBS240E: {
		text: 'SBS DISK {disk} CANNOT BE LINKED; CODE {code:0}',
		returnCode: 104,
		help: 'CONFIGURATION LINK: the library\'s disk is linked for each command. The number is the return code of '
			+ 'LINK: HELP of DMKLNK and that number explains it; 110 also where no device address is free. Tell who '
			+ 'looks after the library.',
	},
	SBS241E: {
		text: 'SBS DISKS OF {owner} ARE IN USE',
		returnCode: 104,
		help: 'CONFIGURATION LINK: others had the library\'s disks for as long as the profile of the service lets you '
			+ 'wait for them. Try again later.',
	},
	SBS242I: {
		text: 'SBS SESSION STARTED',
		help: 'The machine that works for you stays yours from one command to the next, until SBS SESSION END.',
	},
	SBS243I: {
		text: 'SBS SESSION ENDED',
		help: 'The machine that worked for you went back to the service.',
	},
	SBS244E: {
		text: 'SBS SESSION WAS STARTED BEFORE',
		returnCode: 8,
		help: 'You are in a session already; it goes on.',
	},
	SBS245E: {
		text: 'NO SBS SESSION WAS STARTED',
		returnCode: 4,
		help: 'There is none to end.',
	},
	SBS246E: {
		text: 'FILES OF {user} CANNOT BE HAD: {why}',
		returnCode: 104,
		help: 'The machine that works for you reads and writes the files that your command names as remote files of '
			+ 'your machine, which did not answer. What was not stored before is not stored.',
	},
	SBS247E: {
		text: 'SEGMENT {segment} OF SBS DISK {disk} CANNOT BE USED; CODE {code:0}',
		returnCode: 104,
		help: 'CONFIGURATION SLAVES: each disk of the library has a segment for its directory, which the profile of '
			+ 'the service names (DIRECTORY) and SYSTEM NAMES must have, for master and slaves: SBSDIR to SBSDIR3 are '
			+ 'there by default. 118: there is none that they may load; 117: the directory does not fit; 116: it has '
			+ 'that of another disk. Nothing was done. Tell who looks after the library.',
	},
});

/** A block that answers with one message and its return code. */
export function answerWith<Text extends string, Code extends ReturnCode>(
	message: Message<Text, Code>,
	...given: Given<Text, Code>
): Content {
	const {id, text, returnCode} = issue(message, given);
	return {...emptyContent, returnCode, lines: [`${id} ${text}`]};
}
