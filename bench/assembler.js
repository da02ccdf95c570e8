// Source lines assembled a second: `node bench/assembler.js [FOLDER…]` prints one JSON object. Needs
// `node scripts/transpile.js`.
//
// Sources of one kind of statement each and a mix of all, without and with the listing: the slope of processor time
// between two sizes in one process that is warm, the median of seven rounds. `statements` counts what macros generate
// and what COPY brings in, too. `dasd/library` and each FOLDER: all sources in them with the macros and members that
// are there, again and again, the median of seven rounds: each by itself, and as a build assembles them (`build`),
// which reads a member once for all of them. A source for which macros are missing counts as well: what is said of its
// lines is part of the work.
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {assemble} from '../build/source/assembler/assemble.js';
import {LibraryMemo} from '../build/source/assembler/macro/library-memo.js';

const rounds = 7;
const small = 100;
const large = 400;

const definitions = `
         MACRO
&NAME    OUTER &LIST,&COUNT=1,&LABEL=
         LCLA  &N,&I
         LCLC  &T(9)
         GBLA  &TOTAL
.*  A COMMENT THAT NOBODY SEES
&NAME    DS    0H
&N       SETA  N'&LIST
&I       SETA  0
.LOOP    ANOP
&I       SETA  &I+1
&T(&I)   SETC  '&LABEL'.'&I'
&TOTAL   SETA  &TOTAL+1
&T(&I)   DC    CL8'&LIST(1)&I'
         INNER &I,R2
         AIF   (&I LT &COUNT).LOOP
         AIF   (&N NE 3).BAD
         MEXIT
.BAD     MNOTE 4,'&N ELEMENTS'
         MEND
         MACRO
&L       INNER &VALUE,&REG
&L       LA    &REG,&VALUE.(0,0)
         AIF   ('&REG' EQ 'R3').THREE
         AR    &REG,&REG
         MEXIT
.THREE   SR    &REG,&REG       CLEAR
         MEND
         MACRO
         SWITCH &KIND=A
         LCLB  &F
&F       SETB  ('&KIND' EQ 'A' OR '&KIND' EQ 'B')
         AIF   (&F).AB
         BCR   15,14
         AGO   .END
.AB      LR    1,2
AT&SYSNDX BCR  0,0
.END     MEND`;
const declarations = `
         LCLA  &I,&J
         LCLB  &B
         LCLC  &C`;

/** A block of each kind; # stands for the number of the block. */
const kinds = {
	instructions: `
P#A      L     R1,P#X               THE FIRST OF A BLOCK
         LA    R2,4(R1,R3)
         AR    R1,R2
         ST    R1,P#Y
         CLC   P#Z(5),P#Z+5
         BNE   P#B
         MVC   P#Z+5(5),P#Z
         MVI   P#Z,C'X'
P#B      STM   R14,R12,12(R13)
         BAL   R14,P#C
* A REMARK ON A CARD OF ITS OWN
         SLL   R1,8
         TM    P#Z,X'80'
         BO    P#A
         LM    R14,R12,12(R13)
P#C      BR    R14
P#X      DC    F'1'
P#Y      DC    F'2'
P#Z      DC    CL10'ABCDE'
         DS    0D`,
	data: `
D#A      DC    F'#'
D#B      DC    A(D#A,D#C)
D#C      DC    C'TEXT NUMBER #'
         DC    XL4'0F',H'-1'
D#D      DS    CL80
D#E      DC    PL5'#'
         DC    3X'00FF'
D#F      DS    0F
D#G      EQU   *-D#A
D#H      DC    AL2(D#G),AL1(L'D#D)
         DC    B'10101010'
         DC    D'1.5'
D#I      DC    V(OTHER)
         ORG   D#D
D#J      DS    2CL8
         ORG   ,`,
	literals: `
         L     R1,=F'#'
         MVC   0(4,R1),=C'ABCD'
         LA    R1,=A(Q#)
         CLI   0(R1),C' '
Q#       LH    R2,=H'5'
         IC    R2,=X'0F'`,
	using: `
         USING U#,R5
         L     R1,U#A
         ST    R1,U#B
         DROP  R5
U#       DSECT
U#A      DS    F
U#B      DS    F
MAIN     CSECT`,
	macros: `
M#       OUTER (A,B,C),COUNT=5,LABEL=X#
         INNER #,R3
         SWITCH KIND=B`,
	conditional: `
&I       SETA  &I+7
&J       SETA  (&I*2)/3
&C       SETC  'N'.'&I'
         AIF   (&I GT 10000).S#
E#       DC    CL8'&C'
.S#      ANOP
&B       SETB  (&I GT 5 AND &J LT 10)
         AIF   ('&C' EQ 'N5').T#
.T#      ANOP`,
};

const linesOf = text => text.split('\n').filter(line => line !== '');

/** A program of so many blocks of each of these kinds. */
function program(names, blocks) {
	const head = [
		...linesOf(definitions), ...linesOf(declarations), 'MAIN     CSECT',
		...Array.from({length: 16}, (_, number) => `R${number}`.padEnd(9) + `EQU   ${number}`),
	];
	const lines = [...head];
	for (let block = 0; block < blocks; block++) {
		if (block % 5 === 0) {
			lines.push('         LTORG', '         BALR  R12,0', '         USING *,R12', '         ACTR  4096');
		}

		lines.push(...names.flatMap(name => linesOf(kinds[name].replaceAll('#', String(block)))));
	}

	return [...lines, '         END   MAIN'];
}

const median = values => values.toSorted((a, b) => a - b)[Math.trunc(values.length / 2)];

/** Processor seconds of a task. */
function seconds(task) {
	const before = process.cpuUsage();
	task();
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1e6;
}

/** Lines of the listing that have a statement's number. */
const statementsOf = lines => Number(assemble([...lines.slice(0, -1), 'LAST     EQU   0', lines.at(-1)])
	.symbols.find(({name}) => name === 'LAST').statement);

function slope(names) {
	const less = program(names, small);
	const more = program(names, large);
	const {returnCode, diagnostics: [first]} = assemble(more);
	if (returnCode > 0) {
		throw new Error(`${names.join(' ')}: ${first.line} ${first.code} ${first.text}`);
	}

	const rate = withListing => {
		const run = lines => {
			const result = assemble(lines);
			return withListing ? result.listing.length : 0;
		};

		const measured = Array.from({length: rounds}, () => seconds(() => run(more)) - seconds(() => run(less)));
		return median(measured.slice(1));
	};

	const time = rate(false);
	const lines = more.length - less.length;
	return {
		linesPerSecond: Math.round(lines / time),
		withListing: Math.round(lines / rate(true)),
		statementsPerSecond: Math.round((statementsOf(more) - statementsOf(less)) / time),
	};
}

/** Sources of a folder and what they may use. */
function readFolder(folder) {
	const files = readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(({parentPath, name}) => path.join(parentPath, name));
	const read = file => readFileSync(file, 'latin1')
		.split(/\r?\n/)
		.map(line => line.replaceAll('\t', '        ').slice(0, 80));
	const members = new Map(files
		.filter(file => /\.(?:macro|mac|copy)$/i.test(file))
		.map(file => [path.basename(file).split('.')[0].toUpperCase(), read(file)]));
	return {
		sources: files.filter(file => /\.(?:assemble|asm)$/i.test(file)).map(file => read(file)),
		library: {member: name => members.get(name)},
	};
}

function folderRate(folder) {
	const {sources, library} = readFolder(folder);
	let copied = 0;
	const counting = {
		member(name) {
			const lines = library.member(name);
			copied += lines?.length ?? 0;
			return lines;
		},
	};
	for (const source of sources) {
		assemble(source, {library: counting});
	}

	const lines = sources.reduce((sum, source) => sum + source.length, 0);
	/** Assemblies by themselves, or those of one build, which read a member once. */
	const rates = memoOf => {
		const time = median(Array.from({length: rounds}, () => seconds(() => {
			const memo = memoOf();
			for (const source of sources) {
				assemble(source, {library}, memo);
			}
		})).slice(1));
		return {
			linesPerSecond: Math.round(lines / time), linesReadPerSecond: Math.round((lines + copied) / time),
		};
	};

	return {
		sources: sources.length, lines, linesRead: lines + copied,
		...rates(() => undefined), build: rates(() => new LibraryMemo()),
	};
}

console.log(JSON.stringify({
	...Object.fromEntries(Object.keys(kinds).map(name => [name, slope([name])])),
	mix: slope(Object.keys(kinds)),
	...Object.fromEntries(['dasd/library', ...process.argv.slice(2)].map(folder => [folder, folderRate(folder)])),
}, undefined, '\t'));
