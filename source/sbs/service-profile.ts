/** The service's profile: file `SBS SERVICE` on the system disk, one keyword and its values a line. */
import {fromEbcdic} from '../base/ebcdic.js';
import type {Step} from '../guest/action.js';
import type {Cms} from '../cms/cms.js';

export type ServiceProfile = {
	/** Userid of the machine that owns the service. */
	readonly master: string;
	/** Directory entry slaves are made from. */
	readonly prototype: string;
	/** First letters of slaves' names; two digits follow. */
	readonly prefix: string;
	/** Slaves kept ready, and the most there may be. */
	readonly minimum: number;
	readonly maximum: number;
	/** Mode of the disk with the data base, in the master's machine. */
	readonly disk: string;
	readonly administrators: readonly string[];
};

export const serviceFile = {name: 'SBS', type: 'SERVICE'} as const;

/** Reads the profile; `undefined` where the file is missing or lacks a keyword. */
export function * readServiceProfile(cms: Cms): Step<ServiceProfile | undefined> {
	const found = cms.disks.find(serviceFile.name, serviceFile.type, '*');
	if (!found) {
		return undefined;
	}

	const records = yield * cms.disks.readAll(found.disk, found.status);
	const values = new Map(records
		.map(record => fromEbcdic(record).trim().split(/ +/))
		.filter(([keyword]) => keyword && !keyword.startsWith('*'))
		.map(([keyword, ...rest]) => [keyword, rest]));
	const one = (keyword: string): string => values.get(keyword)?.[0] ?? '';
	const profile: ServiceProfile = {
		master: one('MASTER'),
		prototype: one('PROTOTYPE'),
		prefix: one('PREFIX').slice(0, 6),
		disk: one('DISK'),
		minimum: Number(one('MINIMUM')),
		maximum: Number(one('MAXIMUM')),
		administrators: values.get('ADMINISTRATORS') ?? [],
	};
	const valid =
		profile.master
		&& profile.prototype
		&& profile.prefix
		&& profile.disk
		&& Number.isInteger(profile.minimum)
		&& Number.isInteger(profile.maximum)
		&& profile.maximum > 0
		&& profile.maximum < 100;
	return valid ? profile : undefined;
}
