/**
 * A machine that runs one resident program: the real processor, channels, 3215 and disks, with just enough of CP around them (its DIAGNOSE codes, a few
 * commands) to see the program from its own machine. The whole of CP is tested elsewhere.
 */
import {VirtualClock} from '../../source/base/clock.js';
import {fromEbcdic, toEbcdic} from '../../source/base/ebcdic.js';
import type {Action} from '../../source/guest/action.js';
import {ResidentHost, type ResidentFactory} from '../../source/guest/resident.js';
import {guestView} from '../../source/cp/guest-view.js';
import {EventTimeline} from '../../source/cp/timeline.js';
import {Channels} from '../../source/machine/channel.js';
import {CkdDisk} from '../../source/machine/devices/3350.js';
import type {CkdVolume} from '../../source/machine/devices/ckd-volume.js';
import {Console3215} from '../../source/machine/devices/3215.js';
import {Machine} from '../../source/machine/machine.js';

const stubMask = 0xFF_F000;

export class ResidentMachine {
	readonly clock = new VirtualClock();
	readonly timeline = new EventTimeline(this.clock);
	readonly machine: Machine;
	readonly channels: Channels;
	/** What was typed, one line an element. */
	readonly output: string[] = [];
	/** CP commands that came by DIAGNOSE X'08'. */
	readonly cpCommands: string[] = [];
	emsg = 'TEXT';
	readonly #console: Console3215;
	readonly #volumes = new Map<number, CkdVolume>();
	readonly #ahead: string[] = [];
	#host: ResidentHost | undefined;
	/** Instructions the program charged since the clock was last moved. */
	#charged = 0;

	constructor(readonly factory: ResidentFactory, storage = 1024 * 1024) {
		this.machine = new Machine({storage, timers: {clock: this.clock}});
		this.channels = new Channels(this.machine.storage, this.timeline, () => {
			this.machine.cpu.attention = true;
		});
		this.machine.processor.io = this.channels;
		this.#console = new Console3215({
			print: bytes => {
				this.output.push(fromEbcdic(bytes).trimEnd());
				return undefined;
			},
			requestLine: () => {
				const line = this.#ahead.shift();
				if (line !== undefined) {
					this.timeline.after(0, () => {
						this.#console.line(toEbcdic(line));
					});
				}
			},
			cancelLine() {
				// Nothing is shown.
			},
		}, {characterTime: 0});
		this.channels.attach(0x009, this.#console);
	}

	get cpu() {
		return this.machine.cpu;
	}

	get reading(): boolean {
		return this.#console.isReading;
	}

	disk(address: number, volume: CkdVolume): void {
		this.#volumes.set(address, volume);
		this.channels.attach(address, new CkdDisk(volume));
	}

	/** Puts pages into storage and starts at the PSW. */
	ipl({pages, psw}: {readonly pages: ReadonlyMap<number, Uint8Array>; readonly psw: readonly [number, number]}): void {
		for (const [page, bytes] of pages) {
			this.machine.storage.store(page * 4096, bytes);
		}

		this.cpu.psw.load(...psw);
		this.run();
	}

	/** Enters a line at the pending read, runs until the next one, answers what was typed. */
	enter(line: string): string[] {
		const before = this.output.length;
		if (!this.#console.line(toEbcdic(line))) {
			throw new Error(`no read is pending for ${line}`);
		}

		this.run();
		return this.output.slice(before);
	}

	/** A line typed `microseconds` from now, whether or not a read is pending then. */
	later(microseconds: number, line: string): void {
		this.timeline.after(microseconds, () => {
			if (this.reading) {
				this.#console.line(toEbcdic(line));
			} else {
				this.interrupt(line);
			}
		});
	}

	/** A line typed while the program runs: attention, and the line for the read that follows. */
	interrupt(line: string): void {
		this.#ahead.push(line);
		this.#console.attention();
	}

	/** Runs until a read is pending or nothing more happens; at most `limit` instructions. */
	run(limit = 20_000_000): void {
		const {cpu, machine} = this;
		for (const end = cpu.instructions + limit; cpu.instructions < end;) {
			this.timeline.runDue();
			if (this.reading && cpu.psw.wait && this.timeline.next === undefined) {
				return;
			}

			const before = cpu.instructions;
			const exit = machine.run(1000);
			this.clock.advance(cpu.instructions - before + this.#charged);
			this.#charged = 0;
			switch (exit.reason) {
				case 'diagnose': {
					this.#diagnose(exit.code, exit.r1, exit.r3, exit.address);
					break;
				}

				case 'io': {
					cpu.psw.cc = this.#io(exit.operation, exit.device);
					break;
				}

				case 'wait': {
					if (!exit.enabled) {
						throw new Error('disabled wait');
					}

					const {next} = this.timeline;
					if (next === undefined) {
						return;
					}

					this.clock.advance(Math.max(0, next - this.clock.now()));
					break;
				}

				case 'budget': {
					break;
				}

				case 'loop':
				case 'page':
				case 'stop': {
					throw new Error(`the machine stopped: ${exit.reason}`);
				}
			}
		}
	}

	#diagnose(code: number, rx: number, ry: number, address: number): void {
		if (code === 0x100) {
			this.#resume(address);
		} else {
			this.cpu.psw.cc = this.#perform(code, rx, ry) ?? this.cpu.psw.cc;
		}
	}

	#resume(address: number): void {
		const {cpu} = this;
		this.#host ??= new ResidentHost(this.factory, guestView(cpu), address & stubMask);
		const entered = this.#host.enter(address, cpu.psw.cc);
		if (entered === undefined || entered === 'ended') {
			throw new Error(`stub ${address.toString(16)}: ${entered ?? 'unknown'}`);
		}

		cpu.psw.address = entered.continuation;
		cpu.attention = true;
		this.#act(entered.action);
	}

	#act(action: Action): void {
		const {cpu} = this;
		switch (action.kind) {
			case 'diagnose': {
				cpu.psw.cc = this.#perform(action.code, action.rx, action.ry) ?? cpu.psw.cc;
				break;
			}

			case 'io': {
				cpu.psw.cc = this.#io(action.operation, action.device);
				break;
			}

			case 'wait': {
				cpu.psw.systemMask = action.systemMask;
				cpu.psw.wait = true;
				break;
			}

			case 'mask': {
				cpu.psw.systemMask = action.systemMask;
				break;
			}

			case 'call': {
				cpu.gpr[14] = cpu.psw.address;
				cpu.psw.address = action.address;
				cpu.psw.key = action.key;
				break;
			}

			case 'charge': {
				this.#charged += action.instructions;
				break;
			}

			case 'loadPsw': {
				cpu.psw.load(this.machine.storage.word(action.address), this.machine.storage.word(action.address + 4));
				break;
			}
		}
	}

	#io(operation: string, device: number): number {
		return operation === 'SIO' ? this.channels.startIo(device) : this.channels.testIo(device);
	}

	#perform(code: number, rx: number, ry: number): number | undefined {
		const {gpr} = this.cpu;
		const {storage} = this.machine;
		switch (code) {
			case 0x00: {
				storage.store(gpr[rx], toEbcdic('VM/370  ' + '\0'.repeat(8) + 'USER1   ' + '\0'.repeat(16)));
				return 0;
			}

			case 0x08: {
				return this.#command(rx, ry);
			}

			case 0x0C: {
				const time = new Uint8Array(32);
				const view = new DataView(time.buffer);
				time.set(toEbcdic('11/19/7509:00:00'));
				view.setUint32(20, this.cpu.instructions);
				view.setUint32(28, this.cpu.instructions * 2);
				storage.store(gpr[rx], time);
				return undefined;
			}

			case 0x18:
			case 0x20: {
				const end = this.channels.runSynchronously(gpr[rx], gpr[ry], 0);
				gpr[15] = end.cc === 0 ? 0 : ((end.sense[0] & 0x80) === 0 ? 13 : 4);
				return end.cc === 0 ? 0 : (gpr[15] === 4 ? 1 : 3);
			}

			case 0x24: {
				const isDisk = this.#volumes.has(gpr[rx]);
				gpr[ry] = isDisk ? 0x0408_0000 + (this.#volumes.get(gpr[rx])!.readOnly ? 0x80 : 0) : 0x8000_0000 | 0;
				return isDisk || gpr[rx] === 9 ? 0 : 3;
			}

			case 0x5C: {
				this.#edit(rx, ry);
				return undefined;
			}

			case 0x60: {
				gpr[rx] = storage.size;
				return undefined;
			}

			case 0x64: {
				gpr[ry] = 44;
				return 2;
			}

			default: {
				throw new Error(`DIAGNOSE ${code.toString(16)}`);
			}
		}
	}

	/** Message editing; severities R and S keep their identifier (recording EMS6). */
	#edit(rx: number, ry: number): void {
		const {gpr} = this.cpu;
		const severity = fromEbcdic(this.machine.storage.fetch(gpr[rx] + 9, 1));
		if (this.emsg === 'TEXT' && severity !== 'R' && severity !== 'S') {
			gpr[rx] += 11;
			gpr[ry] -= 11;
		} else if (this.emsg === 'CODE') {
			gpr[ry] = 10;
		} else if (this.emsg === 'OFF') {
			gpr[ry] = 0;
		}
	}

	/** `SET EMSG` and `QUERY USERID`; everything else is unknown (1). */
	#command(rx: number, ry: number): number {
		const {gpr} = this.cpu;
		const {storage} = this.machine;
		const command = fromEbcdic(storage.fetch(gpr[rx], gpr[ry] & 0xFF));
		this.cpCommands.push(command);
		const [, emsg] = /^SET EMSG (\w+)/.exec(command.toUpperCase()) ?? [];
		const response = /^q\w* userid/i.test(command) ? 'USER1 AT YORKTOWN' : undefined;
		this.emsg = emsg ?? this.emsg;
		if ((gpr[ry] & 0x4000_0000) !== 0) {
			const bytes = toEbcdic(response === undefined ? '' : response + '\u0085');
			storage.store(gpr[rx + 1], bytes);
			gpr[ry + 1] = bytes.length;
		} else if (response !== undefined) {
			this.output.push(response);
		}

		gpr[ry] = emsg === undefined && response === undefined ? 1 : 0;
		return 0;
	}
}
