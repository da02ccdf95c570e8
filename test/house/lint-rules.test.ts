/** The lint rule of our own: what it reports, and what it lets pass. */
import {createRequire} from 'node:module';
import test from 'ava';

type Report = {readonly ruleId: string | undefined; readonly fatal?: true};
type LinterModule = {
	readonly Linter: new () => {verify(code: string, config: ReadonlyArray<Record<string, unknown>>): Report[]};
};

// The ESLint that xo brings.
const {Linter} = createRequire(import.meta.resolve('xo'))('eslint') as LinterModule;
const {default: rule} = await import(
	new URL('../../../scripts/lint/unbounded-spread.js', import.meta.url).href,
) as {readonly default: unknown};

const reports = (code: string): number => new Linter().verify(code, [{
	plugins: {house: {rules: {'unbounded-spread': rule}}},
	rules: {'house/unbounded-spread': 'error'},
}]).filter(({ruleId, fatal}) => ruleId === 'house/unbounded-spread' || fatal).length;

for (const code of [
	'list.push(...lines);',
	'Math.max(...lines.map(line => line.length));',
	'new Set(...lines);',
	'f(1, ...a, ...[2, ...b]);',
	'function f(lines) { g(...lines); }',
	'function f({...rest}) { g(...Object.keys(rest)); }',
	'f(...(yes ? [1] : lines));',
	'f(...lines ?? []);',
]) {
	test(`reported: ${code}`, t => {
		t.true(reports(code) > 0);
	});
}

for (const code of [
	'f(...[1, 2]);',
	'f(...(yes ? [1] : []));',
	'f(...[1, ...[2]]);',
	'const all = [...lines, 1];',
	'function f(...words) { g(...words); }',
	'const f = (...words) => new G(1, ...words);',
	'const o = {...settings};',
]) {
	test(`passes: ${code}`, t => {
		t.is(reports(code), 0);
	});
}
