import {execFile} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {cliFile} from '../../support/cli.js';

type End = {readonly status: number; readonly stdout: string; readonly stderr: string};

/** `yorktown bare` as a person calls it, in a process of its own. */
const bare = async (words: readonly string[], input = ''): Promise<End> => new Promise(resolve => {
	const child = execFile(process.execPath, [cliFile, 'bare', ...words], (error, stdout, stderr) => {
		resolve({status: error ? Number(error.code) : 0, stdout, stderr});
	});
	child.stdin!.end(input);
});

const intrr = 'bench/programs/intrr.bin';

test('an image runs to its disabled wait: exit status 0, the end as JSON', async t => {
	const {status, stdout, stderr} = await bare(['--json', '--store', '300=00000010', '--dump', '400.8', intrr]);
	t.is(stderr, '');
	t.is(status, 0);
	const answer = JSON.parse(stdout) as {
		instructions: number;
		executed: number;
		psw: string;
		gpr: Record<string, string>;
		dumps: unknown;
		seconds: number;
	};
	t.is(answer.instructions, 348);
	t.is(answer.psw, '000200000000C0DE');
	t.is(answer.gpr['2'], 'EA651B00');
	t.deepEqual(answer.dumps, [{addr: '000400', hex: 'EA651B00D02B37C4'}]);
	t.is(typeof answer.seconds, 'number');
});

test('--translation-report says how much ran translated, in both forms of the end state', async t => {
	const words = ['--translation-report', '--store', '300=00010000', intrr];
	const {stdout} = await bare(words);
	const [, digits] = /\ntranslation ({\n[^]*\n})\n$/.exec(stdout)!;
	type Report = {readonly translated: {readonly instructions: number; readonly share: number}};
	const {translated} = JSON.parse(digits) as Report;
	t.true(translated.share > 0.5);
	const {translation} = JSON.parse((await bare(['--json', ...words])).stdout) as {readonly translation: Report};
	t.is(translation.translated.instructions, translated.instructions);
	t.notRegex((await bare(['--json', '--store', '300=00000001', intrr])).stdout, /translation/);
});

test('a limit ends with 3, an enabled wait with 4', async t => {
	const limited = await bare(['--limit', '100', intrr]);
	t.is(limited.status, 3);
	t.regex(limited.stdout, /^PSW .* limit\n/);
	t.regex(limited.stdout, /\n100 instructions/);
	const waiting = await bare(['--psw', 'FE02000000000000', '--store', '0=00']);
	t.is(waiting.status, 4);
});

test('STIDP stores what --cpu-id says, a model 158 unless told; the operator types what --input says', async t => {
	// STIDP 800; SIO 009 and wait; disabled wait.
	const words = [
		'--psw', '0000000000000400', '--store', '400=B20208009C00000982000500', '--store', '78=0002000000000ABC',
		'--store', '48=00000600', '--store', '500=FE02000000000000', '--store', '600=0A00090020000004',
		'--device', '009=console', '--dump', '800.8', '--dump', '900.4',
	];
	const plain = await bare([...words, '--input', '-'], 'ABCD\n');
	t.regex(plain.stdout, /\n000800 {2}0002037001580000\n000900 {2}C1C2C3C4\n$/);
	const other = await bare([...words, '--input', '-', '--cpu-id', 'ff12345601680000'], 'X\n');
	t.regex(other.stdout, /\n000800 {2}FF12345601680000\n000900 {2}E7000000\n$/);
});

test('a trace lists every instruction on standard error', async t => {
	const {stderr} = await bare(['--trace', '--limit', '2', intrr]);
	t.is(stderr.split('\n')[0], '001000  05C0          BALR  12,0                      CC 0  R12=40001002');
	t.is(stderr.trimEnd().split('\n').length, 2);
});

test('requests are answered line by line', async t => {
	const requests = [
		{
			id: 1, psw: '0000000000001000', gpr: {1: '7FFFFFFF', 2: '00000001'}, mem: [{addr: '001000', hex: '1A12'}],
		},
		{id: 2, psw: 'nonsense'},
	];
	const {stdout, status} = await bare(
		['--requests', '-'],
		`${requests.map(request => JSON.stringify(request)).join('\n')}\nnot json\n`,
	);
	t.is(status, 0);
	const answers = stdout
		.trimEnd()
		.split('\n')
		.map(line =>
			JSON.parse(line) as {
				id: number | undefined;
				error?: string;
				executed: number;
				gpr: Record<string, string>;
			});
	t.deepEqual(
		answers.map(({id, error}) => [id, error]),
		[
			[1, undefined],
			[2, 'bad PSW: nonsense'],
			[null, 'not JSON'],
		],
	);
	t.is(answers[0].gpr['1'], '80000000');
	t.is(answers[0].executed, 1);
});

test('the user of a 3277 types a line of the file, and the screen is shown before and at the end', async t => {
	const keys = path.join(mkdtempSync(path.join(tmpdir(), 'yorktown-bare-')), 'keys');
	writeFileSync(keys, 'HELLO\n');
	const {status, stdout} = await bare([
		`--device=020=3277:${keys}`,
		'--dump',
		'800.C',
		// SIO and wait; the write has ended: wait for attention; SIO of a read and wait; it has ended: disabled wait.
		'--store',
		'0=0000000000000400',
		'--store',
		'400=9C00002082000500',
		'--store',
		'410=D2070078051082000500',
		'--store',
		'420=D20700780518D203004805209C00002082000500',
		'--store',
		'440=82000528',
		'--store',
		'78=0000000000000410',
		'--store',
		'48=00000600',
		'--store',
		'500=FE02000000000000',
		'--store',
		'510=0000000000000420000000000000044000000608',
		'--store',
		'528=0002000000000ABC',
		// Erase/Write of a protected field, NAME:, and an unprotected one with the cursor; Read Modified.
		'--store',
		'600=050007002000000B0600080020000020',
		'--store',
		'700=C31D60D5C1D4C57A1D4013',
	]);
	t.is(status, 0);
	t.regex(stdout, /^020\| NAME:\n020\| NAME: HELLO\nPSW /);
	t.regex(stdout, /\n000800 {2}7D404C1140C7C8C5D3D3D600\n/);
});

for (const [words, message] of [
	[['missing.bin'], 'missing.bin: no such file'],
	[['--storage', '4K', intrr], `${intrr}: 4200 bytes at X'000000' are more than the storage of 4096 bytes holds`],
	[['--store', '10=ABC', intrr], '--store 10=ABC: must be ADDR=HEX, an even number of hexadecimal digits'],
	[['--psw', '12', intrr], '--psw 12: must be 16 hexadecimal digits'],
	[['--cpu-id', '0158', intrr], '--cpu-id 0158: must be 16 hexadecimal digits: version code (2), serial number (6), '
	+ 'model (4), length of the machine-check logout (4)'],
	[
		['--input', 'package.json', intrr],
		'--input package.json: no console without a file of its own types its lines',
	],
	[['--dump', 'xyz.4', intrr], '--dump xyz.4: xyz is no hexadecimal address of 24 bits'],
	[['--limit', '-1', intrr], '--limit -1: must be a positive whole number'],
	[['--device', '190=tape:missing.aws', intrr], 'missing.aws: no such file'],
	[['--device', '009=console', '--device', '009=console', intrr], '--device 009=console: address 009 is taken'],
	[[], 'bare needs an image, --store or --ipl'],
] as const) {
	test(`bare ${words.join(' ')}: one line, exit status 2`, async t => {
		const {status, stdout, stderr} = await bare(words);
		t.is(status, 2);
		t.is(stdout, '');
		t.is(stderr, `yorktown: ${message}\n`);
	});
}
