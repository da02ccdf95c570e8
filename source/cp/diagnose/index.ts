/**
 * Every DIAGNOSE code CP answers; GC20-1807 has no X'44'. X'100', resume of a resident program, is an intercept of its
 * own (`resident-driver.ts`).
 */
import {storeIdentification} from './00-store-identification.js';
import {realStorage} from './04-real-storage.js';
import {command} from './08-command.js';
import {pseudoTimer} from './0c-pseudo-timer.js';
import {releasePages} from './10-release-pages.js';
import {inputSpoolFile} from './14-input-spool.js';
import {dasdIo} from './18-dasd-io.js';
import {clearErrorRecording} from './1c-clear-error-recording.js';
import {generalIo} from './20-general-io.js';
import {deviceType} from './24-device-type.js';
import {channelProgramModification} from './28-channel-program.js';
import {errorRecordingStart} from './2c-error-recording-start.js';
import {errorRecordingPage} from './30-error-recording-page.js';
import {dumpFile} from './34-dump-file.js';
import {symbolTable} from './38-symbol-table.js';
import {directoryUpdate} from './3c-directory-update.js';
import {iplCleanup} from './40-ipl-cleanup.js';
import {recordErrors} from './48-error-recording-svc.js';
import {accountingCards} from './4c-accounting-card.js';
import {save370x} from './50-save-370x.js';
import {pa2} from './54-pa2.js';
import {display} from './58-display.js';
import {editError} from './5c-edit-message.js';
import {storageSize} from './60-storage-size.js';
import {segments} from './64-segments.js';
import {vmcf} from './68-vmcf.js';
import {shadowTables} from './6c-shadow-tables.js';
import {timeAccounting} from './70-time-accounting.js';
import {imageLibrary} from './74-image-library.js';
import {massStorage} from './78-mass-storage.js';
import {intermachine} from './104-intermachine.js';
import {slaves} from './108-slaves.js';
import {resourceTransfer} from './10c-resource-transfer.js';
import type {Diagnose} from './diagnose.js';

const all: readonly Diagnose[] = [
	storeIdentification,
	realStorage,
	command,
	pseudoTimer,
	releasePages,
	inputSpoolFile,
	dasdIo,
	clearErrorRecording,
	generalIo,
	deviceType,
	channelProgramModification,
	errorRecordingStart,
	errorRecordingPage,
	dumpFile,
	symbolTable,
	directoryUpdate,
	iplCleanup,
	recordErrors,
	accountingCards,
	save370x,
	pa2,
	display,
	editError,
	storageSize,
	segments,
	vmcf,
	shadowTables,
	timeAccounting,
	imageLibrary,
	massStorage,
	intermachine,
	slaves,
	resourceTransfer,
];

export const diagnoses: ReadonlyMap<number, Diagnose> = new Map(all.map(diagnose => [diagnose.code, diagnose]));
