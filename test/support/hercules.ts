/** Hercules 3.13 as a peer: a storage image goes in, runs in S/370 mode to a disabled wait, and comes out. */
import {execFileSync, spawn} from 'node:child_process';
import {
	existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** Megabytes of the peer's storage: less than 16, so that there are addresses without storage. */
export const peerMegabytes = 15;

const configuration = [
	'ARCHMODE S/370',
	`MAINSIZE ${peerMegabytes}`,
	'NUMCPU 1',
	'CPUSERIAL 000370',
	'CPUMODEL 0158',
	'OSTAILOR QUIET',
	'000C 3505',
	'',
].join('\n');

/** Why the peer cannot be used here; `undefined` where it can. */
export function herculesMissing(): string | undefined {
	try {
		execFileSync('sh', ['-c', 'command -v hercules'], {stdio: 'ignore'});
		return undefined;
	} catch {
		return 'hercules is not installed (apt-get install hercules)';
	}
}

function rcFiles(folder: string, settle: number): void {
	writeFileSync(
		path.join(folder, 'start.rc'),
		'hao tgt HHCCP011I\nhao cmd script done.rc\nloadcore in.bin 0\nrestart\n',
	);
	// The message comes a little before the CPU is stopped, which savecore wants.
	writeFileSync(
		path.join(folder, 'done.rc'),
		`stop\nsh sleep ${settle}\nsavecore out.bin 0 ${(peerMegabytes * 0x10_0000 - 1).toString(16).toUpperCase()}`
		+ '\nsh touch saved\nquit\n',
	);
}

const pause = async (milliseconds: number): Promise<void> => new Promise(resolve => {
	setTimeout(resolve, milliseconds);
});

/** Whether the image was saved. The peer's own end is not waited for: now and then it hangs on its way out. */
async function isSaved(folder: string, seconds: number): Promise<boolean> {
	const child = spawn('hercules', ['-d', '-f', 'peer.cnf'], {
		cwd: folder,
		stdio: 'ignore',
		env: {...process.env, HERCULES_RC: 'start.rc'},
	});
	const saved = path.join(folder, 'saved');
	const end = Date.now() + (seconds * 1000);
	try {
		while (!existsSync(saved) && child.exitCode === null && Date.now() < end) {
			await pause(10);
		}
	} finally {
		child.kill('SIGKILL');
	}

	return existsSync(saved) && existsSync(path.join(folder, 'out.bin'));
}

/**
 * Loads `image` at 0, restarts the CPU with the PSW at 0, and answers the whole storage after the first disabled wait;
 * `undefined` where none came within `seconds`.
 */
export async function runOnHercules(image: Uint8Array, seconds = 60): Promise<Uint8Array | undefined> {
	const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-peer-'));
	try {
		writeFileSync(path.join(folder, 'peer.cnf'), configuration);
		writeFileSync(path.join(folder, 'in.bin'), image);
		for (const settle of [0.1, 1]) {
			rcFiles(folder, settle);
			if (await isSaved(folder, seconds)) {
				return readFileSync(path.join(folder, 'out.bin'));
			}
		}

		return undefined;
	} finally {
		rmSync(folder, {recursive: true, force: true, maxRetries: 3});
	}
}
