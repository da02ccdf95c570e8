/**
 * Every DIAGNOSE code CP answers. X'100', resume of a resident program, is an intercept of its own
 * (`resident-driver.ts`).
 */
import {storeIdentification} from './00-store-identification.js';
import {intermachine} from './104-intermachine.js';
import {resourceTransfer} from './10c-resource-transfer.js';
import {slaves} from './108-slaves.js';
import {command} from './08-command.js';
import {pseudoTimer} from './0c-pseudo-timer.js';
import {releasePages} from './10-release-pages.js';
import {dasdIo} from './18-dasd-io.js';
import {generalIo} from './20-general-io.js';
import {deviceType} from './24-device-type.js';
import {display} from './58-display.js';
import {editError} from './5c-edit-message.js';
import {storageSize} from './60-storage-size.js';
import {segments} from './64-segments.js';
import {vmcf} from './68-vmcf.js';
import type {Diagnose} from './diagnose.js';

const all: readonly Diagnose[] = [
	storeIdentification,
	command,
	pseudoTimer,
	releasePages,
	dasdIo,
	generalIo,
	deviceType,
	display,
	editError,
	storageSize,
	segments,
	vmcf,
	intermachine,
	slaves,
	resourceTransfer,
];

export const diagnoses: ReadonlyMap<number, Diagnose> = new Map(all.map(diagnose => [diagnose.code, diagnose]));
