import {fromEbcdic} from '../../base/ebcdic.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {annotations} from '../data-base/annotate.js';
import {shown} from '../syntax/columns.js';
import {askedVersion, versionOptions} from './asked-version.js';
import {checkGroup} from './freeze.js';
import {memberOperands} from './operands.js';

export const annotate: SbsCommand = {
	name: 'ANNOTATE',
	minimum: 2,
	syntax: ['SBS ANnotate fn ft [( [VERsion n|GRoup group|RELease release] [)]]'],
	summary: 'tell for each record of a member which version brought it, whose, and when',
	returnCodes: ['12  you may not GET it', '28  no such member or version'],
	origin: 'Yorktown',
	operands: memberOperands,
	options: versionOptions,
	check: checkGroup,
	isReadOnly: true,
	* run(context: SbsContext): Step<Content> {
		return yield * context.store.read(function * (reader): Step<Content> {
			const asked = yield * askedVersion(reader, context);
			if (!('head' in asked)) {
				return asked;
			}

			const heads = yield * annotations(reader, asked.member, asked);
			return {
				...emptyContent,
				lines: asked.records.map((record, index) => {
					const {version, user, date} = heads[index];
					const text = shown(fromEbcdic(record)).trimEnd();
					return `${String(version).padStart(5)} ${user.padEnd(8)} ${date} ${text}`.trimEnd();
				}),
			};
		});
	},
};
