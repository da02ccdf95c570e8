/** A system on a data folder: the one a person uses, with the host's clock, the operator and the services logged on. */
import path from 'node:path';
import {HostClock, timeOfDay} from '../base/clock.js';
import {hex} from '../base/hex.js';
import {operatorUserid} from '../cp/operator.js';
import {accountingFile, accountingOwner} from '../cp/spool/accounting-punch.js';
import {usualForms} from '../cp/spool/real/forms-images.js';
import {startUnits} from '../cp/spool/real/startup.js';
import {eventText} from '../cp/terminal/operator-log.js';
import type {TerminalLine} from '../cp/terminal/terminal-line.js';
import type {Terminal} from '../port/terminal-port.js';
import {finishRestore} from './host/closed-folder.js';
import {openDataFolder, type DataFolder, type StartKind} from './host/data-folder.js';
import {OperatorLogFile} from './host/operator-log-file.js';
import {ownDirectory} from './host/own-directory.js';
import {tapesFolder} from './host/tapes-folder.js';
import {faultReport} from './watchdog/fault-report.js';
import {siteSystemFiles} from './volumes/minidisks.js';
import {systemFiles} from './system-files.js';
import {appendToLog, faultLogName} from './watchdog/fault-log.js';
import {OutputFolder} from './host/unit-record/output-folder.js';
import {printFormats, type PrinterFormat} from './host/unit-record/print-formats.js';
import {ReaderFolder} from './host/unit-record/reader-folder.js';
import {ResultGate} from './host/result-gate.js';
import {programStamp} from './program-stamp.js';
import {readProfile, type Profile} from './profile.js';
import {System, systemName} from './system.js';

export type Installation = {
	readonly system: System;
	readonly profile: Profile;
	/** A terminal appears; what says that something is kept it shows when it is. The result is what it types on. */
	connect(terminal: Terminal): TerminalLine;
	/** When everything done so far is safe. */
	flushed(): Promise<boolean>;
	/** Logs everybody off; when all they did is safe and in its place, gives up the folder. */
	close(): Promise<void>;
};

/** Opens the data folder and starts the system, without any terminal. Throws `ConfigurationError`. */
export function openInstallation(
	folder: string,
	profileName: string | undefined,
	progress: (step: string) => void,
	warn: (line: string) => void = progress,
	{start = 'warm', printer = 'text'}: {readonly start?: StartKind; readonly printer?: PrinterFormat} = {},
): Installation {
	finishRestore(folder);
	const profile = readProfile(profileName, ownDirectory(folder));
	const clock = new HostClock();
	const generated = systemFiles();
	const data: DataFolder = openDataFolder(folder, {
		profile,
		program: programStamp([...generated, ...siteSystemFiles(profile)]),
		generated: () => generated,
		now: clock.now(),
		progress,
		warn,
		start,
	});
	const gate = new ResultGate(data.journal);
	const tray = new OutputFolder(folder, printFormats[printer]);
	const log = new OperatorLogFile(folder);
	const onOperatorLine = (text: string): void => {
		log.add(text, clock.now());
	};

	const system = new System({
		clock,
		directory: data.directory,
		volumes: data.volumes,
		freeVolumes: data.freeVolumes,
		realDevices: profile.realDevices,
		reels: tapesFolder(folder),
		systemNames: profile.systemNames,
		systems: profile.systems,
		pagingVolumes: profile.pagingVolumes,
		periodDevices: profile.periodDevices,
		pageFolder: folder,
		systemStore: data.systems,
		spool: {
			...data.spool,
			put(file) {
				const isKept = data.spool.put(file);
				gate.holdUntilSafe([file.originator, file.owner]);
				return isKept;
			},
		},
		units: {tray, hopper: new ReaderFolder(folder)},
		onOperatorLine,
		onFault(fault) {
			appendToLog(path.join(folder, faultLogName), faultReport(fault));
		},
	});
	system.cp.events.observe(event => {
		if (event.kind === 'leaving' || event.kind === 'logoff') {
			gate.holdUntilSafe([event.vm.userid]);
		} else if (event.kind === 'shutdown') {
			gate.holdUntilSafe();
		}
	});
	system.cp.events.observe(event => {
		// His console shows it where he is logged on.
		const text = system.cp.machines.has(operatorUserid) ? undefined : eventText(system.cp, event);
		if (text !== undefined) {
			onOperatorLine(text);
		}
	});
	onOperatorLine(`${systemName} ${startText(start, data.dropped)}`);
	for (const address of startUnits(system.cp.units, profile.unitStarts)) {
		warn(`STARTUP starts ${hex(address, 3)}, which is no unit-record device of SYSTEM DEVICES`);
	}

	data.journal.observe({
		problem(reason) {
			system.cp.machines.get(operatorUserid)?.type(
				`${timeOfDay(clock.now())} DATA FOLDER ${reason === undefined ? 'WORKS AGAIN' : reason.toUpperCase()}`,
				'message',
			);
		},
	});
	return {
		system,
		profile,
		connect: terminal => system.connect(gate.terminal(terminal)),
		flushed: async () => data.journal.flushed(),
		async close() {
			system.shutdown();
			system.cp.accountingPunch.close();
			keepAccounting(system, tray);
			await data.close();
		},
	};
}

/** What a start does about what the spool has (GC20-1806, "Starting VM/370"). */
function startText(start: StartKind, dropped: number): string {
	return `${start.toUpperCase()} START${start === 'cold' ? `; ${dropped} SPOOL FILES DROPPED` : ''}`;
}

/** At the end of the system the cards of accounting go to where a punch would bring them. */
function keepAccounting({cp}: System, tray: OutputFolder): void {
	for (const file of cp.spooler.filesOf(accountingOwner, 'PUN').filter(each => accountingFile.is(each))) {
		tray.take({
			kind: 'PUN', file, records: file.records, forms: usualForms, folds: false, characters: undefined,
		}, problem => {
			if (problem === undefined) {
				cp.spooler.purge(file);
			}
		});
	}
}
