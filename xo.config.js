import unboundedSpread from './scripts/lint/unbounded-spread.js';

/** Lint rules: xo's own, less the ones that fight this field (bits, EBCDIC, registers) or our docstrings. */
const config = [
	{
		ignores: ['build/**', 'build-*/**', 'dist/**', '**/*.cjs'],
	},
	{
		files: ['**/*.{js,ts,tsx}'],
		rules: {
			'no-bitwise': 'off',
			'capitalized-comments': 'off',
			complexity: 'off',
			'max-depth': 'off',
			'max-params': 'off',
			'max-lines': 'off',
			'max-statements-per-line': 'off',
			'no-control-regex': 'off',
			'no-return-assign': 'off',
			'require-unicode-regexp': 'off',
			'prefer-named-capture-group': 'off',
			'no-warning-comments': 'error',
			'no-mixed-operators': 'off',
			'no-await-in-loop': 'off',
			'unicorn/number-literal-case': 'off',
			'unicorn/numeric-separators-style': 'off',
			'unicorn/prefer-code-point': 'off',
			'unicorn/prefer-math-trunc': 'off',
			'unicorn/no-null': 'off',
			'require-yield': 'off',
			'unicorn/no-array-method-this-argument': 'off',
			'unicorn/no-for-loop': 'off',
			'unicorn/no-process-exit': 'off',
			'unicorn/prefer-array-some': 'off',
			'unicorn/no-await-expression-member': 'off',
			'unicorn/prefer-export-from': 'off',
			'unicorn/prevent-abbreviations': 'off',
			'unicorn/switch-case-braces': 'off',
			'unicorn/no-array-callback-reference': 'off',
			'unicorn/no-array-for-each': 'off',
			'unicorn/no-useless-undefined': 'off',
			'unicorn/prefer-spread': 'off',
			// Texts of messages hold quotes.
			'@stylistic/quotes': ['error', 'single', {avoidEscape: true}],
			'@stylistic/operator-linebreak': 'off',
			'@stylistic/max-len': ['error', {code: 120, tabWidth: 4}],
			'@stylistic/object-curly-newline': 'off',
			'@stylistic/array-element-newline': 'off',
			'@stylistic/function-paren-newline': 'off',
			'@stylistic/curly-newline': 'off',
			'@stylistic/no-mixed-operators': 'off',
			'@typescript-eslint/class-literal-property-style': 'off',
			'@typescript-eslint/member-ordering': 'off',
			'@typescript-eslint/naming-convention': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/prefer-destructuring': 'off',
			'@typescript-eslint/no-unsafe-type-assertion': 'off',
			'@typescript-eslint/restrict-template-expressions': 'off',
			'import-x/order': 'off',
			'ava/assertion-arguments': 'off',
			'ava/no-conditional-assertion': 'off',
			'ava/no-nested-assertions': 'off',
			'ava/no-useless-t-pass': 'off',
			'ava/require-assertion': 'off',
			'ava/no-ignored-test-files': 'off',
			// `npm run layers` sees to it, and this takes a tenth of the time.
			'n/no-extraneous-import': 'off',
			// Nothing here is for other engines than package.json names.
			'unicorn/no-unnecessary-polyfills': 'off',
			'n/prefer-global/process': 'off',
			'n/prefer-global/buffer': 'off',
		},
	},
	{
		// Elsewhere they find nothing, and take a tenth of the time.
		files: ['**/*.tsx', 'source/terminal/**/*.ts'],
		react: true,
		rules: {
			'react/react-in-jsx-scope': 'off',
			'react/prop-types': 'off',
		},
	},
	{
		files: ['source/**'],
		plugins: {yorktown: {rules: {'unbounded-spread': unboundedSpread}}},
		rules: {'yorktown/unbounded-spread': 'error'},
	},
	{
		// Titles of tests read like sentences; programs and their results stand in templates.
		files: ['test/**'],
		rules: {
			'@stylistic/max-len': [
				'error',
				{code: 120, tabWidth: 4, ignoreStrings: true, ignoreTemplateLiterals: true},
			],
		},
	},
];

export default config;
