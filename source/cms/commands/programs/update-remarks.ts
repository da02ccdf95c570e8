/** What UPDATE says of a source and its updates while it works: at the terminal and in the log. */
import {issue, type Issued} from '../../../base/message.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import type {Remark} from '../../update/apply-update.js';
import {messages} from '../../messages/index.js';

/** The message of a remark on a source, `fn ft fm`. */
export function remarkMessage(remark: Remark, source: string): Issued {
	switch (remark.kind) {
		case 'control': {
			return issue(messages.DMSUPD207W, []);
		}

		case 'character': {
			return issue(messages.DMSUPD185W, [remark]);
		}

		case 'notFound': {
			return issue(messages.DMSUPD186W, [remark]);
		}

		case 'endOfFile': {
			return issue(messages.DMSUPD010W, [{file: source, field: remark.field}]);
		}

		case 'overflow': {
			return issue(messages.DMSUPD176W, [remark]);
		}

		case 'increment': {
			return issue(messages.DMSUPD182W, []);
		}

		case 'notFirst': {
			return issue(messages.DMSUPD184W, []);
		}

		case 'inputOrder': {
			return issue(messages.DMSUPD210W, [remark]);
		}

		case 'outputOrder': {
			return issue(messages.DMSUPD174W, [remark]);
		}
	}
}

/** Types a remark, and the statement of the update file that it is about. */
export function * typeRemark(
	cms: Cms,
	remark: Remark,
	{source, update, cards}: {readonly source: string; readonly update: string; readonly cards: readonly string[]},
): Step {
	if (remark.line > 0 && remark.kind !== 'inputOrder') {
		yield * cms.console.type(`FILE '${update}', REC #${remark.line} = ${cards[remark.line - 1].trimEnd()}`);
	}

	const {id, text} = remarkMessage(remark, source);
	yield * cms.editedMessage(id, text);
}
