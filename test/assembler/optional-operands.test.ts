import test from 'ava';
import {assemble} from '../../source/assembler/assemble.js';

/** Object code of the DC statements, and numbers of the messages with the statements they are about. */
function result(...lines: readonly string[]): {readonly messages: string[]; readonly listing: string} {
	const {listing} = assemble([...lines, ' END']);
	const text = listing.join('\n');
	return {
		listing: text,
		messages: [...text.matchAll(/ (\d+) {2}(IFO\d{3}) /g)].map(([, statement, number]) => `${statement} ${number}`),
	};
}

test('a comma alone is no operand: ORG, START, DROP, SPACE', t => {
	const {messages, listing} = result(
		'T        START ,              AT ZERO',
		'         USING *,12',
		'AREA     DS    CL20',
		'         ORG   AREA+4',
		'B1       DS    X',
		'         ORG   ,              BACK TO THE HIGHEST',
		'         SPACE ,              ONE LINE',
		'E2       DC    A(E2)',
		'         DROP  ,              ALL OF THEM',
		'         LA    1,AREA',
	);
	t.regex(listing, /0{4}14 0{6}14 /);
	t.deepEqual(messages, ['10 IFO209'], 'nothing is addressable any more, and that is all');
});

test('a third subscript, and a second one of what is no &SYSLIST, are flagged', t => {
	const {messages} = result(
		' MACRO', ' DEEP &P,&Q', ' MNOTE *,\'&SYSLIST(2,2)\'', ' MNOTE *,\'&SYSLIST(2,2,3)\'', ' MNOTE *,\'&Q(2,3)\'', ' MEND', 'T START 0', ' DEEP 1,(10,(100,200,300),30),3',
	);
	t.deepEqual(messages, ['10 IFO106', '11 IFO106']);
});

test('an underscore is no letter of this level, in the name of a macro neither', t => {
	const {messages} = result(' MACRO', ' MY_MAC', ' MEND', 'T START 0', ' MY_MAC', 'A_B DS F');
	t.deepEqual(messages, ['2 IFO043', '5 IFO054', '6 IFO198']);
});

test('ORG without an operand goes on at the highest location of its own section, a dummy one as well', t => {
	const {returnCode, symbols, cards} = assemble([
		'T        START 0', 'AREA     DS    CL20', '         ORG   AREA', 'H1       DS    H', '         ORG', 'E1       DS    0H',
		'         ORG   AREA+4', 'B1       DS    X', '         ORG   ,              BACK TO THE HIGHEST', 'E2       DS    0X',
		'DS1      DSECT', 'D        DS    CL8', '         ORG   D', 'D2       DS    H', '         ORG   ,', 'D3       DS    X',
		'T        CSECT', '         DC    A(E1,E2),AL2(D3-DS1)', '         END',
	]);
	t.is(returnCode, 0);
	const value = (name: string) => symbols.find(symbol => symbol.name === name)?.value;
	t.deepEqual([value('E1'), value('B1'), value('E2'), value('D3')], [20, 4, 20, 8]);
	t.is(Buffer.from(cards[1].subarray(16, 26)).toString('hex'), '00000014000000140008');
});
