import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import {fileType, mostFiles, type BackupEntry} from '../backup/format.js';
import {checkedEnd, eachUnit, Units} from '../backup/read.js';
import {isMemberUnit, restoreUnit} from '../backup/units.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {auditText, changeLibrary} from '../data-base/change.js';
import {refuse} from '../data-base/refused.js';
import {answerWith, sbsMessages} from '../message.js';
import {backupFiles, modeOperand} from './operands.js';

export const restore: SbsCommand = {
	name: 'RESTORE',
	minimum: 4,
	syntax: ['SBS RESTore fn [fm]'],
	summary: 'make the library of the files of a backup again',
	description: [
		'Each file is checked before anything of it is restored. Members of the backup take the place of those of '
		+ 'the same name, with all versions; what is the same already is left alone, so that after a stop the same '
		+ 'RESTORE goes on. Members that are not in the backup stay.',
	],
	returnCodes: ['12  you may not', '24  a file is no backup, or damaged', '28  no such file'],
	origin: 'Yorktown',
	operands: [{name: 'fn', kind: 'fileName'}, modeOperand],
	userFiles: backupFiles(false),
	* run(context: SbsContext): Step<Content> {
		const {store, files, role, given} = context;
		const {fn: name = '', fm: mode = 'A'} = given.operands;
		if (role !== 'administrator') {
			return yield * changeLibrary(context, function * () {
				return refuse(sbsMessages.SBS150E, {what: 'RESTORE'});
			});
		}

		const counts = {members: 0, entries: 0, same: 0};
		function * restoreOne(unit: readonly BackupEntry[]): Step {
			const isChanged = yield * store.change(function * (transaction) {
				const changed = yield * restoreUnit(transaction, unit);
				if (changed) {
					transaction.audit(auditText(context, 0));
				}

				return changed;
			});
			counts.same += isChanged ? 0 : 1;
			counts.members += isMemberUnit(unit) ? 1 : 0;
			counts.entries += isMemberUnit(unit) ? 0 : unit.length;
		}

		const units = new Units();
		for (let number = 0; number < mostFiles; number++) {
			const type = fileType(number);
			const file = yield * files.open(name, type, mode[0]);
			if (!file) {
				return answerWith(sbsMessages.SBS111E, {name, type, mode});
			}

			const end = yield * checkedEnd(file, number);
			if (!end || !(yield * eachUnit(units, file, end, restoreOne))) {
				return answerWith(sbsMessages.SBS162E, {name, type, mode});
			}

			if (end.isLast) {
				break;
			}
		}

		return answerWith(sbsMessages.SBS163I, counts);
	},
};
