/** DIAGNOSE X'08': virtual console function, a CP command from a program (GC20-1807). */
import {addressMask} from '../../base/architecture.js';
import {longestCpCommand} from '../../base/command.js';
import {fromEbcdicAt, toEbcdic} from '../../base/ebcdic.js';
import type {Diagnose, DiagnoseCall} from './diagnose.js';

/** Separates commands of one call, and lines of a response. */
const lineEnd = 0x15;
const flag = {response: 0x40} as const;

export const command: Diagnose = {
	code: 0x08,
	summary: 'Virtual console function',
	/**
	 * Rx: address of the command, Ry: flags and length. With X'40' in Ry the response goes to the buffer whose address
	 * is in Rx+1 and length in Ry+1: condition code 0 and its length in Ry+1, or 1 and what did not fit. Return code in
	 * Ry. Length zero: the machine enters CP READ.
	 */
	perform(call) {
		const {vm} = call;
		const address = call.xAddress;
		const flags = call.y >>> 24;
		const length = call.y & addressMask;
		const wantsResponse = (flags & flag.response) !== 0;
		if (
			length > longestCpCommand
			|| !call.inStorage(address, length)
			|| (wantsResponse && (call.rx === 15 || call.ry === 15 || call.ry === call.rx + 1))
		) {
			return {program: 6};
		}

		if (length === 0) {
			vm.enterCp();
			return undefined;
		}

		const commands = split(vm.storage.fetch(address, length));
		const response: string[] = [];
		let synchronous = true;
		let finished: {cc: number | undefined} | undefined;
		execute(call, commands, wantsResponse ? response : undefined, returnCode => {
			finished = {cc: finish(call, returnCode, wantsResponse ? response : undefined)};
			if (!synchronous && finished.cc !== undefined) {
				vm.cpu.psw.cc = finished.cc;
			}
		});
		synchronous = false;
		return finished ? (finished).cc : 'later';
	},
};

function split(bytes: Uint8Array): string[] {
	const commands: string[] = [];
	let start = 0;
	for (let at = bytes.indexOf(lineEnd); at >= 0; at = bytes.indexOf(lineEnd, start)) {
		commands.push(fromEbcdicAt(bytes, start, at));
		start = at + 1;
	}

	commands.push(fromEbcdicAt(bytes, start, bytes.length));
	return commands;
}

/** One command after the other; the return code is the last one's. */
function execute(
	call: DiagnoseCall,
	commands: readonly string[],
	response: string[] | undefined,
	done: (returnCode: number) => void,
): void {
	const {cp, vm} = call;
	const {generation} = vm.loaded;
	const [first, ...rest] = commands;
	const reply = (text: string) => {
		if (response) {
			response.push(text);
		} else {
			vm.type(text);
		}
	};

	cp.execute(first, {
		vm,
		line: vm.session.line,
		silentUnknown: true,
		reply,
		fail: response
			? undefined
			: text => {
				vm.type(text, 'error');
			},
		done(returnCode) {
			if (vm.session.loggedOff || vm.loaded.generation !== generation) {
				return;
			}

			if (rest.length === 0) {
				done(returnCode);
			} else {
				execute(call, rest, response, done);
			}
		},
	});
}

function finish(call: DiagnoseCall, returnCode: number, response: readonly string[] | undefined): number | undefined {
	const {gpr} = call.vm.cpu;
	call.y = returnCode;
	if (!response) {
		return undefined;
	}

	let text = '';
	for (const line of response) {
		text += `${line}\u0085`;
	}

	const bytes = toEbcdic(text);
	const buffer = gpr[call.rx + 1] & addressMask;
	const room = gpr[call.ry + 1];
	const fits = call.vm.storage.reach(buffer, Math.max(0, Math.min(bytes.length, room)));
	call.vm.storage.store(buffer, bytes.subarray(0, fits));
	const cc = fits === bytes.length ? 0 : 1;
	gpr[call.ry + 1] = cc === 0 ? bytes.length : bytes.length - fits;
	return cc;
}
