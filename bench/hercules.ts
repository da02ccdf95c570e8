/**
 * Hercules as a peer (Linux): what it takes it to run a storage image. Its releases 3 and 4 are driven the same way and
 * say the same in other words.
 */
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const configuration = [
	'CPUSERIAL 000158',
	'CPUMODEL 0158',
	'MAINSIZE 16',
	'ARCHMODE S/370',
	'NUMCPU 1',
	'OSTAILOR QUIET',
	'000E 1403 /dev/null',
];

/** Cylinders of a disk for the programs: they use the first. */
const cylinders = '5';

/** Whether a program of that name, or at that path, can be run. */
export const isInstalled = (program: string): boolean =>
	spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0;

/** Makes a volume that both machines can use, by the program that comes with Hercules. */
export function makeDisk(file: string, kind: string): void {
	execFileSync('dasdinit', [file, kind, 'BENCH1', cylinders], {stdio: 'ignore'});
}

/** CPU seconds a process has used so far, all its threads (in hundredths). */
function cpuSeconds(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ', 2)[1].split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

/**
 * CPU seconds of `program` from RESTART to the message of the disabled wait, so without its start and its loading.
 * `image` stands at 0 and starts with the PSW there; `disk` is a volume of that kind at X'190'. Fails where the wait is
 * not that of a good end. Files are made in `folder`.
 */
export async function runHercules(
	program: string,
	image: Uint8Array,
	folder: string,
	disk?: {readonly kind: string; readonly file: string},
): Promise<number> {
	const file = path.join(folder, 'image.bin');
	writeFileSync(file, image);
	const machine = path.join(folder, 'hercules.cnf');
	writeFileSync(machine, [...configuration, ...(disk ? [`0190 ${disk.kind} ${disk.file}`] : []), ''].join('\n'));
	const script = path.join(folder, 'hercules.rc');
	writeFileSync(script, `loadcore ${file}\nrestart\n`);
	const child = spawn(program, ['-d', '-f', machine], {
		env: {...process.env, HERCULES_RC: script},
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	try {
		return await new Promise((resolve, reject) => {
			let text = '';
			let started: number | undefined;
			const listen = (data: string) => {
				text += data;
				if (started === undefined && /\brestart$/m.test(text)) {
					started = cpuSeconds(child.pid!);
				}

				const end = /disabled wait state\s+(?:psw=)?(\w+) (\w+)/i.exec(text);
				if (end?.[2].endsWith('00C0DE')) {
					resolve(cpuSeconds(child.pid!) - (started ?? 0));
				} else if (end) {
					reject(new Error(`${program} ended with PSW ${end[1]} ${end[2]}`));
				}
			};

			for (const stream of [child.stdout, child.stderr]) {
				stream.setEncoding('latin1');
				stream.on('data', listen);
			}

			child.once('error', reject);
			child.once('exit', () => {
				reject(new Error(`${program} ended early: ${text.slice(-500)}`));
			});
		});
	} finally {
		child.removeAllListeners('exit');
		// It does not listen to QUIT on a socket.
		child.kill('SIGKILL');
	}
}
