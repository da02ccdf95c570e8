/** How a block goes from machine to machine: by key, as pages or copied, whole or in part, in time and at a price. */
import test from 'ava';
import {pageSize} from '../../../source/base/architecture.js';
import {
	accepted, event, exchangeBlock, exchangeState, flag, reason, refusal, request,
} from '../../../source/base/intermachine.js';
import {overhead} from '../../../source/cp/machine/accounting.js';
import {TestSystem} from '../../support/cp.js';
import {Party} from '../../support/party.js';

/** Two machines with an exchange between them that has been replied to; USER1 signalled. */
function replied() {
	const system = new TestSystem();
	const [user, server, other] = ['USER1', 'USER2', 'USER3'].map((userid, index) => {
		const party = new Party(system, system.logOn(userid, `GRAF 02${index}`).vm);
		party.authorize();
		return party;
	});
	const open = (): number => {
		const exchange = user.signal(server);
		server.ask(request.reply, {exchange});
		return exchange;
	};

	return {
		system, user, server, other, open, exchange: open(),
	};
}

/** `count` pages from `address`, each filled with its number and `seed`. */
function fill({vm}: Party, address: number, count: number, seed: number): void {
	for (let page = 0; page < count; page++) {
		vm.storage.store(address + (page * pageSize), new Uint8Array(pageSize).fill(seed + page));
	}
}

const pagesOf = ({vm}: Party, address: number, count: number): number[][] =>
	Array.from({length: count}, (_, page) => [...new Set(vm.storage.fetch(address + (page * pageSize), pageSize))]);

const {send, receive, move, exchange: swap, part} = flag;

function both(
	{user, server, exchange}: Pick<ReturnType<typeof replied>, 'user' | 'server' | 'exchange'>,
	sent: {area: number; length: number; flags?: number},
	received: {area: number; length: number; flags?: number} = sent,
): void {
	user.ask(request.approve, {exchange, ...sent, flags: send | (sent.flags ?? 0)});
	server.ask(request.approve, {exchange, ...received, flags: receive | (received.flags ?? 0)});
	user.takeAll();
}

test('pages move where both say so: the receiver has the sender\'s frames, the sender\'s pages are zero', t => {
	const all = replied();
	const {user, server} = all;
	fill(user, 0x8000, 3, 0x11);
	fill(server, 0xC000, 3, 0x41);
	const frames = [8, 9, 10].map(page => user.vm.storage.pages[page]);
	both(all, {area: 0x8000, length: 0x3000, flags: move}, {area: 0xC000, length: 0x3000, flags: move});
	t.deepEqual([12, 13, 14].map(page => server.vm.storage.pages[page]), frames);
	t.deepEqual(pagesOf(server, 0xC000, 3), [[0x11], [0x12], [0x13]]);
	t.deepEqual(pagesOf(user, 0x8000, 3), [[0], [0], [0]]);
	t.like(server.takeAll().at(-1), {code: event.transferred, moved: 0x3000});
});

test('without the flag of either side, or where one area is not whole pages, the sender keeps his data', t => {
	const all = replied();
	const {user, server, open} = all;
	const areas: ReadonlyArray<readonly [number, number, number, number, number]> = [
		[0, move, 0x8000, 0xC000, pageSize],
		[move, 0, 0x8000, 0xC000, pageSize],
		[move, move, 0x8800, 0xC000, pageSize],
		[move, move, 0x8000, 0xC800, pageSize],
		[move, move, 0x8000, 0xC000, pageSize - 8],
	];
	let {exchange} = all;
	for (const [ofSender, ofReceiver, from, to, length] of areas) {
		fill(user, 0x8000, 2, 0x11);
		fill(server, 0xC000, 2, 0x41);
		both({user, server, exchange}, {area: from, length, flags: ofSender}, {area: to, length, flags: ofReceiver});
		t.deepEqual(pagesOf(user, 0x8000, 2), [[0x11], [0x12]]);
		t.is(server.vm.storage.fetch(to, 1)[0], 0x11);
		exchange = open();
	}
});

test('page 0 is copied, those beside it move', t => {
	const all = replied();
	const {user, server} = all;
	user.vm.storage.store(0, new Uint8Array(0x400).fill(0x77));
	fill(user, 0x1000, 1, 0x11);
	both(all, {area: 0, length: 0x2000, flags: move}, {area: 0xC000, length: 0x2000, flags: move});
	t.is(server.vm.storage.fetch(0xC000, 1)[0], 0x77);
	t.is(user.vm.storage.fetch(0, 1)[0], 0x77);
	t.is(server.vm.storage.fetch(0xDF00, 1)[0], 0x11);
	t.is(user.vm.storage.fetch(0x1F00, 1)[0], 0);
});

test('EXCHANGE gives the sender what the receiver had, only where both ask for it', t => {
	const all = replied();
	const {user, server, open} = all;
	for (const [ofSender, ofReceiver, back] of [[swap, swap, 0x41], [swap, 0, 0x11], [0, swap, 0x11]]) {
		fill(user, 0x8000, 1, 0x11);
		fill(server, 0xC000, 1, 0x41);
		both(
			{user, server, exchange: open()},
			{area: 0x8000, length: 0x1000, flags: move | ofSender},
			{area: 0xC000, length: 0x1000, flags: ofReceiver},
		);
		t.deepEqual(pagesOf(server, 0xC000, 1), [[0x11]]);
		t.deepEqual(pagesOf(user, 0x8000, 1), [[back]]);
	}
});

test('whole pages that both exchange are copied neither way: each has the frames of the other', t => {
	const all = replied();
	const {user, server} = all;
	fill(user, 0x8000, 3, 0x11);
	fill(server, 0xC000, 2, 0x41);
	// Never touched at one side, and used as somebody else's at the other.
	const frames = {ofUser: user.vm.storage.pages.slice(8, 11), ofServer: server.vm.storage.pages.slice(12, 15)};
	const shared = server.vm.storage.contentOf(13)!.keep();
	both(all, {area: 0x8000, length: 0x3000, flags: swap}, {area: 0xC000, length: 0x3000, flags: swap});
	t.deepEqual(pagesOf(server, 0xC000, 3), [[0x11], [0x12], [0x13]]);
	t.deepEqual(pagesOf(user, 0x8000, 3), [[0x41], [0x42], [0]]);
	t.is(server.vm.storage.pages[12], frames.ofUser[0]);
	t.is(user.vm.storage.pages[8], frames.ofServer[0]);
	t.is(server.vm.storage.pages[13], frames.ofServer[1], 'what an image keeps as well is copied');
	t.is(server.vm.storage.pages[14], frames.ofUser[2]);
	shared.letGo();
});

test('frames that change hands are not lost and not doubled', t => {
	const all = replied();
	const {user, server, open, system} = all;
	fill(user, 0x8000, 4, 0x11);
	fill(server, 0xC000, 4, 0x41);
	const free = () => system.hostStorage.frames - [...system.cp.machines.values()]
		.reduce((sum, vm) => sum + system.cp.pager.resident(vm), 0);
	const before = free();
	const area = {length: 0x4000, flags: move};
	both(all, {area: 0x8000, ...area}, {area: 0xC000, ...area});
	t.is(free(), before + 4);
	both({user, server, exchange: open()}, {area: 0x8000, ...area}, {area: 0xC000, ...area});
	t.deepEqual(pagesOf(server, 0xC000, 4), [[0], [0], [0], [0]]);
});

test('storage keys hold on both sides: what the PSW key may not fetch or store into is refused at the approval', t => {
	const {user, server, exchange} = replied();
	const {storage, cpu} = user.vm;
	storage.keys[0x8800 / 2048] = 0x38;
	cpu.psw.key = 5;
	const ask = (flags: number, area = 0x8000): number => user.ask(request.approve, {
		exchange, flags, area, length: 0x1000,
	});
	t.is(ask(send), refusal.protection, 'fetch protected by key 3');
	storage.keys[0x8800 / 2048] = 0x30;
	storage.keys[0x8000 / 2048] = 0x30;
	t.is(ask(receive), refusal.protection, 'only to be fetched');
	t.is(ask(send | move), refusal.protection, 'pages that move away are stored into');
	t.is(ask(send | swap), refusal.protection);
	storage.keys[0x8000 / 2048] = 0x50;
	t.is(ask(receive), refusal.protection, 'one of two blocks');
	t.is(ask(send), accepted);
	server.vm.cpu.psw.key = 0;
	server.vm.storage.keys[0x9000 / 2048] = 0xF8;
	t.is(server.approve(exchange, 'receive', 0x9000, 0x1000), accepted, 'key 0 passes');
	t.is(server.vm.storage.keys[0x9000 / 2048] & 0xF8, 0xF8, 'keys stay with the page');
});

test('keys that change behind the approval hold at the transfer, and both are told', t => {
	const {user, server, exchange} = replied();
	user.vm.cpu.psw.key = 5;
	user.vm.storage.keys[0x8000 / 2048] = 0x50;
	fill(server, 0x9000, 1, 0x22);
	t.is(user.approve(exchange, 'receive', 0x8000, 0x800), accepted);
	user.vm.storage.keys[0x8000 / 2048] = 0x30;
	t.is(server.approve(exchange, 'send', 0x9000, 0x800), accepted);
	const ended = {exchange, code: event.ended, why: reason.protection};
	t.like(user.takeAll().at(-1), ended);
	t.like(server.takeAll().at(-1), ended);
	t.is(user.vm.storage.fetch(0x8000, 1)[0], 0);
});

test('a block of a request, and the area of interruptions, are fetched and stored into by key as well', t => {
	const {user, server} = replied();
	const {storage, cpu} = user.vm;
	cpu.psw.key = 5;
	const blocks = [user.requestAt, user.eventAt].map(address => address >>> 11);
	for (const block of blocks) {
		storage.keys[block] = 0x30;
	}

	t.is(user.signal(server), -refusal.protection, 'CP would store the number');
	t.is(user.ask(request.refuse, {exchange: 99}), refusal.unknownExchange, 'which it only fetches may be read');
	t.is(user.authorize(), refusal.protection);
	for (const block of blocks) {
		storage.keys[block] = 0x38;
	}

	t.is(user.ask(request.refuse, {exchange: 99}), refusal.protection);
});

test('a receiver may take the beginning, and says so', t => {
	const all = replied();
	const {user, server, open} = all;
	fill(user, 0x8000, 2, 0x11);
	both(all, {area: 0x8000, length: 0x1800}, {area: 0xC000, length: 0x1000});
	t.like(server.takeAll().at(-1), {code: event.ended, why: reason.tooLong});
	both(
		{user, server, exchange: open()},
		{area: 0x8000, length: 0x1800},
		{area: 0xC000, length: 0x1000, flags: part},
	);
	t.like(server.takeAll().at(-1), {code: event.transferred, moved: 0x1000});
	t.is(server.vm.storage.fetch(0xD000, 1)[0], 0, 'nothing beyond the area');
});

test('an exchange is over in time, or ends for both: the earlier limit of either side holds', t => {
	const {system, user, server} = replied();
	const times = [[2e6, 0, 2], [0, 2e6, 2], [5e6, 2e6, 2], [2e6, 5e6, 2]] as const;
	for (const [ofSignal, ofReply, seconds] of times) {
		const asked = user.ask(request.signal, {userid: 'USER2', limit: ofSignal});
		t.is(asked, accepted);
		const exchange = user.vm.storage.word(user.requestAt + exchangeBlock.offset.exchange);
		t.is(server.ask(request.reply, {exchange, limit: ofReply}), accepted);
		system.run(seconds - 0.1);
		t.is(user.ask(request.query, {exchange}), accepted);
		const {limit} = exchangeBlock.decode(user.vm.storage.fetch(user.requestAt, exchangeBlock.length));
		t.true(limit > 0 && limit <= 0.2e6, String(limit));
		system.run(0.2);
		const ended = {exchange, code: event.ended, why: reason.timedOut};
		t.like(user.takeAll().at(-1), ended);
		t.like(server.takeAll().at(-1), ended);
		t.is(user.approve(exchange, 'send', 0x8000, 8), refusal.unknownExchange);
	}
});

test('an exchange that is over in time hears nothing of its limit', t => {
	const {system, user, server} = replied();
	user.ask(request.signal, {userid: 'USER2', limit: 1e6});
	const exchange = user.vm.storage.word(user.requestAt + exchangeBlock.offset.exchange);
	server.ask(request.reply, {exchange});
	both({user, server, exchange}, {area: 0x8000, length: 8});
	server.takeAll();
	system.run(2);
	t.deepEqual([...user.takeAll(), ...server.takeAll()], []);
});

test('who has not said where to be told cannot signal', t => {
	const {user, server} = replied();
	user.vm.reset(false);
	t.is(user.signal(server), -refusal.noArea);
	t.is(user.ask(request.area, {area: user.eventAt}), accepted);
	t.true(user.signal(server) > 0);
	t.is(server.signal(user), -refusal.notAuthorized, 'and has authorized nobody by that');
});

test('query tells each side its exchanges, one by one, as they stand', t => {
	const {user, server, other, exchange, open} = replied();
	const second = open();
	other.signal(user);
	server.approve(exchange, 'send', 0x8000, 0x123);
	const state = (party: Party, from: number): Readonly<Record<string, unknown>> | number => {
		const result = party.ask(request.query, {exchange: from});
		const {flags, exchange: number, userid, length} =
			exchangeBlock.decode(party.vm.storage.fetch(party.requestAt, exchangeBlock.length));
		return result === accepted ? {flags, number, userid, length} : result;
	};

	const {signaller, replied: isReplied, approved, partnerApproved} = exchangeState;
	t.deepEqual(state(user, 0), {
		flags: signaller | isReplied | partnerApproved, number: exchange, userid: 'USER2', length: 0x123,
	});
	t.deepEqual(state(server, 0), {flags: isReplied | approved, number: exchange, userid: 'USER1', length: 0});
	t.like(state(user, exchange + 1), {number: second, flags: signaller | isReplied});
	t.like(state(user, second + 1), {number: second + 1, userid: 'USER3', flags: 0});
	t.is(state(user, second + 2), refusal.unknownExchange);
	t.is(state(other, second + 2), refusal.unknownExchange, 'nobody is told of others\'');
});

test('what is copied is paid for by the KiB, what moves by the page, by who approves last', t => {
	const all = replied();
	const {user, server, open} = all;
	const cost = (flags: number, length: number): readonly [number, number] => {
		fill(user, 0x8000, 4, 1);
		fill(server, 0xC000, 4, 1);
		const before = [user, server].map(({vm}) => vm.account.usage.totalCpu);
		both({user, server, exchange: open()}, {area: 0x8000, length, flags}, {area: 0xC000, length, flags});
		const [ofUser, ofServer] = [user, server].map(({vm}, index) => vm.account.usage.totalCpu - before[index]);
		return [ofUser, ofServer];
	};

	t.deepEqual(cost(0, 1), [0, overhead.copy]);
	t.deepEqual(cost(0, 0x4000), [0, 16 * overhead.copy]);
	t.deepEqual(cost(move, 0x4000), [0, 4 * overhead.pageEntry]);
	t.deepEqual(cost(swap, 0x1000), [0, 2 * overhead.pageEntry]);
	t.deepEqual(cost(swap, 0x800), [0, 4 * overhead.copy]);
	t.true(overhead.pageEntry < 4 * overhead.copy);
});

test('an area whose segment was purged behind the approval ends the exchange for both: nobody stumbles over it', t => {
	const {user, server, open, system} = replied();
	const page = 0xF00;
	for (const [direction, back] of [['send', 'receive'], ['receive', 'send']] as const) {
		user.vm.storage.give(page, system.hostStorage.allocate()!);
		const exchange = open();
		t.is(user.approve(exchange, direction, page * pageSize, pageSize), accepted);
		user.vm.storage.unmap(page);
		t.is(server.approve(exchange, back, 0x9000, pageSize), accepted);
		const ended = {exchange, code: event.ended, why: reason.protection};
		t.like(user.takeAll().at(-1), ended);
		t.like(server.takeAll().at(-1), ended);
	}
});
