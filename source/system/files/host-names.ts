/**
 * Where names of CMS files and spool files become names of host files, and the reverse. Names come from cards,
 * directory entries and guests: whatever is not a plain name of the CMS alphabet has none on the host.
 */
import process from 'node:process';

export type CmsFileId = {readonly name: string; readonly type: string};

/** GC20-1819: 1–8 letters, digits, $ # @ + - : _ in name and type. */
const cmsName = /^([A-Z\d$#@+:_-]{1,8})\.([A-Z\d$#@+:_-]{1,8})$/;

/** Files that Windows opens as devices, and a colon, behind which it sees a stream of another file. */
const windowsOwn = /:|^(?:con|prn|aux|nul|com\d|lpt\d)\./;

/** CMS name and type of a host file `name.type`; `undefined` where it cannot be one. */
export function cmsFileId(hostName: string): CmsFileId | undefined {
	const match = cmsName.exec(hostName.toUpperCase());
	return match ? {name: match[1], type: match[2]} : undefined;
}

/** What of a host's name can be a name of CMS: its first eight characters of that alphabet; empty: none is. */
export function cmsPart(hostName: string): string {
	return hostName.toUpperCase().replaceAll(/[^A-Z\d$#@+:_-]/g, '').slice(0, 8);
}

/** What a person would call the file on the host; `undefined` where the host cannot have it, or CMS could not. */
export function hostFileName(
	{name, type}: CmsFileId,
	platform: NodeJS.Platform = process.platform,
): string | undefined {
	const id = `${name}.${type}`;
	const hostName = id.toLowerCase();
	return cmsName.test(id) && !(platform === 'win32' && windowsOwn.test(hostName)) ? hostName : undefined;
}

/** A part of a host name from text that a guest chose: small letters and digits, `_` for everything else. */
export function hostNamePart(text: string): string {
	return text.toLowerCase().replaceAll(/[^a-z\d$#@+-]/g, '_');
}
