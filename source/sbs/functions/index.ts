/** Every SBS function. */
import type {SbsFunction} from '../function.js';
import {add} from './add.js';
import {deleteMember} from './delete.js';
import {get} from './get.js';
import {list} from './list.js';
import {put} from './put.js';
import {query} from './query.js';

export const sbsFunctions: readonly SbsFunction[] = [add, deleteMember, get, list, put, query];
