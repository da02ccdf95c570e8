/** `yorktown`: operator console and user panes in this terminal, or plain lines. */
import path from 'node:path';
import {constants} from 'node:os';
import process from 'node:process';
import Conf from 'conf';
import type {Directory} from '../cp/directory/directory.js';
import type {Terminal, TerminalPort} from '../port/terminal-port.js';
import {ConfigurationError} from '../system/configuration-error.js';
import {readPrivate} from '../system/host/private-files.js';
import {faultLogName} from '../system/watchdog/fault-log.js';
import {leaveLastLine} from '../system/watchdog/last-line.js';
import {startWatchdog} from '../system/watchdog/watchdog.js';
import {InputHistory} from '../system/host/input-history.js';
import {startKinds, type StartKind} from '../system/host/data-folder.js';
import {printerFormats, type PrinterFormat} from '../system/host/unit-record/print-formats.js';
import {openInstallation, type Installation} from '../system/installation.js';
import {FlowLog} from '../system/panel/flow-log.js';
import {LoadMeter} from '../system/panel/load-meter.js';
import {machineRows} from '../system/panel/machine-rows.js';
import {panelFacts} from '../system/panel/panel-facts.js';
import {systemName} from '../system/system.js';
import type {TerminalSettings} from '../terminal/session.js';
import {settingsProblem} from '../terminal/host/settings-check.js';
import {EarlySignals, endingSignals} from './early-signals.js';
import {homeFolder, project} from './home-flag.js';
import {numberFlag, textFlag, UsageError, type Flags} from './verb.js';

const operator = 'OPERATOR';
const mostUsers = 6;
/** Steps of the first start are shown when it takes longer than a blink, milliseconds. */
const patience = 500;

type Settings = {terminal: TerminalSettings; printer: string};

export async function interactive(flags: Flags, _words: readonly string[]): Promise<number> {
	const users = numberFlag(flags, 'users') ?? 2;
	if (!Number.isInteger(users) || users > mostUsers) {
		throw new UsageError(`--users ${users}: 1 to ${mostUsers} user panes`);
	}

	const {folder, settingsFile, terminal, printer} = openSettings(textFlag(flags, 'home'));
	const problem = settingsProblem(terminal);
	if (problem !== undefined) {
		throw new UsageError(`settings ${settingsFile}: ${problem}`);
	}

	const {stdin, stdout} = process;
	const {isScreen} = await import('../terminal/host/tty.js');
	const linear = flags.linear === true || !isScreen(stdin, stdout, process.env);
	const log = path.join(folder, faultLogName);
	const early = new EarlySignals();
	// It starts while the folder is opened, and hears signals before anything but opening has begun.
	const watchdog = startWatchdog({
		timeout: undefined,
		signals: endingSignals.map(signal => constants.signals[signal]),
		title: 'yorktown',
		log,
	});
	const leaveNoListener = leaveLastLine('yorktown', log);
	try {
		const installation = open(folder, textFlag(flags, 'profile'), {start: startFlag(flags), printer});
		try {
			await watchdog.watching();
			const status = early.status ?? await serve(installation, {folder, users, terminal, linear, early});
			return early.status ?? status;
		} finally {
			await installation.close();
		}
	} finally {
		watchdog.stop();
		early.end();
		leaveNoListener();
	}
}

type Serving = {
	readonly folder: string;
	readonly users: number;
	readonly terminal: TerminalSettings;
	readonly linear: boolean;
	readonly early: EarlySignals;
};

/** Runs the system at this terminal until it is shut down or left; the exit status. */
async function serve(installation: Installation, {folder, users, terminal, linear, early}: Serving): Promise<number> {
	const {stdin, stdout} = process;
	const {system, profile} = installation;
	const ended = new Promise<void>(resolve => {
		system.cp.events.observe(event => {
			if (event.kind === 'shutdown') {
				// Its last lines are seen when all is safe.
				setImmediate(() => {
					void installation.flushed().then(() => {
						resolve();
					});
				});
			}
		});
		void early.came.then(resolve);
	});
	const connectOperator = (terminal: Terminal): TerminalPort => {
		const line = installation.connect(terminal);
		system.autolog(operator, line);
		system.startServices(profile.autolog);
		return line;
	};

	const history = new InputHistory(folder);
	const flow = new FlowLog(system.cp);
	const meter = new LoadMeter(system.cp);
	system.start();
	const options = {
		connect: (terminal: Terminal) => installation.connect(terminal),
		panes: [{operator: true, connect: connectOperator}, ...Array.from({length: users}, () => ({}))],
		title: systemName,
		now: () => system.clock.now(),
		settings: terminal,
		welcome: linear ? linearWelcome(profile.directory) : welcome(profile.directory),
		load: () => meter.text(),
		isLoadMoving: () => meter.isMoving,
		history: {
			lines: (userid: string) => history.lines(userid),
			add(userid: string, line: string) {
				history.add(userid, line);
			},
		},
		machines: {
			rows: () => machineRows(system.cp),
			facts: () => panelFacts(system.cp),
			flow: () => flow,
			observe(listener: () => void) {
				flow.observe(listener);
			},
		},
		stdin, stdout, ended,
		async onQuit() {
			system.cp.shutdown();
		},
	};
	return linear
		? (await import('../terminal/linear/linear.js')).startLinear(options)
		: (await import('../terminal/start.js')).startPanes(options);
}

/**
 * Users whose sample passwords are in the default installation what they are in its source: a newcomer may have them.
 */
function sampleUsers(directory: Directory): string[] {
	return ['USER1', 'USER2', 'USER3', 'CMSUSER'].filter(userid => directory.find(userid)?.password === userid);
}

/** How a newcomer gets in at a pane. */
function welcome(directory: Directory): string[] {
	const samples = sampleUsers(directory);
	return samples.length > 0
		? [`Press Enter, then: logon ${samples[0].toLowerCase()}`, `(users ${samples.join(' ')}, password = userid)`]
		: [];
}

/** The same for plain lines. */
function linearWelcome(directory: Directory): string[] {
	const samples = sampleUsers(directory);
	return [
		...(samples.length > 0
			? [`type: logon ${samples[0].toLowerCase()}   (users ${samples.join(' ')}, password = userid)`]
			: []),
		'USERID: text is for that user\'s terminal, 0: text for the operator\'s',
		'Ctrl-C is attention (PA1): to the program, again: to CP; Ctrl-D shuts down',
	];
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where an installation is, and how its terminal is to be. */
type Home = {
	readonly folder: string;
	readonly settingsFile: string;
	readonly terminal: TerminalSettings;
	/** What printers make: a text or a PDF file. */
	readonly printer: PrinterFormat;
};

/**
 * `config.json` of the data folder, which need not be there and is only read: a start on a full disk writes nothing,
 * and one that fails leaves nothing. What is no settings file is named, never replaced.
 */
function openSettings(home: string | undefined): Home {
	const folder = homeFolder(home);
	const settingsFile = path.join(folder, 'config.json');
	try {
		const text = readPrivate(settingsFile);
		if (text === undefined) {
			return {folder, settingsFile, terminal: {}, printer: 'text'};
		}

		if (!isRecord(JSON.parse(text))) {
			throw new ConfigurationError(`settings ${settingsFile}: no object of settings`);
		}

		const settings = new Conf<Settings>({...project, cwd: folder});
		const printer = printerFormats.find(format => format === settings.get('printer', 'text'));
		if (printer === undefined) {
			throw new ConfigurationError(`settings ${settingsFile}: printer: ${printerFormats.join(' or ')}`);
		}

		return {folder, settingsFile, terminal: settings.get('terminal', {}), printer};
	} catch (error) {
		throw new UsageError(error instanceof ConfigurationError
			? error.message
			: `settings ${settingsFile}: ${(error as Error).message.split('\n')[0]}`);
	}
}

/** `--start warm|ckpt|force|cold`. */
function startFlag(flags: Flags): StartKind {
	const word = textFlag(flags, 'start') ?? 'warm';
	const kind = startKinds.find(each => each === word);
	if (kind === undefined) {
		throw new UsageError(`--start ${word}: ${startKinds.join(', ')}`);
	}

	return kind;
}

function open(
	folder: string,
	profile: string | undefined,
	how: {readonly start: StartKind; readonly printer: PrinterFormat},
): Installation {
	const start = performance.now();
	try {
		return openInstallation(
			folder,
			profile,
			step => {
				if (performance.now() - start > patience) {
					process.stderr.write(`yorktown: first start: ${step}\n`);
				}
			},
			line => {
				process.stderr.write(`yorktown: ${line}\n`);
			},
			how,
		);
	} catch (error) {
		throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
	}
}
