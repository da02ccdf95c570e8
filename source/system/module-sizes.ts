/** MODULE files of services, as long as the services' profiles say (MODULESIZE). */
import type {NewFile} from '../cms/file-system/disk/disk.js';
import {residentModuleRecords} from '../cms/loader/resident-module.js';
import {InvalidProfile, parseServiceProfile, profileType} from '../service/service-profile.js';

/** Files of a disk; those of programs whose length a profile among them gives have it. */
export function withModuleSizes(files: readonly NewFile[]): NewFile[] {
	const sizes = new Map(files.filter(({type}) => type === profileType).flatMap(({name, records}) => {
		const profile = parseServiceProfile(name, records);
		return profile instanceof InvalidProfile || profile.moduleSize === undefined
			? []
			: [[profile.code.module, profile.moduleSize] as const];
	}));
	return files.map(file => {
		const bytes = file.type === 'MODULE' ? sizes.get(file.name) : undefined;
		return bytes === undefined ? file : {...file, records: residentModuleRecords({name: file.name, bytes})};
	});
}
