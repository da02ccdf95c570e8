/** HELP of TAPE and VMFPLC2: the same but for the name. */

export const tapeSyntax = (name: string): readonly string[] => [
	`${name} DUMP fn|* ft|* [fm|*] [([NOWTM|WTM] [list] [tape][)]]`,
	`${name} LOAD [fn|* ft|* [fm|A]] [([list] [extent] [tape][)]]`,
	`${name} SCAN|SKIP [fn|* ft|*] [([list] [extent] [tape][)]]`,
	`${name} MODESET [([tape][)]]`,
	`${name} BSF|BSR|ERG|FSF|FSR|REW|RUN|WTM [n] [([tape][)]]`,
	'list: Term|NOPRint|PRint|DISK',
	'extent: EOF n|EOT',
	'tape: [TAPn|cuu] [7TRACK|9TRACK] [DEN 200|556|800|1600|6250] [TRTCH O|OC|OT|E|ET]',
];

export const tapeDescription = (name: string): readonly string[] => [
	'DUMP writes files of a disk and its extensions (A, unless fm says another; * means all disks), and two tape marks '
	+ 'behind them. What is dumped next goes over both; with WTM there is a tape mark behind each file, and the next '
	+ 'goes over the second only.',
	'LOAD puts files on the disk of fm, those of one mode number where fm has one; a single file ends it. SCAN and '
	+ 'SKIP list what they pass; a single file that is named ends them, SCAN before it, SKIP behind it. They go over '
	+ 'one tape mark, over n with EOF, or up to two in a row with EOT. A file is on the disk when all of it has come: '
	+ 'nothing is of one in the middle of which the tape ends.',
	`The list of files is typed, printed (PRINT), written as ${name} MAP A5 (DISK), or left out (NOPRINT).`,
	'BSF and FSF go n tape marks back or forward, BSR and FSR n blocks; WTM writes n tape marks, ERG makes tape blank, '
	+ 'REW rewinds, RUN rewinds and unloads. MODESET, and the options in each of the others, set the density of a tape '
	+ 'that is at its load point.',
	'TAP0 to TAP7 are 180 to 187, TAP8 to TAPF 288 to 28F; without one TAP1 is meant.',
];

export const tapeReturnCodes: readonly string[] = [
	'24   Invalid or missing operand or option.',
	'28   File not found, on the disk or as far as the tape was read.',
	'32   The tape has another format, or not all blocks of a file.',
	'36   The disk is not accessed or read-only, or the reel has no write ring.',
	'40   A tape mark, the load point or the end of the tape came too soon.',
	'88   The drive does not have that density or as many tracks.',
	'100  No tape is attached, or an error of the tape, the disk or the printer.',
	'104  No storage left.',
];
