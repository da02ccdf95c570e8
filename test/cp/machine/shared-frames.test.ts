/** Frames that several machines map: what one stores, all see or nobody else does; paging reaches every mapper. */
import test from 'ava';
import fc from 'fast-check';
import {PageMissing} from '../../../source/machine/cpu/program-exception.js';
import {mapping, pagedOut, untouched} from '../../../source/machine/storage/storage.js';
import type {StorageImage} from '../../../source/cp/machine/storage-image.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {CpSession, patch, start} from '../../support/cp-session.js';
import {PageModel} from '../../support/page-model.js';

const users = ['ALICE', 'BOB', 'CAROL'];
const pages = 8;
const offset = 16;
const address = (page: number): number => (page * 4096) + offset;

/** Does what the processor does, which comes again when the page is there. */
function withPages<T>(vm: VirtualMachine, work: () => T): T {
	for (;;) {
		try {
			return work();
		} catch (error) {
			if (!(error instanceof PageMissing)) {
				throw error;
			}

			vm.storage.frameOf(error.page);
		}
	}
}

const place = fc.tuple(fc.nat(users.length - 1), fc.integer({min: 1, max: pages}));
const operation = fc.oneof(
	fc.record({kind: fc.constantFrom('program', 'cp', 'bytes'), at: place, value: fc.nat(0xFFFF_FFFF)}),
	fc.record({kind: fc.constantFrom('share', 'copy', 'protect', 'exchange'), at: place, to: place}),
	fc.record({kind: fc.constantFrom('capture', 'restore', 'clear', 'drop', 'pressure'), at: place}),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** Three machines and the model, side by side. */
class Rig {
	readonly session = new CpSession({storage: 128 * 1024});
	readonly machines = users.map(userid => this.session.logOn(userid).vm);
	readonly model = new PageModel(users.length);
	readonly images: Array<{image: StorageImage; kept: ReturnType<PageModel['capture']>} | undefined> = [];
	/** What a page of a version held. */
	readonly versions = new Map<number, number>();

	perform(operation: Operation): void {
		const [machine, page] = operation.at;
		const vm = this.machines[machine];
		if ('value' in operation) {
			this.#store(operation.kind, vm, page, operation.value);
			this.model.store(machine, page, operation.value);
			return;
		}

		if ('to' in operation) {
			this.#connect(operation.kind, operation.at, operation.to);
			return;
		}

		switch (operation.kind) {
			case 'capture': {
				this.images[machine]?.image.release();
				this.images[machine] = {image: this.session.cp.pager.capture(vm), kept: this.model.capture(machine)};
				break;
			}

			case 'restore': {
				const image = this.images[machine];
				if (image) {
					this.session.cp.pager.restore(vm, image.image);
					this.model.restore(machine, image.kept);
				}

				break;
			}

			case 'clear': {
				vm.reset(true);
				this.model.clear(machine);
				break;
			}

			case 'drop': {
				this.images[machine]?.image.release();
				this.images[machine] = undefined;
				break;
			}

			case 'pressure': {
				// More pages than there are frames: something goes.
				for (let other = 16; other < 40; other++) {
					vm.storage.word(other * 4096);
				}

				break;
			}
		}
	}

	/** Every word as it should be, by the fast tables and by CP; and a version is of one content alone. */
	check(): void {
		for (const [machine, vm] of this.machines.entries()) {
			for (let page = 1; page <= pages; page++) {
				const expected = this.model.value(machine, page);
				const where = `${users[machine]} page ${page}`;
				const seen = withPages(vm, () => vm.processor.execution.word(address(page)) >>> 0);
				if (seen !== expected || vm.storage.word(address(page)) !== expected) {
					throw new Error(`${where}: ${seen}, not ${expected}`);
				}

				const version = vm.storage.version(page);
				if ((this.versions.get(version) ?? expected) !== expected) {
					throw new Error(`${where}: version ${version} again`);
				}

				this.versions.set(version, expected);
			}
		}
	}

	/** Everybody goes; answers how many frames are not back. */
	end(): number {
		for (const image of this.images) {
			image?.image.release();
		}

		for (const vm of this.machines) {
			this.session.cp.sessions.logoff(vm);
		}

		return this.session.cp.hostStorage.frames - this.session.cp.hostStorage.available;
	}

	#store(kind: string, vm: VirtualMachine, page: number, value: number): void {
		if (kind === 'program') {
			withPages(vm, () => {
				vm.processor.execution.setWord(address(page), value);
			});
		} else if (kind === 'cp') {
			vm.storage.setWord(address(page), value);
		} else {
			vm.storage.store(address(page), Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value));
		}
	}

	#connect(kind: string, from: readonly [number, number], to: readonly [number, number]): void {
		const [one, other] = [this.machines[from[0]].storage, this.machines[to[0]].storage];
		if (one === other && from[1] === to[1]) {
			return;
		}

		if (kind === 'exchange') {
			if (this.session.cp.pager.exchangePages(this.machines[from[0]], from[1], this.machines[to[0]], to[1])) {
				this.model.move(from, to);
			}

			return;
		}

		// Who shares already does so in one way.
		const wanted = {share: mapping.shared, copy: mapping.copyOnWrite, protect: mapping.protected}[kind]!;
		const found = one.mappingOf(from[1]);
		if (found !== mapping.private && found !== wanted) {
			return;
		}

		one.frameOf(from[1]);
		const content = one.contentOf(from[1])!;
		if (kind === 'protect') {
			// What a program stores is there until CP takes it away, before anybody else runs.
			other.map(to[1], content.keep(), mapping.protected);
			content.letGo();
			const before = other.word(address(to[1]));
			withPages(this.machines[to[0]], () => {
				this.machines[to[0]].processor.execution.setWord(address(to[1]), before ^ 1);
			});
			if (other.word(address(to[1])) !== (before ^ 1) >>> 0 || one.word(address(from[1])) !== before) {
				throw new Error('a store into a protected page is not an altered copy');
			}

			other.restore(to[1]);
			other.remap(to[1], mapping.copyOnWrite);
			one.remap(from[1], mapping.copyOnWrite);
			this.model.copy(from, to);
		} else if (kind === 'share') {
			one.remap(from[1], mapping.shared);
			other.map(to[1], content, mapping.shared);
			this.model.share(from, to);
		} else {
			one.remap(from[1], mapping.copyOnWrite);
			other.map(to[1], content, mapping.copyOnWrite);
			this.model.copy(from, to);
		}
	}
}

test('machines that share, copy, exchange and lose pages see what the model says, and give everything back', t => {
	t.notThrows(() => {
		fc.assert(
			fc.property(fc.array(operation, {maxLength: 60}), operations => {
				const rig = new Rig();
				for (const each of operations) {
					rig.perform(each);
					rig.check();
				}

				const left = rig.end();
				if (left > 0) {
					throw new Error(`${left} frames are not back`);
				}
			}),
			{numRuns: 60},
		);
	});
});

test('a page that goes is away for every mapper, and comes back for all with one read', t => {
	const session = new CpSession({storage: 64 * 1024});
	const [one, other] = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
	one.storage.setWord(0x3000, 7);
	const frame = one.storage.frameOf(3);
	other.storage.map(9, one.storage.contentOf(3)!, mapping.shared);
	one.storage.remap(3, mapping.shared);
	t.deepEqual(session.cp.pager.mappers(frame).map(({vm, page}) => [vm.userid, page]), [['ALICE', 3], ['BOB', 9]]);
	for (let page = 16; page < 40; page++) {
		one.storage.setWord(page * 4096, page);
	}

	t.is(one.storage.pages[3], pagedOut);
	t.is(other.storage.pages[9], pagedOut);
	const {reads} = session.cp.pager;
	t.is(other.storage.word(0x9000), 7);
	t.is(one.storage.pages[3], other.storage.pages[9]);
	t.is(one.storage.word(0x3000), 7);
	t.is(session.cp.pager.reads, reads + 1);
});

test('a store by one mapper is seen by who watches through another', t => {
	const session = new CpSession();
	const [one, other] = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
	one.storage.setWord(0x3000, 7);
	one.storage.remap(3, mapping.shared);
	other.storage.map(9, one.storage.contentOf(3)!, mapping.shared);
	one.processor.execution.setWord(0x3000, 8);
	const before = other.storage.version(9);
	t.is(one.storage.version(3), before, 'one content, one version');
	one.processor.execution.setWord(0x3000, 9);
	t.not(other.storage.version(9), before);
	t.is(other.processor.execution.word(0x9000), 9);
});

test('a key set by one machine changes nothing for another that maps the page', t => {
	const session = new CpSession();
	const [one, other] = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
	one.storage.setWord(0x3000, 7);
	one.storage.remap(3, mapping.shared);
	other.storage.map(3, one.storage.contentOf(3)!, mapping.shared);
	// SSK 1,2 with key F0 for X'3000'; a store with key 0.
	one.cpu.gpr[1] = 0xF0;
	one.cpu.gpr[2] = 0x3000;
	start(one, '0812 82000108');
	patch(one, 0x108, '00020000 00000000');
	session.run(0.01);
	t.is(one.storage.keys[6] & 0xF0, 0xF0);
	t.is(other.storage.keys[6] & 0xF0, 0);
});

test('a translated loop runs on with what is mapped in its page now', t => {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	const {storage} = vm;
	// Loops that count: R3 up by 1, or by 2 where the other page is mapped. LA 3,n(3); BCT 4,*-4; disabled wait.
	const loop = (step: number): string => `4133000${step} 4640F000 82000108`;
	const run = (): number => {
		vm.cpu.gpr.fill(0);
		vm.cpu.gpr[15] = 0x3000;
		vm.cpu.gpr[4] = 500_000;
		vm.cpu.psw.load(0, 0x3000);
		vm.begin();
		session.run(2);
		return vm.cpu.gpr[3];
	};

	patch(vm, 0x108, '00020000 00000000');
	patch(vm, 0x3000, loop(1));
	patch(vm, 0x4000, loop(2));
	t.is(run(), 500_000);
	const [one, other] = [storage.contentOf(3)!.keep(), storage.contentOf(4)!.keep()];
	storage.map(3, other, mapping.shared);
	t.is(run(), 1_000_000);
	storage.map(3, one, mapping.shared);
	t.is(run(), 500_000);
	// The same place, stored into by way of another page.
	storage.map(5, one, mapping.shared);
	patch(vm, 0x5000, loop(3));
	t.is(run(), 1_500_000);
});

test('a moved page takes its key with nobody: it stays with the place', t => {
	const session = new CpSession();
	const [one, other] = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
	one.storage.setWord(0x3000, 7);
	other.storage.setWord(0x5000, 8);
	one.storage.keys[6] = 0x30;
	other.storage.keys[10] = 0x50;
	const {available} = session.cp.hostStorage;
	t.true(session.cp.pager.exchangePages(one, 3, other, 5));
	t.is(other.storage.word(0x5000), 7);
	t.is(one.storage.pages[3], untouched);
	t.is(one.storage.word(0x3000), 0);
	t.is(session.cp.hostStorage.available, available, 'the receiver\'s old frame, now the sender\'s');
	t.is(one.storage.keys[6], 0x36);
	t.is(other.storage.keys[10], 0x56);
});

test('page 0, shared pages, copies on write and pages of a running channel program are not moved', t => {
	const session = new CpSession();
	const [one, other] = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
	const moves = (from: number, to: number) => session.cp.pager.exchangePages(one, from, other, to);
	t.false(moves(0, 5));
	t.false(moves(5, 0));
	t.false(moves(5, 64), 'behind the end of storage');
	one.storage.setWord(0x3000, 7);
	one.storage.remap(3, mapping.shared);
	other.storage.map(6, one.storage.contentOf(3)!, mapping.shared);
	t.false(moves(3, 5));
	t.false(moves(5, 6));
	one.storage.setWord(0x4000, 1);
	const image = session.cp.pager.capture(one);
	t.false(moves(4, 5), 'copied on write');
	image.release();
	// A console read into X'7000', by a CCW at X'8000': SIO 9.
	patch(one, 0x8000, '0A007000 20000050');
	patch(one, 72, '00008000');
	start(one, '9C000009 82000108');
	patch(one, 0x108, '00020000 00000000');
	session.run(0.01);
	t.false(moves(7, 5));
	t.false(moves(8, 5));
	t.true(moves(9, 5));
});

test('of a page that two machines share each needs half; what is not used is not needed', t => {
	const session = new CpSession({storage: 64 * 1024});
	const [one, other] = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
	const {pager} = session.cp;
	const before = pager.workingSet(one);
	for (let page = 2; page < 6; page++) {
		one.storage.setWord(page * 4096, 1);
		one.storage.remap(page, mapping.shared);
		other.storage.map(page, one.storage.contentOf(page)!, mapping.shared);
	}

	t.is(pager.workingSet(one) - before, 2);
	t.is(pager.workingSet(other), 2);
	for (let page = 16; page < 40; page++) {
		other.storage.word(page * 4096);
	}

	t.is(pager.workingSet(one), 0, 'its pages have gone');
});
