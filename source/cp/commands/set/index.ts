/**
 * The operands of SET, in the order in which abbreviations are tried. A new one is a row (`set-option.ts`) in the file
 * of its subject here.
 */
import {logMessage} from './logmsg.js';
import {machineOptions} from './machine.js';
import {schedulingOptions} from './scheduling.js';
import type {SetOption} from './set-option.js';
import {switches} from './switches.js';
import {systemOptions} from './system.js';

export const setOptions: readonly SetOption[] = [
	...switches,
	...machineOptions,
	...schedulingOptions,
	...systemOptions,
	logMessage,
];
