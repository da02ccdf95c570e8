/** Requests to slaves that no command of CMS makes: any program may send them. */
import test from 'ava';
import {asmservProgram} from '../../source/asmserv/program.js';
import {limits} from '../../source/base/limits.js';
import {emptyBlock, type Block, type CarriedFile} from '../../source/service/block.js';
import type {Job, ServiceProgram} from '../../source/service/program.js';
import {runToEnd} from '../../source/guest/action.js';

function work(program: ServiceProgram, first: Partial<Block>, more: readonly Block[] = []) {
	const parts = [...more];
	const job = {
		user: 'MALLORY',
		administrator: false,
		request: 'MALLORY.1',
		first: {...emptyBlock, ...first},
		* next() {
			return parts.shift();
		},
		* askUser() {
			throw new Error('the user is asked');
		},
	};
	return runToEnd(program.work(job as unknown as Job));
}

test('ASMSERV is asked to assemble nothing', t => {
	t.is(work(asmservProgram, {words: ['ASSEMBLE', 'NOTHING']}).returnCode, 24);
	t.is(work(asmservProgram, {words: []}).returnCode, 24);
});

test('ASMSERV takes no more than the table of limits says', t => {
	const record = new Uint8Array(100_000);
	const file: CarriedFile = {
		name: 'X', type: 'ASSEMBLE', recordFormat: 'F', recordLength: 80, records: Array.from({length: 10}, () => record),
	};
	const part = {...emptyBlock, files: [file]};
	const parts = Array.from({length: 1 + (limits.serviceContent.value / 1_000_000)}, () => part);
	t.is(work(asmservProgram, {words: ['ASSEMBLE', 'X']}, parts).returnCode, 104);
});
