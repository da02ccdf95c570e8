/**
 * Single-instruction vectors: the request each one makes and the judgement of its answer (the format of
 * test/fixtures/vectors.json).
 */
import {type RequestRunner, type Answer, type Request} from '../../source/machine/requests.js';

type Run = {readonly addr: string; readonly hex: string};
type Registers = Readonly<Record<string, string>>;

export type Vector = {
	readonly id: string;
	readonly family: string;
	readonly mnemonic: string;
	readonly storage?: number;
	readonly before: {
		readonly psw: string;
		readonly gpr: Registers;
		readonly fpr: Registers;
		readonly cr?: Registers;
		readonly mem: readonly Run[];
		readonly keys?: ReadonlyArray<{readonly addr: string; readonly key: string}>;
	};
	readonly code: Run;
	readonly after: {
		readonly psw: string;
		readonly gpr: Registers;
		readonly fpr: Registers;
		readonly cr?: Registers;
		readonly mem: readonly Run[];
		readonly keys?: ReadonlyArray<{readonly addr: string; readonly key: string}>;
		readonly interrupt: {readonly kind: string; readonly code: number; readonly oldPsw: string} | undefined;
	};
	readonly ignore?: readonly string[];
};

const comparedPsw = 0xFFFF_0000_3FFF_FFFFn;

/** Bytes of runs by address. */
function spread(runs: readonly Run[], into = new Map<number, number>()): Map<number, number> {
	for (const {addr, hex} of runs) {
		for (const [index, byte] of Buffer.from(hex, 'hex').entries()) {
			into.set((Number.parseInt(addr, 16) + index) & 0xFF_FFFF, byte);
		}
	}

	return into;
}

/** The runs around everything a vector loads or expects, and the old PSWs. */
function watched(vector: Vector): ReadonlyArray<{addr: string; len: number}> {
	const size = vector.storage ?? 0x100_0000;
	const ranges = [...vector.before.mem, vector.code, ...vector.after.mem].map(run => {
		const start = Math.max(0, Number.parseInt(run.addr, 16) - 16);
		return {addr: start.toString(16), len: Math.min(size - start, (run.hex.length / 2) + 32)};
	});
	return [...ranges, {addr: '18', len: 40}];
}

function skipped(vector: Vector): (address: number) => boolean {
	const ranges: Array<readonly [number, number]> = [[0x50, 0x53]];
	for (const text of vector.ignore ?? []) {
		const match = /^mem:([\dA-F]+)-([\dA-F]+)$/.exec(text);
		if (match) {
			ranges.push([Number.parseInt(match[1], 16), Number.parseInt(match[2], 16)]);
		}
	}

	const {interrupt} = vector.after;
	if (interrupt) {
		const old = interrupt.kind === 'program' ? 0x28 : 0x20;
		ranges.push([old, old + 7]);
	}

	return address => ranges.some(([from, to]) => address >= from && address <= to);
}

const named = (interrupt: {readonly kind: string; readonly code: number} | undefined): string =>
	interrupt ? `${interrupt.kind} ${interrupt.code}` : 'none';

/** What is wrong with the machine's answer to a vector; empty where nothing is. */
export function judge(vector: Vector, runner: RequestRunner): string[] {
	const {before, after, code} = vector;
	const request: Request = {
		id: vector.id,
		psw: before.psw,
		gpr: before.gpr,
		fpr: before.fpr,
		cr: before.cr,
		keys: before.keys,
		mem: [...before.mem, code],
		storage: vector.storage,
		limit: 1,
		dump: watched(vector),
		dumpKeys: after.keys?.map(key => key.addr),
	};
	const answer = runner.answer(request);
	if ('error' in answer) {
		return [answer.error];
	}

	const wrong: string[] = [];
	const same = (what: string, got: unknown, want: unknown) => {
		if (got !== want) {
			wrong.push(`${what} ${String(got)}, expected ${String(want)}`);
		}
	};

	for (let register = 0; register < 16; register++) {
		const key = String(register);
		same(`GPR ${key}`, answer.gpr[key], after.gpr[key] ?? before.gpr[key] ?? '00000000');
		if (after.cr) {
			same(`CR ${key}`, answer.cr[key], after.cr[key] ?? before.cr?.[key] ?? '00000000');
		}
	}

	for (const register of ['0', '2', '4', '6']) {
		same(
			`FPR ${register}`,
			answer.fpr[register],
			after.fpr[register] ?? before.fpr[register] ?? '0000000000000000',
		);
	}

	same('PSW', BigInt(`0x${answer.psw}`) & comparedPsw, BigInt(`0x${after.psw}`) & comparedPsw);
	same('interruption', named(answer.interrupt), named(after.interrupt ?? undefined));
	return [...wrong, ...judgeStorage(vector, answer)];
}

function judgeStorage(vector: Vector, answer: Answer): string[] {
	const {before, after, code} = vector;
	const wrong: string[] = [];
	const got = spread(answer.mem);
	const want = spread(after.mem, spread([...before.mem, code]));
	const isSkipped = skipped(vector);
	for (const [address, byte] of got) {
		if (!isSkipped(address) && byte !== (want.get(address) ?? 0)) {
			wrong.push(`storage ${address.toString(16)} is ${byte.toString(16)}, expected `
				+ `${(want.get(address) ?? 0).toString(16)}`);
		}
	}

	if (after.interrupt) {
		const old = after.interrupt.kind === 'program' ? 0x28 : 0x20;
		const stored = Array.from({length: 8}, (_, index) =>
			(got.get(old + index) ?? 0).toString(16).padStart(2, '0')).join('');
		const mask = vector.ignore?.includes('oldcc') ? 0xFFFF_FFFF_CFFF_FFFFn : 0xFFFF_FFFF_FFFF_FFFFn;
		if ((BigInt(`0x${stored}`) & mask) !== (BigInt(`0x${after.interrupt.oldPsw}`) & mask)) {
			wrong.push(`old PSW ${stored}, expected ${after.interrupt.oldPsw}`);
		}
	}

	for (const {addr, key} of after.keys ?? []) {
		const found = answer.keys?.find(each => each.addr === addr);
		if (!found || ((Number.parseInt(found.key, 16) ^ Number.parseInt(key, 16)) & 0xF8) !== 0) {
			wrong.push(`key at ${addr}`);
		}
	}

	return wrong;
}
