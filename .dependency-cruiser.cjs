/** The layer table of ARCHITECTURE.md, enforced: what each folder of source/ may import of ours. No cycles anywhere, of types neither. */
const allowed = {
	base: [],
	port: ['base'],
	machine: ['base'],
	guest: ['base'], // and types of machine, see below
	cp: ['base', 'machine', 'port'], // and types of guest
	assembler: ['base', 'machine'],
	cms: ['base', 'guest', 'assembler'],
	service: ['base', 'guest', 'cms'],
	sbs: ['base', 'guest', 'cms', 'service', 'assembler'],
	asmserv: ['base', 'guest', 'cms', 'service', 'assembler'],
	system: ['base', 'port', 'machine', 'guest', 'cp', 'assembler', 'cms', 'service', 'sbs', 'asmserv'],
	terminal: ['base', 'port'],
	network: ['base', 'port'],
	study: ['base', 'port', 'system'],
	launch: ['base'],
};
/** Layers whose types alone may be imported. */
const typesOf = {guest: ['machine'], cp: ['guest']};

const folders = Object.keys(allowed);
const rules = folders.map(folder => ({
	name: `layers-${folder}`,
	comment: `source/${folder} may import only: ${allowed[folder].join(', ') || 'nothing of ours'}`,
	severity: 'error',
	from: {path: `^source/${folder}/`},
	to: {
		path: '^(source/|cli\\.js)',
		pathNot: `^source/(${[folder, ...allowed[folder], ...(typesOf[folder] ?? [])].join('|')})/`,
	},
}));
for (const [folder, layers] of Object.entries(typesOf)) {
	rules.push({
		name: `types-only-${folder}`,
		comment: `source/${folder} may import only types of ${layers.join(', ')}`,
		severity: 'error',
		from: {path: `^source/${folder}/`},
		to: {path: `^source/(${layers.join('|')})/`, dependencyTypesNot: ['type-only']},
	});
}

module.exports = {
	forbidden: [
		{name: 'no-circular', comment: 'no cycle anywhere, of types neither', severity: 'error', from: {}, to: {circular: true}},
		{
			name: 'in-package-json', comment: 'what is imported stands in package.json', severity: 'error',
			from: {}, to: {dependencyTypes: ['npm-no-pkg', 'npm-unknown']},
		},
		...rules,
	],
	options: {
		doNotFollow: {path: 'node_modules'},
		tsPreCompilationDeps: true,
		tsConfig: {fileName: 'tsconfig.json'},
		enhancedResolveOptions: {exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.tsx', '.js']},
	},
};
