/** &EMSG: a message `DMSmmmnnns text`, edited as SET EMSG says. */
import type {Step} from '../../../guest/action.js';
import type {Exec, Flow, Statement} from '../exec.js';

/** Module, number, severity: only such a code is taken off when EMSG is TEXT. */
const messageCode = /^[A-Z\d]{3}\d{3}[A-Z]$/;

/** Types one message; a first word that is no code is shown whole. */
export function * editedMessage(exec: Exec, code: string, text: string): Step {
	yield * (messageCode.test(code)
		? exec.cms.editedMessage(`DMS${code}`, text)
		: exec.cms.console.typeError(`DMS${code} ${text}`.trimEnd()));
}

export const emsg: Statement = {
	word: '&EMSG',
	syntax: ['&EMSG mmmnnns text ...'],
	summary: 'Types a message with its number, as SET EMSG says.',
	* run(exec, [code = '', ...text]): Step<Flow> {
		yield * editedMessage(exec, code, text.join(' '));
		return 'next';
	},
};
