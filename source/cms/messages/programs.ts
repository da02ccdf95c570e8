/**
 * Messages of the loader, of modules and of libraries: LOAD, INCLUDE, START, GENMOD, LOADMOD, NUCXLOAD, GLOBAL, MACLIB
 * and TXTLIB.
 */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const programMessages = messageTable({
	DMSASM001E: shared['001E'],
	DMSASM002E: {...shared['002E'], text: "FILE '{file}' NOT FOUND."},
	DMSASM003E: shared['003E'],
	DMSASM006E: {
		text: 'NO READ/WRITE DISK ACCESSED.',
		returnCode: 36,
		help: 'TEXT and LISTING go to the disk of the source, to the disk it extends, or to the A-disk: none of them '
			+ 'is read/write.',
	},
	DMSASM007E: {
		text: "FILE '{file}' IS NOT FIXED, 80 CHAR. RECORDS.",
		returnCode: 32,
		help: 'Source of the assembler is a file of fixed records, 80 bytes long. COPYFILE with RECFM F and LRECL 80 '
			+ 'makes one.',
	},
	DMSASM008E: shared['008E'],
	DMSASM037E: shared['037E'],
	DMSASM038E: {
		text: "FILEID CONFLICT FOR DDNAME '{ddname}'.",
		returnCode: 40,
		help: 'The file of this ddname is the source itself, or another output of the assembly. FILEDEF gives it '
			+ 'another name.',
	},
	DMSASM069E: shared['069E'],
	DMSASM070E: shared['070E'],
	DMSASM075E: {
		text: "DEVICE '{device}' INVALID FOR {use:INPUT|OUTPUT}.",
		returnCode: 40,
		help: 'Source comes from a disk; decks and listings go to disks, the punch, the printer and the terminal, or '
			+ 'nowhere (DUMMY). FILEDEF gives the ddname another device.',
	},
	DMSASM104S: shared['104S'],
	DMSASM105S: {
		...shared['105S'],
		help: 'What was assembled could not be written: the disk is full, or its device failed.',
	},
	DMSASM118S: shared['118S'],
	DMSASM123S: {
		text: "ERROR PRINTING FILE '{file}'.",
		returnCode: 100,
		help: 'The virtual printer did not take the listing. QUERY VIRTUAL PRINTER shows its state.',
	},
	DMSGLB002W: {
		...shared['002E'],
		text: "FILE '{file}' NOT FOUND.",
		help: 'No accessed disk has this library; the others of the list are searched.',
	},
	DMSGLB014E: shared['014E'],
	DMSGLB047E: shared['047E'],
	DMSGLB108S: {
		text: 'MORE THAN 8 LIBRARIES SPECIFIED.',
		returnCode: 88,
		help: 'GLOBAL can name eight libraries of a kind at most. Put members together in fewer libraries.',
	},
	DMSGND002W: {
		...shared['002E'],
		text: "FILE '{file}' NOT FOUND.",
		returnCode: 4,
		help: 'Neither the A-disk nor a disk that extends it has this file. Its entry of the directory stays as it is, '
			+ 'the others are filled in.',
	},
	DMSGND021E: {
		text: "ENTRY POINT '{entry}' NOT FOUND.",
		returnCode: 40,
		help: 'The program in storage has no directory of this name. LOAD or LOADMOD the program first.',
	},
	DMSGND022E: {
		text: 'NO DIRECTORY NAME SPECIFIED.',
		returnCode: 24,
		help: 'GENDIRT needs the name of the auxiliary directory: that of its control section or entry.',
	},
	DMSGND070E: shared['070E'],
	DMSLBM001E: shared['001E'],
	DMSLBM002E: shared['002E'],
	DMSLBM002W: {
		...shared['002E'],
		returnCode: 4,
		help: 'No accessed disk has a MACRO or COPY file of this name; the others of the list go into the library.',
	},
	DMSLBM003E: shared['003E'],
	DMSLBM008E: shared['008E'],
	DMSLBM013E: shared['013E'],
	DMSLBM014E: shared['014E'],
	DMSLBM037E: shared['037E'],
	DMSLBM046E: {
		text: 'NO LIBRARY NAME SPECIFIED.',
		returnCode: 24,
		help: 'Give the name of the MACLIB behind the function.',
	},
	DMSLBM047E: shared['047E'],
	DMSLBM056E: {
		...shared['056E'],
		help: 'The library is none, or the file does not have fixed records of 80 bytes, a definition in it has no '
			+ 'prototype or MEND, or something stands before its first *COPY. Nothing of it is in the library.',
	},
	DMSLBM069E: shared['069E'],
	DMSLBM104S: shared['104S'],
	DMSLBM105S: shared['105S'],
	DMSLBM123S: shared['123S'],
	DMSLBM157S: {
		text: "MACLIB LIMIT EXCEEDED, LAST MEMBER NAME ADDED WAS '{last}'.",
		returnCode: 88,
		help: 'The dictionary of the library is full. What comes behind the member named was not added: make a second '
			+ 'library.',
	},
	DMSLBM213W: {
		text: "LIBRARY '{library}' NOT CREATED.",
		returnCode: 4,
		help: 'None of the files gave a member, so there is nothing to put into the library.',
	},
	DMSLBT001E: shared['001E'],
	DMSLBT002E: shared['002E'],
	DMSLBT002W: {
		...shared['002E'],
		returnCode: 4,
		help: 'No accessed disk has this TEXT file; the others of the list go into the library.',
	},
	DMSLBT003E: shared['003E'],
	DMSLBT008E: shared['008E'],
	DMSLBT013E: shared['013E'],
	DMSLBT014E: shared['014E'],
	DMSLBT037E: shared['037E'],
	DMSLBT046E: {
		text: 'NO LIBRARY NAME SPECIFIED.',
		returnCode: 24,
		help: 'Give the name of the TXTLIB behind the function.',
	},
	DMSLBT047E: shared['047E'],
	DMSLBT056E: shared['056E'],
	DMSLBT069E: shared['069E'],
	DMSLBT104S: shared['104S'],
	DMSLBT105S: shared['105S'],
	DMSLBT123S: shared['123S'],
	DMSLBT106S: {
		text: "NUMBER OF MEMBER NAMES EXCEEDS MAX '{most:0}'. FILE '{file}' NOT ADDED.",
		returnCode: 88,
		help: 'The dictionary of the library is full. The file named, and those behind it, were not added: make a '
			+ 'second library.',
	},
	DMSLBT213W: {
		text: "LIBRARY '{library}' NOT CREATED.",
		returnCode: 4,
		help: 'None of the TEXT files was found, so there is nothing to put into the library.',
	},
	DMSLIO001E: shared['001E'],
	DMSLIO003E: shared['003E'],
	DMSLIO005E: {
		text: "NO '{option:ORIGIN|RESET EN TRY}' SPECIFIED.",
		returnCode: 24,
		help: 'The option needs an address, or a name, behind it and none was given.',
	},
	DMSLIO021E: {
		text: "ENTRY POINT '{entry}' NOT FOUND.",
		returnCode: 40,
		help: 'What is loaded has no control section or entry of that name. LOAD with option MAP shows the names.',
	},
	DMSLIO029E: shared['029E'],
	DMSLIO055E: {
		text: 'NO ENTRY POINT DEFINED.',
		returnCode: 40,
		help: 'Nothing is loaded that could be started. LOAD the program first.',
	},
	DMSLIO104S: shared['104S'],
	DMSLIO105S: shared['105S'],
	DMSLIO109S: {
		text: 'VIRTUAL STORAGE CAPACITY EXCEEDED.',
		returnCode: 104,
		help: 'The program does not fit between the start of the user area and free storage. CP DEFINE STORAGE gives '
			+ 'more; then IPL CMS again.',
	},
	DMSLIO116S: {
		text: 'LOADER TABLE OVERFLOW.',
		returnCode: 104,
		help: 'The program has more external names than the loader table has room for: 204 a page. QUERY LDRTBLS shows '
			+ 'the pages, SET LDRTBLS gives more.',
	},
	DMSLIO201W: {
		text: 'THE FOLLOWING NAMES ARE UNDEFINED:',
		returnCode: 4,
		help: 'No TEXT file and no library of GLOBAL TXTLIB defines the names listed below it. What does not need '
			+ 'them can run.',
	},
	DMSLIO202W: {
		text: "DUPLICATE IDENTIFIER '{name}'.",
		returnCode: 4,
		help: 'The control section was loaded before; the second one is left out.',
	},
	DMSLIO740I: {
		text: 'Execution begins...',
		help: 'The program that was loaded gets control.',
	},
	DMSMDP001E: shared['001E'],
	DMSMDP002E: shared['002E'],
	DMSMDP018E: {
		text: 'NO LOAD MAP AVAILABLE.',
		returnCode: 40,
		help: 'The module was made with option NOMAP of GENMOD, or is a program of the system.',
	},
	DMSMDP070E: shared['070E'],
	DMSMDP104S: shared['104S'],
	DMSNXD016E: {
		text: 'NO NUCLEUS EXTENSION SPECIFIED.',
		returnCode: 24,
		help: 'NUCXDROP needs the names of what it is to take out. NUCXMAP lists them.',
	},
	DMSNXD070E: shared['070E'],
	DMSNXD616W: {
		text: "NUCLEUS EXTENSION '{name}' DOES NOT EXIST.",
		returnCode: 28,
		help: 'NUCXLOAD has loaded nothing under that name, or it was taken out. NUCXMAP lists what is loaded.',
	},
	DMSNXL001E: shared['001E'],
	DMSNXL002E: shared['002E'],
	DMSNXL003E: shared['003E'],
	DMSNXL069E: shared['069E'],
	DMSNXL070E: shared['070E'],
	DMSNXL104S: shared['104S'],
	DMSNXL109S: {
		text: 'VIRTUAL STORAGE CAPACITY EXCEEDED.',
		returnCode: 104,
		help: 'There are 256 nucleus extensions, or no free storage is left for another. NUCXDROP takes one out.',
	},
	DMSNXL902E: {
		text: "MODULE '{name}' CANNOT STAY AT {address}.",
		returnCode: 40,
		help: 'A MODULE file that is not relocatable can run only where it was made to. This place is the transient '
			+ 'area, the beginning of the '
			+ 'user area, in use, or not in this machine. LOAD the program with option RLDSAVE, or with '
			+ 'ORIGIN high in the user area, and GENMOD it again.',
	},
	DMSNXL903W: {
		text: "NUCLEUS EXTENSION '{name}' ALREADY EXISTS.",
		returnCode: 1,
		help: 'Nothing was loaded. NUCXDROP takes the other one out, option PUSH loads a second one that comes before '
			+ 'it.',
	},
	DMSNXM003E: shared['003E'],
	DMSNXM066E: shared['066E'],
	DMSNXM070E: shared['070E'],
	DMSNXM109S: shared['109S'],
	DMSNXM616W: {
		text: 'NO NUCLEUS EXTENSION FOUND.',
		returnCode: 28,
		help: 'NUCXLOAD has loaded nothing, or nothing under that name.',
	},
	DMSRUN001E: shared['001E'],
	DMSRUN002E: shared['002E'],
	DMSRUN032E: shared['032E'],
	DMSRUN070E: shared['070E'],
	DMSRUN999E: {
		text: 'NO {compiler} MODULE FOUND',
		returnCode: 28,
		help: 'RUN would have this compiler make a program of the file, and it is on no accessed disk. Assemble or '
			+ 'compile it yourself, and RUN the TEXT file.',
	},
	DMSMOD001E: shared['001E'],
	DMSMOD002E: {...shared['002E'], text: 'FILE {file} NOT FOUND.'},
	DMSMOD003E: {...shared['003E'], text: 'INVALID OPTION {option}.'},
	DMSMOD005E: {
		text: "NO '{option:FROM|TO} ENTRY' SPECIFIED.",
		returnCode: 24,
		help: 'FROM and TO need the name of a control section or entry behind them and none was given.',
	},
	DMSMOD021E: {
		text: 'ENTRY POINT {entry} NOT FOUND.',
		returnCode: 40,
		help: 'What is loaded has no control section or entry of the name that FROM or TO gives. LOAD MAP shows them.',
	},
	DMSMOD032E: {...shared['032E'], text: 'INVALID FILETYPE {type}.'},
	DMSMOD037E: shared['037E'],
	DMSMOD040E: {
		text: 'NO FILES LOADED.',
		returnCode: 40,
		help: 'Nothing is loaded from which a module could be made. LOAD the program first.',
	},
	DMSMOD070E: shared['070E'],
	DMSMOD084E: {
		text: 'INVALID USE OF FROM AND TO OPTIONS.',
		returnCode: 24,
		help: 'What TO names does not lie behind what FROM names.',
	},
	DMSMOD104S: shared['104S'],
	DMSMOD105S: shared['105S'],
	DMSMOD109S: {
		text: 'VIRTUAL STORAGE CAPACITY EXCEEDED.',
		returnCode: 104,
		help: 'The module does not fit between where it was made to run and free storage. CP DEFINE STORAGE gives '
			+ 'more; then IPL CMS again.',
	},
	DMSMOD116S: {
		text: 'LOADER TABLE OVERFLOW.',
		returnCode: 104,
		help: 'There is no storage left for the load map of the module. CP DEFINE STORAGE gives more; then IPL CMS '
			+ 'again.',
	},
});
