/** HELP of a message: identifier and text, severity, what it means and what to do, return code. */
import {
	parseMessageId, severities, shownText, type Message, type MessageCatalogue,
} from '../../../base/message.js';
import {heading, wrap, wrapCode} from './help-text.js';

const components: Readonly<Record<string, string>> = {DMK: 'CP', DMS: 'CMS', SBS: 'SBS'};
/** CMS cuts the words of an EXEC to eight characters. */
const tokenLength = 8;

/** Lines of at most 79 columns. */
export function messagePage({id, text, returnCode, help}: Message): string[] {
	const {component, severity} = parseMessageId(id)!;
	const codes = typeof returnCode === 'object'
		? ['Return codes:', ...Object.entries(returnCode).flatMap(([code, says]) => wrapCode(`${code}  ${says}`))]
		: [`Return code: ${returnCode ?? '0'}`];
	return [
		heading(components[component], id),
		'',
		...wrap(`${id} ${shownText(text)}`),
		'',
		...wrap(help),
		'',
		`Severity: ${severity}, ${severities[severity]}`,
		...codes,
	];
}

/**
 * The messages that a word of HELP means: by identifier, with or without the component of CMS's own (`ACC112S`), or all
 * that begin with what an EXEC left of one.
 */
export function messagesNamed(catalogue: MessageCatalogue, word: string): Message[] {
	const exact = catalogue.get(word) ?? catalogue.get(`DMS${word}`);
	if (exact) {
		return [exact];
	}

	return word.length === tokenLength ? [...catalogue.values()].filter(({id}) => id.startsWith(word)) : [];
}
