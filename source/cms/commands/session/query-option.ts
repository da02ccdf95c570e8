/** What a query is, and its option STACK: the answer goes into the console stack (VM/SP, SC19-6209, "QUERY"). */
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsContext} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {notFound} from '../../not-found.js';

export type Query = {
	readonly name: string;
	readonly minimum: number;
	/** Operands it may have behind its name; none unless told. */
	readonly operands?: number;
	readonly answer: (context: CmsContext) => Step<number>;
};

export type StackOrder = 'FIFO' | 'LIFO';
/** Longest response of CP that is stacked, characters; and the return code where it is longer. */
const longestResponse = 8192;
const responseTooLong = 88;

/** STACK [FIFO|LIFO], FIFO or LIFO; `undefined`: no such option. A word that is none of them is `unknown`. */
export function stackOrder(options: readonly string[]): {order?: StackOrder; unknown?: string} {
	const orders = options[0] === 'STACK' ? options.slice(1) : options;
	const [order = 'FIFO', extra] = orders;
	if (order !== 'FIFO' && order !== 'LIFO') {
		return {unknown: order};
	}

	return extra === undefined ? (options.length === 0 ? {} : {order}) : {unknown: extra};
}

/** The same CMS, but what is typed goes into the console stack. Messages are typed as ever. */
export function stacking(cms: Cms, order: StackOrder): Cms {
	const console = bound(cms.console, {
		* type(text: string): Step {
			cms.console.stack(text, order);
		},
	});
	return bound(cms, {console});
}

/** `object` with some of its members replaced; methods of the others run on the object itself. */
function bound<T extends Record<string, unknown>>(object: T, replaced: Partial<T>): T {
	return new Proxy(object, {
		get(target, key): unknown {
			const value: unknown = Reflect.get(key in replaced ? replaced : target, key);
			return typeof value === 'function' ? value.bind(target) as unknown : value;
		},
	});
}

/** Puts what CP answers to `command` into the console stack; an error's text only with `errors`. CP's code, or 88. */
export function * stackResponse(
	cms: Cms,
	command: string,
	{order, errors}: {readonly order: StackOrder; readonly errors: boolean},
): Step<number> {
	const {rc, response} = yield * cms.cp(command, true);
	if (response.join('\n').length > longestResponse) {
		return responseTooLong;
	}

	for (const line of rc === 0 || errors ? response : []) {
		cms.console.stack(line.trimEnd(), order);
	}

	return rc;
}

/** QUERY of something that CP answers, with option STACK. */
export function * stackQuery({cms, call}: CmsContext, word: string, order: StackOrder): Step<number> {
	if (!cms.settings.impliedCp) {
		return yield * cms.message(messages.DMSQRY014E, {function: word});
	}

	const rc = yield * stackResponse(cms, call.line.trim().split('(')[0], {order, errors: true});
	return rc === 1 ? notFound.command : rc;
}
