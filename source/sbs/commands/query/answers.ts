/** What QUERY tells, in lines or for programs. */
import {emptyContent, type Content} from '../../../service/parts.js';
import {answerWith, sbsMessages} from '../../message.js';
import {jsonContent} from '../../syntax/json.js';

/** An answer in both forms: lines for people, a value for programs. */
export type Answer = {readonly lines: readonly string[]; readonly value: unknown};

/** The form that is asked for; where there is nothing, that is said. */
export function formed({lines, value}: Answer, json: boolean): Content {
	if (json) {
		return jsonContent(value);
	}

	return lines.length === 0 ? answerWith(sbsMessages.SBS155I) : {...emptyContent, lines: [...lines]};
}
