/** Every SBS command. */
import type {SbsCommand} from '../context.js';
import {add} from './add.js';
import {deleteMember} from './delete.js';
import {get} from './get.js';
import {list} from './list.js';
import {put} from './put.js';
import {query} from './query.js';

export const sbsCommands: readonly SbsCommand[] = [add, deleteMember, get, list, put, query];
