/**
 * Every limit of the host in one table: what guests, users and files may make grow, how far, and what is seen when it
 * is reached. Limits of the real machine (256 channels' devices, 16M of storage) stand with what they belong to.
 */

/** `value` in `unit`; `full` says what happens at the limit. */
export type Limit = {readonly value: number; readonly unit: string; readonly full: string};

export const limits = {
	journal: {
		value: 64 * 1024 * 1024,
		unit: 'bytes of changes not yet in their volumes',
		full: 'writers find the device busy until a part is applied',
	},
	sortedBytes: {
		value: 64 * 1024 * 1024,
		unit: 'bytes of records that SORT holds',
		full: 'SORT refuses the file: message DMSSRT212E',
	},
	history: {
		value: 2000,
		unit: 'lines a terminal shows or scrolls back to, unless its settings say otherwise',
		full: 'the oldest go, a quarter of them at a time',
	},
	inputHistory: {
		value: 500,
		unit: 'lines entered that a user can recall, in this session and from history/USERID in the data folder',
		full: 'the oldest go',
	},
	inputHistoryBytes: {
		value: 64 * 1024,
		unit: 'bytes of a user\'s file of lines entered',
		full: 'the oldest lines go',
	},
	recentLines: {
		value: 10,
		unit: 'lines entered at a terminal that a report of a fault shows',
		full: 'the oldest go',
	},
	faultLog: {
		value: 1024 * 1024,
		unit: 'bytes of faults.log in the data folder',
		full: 'it becomes faults.log.1, in place of the one before',
	},
	silence: {
		value: 2000,
		unit: 'milliseconds that the main thread may not answer after a signal or the timeout',
		full: 'the watchdog ends the process',
	},
	ending: {
		value: 10_000,
		unit: 'milliseconds that an orderly end may take after a signal or the timeout',
		full: 'the watchdog ends the process',
	},
	typeAhead: {
		value: 1000,
		unit: 'lines typed ahead at a terminal',
		full: 'further ones are NOT ACCEPTED, as a 3270 locks its keyboard',
	},
	waitingLines: {
		value: 1000,
		unit: 'lines for a screen that waits at MORE... or is held',
		full: 'the newest stay; how many are not shown is told before them',
	},
	consoleLine: {
		value: 4096,
		unit: 'characters of a line that a program types, with and without carrier return',
		full: 'the line ends there',
	},
	consoleWrite: {
		value: 64 * 1024,
		unit: 'bytes of one write at a console, its chain of data included',
		full: 'what follows is not typed; the write ends with incorrect length',
	},
	channelCommands: {
		value: 256,
		unit: 'commands of a channel program executed in one go',
		full: 'the processors, other channels and the host get their turn, then it goes on',
	},
	channelBytes: {
		value: 128 * 1024,
		unit: 'bytes that a channel program moves in one go, its last command more',
		full: 'as channelCommands',
	},
	synchronousCommands: {
		value: 8192,
		unit: 'commands of a channel program that DIAGNOSE or IPL has executed at once',
		full: 'it is taken for a loop: program check',
	},
	synchronousBytes: {
		value: 4 * 1024 * 1024,
		unit: 'bytes that such a program moves',
		full: 'as synchronousCommands',
	},
	archive: {
		value: 256 * 1024 * 1024 * 1024,
		unit: 'bytes of all files that a backup in one file is unpacked to',
		full: 'the restore ends, with the name of the file; the installation stays as it is',
	},
	archiveFile: {
		value: 4 * 1024 * 1024 * 1024,
		unit: 'bytes of a file in a backup: a volume is smaller',
		full: 'as archive',
	},
	archiveFiles: {
		value: 100_000,
		unit: 'files in a backup',
		full: 'as archive',
	},
	assemblerStatements: {
		value: 200_000,
		unit: 'statements that one assembly lists: those of its source and what macros make of them',
		full: 'message IFO118, and the assembly ends there',
	},
	assemblerSteps: {
		value: 1_000_000,
		unit: 'statements that one assembly runs through, loops and macros included',
		full: 'message IFO118, and the assembly ends there',
	},
	assemblerCopied: {
		value: 500_000,
		unit: 'records that COPY and macros bring into one assembly from the libraries',
		full: 'message IFO070 at each COPY from then on; a macro counts as not found',
	},
	assemblerText: {
		value: 32 * 1024 * 1024,
		unit: 'bytes that one assembly makes in all, in dummy sections too',
		full: 'message IFO240 at what would make more; its place stays free',
	},
	assemblerRelocations: {
		value: 1_000_000,
		unit: 'address constants of one assembly that a loader relocates',
		full: 'message IFO206 at the constant that would make more; its place stays free',
	},
	reelBlocks: {
		value: 200_000,
		unit: 'blocks (their pieces, where they have several) and tape marks of an AWS file that is read as a reel',
		full: 'the file is refused; the gaps of so many would be 5000 feet of tape',
	},
	hostFile: {
		value: 32 * 1024 * 1024,
		unit: 'bytes of a host file that is read whole',
		full: 'the file is refused, with its name and the limit',
	},
	hostLines: {
		value: 1_000_000,
		unit: 'lines of --input, a script or requests',
		full: 'the file is refused, with its name and the limit',
	},
	outputLines: {
		value: 1_000_000,
		unit: 'lines that run --format json keeps',
		full: 'the run ends with 255 and a message',
	},
	unaskedFile: {
		value: 1_000_000,
		unit: 'bytes of a file in the folder of a procedure',
		full: 'the procedure does not see the file; --mount shows it',
	},
	unaskedFolder: {
		value: 8_000_000,
		unit: 'bytes of files in the folder of a procedure',
		full: 'the procedure does not see the files behind, by name; --mount shows them',
	},
	pagingReserve: {
		value: 256,
		unit: 'pages that CP brings in for itself (channel programs, DIAGNOSE, CP commands) while paging space is full',
		full: 'the machine that it works for is reset and cleared (DMKPGT400I); others go on',
	},
	spoolSpace: {
		value: 64 * 1024 * 1024,
		unit: 'bytes of all spool files, open ones included',
		full: 'output devices are not ready; CLOSE says SPOOL SPACE FULL',
	},
	spoolFiles: {
		value: 9900,
		unit: 'closed spool files in the system, as their numbers have it',
		full: 'as spoolSpace; what a device that goes had open is lost, and the operator told',
	},
	spoolFilesOfUser: {
		value: 2000,
		unit: 'closed spool files that one user made',
		full: 'his output devices are not ready and his CLOSE says SPOOL SPACE FULL; others go on',
	},
	exchanges: {
		value: 64,
		unit: 'intermachine exchanges a machine has under way as signaller',
		full: 'SIGNAL is refused (too many), at its source',
	},
	vmcfMessages: {
		value: 50,
		unit: 'VMCF messages a machine has under way as source (GC20-1807), and special messages that wait for one',
		full: 'SEND answers return code 10; SMSG says that the user is not receiving',
	},
	exchangeInterruptions: {
		value: 1000,
		unit: 'external interruptions that wait for a machine to take them',
		full: 'SIGNAL to it is refused (too many); ends of exchanges, slaves and machines are told all the same',
	},
	intermachineEvents: {
		value: 1000,
		unit: 'events of intermachine communication that a CMS program has not looked at',
		full: 'further signals are refused; a signal that ends before it is looked at is forgotten',
	},
	remoteLocks: {
		value: 64,
		unit: 'files of one disk of another machine that a user has locked or open for writing',
		full: 'the next one is refused: no room for another lock (DMSLCK703E), or a file in use',
	},
	remoteAreas: {
		value: 3,
		unit: 'transfers about remote files that one user has under way in the owner\'s storage',
		full: 'the next one is refused: to the user the owner does (DMSRMT580W)',
	},
	remoteStaging: {
		value: 300,
		unit: 'seconds of simulated time without a further part, for a file on its way to another machine\'s disk',
		full: 'it is given up, its blocks are free; what follows is refused as an error of the disk',
	},
	remoteRefresh: {
		value: 10_000_000,
		unit: 'microseconds of simulated time that a command waits for the directories of remote disks',
		full: 'they are as they were; the user is told (DMSRMT580W)',
	},
	lockTries: {
		value: 1000,
		unit: 'times that a machine looks at a lock table which another one is changing',
		full: 'the lock is refused',
	},
	lockReserve: {
		value: 8,
		unit: 'places of the 24 for files of like names in a lock table that users of remote files leave free',
		full: 'the next lock of such a user is refused, as remoteLocks; machines of the group go on',
	},
	lockWaiters: {
		value: 16,
		unit: 'machines that stand in line for the lock of one file',
		full: 'the next one is refused',
	},
	remoteFileUsers: {
		value: 256,
		unit: 'machines that use files of one machine at the same time',
		full: 'ACCESS of another is refused (DMSACC581E)',
	},
	remoteAnswer: {
		value: 30_000_000,
		unit: 'microseconds of simulated time for one exchange about remote files',
		full: 'it ends for both; the user of the disk is told (DMSRMT580W), the command ends with its return code',
	},
	serviceRestarts: {
		value: 3,
		unit: 'times within an hour that a service machine is logged on again, forced or after a fault of the system',
		full: 'it stays logged off until the first is an hour ago, or somebody logs it on; the operator is told',
	},
	servicePart: {
		value: 32 * 1024,
		unit: 'bytes of a block in which a service\'s content travels, unless a record is longer',
		full: 'what follows goes in the next block',
	},
	serviceContent: {
		value: 32 * 1024 * 1024,
		unit: 'bytes of what a user sends to be assembled in another machine, or is sent as an answer of a service',
		full: 'it is not taken (DMSSRV008E, SBS122E)',
	},
	commandParts: {
		value: 2000,
		unit: 'objects that BUILD offers to a user\'s further slaves at a time',
		full: 'it offers the rest when these are done',
	},
	partsTogether: {
		value: 8,
		unit: 'objects that a further slave builds before it goes back',
		full: 'another one is asked for, behind users who wait for a slave',
	},
	furtherSlave: {
		value: 20,
		unit: 'seconds that a user may keep a further slave of a service for which others wait',
		full: 'the master takes it from him',
	},
	serviceBlock: {
		value: 128 * 1024,
		unit: 'bytes of a block that is offered to a service\'s master, or that it offers',
		full: 'the exchange is refused',
	},
	serviceExchange: {
		value: 30,
		unit: 'seconds that a user may take between the steps of an exchange with a service\'s master',
		full: 'the master ends the exchange',
	},
	references: {
		value: 1000,
		unit: 'names that a member of the SBS library uses or defines',
		full: 'WHEREUSED and IMPACT do not know of the others',
	},
	builtProgram: {
		value: 4 * 1024 * 1024,
		unit: 'bytes of a program that SBS BUILD links',
		full: 'it is not built (SBS210E)',
	},
	impact: {
		value: 10_000,
		unit: 'members that IMPACT tells of',
		full: 'the others are not shown (SBS192W)',
	},
	slaveStart: {
		value: 60,
		unit: 'seconds that a slave may take from its creation until it is ready',
		full: 'it is deleted, and another one made',
	},
	slaveFailures: {
		value: 3,
		unit: 'slaves in a row that do not become ready',
		full: 'who waits is told; no other is made before the next request',
	},
	slaves: {
		value: 1000,
		unit: 'slaves that a creator has, those included that its slaves create',
		full: 'the next one is not created (too many, DMKSLV805E)',
	},
	authorizations: {
		value: 1000,
		unit: 'userids a machine authorizes by name',
		full: 'AUTHORIZE is refused (too many)',
	},
	watches: {
		value: 1000,
		unit: 'machines whose end a machine wants to hear of',
		full: 'the next request is refused (too many)',
	},
	programInterruptions: {
		value: 256,
		unit: 'program interruptions that a machine takes in one go',
		full: 'others and the host get their turn; each has its price in CP time, so that a turn ends soon',
	},
	shownStorage: {
		value: 2048,
		unit: 'bytes of storage that a CP command (DISPLAY, DCP, DUMP, DMCP) shows in one go',
		full: 'others and the host get their turn, then it goes on',
	},
	shownLines: {
		value: 64,
		unit: 'lines of keys that DISPLAY or DUMP shows in one go',
		full: 'as shownStorage',
	},
	dumpIdentifier: {
		value: 100,
		unit: 'characters that identify a dump (DUMP, DMCP, VMDUMP)',
		full: 'the command is refused (DMKCDM026E, DMKVMD026E)',
	},
	tracedEvents: {
		value: 100,
		unit: 'events that TRACE types or prints of a machine in one go',
		full: 'others and the host get their turn; each has its price in CP time',
	},
	dueEvents: {
		value: 10_000,
		unit: 'events of one moment, those that events add for now included',
		full: 'the machines and the host get their turn, then the rest follows',
	},
	flowLog: {
		value: 100,
		unit: 'lines of the machine panel about what goes on between machines',
		full: 'the oldest go',
	},
	operatorLog: {
		value: 1024 * 1024,
		unit: 'bytes of log/operator.log in the data folder',
		full: 'it becomes operator.log.1, that one operator.log.2',
	},
	operatorLogs: {
		value: 9,
		unit: 'full files of the operator\'s log that are kept',
		full: 'the oldest goes',
	},
	outputFolder: {
		value: 1024 * 1024 * 1024,
		unit: 'bytes in output/ of the data folder, which real printers and punches fill',
		full: 'the file stays in its queue, held, the device is drained, and the operator told',
	},
	decks: {
		value: 1000,
		unit: 'decks in reader/ of the data folder that are looked at',
		full: 'further ones wait until those before them were read',
	},
	outputRecords: {
		value: 1_000_000,
		unit: 'lines or cards that a real printer or punch makes of one spool file, BACKSPAC\'s included',
		full: 'what there is becomes a file on the host; what follows another one',
	},
	accountingRecords: {
		value: 1000,
		unit: 'accounting records of sessions that ended',
		full: 'the oldest go',
	},
	monitorBlocks: {
		value: 500,
		unit: 'blocks of 4096 bytes in a spool file of MONITOR',
		full: 'the file is closed and another one begun; data for which the spool has no room are lost',
	},
	accountingCards: {
		value: 1000,
		unit: 'accounting cards that wait for ACNT CLOSE',
		full: 'they become a spool file; where the spool has no room for it the oldest is lost',
	},
	accountingRests: {
		value: 1000,
		unit: 'users whose accounting card cut off a part of a second or millisecond, for the next one',
		full: 'the oldest is lost',
	},
	logMessages: {
		value: 99,
		unit: 'lines of the log message, as SET LOGMSG nn numbers them',
		full: 'SET LOGMSG refuses another (DMKCFS003E)',
	},
	libraryNotes: {
		value: 50,
		unit: 'lines about members he watches that wait for a user\'s next SBS command',
		full: 'what others do then is not told him; HISTORY has it',
	},
	libraryGrants: {
		value: 10_000,
		unit: 'grants of SBS rights to one user, or to everybody (*)',
		full: 'GRANT refuses another one (SBS172E)',
	},
	abendsInARow: {
		value: 4,
		unit: 'abends of CMS before it reads a line',
		full: 'CMS stops in a disabled wait; IPL starts it afresh',
	},
	ownedStorage: {
		value: 4096,
		unit: 'pieces of free storage that programs of a machine have of DMSFREE, neighbours counted as one',
		full: 'DMSFREE finds no storage (DMSFRE159T, code 1)',
	},
	traps: {
		value: 256,
		unit: 'devices (HNDINT), and SVC numbers (HNDSVC), that programs of a machine handle themselves',
		full: 'HNDINT and HNDSVC end with code 1',
	},
	nucleusExtensions: {
		value: 256,
		unit: 'nucleus extensions of a machine',
		full: 'NUCXLOAD loads no other: message DMSNXL109S',
	},
} as const satisfies Readonly<Record<string, Limit>>;
