import test from 'ava';
import {mapping, pagedOut} from '../../../source/machine/storage/storage.js';
import {codeOf, machineWith, oldPsw, start} from '../../support/code.js';
import {formatOf, Tables, type Sizes} from '../../support/translation.js';

const formats: readonly Sizes[] = [
	{page: 4096, segment: 0x1_0000},
	{page: 2048, segment: 0x1_0000},
	{page: 4096, segment: 0x10_0000},
	{page: 2048, segment: 0x10_0000},
];

/** The program's page and page 0 are where they are; the rest is the test's. */
const translating = (code: string, sizes?: Sizes) => {
	const machine = machineWith(code);
	const tables = new Tables(machine, sizes);
	tables.map(0, 0).map(start, start).start(start);
	return {machine, tables, ...machine};
};

for (const sizes of formats) {
	const name = `${sizes.segment >>> 10}K segments and ${sizes.page >>> 10}K pages`;

	test(`with ${name}, operands are found through the tables`, t => {
		const {machine, tables} = translating('L 1,0(,10); ST 1,0(,11)', sizes);
		const last = 0xFF_FFFC;
		const other = (7 * sizes.segment) + (3 * sizes.page);
		tables.map(last, 0x5000).map(other, 0x6000);
		machine.storage.setWord(0x5000 + (last % sizes.page), 0xCAFE);
		machine.cpu.gpr[10] = last;
		machine.cpu.gpr[11] = other;
		t.is(machine.run(2).reason, 'budget');
		t.is(machine.cpu.gpr[1], 0xCAFE);
		t.is(machine.storage.word(0x6000), 0xCAFE);
		t.is(machine.storage.word(other & 0xFFFF), 0, 'nothing at the address itself');
	});

	test(`with ${name}, an invalid segment or page nullifies and stores code and address`, t => {
		const {machine, tables} = translating('L 1,0(,10)', sizes);
		machine.cpu.gpr[10] = (9 * sizes.segment) + 0x1234;
		machine.run(1);
		t.is(machine.storage.word(140), 0x0004_0010);
		t.is(machine.storage.word(144), (9 * sizes.segment) + 0x1234);
		t.deepEqual(oldPsw(machine, 40), [0x0408_0000, start]);

		tables.pageEntry(9 * sizes.segment);
		tables.start(start);
		machine.run(1);
		t.is(machine.storage.word(140), 0x0004_0011);
		t.is(machine.storage.word(144), (9 * sizes.segment) + 0x1234);
		t.deepEqual(oldPsw(machine, 40), [0x0408_0000, start]);
	});

	test(`with ${name}, LRA gives the real address or says what is missing`, t => {
		// BC mode, translation off
		const machine = machineWith('LRA 1,0(,10)');
		const tables = new Tables(machine, sizes);
		const virtual = (5 * sizes.segment) + (2 * sizes.page) + 0x123;
		const load = () => {
			machine.cpu.gpr[1] = -1;
			machine.cpu.gpr[10] = virtual;
			machine.cpu.psw.address = start;
			machine.run(1);
			return [machine.cpu.psw.cc, machine.cpu.gpr[1]];
		};

		t.deepEqual(load(), [1, tables.segmentEntry(virtual)]);
		const entry = tables.pageEntry(virtual);
		t.deepEqual(load(), [2, entry]);
		tables.map(virtual, 0x7000);
		t.deepEqual(load(), [0, 0x7123]);
		// A page table one sixteenth long ends before the page of 1/16.
		const short = machine.storage.word(tables.segmentEntry(virtual)) & 0x0FFF_FFFF;
		machine.storage.setWord(tables.segmentEntry(virtual), short);
		const isBehind = (2 * sizes.page) >= sizes.segment / 16;
		t.deepEqual(load(), isBehind ? [3, entry] : [0, 0x7123]);
	});
}

test('a segment table shorter than the segment index is a segment-translation exception, and condition code 3 of LRA', t => {
	const {machine, tables} = translating('LRA 1,0(,10); L 1,0(,10)');
	tables.map(0x10_0000, 0x5000);
	machine.cpu.cr[1] = 0x8000;
	machine.cpu.gpr[10] = 0x10_0000;
	machine.run(1);
	t.deepEqual([machine.cpu.psw.cc, machine.cpu.gpr[1]], [3, 0x8040]);
	machine.run(1);
	t.is(machine.storage.word(140) & 0xFFFF, 0x10);
	machine.cpu.cr[1] = 0x0100_8000;
	tables.start(start);
	machine.run(2);
	t.is(machine.cpu.psw.cc, 0);
	t.is(machine.cpu.psw.address, start + 8);
});

test('a page table shorter than the page index is a page-translation exception', t => {
	const {machine, tables} = translating('L 1,0(,10)');
	machine.cpu.gpr[10] = 0x2_3000;
	tables.map(0x2_3000, 0x5000);
	machine.storage.setWord(
		tables.segmentEntry(0x2_3000),
		(machine.storage.word(tables.segmentEntry(0x2_3000)) & 0xFF_FFFF) | 0x2000_0000,
	);
	machine.run(1);
	t.is(machine.storage.word(140) & 0xFFFF, 0x11);
});

test('translation-specification exceptions: format in control register 0, and ones where entries have zeros; suppressed', t => {
	const rows: ReadonlyArray<(given: ReturnType<typeof translating>) => void> = [
		({machine}) => {
			machine.cpu.cr[0] = 0;
		},
		({machine}) => {
			machine.cpu.cr[0] = 0xC0_0000;
		},
		({machine}) => {
			machine.cpu.cr[0] = 0xA0_0000;
		},
		({machine}) => {
			machine.cpu.cr[0] = 0x88_0000;
		},
	];
	for (const spoil of rows) {
		const given = translating('LR 1,1');
		spoil(given);
		given.machine.run(1);
		t.is(given.machine.storage.word(140) & 0xFFFF, 0x12);
		t.is(given.machine.storage.word(44), start + 2, 'the instruction\'s length is unknown: one halfword');
	}

	const {machine, tables} = translating('L 1,0(,10)');
	machine.cpu.gpr[10] = 0x2_0000;
	tables.map(0x2_0000, 0x5000);
	machine.storage.setWord(
		tables.segmentEntry(0x2_0000),
		machine.storage.word(tables.segmentEntry(0x2_0000)) | 0x0100_0000,
	);
	machine.run(1);
	t.is(machine.storage.word(140), 0x0004_0012);
	t.is(machine.storage.word(44), start + 4);

	const page = translating('L 1,0(,10)');
	page.machine.cpu.gpr[10] = 0x2_0000;
	page.tables.map(0x2_0000, 0x5200);
	page.machine.run(1);
	t.is(page.machine.storage.word(140), 0x0004_0012);
});

test('tables outside storage, and a page frame outside storage, are addressing exceptions', t => {
	const segment = translating('LR 1,1');
	segment.machine.cpu.cr[1] = 0x0F02_0000;
	segment.machine.run(1);
	t.is(segment.machine.storage.word(140) & 0xFFFF, 5);

	const pages = translating('L 1,0(,10)');
	pages.machine.cpu.gpr[10] = 0x2_0000;
	pages.machine.storage.setWord(pages.tables.segmentEntry(0x2_0000), 0xF002_0000);
	pages.machine.run(1);
	t.is(pages.machine.storage.word(140) & 0xFFFF, 5);

	const frame = translating('L 1,0(,10)');
	frame.machine.cpu.gpr[10] = 0x2_0000;
	frame.tables.map(0x2_0000, 0x2_0000);
	frame.machine.run(1);
	t.is(frame.machine.storage.word(140) & 0xFFFF, 5);
});

test('the storage key of the real block protects, whatever the virtual address', t => {
	// With key 3.
	const {machine, tables} = translating('ST 1,0(,10)');
	tables.map(0x2_0000, 0x5000).start(start, 0x0438_0000);
	machine.storage.keys[2] = 0x30;
	machine.storage.keys[10] = 0x40;
	machine.cpu.gpr[10] = 0x2_0000;
	machine.run(1);
	t.is(machine.storage.word(140), 0x0004_0004);
	machine.storage.keys[10] = 0x30;
	machine.storage.tables.close(10);
	tables.start(start, 0x0438_0000);
	machine.run(1);
	t.is(machine.storage.keys[10], 0x36, 'reference and change');
});

test('a protected segment can be fetched from and not stored into, not even with key 0', t => {
	const {machine, tables} = translating('L 1,0(,10); ST 1,0(,10)');
	tables.map(0x2_0000, 0x5000);
	machine.storage.setWord(tables.segmentEntry(0x2_0000), machine.storage.word(tables.segmentEntry(0x2_0000)) | 4);
	machine.cpu.gpr[10] = 0x2_0000;
	machine.run(2);
	t.is(machine.storage.word(140), 0x0004_0004);
	t.is(machine.storage.word(44), start + 8);
});

test('translations stay in use until PTLB, as in a translation-lookaside buffer', t => {
	const {machine, tables} = translating('L 1,0(,10); L 1,0(,10); PTLB; L 1,0(,10)');
	tables.map(0x2_0000, 0x5000);
	machine.storage.setWord(0x5000, 5);
	machine.storage.setWord(0x6000, 6);
	machine.cpu.gpr[10] = 0x2_0000;
	machine.run(1);
	tables.map(0x2_0000, 0x6000);
	machine.run(1);
	t.is(machine.cpu.gpr[1], 5);
	machine.run(2);
	t.is(machine.cpu.gpr[1], 6);
});

for (const sizes of formats) {
	test(`IPTE makes a page of ${sizes.page >>> 10}K in a segment of ${sizes.segment >>> 10}K invalid in its table `
		+ 'and at once', t => {
		const {machine, tables} = translating('L 1,0(,10); IPTE 2,10; L 1,0(,10)', sizes);
		const virtual = 2 * sizes.segment + 9 * sizes.page;
		tables.map(virtual, 0x5000);
		machine.cpu.gpr[10] = virtual;
		machine.cpu.gpr[2] = machine.storage.word(tables.segmentEntry(virtual)) | 0x0F00_0007;
		machine.run(3);
		t.is(machine.storage.word(140), 0x0004_0011);
		t.is(machine.storage.word(144), virtual);
		t.is(machine.storage.word(tables.pageEntry(virtual) & ~3) & 0xFFFF, sizes.page === 4096 ? 0x58 : 0x54);
	});
}

test('loading control register 1 switches the address space, and back', t => {
	const {machine, tables} = translating('L 1,0(,10); LCTL 1,1,0(11); L 2,0(,10); LCTL 1,1,4(11); L 3,0(,10)');
	tables.map(0x2_0000, 0x5000).map(0x3000, 0x3000);
	const first = machine.cpu.cr[1];
	const other = new Tables(machine, undefined, 0xC000).map(0x2_0000, 0x6000).map(start, start).map(0x3000, 0x3000);
	machine.storage.setWord(0x3000, machine.cpu.cr[1]);
	machine.storage.setWord(0x3004, first);
	machine.cpu.cr[1] = first;
	machine.storage.setWord(0x5000, 5);
	machine.storage.setWord(0x6000, 6);
	machine.cpu.gpr[10] = 0x2_0000;
	machine.cpu.gpr[11] = 0x3000;
	machine.run(5);
	t.deepEqual([...machine.cpu.gpr.subarray(1, 4)], [5, 6, 5]);
	t.is(other.origin, 0xC000);
});

test('more address spaces than there are tables keep their translations apart', t => {
	const {machine, tables} = translating('LCTL 1,1,0(11); L 1,0(,10)');
	tables.map(0x3000, 0x3000).map(0x2_0000, 0x5000);
	const first = machine.storage.fetch(0x8000, 64);
	const {cpu, storage} = machine;
	cpu.gpr[10] = 0x2_0000;
	cpu.gpr[11] = 0x3000;
	for (let round = 0; round < 3; round++) {
		for (let space = 0; space < 12; space++) {
			// Segment tables of one unit each; segment 2 of each has its own page table with one page.
			const origin = 0xC000 + (space * 0x40);
			if (round === 0) {
				storage.store(origin, first);
				storage.setWord(origin + 8, 0xF000_0000 | (0xE000 + (space * 0x20)));
				storage.store(0xE000 + (space * 0x20), Uint8Array.of(0, 0x50));
			}

			storage.setWord(0x3000, origin);
			storage.setWord(0x5000, (100 * round) + space);
			cpu.psw.address = start;
			machine.run(2);
			t.is(cpu.gpr[1], (100 * round) + space);
		}
	}
});

test('translation goes on and off with STOSM and STNSM', t => {
	const {machine, tables} = translating('L 1,0(,10); STNSM 0(11),X\'FB\'; L 2,0(,10); STOSM 0(11),4; L 3,0(,10)');
	tables.map(0x4000, 0x5000).map(0x3000, 0x3000);
	machine.storage.setWord(0x5000, 5);
	machine.storage.setWord(0x4000, 4);
	machine.cpu.gpr[10] = 0x4000;
	machine.cpu.gpr[11] = 0x3000;
	machine.run(5);
	t.deepEqual([...machine.cpu.gpr.subarray(1, 4)], [5, 4, 5]);
});

test('an instruction may lie in two pages that are far apart in real storage', t => {
	const {machine, tables} = translating('');
	tables.map(0x2_0000, 0x5000).map(0x2_1000, 0x3000);
	const code = codeOf('L 1,0(,10)');
	machine.storage.store(0x5FFE, code.subarray(0, 2));
	machine.storage.store(0x3000, code.subarray(2));
	machine.storage.setWord(start, 77);
	machine.cpu.gpr[10] = start;
	tables.start(0x2_0FFE);
	machine.run(1);
	t.is(machine.cpu.gpr[1], 77);

	tables.invalidate(0x2_1000);
	machine.storage.tables.purge();
	tables.start(0x2_0FFE);
	machine.run(1);
	t.is(machine.storage.word(140) & 0xFFFF, 0x11);
	t.is(machine.storage.word(144), 0x2_1000);
	t.is(machine.storage.word(44), 0x2_0FFE);
});

test('EXECUTE of a subject in an invalid page is nullified', t => {
	const {machine, tables} = translating('EX 0,0(,10)');
	machine.cpu.gpr[10] = 0x2_0000;
	tables.pageEntry(0x2_0000);
	machine.run(1);
	t.is(machine.storage.word(140) & 0xFFFF, 0x11);
	t.is(machine.storage.word(144), 0x2_0000);
	t.is(machine.storage.word(44), start);
});

test('MOVE LONG goes on where an invalid page stopped it', t => {
	const {machine, tables} = translating('MVCL 2,4');
	tables.map(0x2_0000, 0x5000).map(0x2_1000, 0x6000).map(0x3_0000, 0x4000);
	tables.pageEntry(0x3_1000);
	machine.storage.store(0x5000, new Uint8Array(0x2000).fill(0xC1));
	machine.cpu.gpr.set([0x3_0800, 0x1000, 0x2_0000, 0x1000], 2);
	machine.run(1);
	t.is(machine.storage.word(140) & 0xFFFF, 0x11);
	t.is(machine.storage.word(144), 0x3_1000);
	t.is(machine.storage.word(44), start);
	t.deepEqual([...machine.cpu.gpr.subarray(2, 6)], [0x3_1000, 0x800, 0x2_0800, 0x800]);
	tables.map(0x3_1000, 0x3000).start(start);
	machine.run(1);
	t.deepEqual([...machine.cpu.gpr.subarray(2, 6)], [0x3_1800, 0, 0x2_1000, 0]);
	t.is(machine.storage.word(0x4FFC), 0xC1C1_C1C1);
	t.is(machine.storage.word(0x37FC), 0xC1C1_C1C1);
	t.is(machine.storage.word(0x3800), 0);
});

test('SSK and RRB name real blocks; what they change holds for virtual addresses at once', t => {
	const {machine, tables} = translating('ST 1,0(,10); SSK 3,4; ST 1,0(,10)');
	tables.map(0x2_0000, 0x5000).start(start, 0x0438_0000);
	machine.storage.keys[2] = 0x30;
	machine.storage.keys[10] = 0x30;
	machine.cpu.gpr[3] = 0x40;
	machine.cpu.gpr[4] = 0x5000;
	machine.cpu.gpr[10] = 0x2_0000;
	machine.run(3);
	t.is(machine.storage.word(140), 0x0004_0004);
	t.is(machine.storage.word(44), start + 10);
});

test('a page of an operand, of a page table or of the segment table that CP has taken comes out as a guest-real page', t => {
	const {machine, tables} = translating('L 1,0(,10)');
	tables.map(0x2_0000, 0x5000);
	machine.cpu.gpr[10] = 0x2_0000;
	const away = (page: number): (() => void) => {
		const frame = machine.storage.frameOf(page);
		machine.storage.closePage(page);
		machine.storage.pages[page] = pagedOut;
		return () => {
			machine.storage.pages[page] = frame;
		};
	};

	const back = [5, 9, 8].map(page => away(page));
	for (const [index, page] of [8, 9, 5].entries()) {
		t.deepEqual({...machine.run(10)}, {reason: 'page', page, store: false});
		t.is(machine.cpu.psw.address, start);
		back[2 - index]();
	}

	t.is(machine.run(1).reason, 'budget');
	t.is(machine.cpu.psw.address, start + 4);
});

test('a page taken and given another frame is found there', t => {
	const {machine, tables} = translating('L 1,0(,10); L 1,0(,10)');
	tables.map(0x2_0000, 0x5000);
	machine.cpu.gpr[10] = 0x2_0000;
	machine.run(1);
	const {storage} = machine;
	storage.frameOf(6);
	const [five, six] = [storage.contentOf(5)!.keep(), storage.contentOf(6)!.keep()];
	storage.map(5, six, mapping.private);
	storage.map(6, five, mapping.private);
	storage.setWord(0x5000, 55);
	machine.run(1);
	t.is(machine.cpu.gpr[1], 55);
});

test('a store through a virtual address counts as a new version of the page', t => {
	const {machine, tables} = translating('ST 1,0(,10); ST 1,0(,10)');
	tables.map(0x2_0000, 0x5000);
	machine.cpu.gpr[10] = 0x2_0000;
	machine.run(1);
	const before = machine.storage.version(5);
	machine.run(1);
	t.not(machine.storage.version(5), before);
});

test('with prefixing, tables and operands are at real addresses', t => {
	const {machine, tables} = translating('L 1,0(,10)');
	// Virtual X'20000' is real 0, absolute X'A000'.
	tables.map(0x2_0000, 0);
	machine.cpu.prefix = 0xA000;
	machine.storage.setWord(0xA000 + 0x300, 99);
	machine.cpu.gpr[10] = 0x2_0300;
	machine.run(1);
	t.is(machine.cpu.gpr[1], 99);
});

test('the format bits are those of the manual', t => {
	t.deepEqual(formats.map(sizes => formatOf(sizes) >>> 19), [0b10000, 0b01000, 0b10010, 0b01010]);
});

test('TPROT tells what a key may do at a virtual address', t => {
	const {machine, tables} = translating('TPROT 0(10),X\'30\'');
	const probe = (virtual: number) => {
		machine.cpu.gpr[10] = virtual;
		tables.start(start);
		machine.run(1);
		return machine.cpu.psw.cc;
	};

	tables.map(0x2_0000, 0x5000);
	for (const [key, code] of [[0x30, 0], [0x38, 0], [0x40, 1], [0x48, 2]]) {
		machine.storage.keys[10] = key;
		t.is(probe(0x2_0000), code);
	}

	machine.storage.keys[10] = 0x30;
	machine.storage.setWord(tables.segmentEntry(0x2_0000), machine.storage.word(tables.segmentEntry(0x2_0000)) | 4);
	t.is(probe(0x2_0000), 1, 'segment protection');
	t.is(probe(0x2_1000), 3);
	t.is(probe(0x50_0000), 3);
	t.is(machine.storage.keys[10] & 6, 0, 'no reference is recorded');
});
