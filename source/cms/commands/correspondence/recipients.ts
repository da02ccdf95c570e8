/**
 * To whom TELL and SENDFILE go (SC19-6209): a userid, a name of userid NAMES, or a list of either (`:list.`). There is
 * no network: a node is this system's own, by its name or `*`, or nobody can be reached there.
 */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {identify} from '../../nucleus/diagnose.js';
import {upper} from '../../nucleus/command/scan.js';
import {messages, type ModuleOf} from '../../messages/index.js';
import {
	isSameValue, namesType, readNames, valueOf, type NamesEntry,
} from './names-file.js';

export type Recipient = {readonly name: string; readonly node: string | undefined};

type Module = ModuleOf<'647E' | '902E'>;

const longestUserid = 8;

/** Names of a list, each with `AT node` behind it or not. `undefined`: a node is missing. */
export function parseRecipients(words: readonly string[]): Recipient[] | undefined {
	const recipients: Recipient[] = [];
	for (let index = 0; index < words.length; index++) {
		const name = upper(words[index]);
		if (upper(words[index + 1] ?? '') !== 'AT') {
			recipients.push({name, node: undefined});
			continue;
		}

		const node = words[index + 2];
		if (node === undefined) {
			return undefined;
		}

		recipients.push({name, node: upper(node)});
		index += 2;
	}

	return recipients;
}

/** Looks up names in the user's NAMES file, each once: lists may name each other. */
class Directory {
	readonly #expanded = new Set<NamesEntry>();
	readonly #userids = new Map<string, Recipient>();
	/** The first name whose entry has neither a userid nor a list. */
	incomplete: string | undefined;

	constructor(readonly entries: readonly NamesEntry[]) {}

	get userids(): Recipient[] {
		return [...this.#userids.values()];
	}

	add(recipients: readonly Recipient[]): void {
		// A list stands where its name stood. The next one is the last here.
		const pending = recipients.toReversed();
		for (let next = pending.pop(); next; next = pending.pop()) {
			for (const member of this.#membersOf(next).toReversed()) {
				pending.push(member);
			}
		}
	}

	/** Whom a name's list has; a name without one is put among the userids. */
	#membersOf(recipient: Recipient): readonly Recipient[] {
		const {name, node} = recipient;
		const entry = node === undefined
			? this.entries.find(each => isSameValue(valueOf(each, 'NICK') ?? '', name))
			: undefined;
		const list = entry && valueOf(entry, 'LIST');
		if (entry && list !== undefined && list !== '') {
			const isNew = !this.#expanded.has(entry);
			this.#expanded.add(entry);
			return isNew ? parseRecipients(list.split(/[ ,;]+/).filter(word => word !== '')) ?? [] : [];
		}

		const userid = entry ? valueOf(entry, 'USERID') ?? '' : name;
		if (userid === '') {
			this.incomplete ??= name;
		} else {
			const own = entry ? valueOf(entry, 'NODE') ?? '' : '';
			this.#put(entry ? {name: upper(userid), node: own === '' ? undefined : upper(own)} : recipient);
		}

		return [];
	}

	#put({name, node}: Recipient): void {
		const userid = name.slice(0, longestUserid);
		this.#userids.set(`${userid} ${node ?? ''}`, {name: userid, node});
	}
}

/** Userids that `recipients` stand for, each once; a failure, with its message, where one cannot be reached. */
export function * resolveRecipients(
	cms: Cms,
	module: Module,
	recipients: readonly Recipient[],
): Step<string[] | Failure> {
	const directory = new Directory((yield * readNames(cms, cms.userid)) ?? []);
	directory.add(recipients);
	if (directory.incomplete !== undefined) {
		return new Failure(yield * cms.message(messages[`${module}647E`], {
			nickname: directory.incomplete.slice(0, longestUserid), file: `${cms.userid} ${namesType}`,
		}));
	}

	const {systemId} = yield * identify(cms.guest);
	const far = directory.userids.find(({node}) => node !== undefined && node !== '*' && node !== systemId);
	return far
		? new Failure(yield * cms.message(messages[`${module}902E`], {node: far.node!.slice(0, longestUserid)}))
		: [...new Set(directory.userids.map(({name}) => name))];
}
