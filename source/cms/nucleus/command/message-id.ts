/** `DMSSTT002E` of `STT002E` or `DMSSTT002E`. */
export function messageId(id: string): string {
	return /^DMS.{7}/.test(id) ? id : `DMS${id}`;
}
