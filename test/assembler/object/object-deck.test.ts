import test from 'ava';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {assemble} from '../../../source/assembler/assemble.js';
import {assembled, joined, lines} from '../../support/assemble.js';

const hex = (card: Uint8Array, from: number, to: number): string =>
	Buffer.from(card.subarray(from - 1, to))
		.toString('hex')
		.toUpperCase();
const kinds = (cards: readonly Uint8Array[]): string[] => cards.map(card => fromEbcdic(card.subarray(1, 4)));

test('a small deck, column by column', t => {
	const {cards} = assembled('ABCD TITLE \'X\'\nP CSECT\n ENTRY E\n EXTRN X\nE DC A(P,X),X\'FF\'\n END E', {
		time: Date.UTC(1975, 10, 19) * 1000,
	});
	t.deepEqual(kinds(cards), ['ESD', 'TXT', 'RLD', 'END']);
	const [esd, txt, rld, end] = cards;
	t.is(hex(esd, 1, 16), '02C5E2C4404040404040003040400001');
	t.is(hex(esd, 17, 32), joined('D74040404040404000 000000 40 000009'));
	t.is(hex(esd, 33, 48), joined('C54040404040404001 000000 40 000001'));
	t.is(hex(esd, 49, 64), joined('E74040404040404002 000000 40 404040'));
	t.is(hex(txt, 1, 25), joined('02E3E7E3 40 000000 4040 0009 4040 0001 0000000000000000FF'));
	t.is(hex(rld, 11, 12), '0010');
	t.is(hex(rld, 17, 32), joined('00010001 0C000000 00020001 0C000004'));
	t.is(hex(end, 1, 16), joined('02C5D5C4 40 000000 404040404040 0001'));
	t.deepEqual(cards.map(card => fromEbcdic(card.subarray(72))), ['ABCD0001', 'ABCD0002', 'ABCD0003', 'ABCD0004']);
	t.is(fromEbcdic(end.subarray(32, 52)).trimEnd(), '1YORKTOWN  010075323');
});

test('text is cut at 56 bytes, at gaps and where ORG goes back', t => {
	const {cards} = assembled('P CSECT\n DC 60X\'01\'\n DS CL4\n DC C\'A\'\n ORG P\n DC C\'B\'\n END');
	t.deepEqual(
		cards
			.filter(card => fromEbcdic(card.subarray(1, 4)) === 'TXT')
			.map(card => [hex(card, 6, 8), hex(card, 11, 12)]),
		[
			['000000', '0038'],
			['000038', '0004'],
			['000040', '0001'],
			['000000', '0001'],
		],
	);
});

test('relocation items with equal numbers share them', t => {
	const {cards} = assembled('P CSECT\n DC 20A(P)\n END');
	const relocations = cards.filter(card => fromEbcdic(card.subarray(1, 4)) === 'RLD');
	t.is(relocations.length, 2);
	t.is(hex(relocations[0], 11, 12), '0038');
	t.is(hex(relocations[0], 17, 28), joined('00010001 0D000000 0D000004'));
	// The last item of a card never says that another follows.
	t.is(hex(relocations[0], 69, 69), '0C');
	t.is(hex(relocations[1], 11, 12), '0020');
});

test('types of external symbols', t => {
	const {cards: [esd]} = assembled(' WXTRN W\nC COM\n DS F\nX DXD 2D\nP CSECT\n END');
	t.deepEqual([25, 41, 57].map(column => hex(esd, column, column)), ['0A', '05', '06']);
});

test('PUNCH and REPRO cards stand where they were met', t => {
	const {cards} = assembled(' PUNCH \' NAME ONE\'\nP CSECT\n DC C\'A\'\n REPRO\nANY TEXT\n DC C\'B\'\n END');
	t.deepEqual(
		cards.map(card => fromEbcdic(card[0] === 2 ? card.subarray(1, 4) : card.subarray(0, 9)).trimEnd()),
		[' NAME ONE', 'ESD', 'TXT', 'ANY TEXT', 'TXT', 'END'],
	);
});

test('cards of a deck with a name are numbered on from 0000 behind the last number of four digits', t => {
	const {cards} = assembled('ABCD TITLE \'X\'\nP CSECT\n DC 9000CL63\' \'\n END');
	t.true(cards.length > 10_000);
	const numbers = cards.map(card => fromEbcdic(card.subarray(72)));
	t.deepEqual(numbers.slice(9997, 10_001), ['ABCD9998', 'ABCD9999', 'ABCD0000', 'ABCD0001']);
});

test('a name of more than eight characters is flagged; the deck goes on with what fits of it', t => {
	for (const [source, code] of [
		['ABCDEFGHIJ CSECT\n DC F\'1\'\n END', 'IFO190'],
		['P CSECT\n DC V(ABCDEFGHIJKL)\n END', 'IFO178'],
	]) {
		const {returnCode, diagnostics, cards} = assemble(lines(source));
		t.is(returnCode, 8);
		t.deepEqual(diagnostics.map(each => each.code), [code]);
		t.regex(fromEbcdic(cards[0]), /ABCDEFGH/);
		t.notRegex(fromEbcdic(cards[0]), /ABCDEFGHI/);
	}
});
