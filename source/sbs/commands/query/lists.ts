/** QUERY LOCKS, USERS and RELEASE: who has what, and what is frozen. */
import type {Step} from '../../../guest/action.js';
import type {Content} from '../../../service/parts.js';
import type {Given} from '../../context.js';
import {grantsTo} from '../../data-base/grants.js';
import {fittingMembers, newestOf} from '../../data-base/members.js';
import {allReleases, findRelease, frozenIn} from '../../data-base/releases.js';
import {answerWith, sbsMessages} from '../../message.js';
import type {Reader} from '../../store/store.js';
import {textList} from '../../syntax/json.js';
import type {Answer} from './answers.js';

/** Members that somebody has reserved. */
export function * queryLocks(reader: Reader, {operands: {fn = '*', ft = '*'}}: Given): Step<Answer> {
	const all = yield * fittingMembers(reader, fn, ft);
	const reserved = all.filter(({reservedBy}) => reservedBy !== '').map(({
		name, type, reservedBy, reservedOn, reservedAt,
	}) => ({
		name, type, user: reservedBy, date: reservedOn, time: reservedAt,
	}));
	return {
		lines: reserved.map(({
			name, type, user, date, time,
		}) => `${name.padEnd(8)} ${type.padEnd(8)} RESERVED BY ${user.padEnd(8)} ${date} ${time}`),
		value: reserved,
	};
}

type UserLine = {user: string; members: number; versions: number; reserved: number};

/** Users with members, or with something reserved; and what was granted to whom. */
export function * queryUsers(reader: Reader, {operands: {fn: asked}}: Given): Step<Answer> {
	const users = new Map<string, UserLine>();
	const lineOf = (user: string): UserLine => {
		const line = users.get(user) ?? {
			user, members: 0, versions: 0, reserved: 0,
		};
		users.set(user, line);
		return line;
	};

	for (const member of yield * fittingMembers(reader, '*', '*')) {
		const {owner, reservedBy} = member;
		lineOf(owner).members++;
		lineOf(owner).versions += newestOf(member);
		if (reservedBy !== '') {
			lineOf(reservedBy).reserved++;
		}
	}

	const grants = yield * grantsTo(reader, asked);
	const lines = [...users.values()]
		.filter(({user}) => asked === undefined || user === asked)
		.toSorted((one, other) => (one.user < other.user ? -1 : 1));
	return {
		lines: [
			...(lines.length > 0 ? ['USER     MEMBERS VERSIONS RESERVED'] : []),
			...lines.map(({
				user, members, versions, reserved,
			}) => `${user.padEnd(8)} ${String(members).padStart(7)} ${String(versions).padStart(8)} `
				+ String(reserved).padStart(8)),
			...grants.map(grant => {
				const {user, name, type, system} = grant;
				const what = [...grant.rights, ...grant.taken.map(right => `NOT ${right}`)].join(' ');
				return `${user.padEnd(8)} HAS ${what} ON ${name} ${type}${system === '' ? '' : ` OF SYSTEM ${system}`} `
					+ `BY ${grant.by} ${grant.date}`;
			}),
		],
		value: {users: lines, grants},
	};
}

/** Releases, or what is in one. */
export function * queryRelease(reader: Reader, {operands: {fn: asked}}: Given): Step<Answer | Content> {
	if (asked === undefined) {
		const releases = yield * allReleases(reader);
		return {
			lines: releases.map(({
				name, members, user, date, time,
			}) => `${name.padEnd(8)} ${String(members).padStart(6)} MEMBERS BY ${user.padEnd(8)} ${date} ${time}`),
			value: releases.map(({why, ...release}) => ({...release, why: textList(why)})),
		};
	}

	const release = yield * findRelease(reader, asked);
	if (!release) {
		return answerWith(sbsMessages.SBS148E, {release: asked});
	}

	const members = yield * frozenIn(reader, asked);
	const {user, date, time, why} = release;
	return {
		lines: [
			`RELEASE ${asked} BY ${user} ${date} ${time}`,
			...members.map(({name, type, version}) => `${name.padEnd(8)} ${type.padEnd(8)} VERSION ${version}`),
		],
		value: {...release, why: textList(why), members},
	};
}
