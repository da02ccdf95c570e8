import test from 'ava';
import {instructionListing} from '../../../source/commands/bare/bare-instructions.js';
import {instructionCatalogue} from '../../../source/machine/instructions/instruction-catalogue.js';

/**
 * The universal instruction set: commercial instructions and floating point (GA22-7000, "Instructions by mnemonic").
 */
const universal = `
A AD ADR AE AER AH AL ALR AP AR AU AUR AW AWR BAL BALR BC BCR BCT BCTR BXH BXLE C CD CDR CE CER CH CL CLC CLCL CLI CLM CLR CP CR CVB CVD D DD DDR DE DER DIAGNOSE DP DR ED
EDMK EX HDR HDV HER HIO IC ICM ISK L LA LCDR LCER LCR LCTL LD LDR LE LER LH LM LNDR LNER LNR LPDR LPER LPR LPSW LR LTDR LTER LTR M MC MD MDR ME MER MH MP MR MVC MVCL MVI MVN
MVO MVZ N NC NI NR O OC OI OR PACK S SCK SD SDR SE SER SH SIO SIOF SL SLA SLDA SLDL SLL SLR SP SPM SR SRA SRDA SRDL SRL SRP SSK SSM ST STC STCK STCM STCTL STD STE STH STIDC
STIDP STM SU SUR SVC SW SWR TCH TIO TM TR TRT TS UNPK X XC XI XR ZAP
AXR LRDR LRER MXD MXDR MXR SXR CDS CS IPK SPKA SCKC SPT STCKC STPT LRA PTLB RRB STNSM STOSM SIGP SPX STAP STPX`
	.trim()
	.split(/\s+/);

test('no instruction of the universal set and the features asked for is missing', t => {
	const have = new Set(instructionCatalogue().map(({row}) => row.mnemonic));
	t.deepEqual(universal.filter(mnemonic => !have.has(mnemonic)), []);
});

test('every instruction once, with its section', t => {
	const entries = instructionCatalogue();
	t.is(new Set(entries.map(({row}) => row.mnemonic)).size, entries.length);
	t.is(new Set(entries.map(({row}) => row.opcode)).size, entries.length);
	t.deepEqual(entries.filter(({section}) => section === '').map(({row}) => row.mnemonic), []);
});

test('the listing', t => {
	const lines = instructionListing().split('\n');
	t.regex(lines[0], /^Code {2}Mnemonic {2}Format {2}Feature +GA22-7000$/);
	t.true(lines.some(line => /^1A {4}AR {8}RR {6}commercial instruction set +General Instructions, ADD$/.test(line)));
	t.true(lines.some(line =>
		/^B221 {2}IPTE {6}RRE {5}extended +Control Instructions, INVALIDATE PAGE TABLE ENTRY$/.test(line)));
	t.is(lines.at(-2), `${lines.length - 3} instructions`);
});
