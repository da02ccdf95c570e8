/**
 * Two users at CMS, one of whom stores nonsense into the storage of CMS itself and goes on working: what they do is
 * chosen by a seed. A room lasts for a number of trials, so that formatting disks is not all that is tested; each trial
 * begins with IPL.
 */
import process from 'node:process';
import {createCmsProgram} from '../../source/cms/nucleus/program.js';
import {cmsSavedSystem} from '../../source/cms/nucleus/saved-system.js';
import {nucon} from '../../source/cms/nucleus/storage/nucon.js';
import {toEbcdic} from '../../source/base/ebcdic.js';
import {hex} from '../../source/base/hex.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import {CkdDisk} from '../../source/machine/devices/disk/3350.js';
import {sbsCommands} from '../../source/sbs/index.js';
import {cmsVolume, moduleFile, systemVolume} from './cms-disk.js';
import {CpSession, type RecordingTerminal} from './cp-session.js';
import {card, deck, symbol} from './object-deck.js';
import {Random} from './random.js';

/** Simulated seconds that a line may take. */
const patience = 2;
/** A loop in the host ends nothing by itself; what takes longer than this is one, in milliseconds. */
const longest = 5000;
/** What a neighbour notices. */
export const answerTime = 100;

const commands = [
	'LISTFILE * * A (DATE', 'LISTFILE * * *', 'QUERY SEARCH', 'QUERY DISK *', 'QUERY SYNONYM ALL', 'QUERY FILEDEF',
	'QUERY INPUT', 'ACCESS 191 A', 'ACCESS 191 B/A * DATA', 'RELEASE B', 'EXEC WORK', 'WORK', 'STATE SOME DATA A',
	'COPYFILE SOME DATA A NEW DATA A (REPLACE', 'COPYFILE SOME DATA A (LRECL 60000 RECFM F',
	'FILEDEF ONE DISK SOME DATA A1',
	'FILEDEF TWO DISK OTHER DATA A1', 'FILEDEF * CLEAR', 'MOVEFILE ONE TWO', 'SYNONYM SYN', 'SYNONYM (CLEAR',
	'SET INPUT A B', 'SET OUTPUT 42 43', 'SET INPUT', 'SET BLIP ON', 'SET PROTECT OFF', 'HELP LISTFILE', 'SBS LIST',
	'LOAD PROG', 'INCLUDE PROG', 'START', 'GENMOD PROG', 'LOADMOD PROG', 'PROG', 'TYPE SOME DATA A',
	'RENAME NEW DATA A OLD DATA A',
	'ERASE OLD DATA A', 'GLOBAL TXTLIB LIB', 'EDIT SOME DATA A', 'TOP', 'LOCATE /O/', 'FILE', 'QUIT', 'DEBUG',
	'X 20000',
	'RETURN', 'MAKEBUF', 'DROPBUF', 'DESBUF', 'SENTRIES', 'HX', '', 'NOSUCH', 'CP QUERY TIME',
];

const work = [
	'&CONTROL OFF', 'MAKEBUF', '&STACK ONE LINE', '&STACK LIFO ANOTHER', 'FILEDEF ONE DISK SOME DATA A1 (PERM',
	'SYNONYM SYN', '&READ VARS &A &B', '&IF &RETCODE GT 999 &EXIT 1', 'LISTFILE * DATA A (EXEC', 'EXEC INNER',
];

type User = {readonly vm: VirtualMachine; readonly terminal: RecordingTerminal};

export class Room {
	readonly #cp: CpSession;
	readonly #user: User;
	readonly #neighbour: User;
	readonly #random: Random;
	/** What was done in this trial, for the report of a failure. */
	done: string[] = [];

	constructor(seed: number) {
		this.#random = new Random(seed);
		const disks = [
			[0x190, systemVolume({'SYS EXEC A2': ['&TYPE HELLO']})],
			[0x191, cmsVolume({
				'SOME DATA': ['ONE', 'TWO', 'THREE'.repeat(40)],
				'WORK EXEC': work,
				'INNER EXEC': ['&CONTROL OFF', '&BEGSTACK', 'A', 'B', '&END', 'HURT', 'QUERY SEARCH', '&READ ARGS'],
				'HURT EXEC': this.#hurting(),
			}, [
				moduleFile('PROG', Uint8Array.of(0x1B, 0xFF, 0x07, 0xFE)),
				deck('PROG', [
					card('ESD', '', '0001', symbol('PROG', '00', '000000', '000010')
					+ symbol('OUTSIDE', '02', '000000', '404040')),
					card('TXT', '000000', '0001', '1bff07fe00000000'),
					card('RLD', '', '4040', '000200010c000004'),
					card('END', '', '4040', ''),
				]),
				{
					name: 'SYN', type: 'SYNONYM', modeNumber: '1', recordFormat: 'F', recordLength: 80,
					records: [toEbcdic('LISTFILE LF 2'.padEnd(80)), toEbcdic('QUERY ASK'.padEnd(80))],
				},
			])],
		] as const;
		this.#cp = new CpSession({
			savedSystems: [cmsSavedSystem],
			programs: {CMS: createCmsProgram({commands: sbsCommands})},
			attachDevices(vm) {
				for (const [address, volume] of disks) {
					vm.devices.attach({
						address, kind: 'DASD', type: '3350', readOnly: vm.userid !== 'ALICE',
						device: new CkdDisk(volume),
					});
				}

				return [];
			},
		});
		this.#user = this.#cp.logOn('ALICE');
		this.#neighbour = this.#cp.logOn('BOB');
		this.#load(this.#neighbour);
	}

	/** One trial; throws where something is not as it should be. */
	trial(): void {
		this.done = [];
		this.#load(this.#user);
		for (let step = this.#random.below(6); step >= 0; step--) {
			this.#enter(this.#random.pick(commands));
		}

		for (let step = 1 + this.#random.below(4); step > 0; step--) {
			this.#damage();
			for (let line = 1 + this.#random.below(3); line > 0; line--) {
				this.#enter(this.#random.pick(commands));
			}

			this.#user.terminal.line.complete('li');
		}

		this.#askNeighbour();
		this.#load(this.#user);
		// Lines typed ahead may have begun DEBUG or EDIT.
		const [typed] = ['RETURN', 'QUIT', 'NOSUCH'].map(line => this.#enter(line)).slice(-1);
		if (typed.at(-1) !== 'Unknown CP/CMS command') {
			throw new Error(`after IPL, CMS does not answer: ${typed.join(' / ')}`);
		}
	}

	/** The operator's IPL: a machine that runs away reads no lines, `#CP IPL CMS` among them. */
	#load({vm, terminal}: User): void {
		this.#cp.cp.ipl(vm, 'CMS');
		this.#cp.run(patience);
		terminal.line.enter('ACCESS (NOPROF');
		this.#cp.run(patience);
	}

	#enter(line: string): string[] {
		this.done.push(line);
		this.#user.terminal.take();
		this.#user.terminal.line.enter(line);
		const start = performance.now();
		this.#cp.run(patience);
		const took = performance.now() - start;
		if (took > longest) {
			throw new Error(`the host was busy for ${Math.round(took)} ms`);
		}

		return this.#user.terminal.take();
	}

	/** Another user's command, while the first machine does whatever it does. */
	#askNeighbour(): void {
		this.#neighbour.terminal.take();
		this.#neighbour.terminal.line.enter('QUERY SEARCH');
		// Processor time: what other programs take of the host's is not this one's fault.
		const before = process.cpuUsage();
		for (let part = 0; part < 200; part++) {
			this.#cp.run(0.05);
			if (this.#neighbour.terminal.lines.at(-1)?.startsWith('Ready;')) {
				break;
			}
		}

		const {user, system} = process.cpuUsage(before);
		const took = (user + system) / 1000;
		const typed = this.#neighbour.terminal.take();
		if (!typed.at(-1)?.startsWith('Ready;') || took > answerTime) {
			throw new Error(`the neighbour waited ${Math.round(took)} ms for: ${typed.join(' / ')}`);
		}
	}

	/** Stores of an EXEC: CMS is in the middle of things. */
	#hurting(): string[] {
		const random = this.#random;
		return Array.from({length: 1 + random.below(3)}, () => {
			const {address, bytes} = this.#store(0x4_0000, at => at);
			return `CP STORE S${hex(address & ~3, 6)} ${
				Buffer.from(bytes.subarray(0, 8)).toString('hex').toUpperCase().padEnd(8, '0').slice(0, 8)}`;
		});
	}

	#damage(): void {
		const {storage} = this.#user.vm;
		const {address, bytes} = this.#store(storage.size, at => storage.word(at));
		const shown = Buffer.from(bytes.subarray(0, 16)).toString('hex');
		this.done.push(`store ${hex(address, 6)} ${shown} (${bytes.length})`);
		storage.store(address, bytes);
	}

	/** Where nonsense goes, and what. `word`: a fullword of storage, as far as it is known. */
	#store(size: number, word: (address: number) => number): {address: number; bytes: Uint8Array} {
		const random = this.#random;
		const anchors = Object.values(nucon);
		const inside = (address: number): number => Math.max(0, Math.min(address, size - 8));
		let address = 0;
		switch (random.below(6)) {
			case 0: {
				address = random.below(0x1000);
				break;
			}

			case 1: {
				address = inside(size - random.below(0x4000));
				break;
			}

			case 2: {
				address = 0x1_0000 + random.below(0x1_0000);
				break;
			}

			case 3: {
				// In a structure that NUCON leads to, or one behind it.
				const first = word(random.pick(anchors)) & 0xFF_FFFC;
				address = inside(inside(first) + (random.below(24) * 4));
				if (random.below(2) === 0) {
					address = inside((word(address & ~3) & 0xFF_FFFC) + (random.below(8) * 4));
				}

				break;
			}

			default: {
				address = random.pick(anchors);
			}
		}

		const now = word(address & ~3);
		const values = [
			0, 0xFFFF_FFFF, 0x7FFF_FFFF, 0x00FF_FFFF, 0x8000_0000, 1, 4, 0x2_0000, 0x4040_4040,
			address, address + 4, address - 4, now + 4, now - 4, now + 1, now + 8, now ^ 0xFF00_0000,
			size, size - 4, random.below(size), random.below(0x1_0000), random.below(2 ** 31),
		];
		const fullword = Buffer.alloc(4);
		fullword.writeUInt32BE(random.pick(values) >>> 0);
		switch (random.below(8)) {
			case 0: {
				return {address: inside(address), bytes: fullword.subarray(2)};
			}

			case 1: {
				return {address: inside(address), bytes: Buffer.concat([fullword, fullword])};
			}

			case 2: {
				const length = Math.min(1 + random.below(random.below(4) === 0 ? 4096 : 64), size - inside(address));
				const kind = random.below(2);
				return {
					address: inside(address),
					bytes: Uint8Array.from({length}, () => kind === 0 ? 0xFF : random.below(256)),
				};
			}

			default: {
				return {address: inside(address & ~3), bytes: fullword};
			}
		}
	}
}
