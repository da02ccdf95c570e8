/** Assembler instructions: the only list. Each runs in both passes, at the statement the assembly stands at. */
import type {Assembly} from '../assembly.js';
import {drop, pop, push, using} from './addressing.js';
import {channelCommandWord, cumulativeLength, defineConstant, defineExternalDummy, defineStorage} from './data.js';
import {literalOrigin} from './literals.js';
import {eject, inputSequence, print, punch, reproduce, space, title} from './listing-control.js';
import {conditionalNoOperation, end, equate, origin} from './location.js';
import {common, controlSection, dummySection, entry, external, start, weakExternal} from './sections.js';

export type Directive = (assembly: Assembly) => void;

export const directives: ReadonlyMap<string, Directive> = new Map<string, Directive>([
	['CCW', channelCommandWord],
	['CNOP', conditionalNoOperation],
	['COM', common],
	['CSECT', controlSection],
	['CXD', cumulativeLength],
	['DC', defineConstant],
	['DROP', drop],
	['DS', defineStorage],
	['DSECT', dummySection],
	['DXD', defineExternalDummy],
	['EJECT', eject],
	['END', end],
	['ENTRY', entry],
	['EQU', equate],
	['EXTRN', external],
	['ISEQ', inputSequence],
	['LTORG', literalOrigin],
	['ORG', origin],
	['POP', pop],
	['PRINT', print],
	['PUNCH', punch],
	['PUSH', push],
	['REPRO', reproduce],
	['SPACE', space],
	['START', start],
	['TITLE', title],
	['USING', using],
	['WXTRN', weakExternal],
]);
