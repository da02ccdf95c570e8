/**
 * Where each instruction is described and which feature it comes with (GA22-7000, "Facilities"; the chapters' sections
 * are named after the instructions). The features are all installed; those of the manual that are not: direct control,
 * dual address space, channel-set switching, suspend and resume, test block, extended real addressing, 4K-byte storage
 * keys, service signal.
 */
import type {Instruction} from './instruction.js';
import {chapters} from './index.js';

/** Features and their instructions; every other instruction belongs to the commercial instruction set. */
const features = {
	'floating point':
		'AD ADR AE AER AU AUR AW AWR CD CDR CE CER DD DDR DE DER HDR HER LCDR LCER LD LDR LE LER LNDR LNER LPDR LPER '
		+ 'LTDR LTER MD MDR ME MER SD SDR SE SER'
		+ ' STD STE SU SUR SW SWR',
	'extended-precision floating point': 'AXR LRDR LRER MXD MXDR MXR SXR',
	'conditional swapping': 'CDS CS',
	'PSW-key handling': 'IPK SPKA',
	'CPU timer and clock comparator': 'SCKC SPT STCKC STPT',
	translation: 'LRA PTLB RRB STNSM STOSM',
	multiprocessing: 'SIGP SPX STAP STPX',
	extended: 'IPTE TPROT',
	'storage-key-instruction extensions': 'ISKE RRBE SSKE',
	'branch and save': 'BAS BASR',
	'move inverse': 'MVCIN',
	'fast release': 'CLRIO',
} as const;

export type Feature = keyof typeof features | 'commercial instruction set';

/** Sections, each with the mnemonics it describes. */
const sections: Readonly<Record<string, string>> = {
	ADD: 'A AR',
	'ADD DECIMAL': 'AP',
	'ADD HALFWORD': 'AH',
	'ADD LOGICAL': 'AL ALR',
	'ADD NORMALIZED': 'AE AER AD ADR AXR',
	'ADD UNNORMALIZED': 'AU AUR AW AWR',
	AND: 'N NR NI NC',
	'BRANCH AND LINK': 'BAL BALR',
	'BRANCH AND SAVE': 'BAS BASR',
	'BRANCH ON CONDITION': 'BC BCR',
	'BRANCH ON COUNT': 'BCT BCTR',
	'BRANCH ON INDEX HIGH': 'BXH',
	'BRANCH ON INDEX LOW OR EQUAL': 'BXLE',
	'CLEAR I/O': 'CLRIO',
	COMPARE: 'C CR CE CER CD CDR',
	'COMPARE AND SWAP': 'CS',
	'COMPARE DECIMAL': 'CP',
	'COMPARE DOUBLE AND SWAP': 'CDS',
	'COMPARE HALFWORD': 'CH',
	'COMPARE LOGICAL': 'CL CLR CLI CLC',
	'COMPARE LOGICAL CHARACTERS UNDER MASK': 'CLM',
	'COMPARE LOGICAL LONG': 'CLCL',
	'CONVERT TO BINARY': 'CVB',
	'CONVERT TO DECIMAL': 'CVD',
	DIAGNOSE: 'DIAGNOSE',
	DIVIDE: 'D DR DE DER DD DDR',
	'DIVIDE DECIMAL': 'DP',
	EDIT: 'ED',
	'EDIT AND MARK': 'EDMK',
	'EXCLUSIVE OR': 'X XR XI XC',
	EXECUTE: 'EX',
	'HALT DEVICE': 'HDV',
	'HALT I/O': 'HIO',
	HALVE: 'HER HDR',
	'INSERT CHARACTER': 'IC',
	'INSERT CHARACTERS UNDER MASK': 'ICM',
	'INSERT PSW KEY': 'IPK',
	'INSERT STORAGE KEY': 'ISK',
	'INSERT STORAGE KEY EXTENDED': 'ISKE',
	'INVALIDATE PAGE TABLE ENTRY': 'IPTE',
	LOAD: 'L LR LE LER LD LDR',
	'LOAD ADDRESS': 'LA',
	'LOAD AND TEST': 'LTR LTER LTDR',
	'LOAD COMPLEMENT': 'LCR LCER LCDR',
	'LOAD CONTROL': 'LCTL',
	'LOAD HALFWORD': 'LH',
	'LOAD MULTIPLE': 'LM',
	'LOAD NEGATIVE': 'LNR LNER LNDR',
	'LOAD POSITIVE': 'LPR LPER LPDR',
	'LOAD PSW': 'LPSW',
	'LOAD REAL ADDRESS': 'LRA',
	'LOAD ROUNDED': 'LRER LRDR',
	'MONITOR CALL': 'MC',
	MOVE: 'MVI MVC',
	'MOVE INVERSE': 'MVCIN',
	'MOVE LONG': 'MVCL',
	'MOVE NUMERICS': 'MVN',
	'MOVE WITH OFFSET': 'MVO',
	'MOVE ZONES': 'MVZ',
	MULTIPLY: 'M MR ME MER MD MDR MXD MXDR MXR',
	'MULTIPLY DECIMAL': 'MP',
	'MULTIPLY HALFWORD': 'MH',
	OR: 'O OR OI OC',
	PACK: 'PACK',
	'PURGE TLB': 'PTLB',
	'RESET REFERENCE BIT': 'RRB',
	'RESET REFERENCE BIT EXTENDED': 'RRBE',
	'SET CLOCK': 'SCK',
	'SET CLOCK COMPARATOR': 'SCKC',
	'SET CPU TIMER': 'SPT',
	'SET PREFIX': 'SPX',
	'SET PROGRAM MASK': 'SPM',
	'SET PSW KEY FROM ADDRESS': 'SPKA',
	'SET STORAGE KEY': 'SSK',
	'SET STORAGE KEY EXTENDED': 'SSKE',
	'SET SYSTEM MASK': 'SSM',
	'SHIFT AND ROUND DECIMAL': 'SRP',
	'SHIFT LEFT DOUBLE': 'SLDA',
	'SHIFT LEFT DOUBLE LOGICAL': 'SLDL',
	'SHIFT LEFT SINGLE': 'SLA',
	'SHIFT LEFT SINGLE LOGICAL': 'SLL',
	'SHIFT RIGHT DOUBLE': 'SRDA',
	'SHIFT RIGHT DOUBLE LOGICAL': 'SRDL',
	'SHIFT RIGHT SINGLE': 'SRA',
	'SHIFT RIGHT SINGLE LOGICAL': 'SRL',
	'SIGNAL PROCESSOR': 'SIGP',
	'START I/O': 'SIO',
	'START I/O FAST RELEASE': 'SIOF',
	STORE: 'ST STE STD',
	'STORE CHANNEL ID': 'STIDC',
	'STORE CHARACTER': 'STC',
	'STORE CHARACTERS UNDER MASK': 'STCM',
	'STORE CLOCK': 'STCK',
	'STORE CLOCK COMPARATOR': 'STCKC',
	'STORE CONTROL': 'STCTL',
	'STORE CPU ADDRESS': 'STAP',
	'STORE CPU ID': 'STIDP',
	'STORE CPU TIMER': 'STPT',
	'STORE HALFWORD': 'STH',
	'STORE MULTIPLE': 'STM',
	'STORE PREFIX': 'STPX',
	'STORE THEN AND SYSTEM MASK': 'STNSM',
	'STORE THEN OR SYSTEM MASK': 'STOSM',
	SUBTRACT: 'S SR',
	'SUBTRACT DECIMAL': 'SP',
	'SUBTRACT HALFWORD': 'SH',
	'SUBTRACT LOGICAL': 'SL SLR',
	'SUBTRACT NORMALIZED': 'SE SER SD SDR SXR',
	'SUBTRACT UNNORMALIZED': 'SU SUR SW SWR',
	'SUPERVISOR CALL': 'SVC',
	'TEST AND SET': 'TS',
	'TEST CHANNEL': 'TCH',
	'TEST I/O': 'TIO',
	'TEST PROTECTION': 'TPROT',
	'TEST UNDER MASK': 'TM',
	TRANSLATE: 'TR',
	'TRANSLATE AND TEST': 'TRT',
	UNPACK: 'UNPK',
	'ZERO AND ADD': 'ZAP',
};

/** What the manual describes in another chapter than the family's. */
const elsewhere: Readonly<Record<string, string>> = {
	'General Instructions': 'MC SPM STCK SVC', 'Control Instructions': 'DIAGNOSE',
};

/** From each mnemonic to the key it stands under. */
function byMnemonic<Key extends string>(lists: Readonly<Record<Key, string>>): ReadonlyMap<string, Key> {
	return new Map(Object.entries<string>(lists).flatMap(([key, mnemonics]) =>
		mnemonics.split(' ').map(mnemonic => [mnemonic, key as Key] as const)));
}

export type CatalogueEntry = {
	readonly row: Instruction;
	readonly feature: Feature;
	/** Chapter and section of GA22-7000. */
	readonly chapter: string;
	readonly section: string;
};

/** Every instruction of the table, by operation code. */
export function instructionCatalogue(): readonly CatalogueEntry[] {
	const featureOf = byMnemonic(features);
	const sectionOf = byMnemonic(sections);
	const chapterOf = byMnemonic(elsewhere);
	const sortKey = ({opcode}: Instruction): number => opcode < 256 ? opcode << 8 : opcode;
	return chapters
		.flatMap(({chapter, rows}) => rows.map(row => ({
			row,
			chapter: chapterOf.get(row.mnemonic) ?? chapter,
			section: sectionOf.get(row.mnemonic) ?? '',
			feature: featureOf.get(row.mnemonic) ?? 'commercial instruction set' as const,
		})))
		.toSorted((first, second) => sortKey(first.row) - sortKey(second.row));
}
