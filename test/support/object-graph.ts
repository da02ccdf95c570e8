/**
 * Everything an object holds, private fields included, as lines: two of a kind can be compared, and a field that
 * somebody adds is in it without being named here. Private fields are seen through the inspector.
 */
import {Session, type Runtime} from 'node:inspector';

/** What the types of Node leave out of the protocol's answer. */
type PrivateField = {readonly name: string; readonly value?: Runtime.RemoteObject};
type PrivateProperties = {readonly privateProperties?: readonly PrivateField[]};

/** Any object. */
type Thing = NonNullable<unknown>;
type Visit = (value: unknown, path: string) => void;

const largestView = 1024 * 1024;
const register = '__yorktownObjectGraph';

export class ObjectGraph {
	readonly #session = new Session();
	readonly #outside: ReadonlySet<unknown>;
	readonly #ignored: RegExp;

	/** `outside`: objects that are not looked into. `ignored`: paths left out. */
	constructor(outside: Iterable<unknown>, ignored = /(?!)/) {
		this.#outside = new Set(outside);
		this.#ignored = ignored;
		this.#session.connect();
	}

	close(): void {
		this.#session.disconnect();
	}

	/** `.settings.emsg = "TEXT"`, one line a value, in order of their paths. */
	lines(root: Thing): string[] {
		const seen = new Map<unknown, string>();
		const lines: string[] = [];
		const visit: Visit = (value, path) => {
			if (this.#ignored.test(path)) {
				return;
			}

			if (typeof value === 'function') {
				lines.push(`${path} = function`);
			} else if (typeof value !== 'object' || value === null) {
				lines.push(`${path} = ${typeof value === 'bigint' ? `${value}n` : JSON.stringify(value)}`);
			} else if (this.#outside.has(value)) {
				lines.push(`${path} = outside`);
			} else if (seen.has(value)) {
				lines.push(`${path} = ${seen.get(value)}`);
			} else {
				seen.set(value, `as ${path}`);
				this.#contents(value, path, visit, lines);
			}
		};

		visit(root, '');
		return lines;
	}

	#contents(value: Thing, path: string, visit: Visit, lines: string[]): void {
		if (ArrayBuffer.isView(value)) {
			if (value.byteLength > largestView) {
				// The host's whole storage, of which machines have pages.
				return;
			}

			lines.push(`${path} = ${runs(value)}`);
			return;
		}

		lines.push(`${path} is ${value.constructor?.name ?? 'a record'}`);
		if (value instanceof Map) {
			for (const [index, [key, each]] of [...value].entries()) {
				visit(key, `${path}<${index} key>`);
				visit(each, `${path}<${typeof key === 'object' ? index : String(key)}>`);
			}
		} else if (value instanceof Set) {
			for (const [index, each] of [...value].entries()) {
				visit(each, `${path}<${index}>`);
			}
		}

		const fields = [...Object.entries(value), ...this.#privateFields(value)];
		for (const [name, each] of fields.toSorted(([one], [other]) => one.localeCompare(other))) {
			visit(each, `${path}.${name}`);
		}
	}

	#privateFields(value: Thing): Array<[name: string, value: unknown]> {
		const register_ = globalThis as unknown as Record<string, unknown>;
		register_[register] = value;
		const {result: {objectId}} =
			this.#post<Runtime.EvaluateReturnType>('Runtime.evaluate', {expression: `globalThis.${register}`});
		const {privateProperties = []} =
			this.#post<PrivateProperties>('Runtime.getProperties', {objectId, ownProperties: true});
		const fields = privateProperties.flatMap(({name, value: remote}): Array<[string, unknown]> => {
			if (!remote) {
				return [];
			}

			if (remote.objectId === undefined) {
				return [[name, remote.unserializableValue ?? remote.value]];
			}

			this.#post('Runtime.callFunctionOn', {
				functionDeclaration: `function () { globalThis.${register} = this; }`, objectId: remote.objectId,
			});
			return [[name, register_[register]]];
		});
		this.#post('Runtime.releaseObject', {objectId});
		register_[register] = undefined;
		return fields;
	}

	#post<Answer>(method: string, parameters: Readonly<Record<string, unknown>>): Answer {
		let answer: unknown;
		this.#session.post(method, parameters, (error, result?: unknown) => {
			if (error) {
				throw error;
			}

			answer = result;
		});
		return answer as Answer;
	}
}

/** `4096*0 17 255*1`. */
function runs(view: ArrayBufferView): string {
	const values = view instanceof DataView ? [] : [...view as Uint8Array];
	const parts: string[] = [];
	for (let at = 0; at < values.length;) {
		let end = at + 1;
		while (end < values.length && values[end] === values[at]) {
			end++;
		}

		parts.push(end - at > 1 ? `${end - at}*${values[at]}` : String(values[at]));
		at = end;
	}

	return parts.join(' ');
}
