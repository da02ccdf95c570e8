/** Colour only where it means something: what is an error. */
import test from 'ava';
import {lineStyle} from '../../../source/terminal/view/line-style.js';

for (const text of [
	'DMSCPY105S ERROR \'13\' WRITING FILE',
	'DMSOPN002E FILE NOT FOUND',
	'SBS106E MY EXEC NOT IN SBS DATA BASE',
	'Ready(00028); T=0.01/0.02 14:05:03',
	'R(-0003);',
	'+++ R(00028) +++',
]) {
	test(`an error: ${text}`, t => {
		t.is(lineStyle('vm', text), 'error');
		t.is(lineStyle('input', text), 'input', 'what the user types is his');
	});
}

for (const text of [
	'Ready; T=0.01/0.02 14:05:03',
	'R;',
	'SBS104I MY EXEC VERSION 1 STORED',
	'DMSLIO740I EXECUTION BEGINS...',
	'DMSABC001W BEWARE',
	'Ready(00000);',
	'the text DMSOPN002E FILE',
]) {
	test(`no error: ${text}`, t => {
		t.is(lineStyle('vm', text), 'vm');
	});
}
