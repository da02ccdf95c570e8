/** Every SBS command. */
import type {SbsCommand} from '../context.js';
import {add} from './add.js';
import {defineSystem} from './define.js';
import {deleteMember} from './delete.js';
import {excludeFromSystem} from './exclude.js';
import {get} from './get.js';
import {impact} from './impact.js';
import {include} from './include.js';
import {list} from './list.js';
import {put} from './put.js';
import {query} from './query.js';
import {whereUsedCommand} from './whereused.js';

export const sbsCommands: readonly SbsCommand[] = [
	add, defineSystem, deleteMember, excludeFromSystem, get, impact, include, list, put, query, whereUsedCommand,
];
