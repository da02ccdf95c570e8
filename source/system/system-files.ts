/**
 * Files of the system disk that come from what is installed: HELP of CP's commands, MODULEs of CMS and services, macros
 * of CMS.
 */
import type {NewFile} from '../cms/file-system/disk/disk.js';
import {moduleFiles} from '../cms/loader/resident-module.js';
import {macroLibrary} from './macro-library.js';
import {helpFiles} from './help-files.js';
import {servicePrograms, systemCommands} from './system-commands.js';

export function systemFiles(): NewFile[] {
	return [...helpFiles(), ...moduleFiles([...systemCommands, ...servicePrograms]), macroLibrary()];
}
