/** SBS's numbered messages: one place, one text each. `SBSnnns`, s = I (information), E (error). */

export const sbsMessages = {
	SBS101E: (word: string) => `UNKNOWN SBS FUNCTION - ${word}`,
	SBS102E: (missing: string) => `MISSING OR INVALID OPERAND - ${missing}`,
	SBS103I: (name: string, type: string, owner: string) => `${name} ${type} ADDED; OWNER ${owner}`,
	SBS104I: (name: string, type: string, version: number) => `${name} ${type} VERSION ${version} STORED`,
	SBS105I: (name: string, type: string, version: number, mode: string) =>
		`${name} ${type} VERSION ${version} COPIED TO ${mode}`,
	SBS106E: (name: string, type: string) => `${name} ${type} NOT IN SBS DATA BASE`,
	SBS107E: (name: string, type: string) => `${name} ${type} ALREADY IN SBS DATA BASE`,
	SBS108E: (name: string, type: string, owner: string) => `${name} ${type} IS OWNED BY ${owner}`,
	SBS109E: (name: string, type: string, version: string) => `${name} ${type} HAS NO VERSION ${version}`,
	SBS110E: () => 'SBS DATA BASE IS FULL',
	SBS111E: (name: string, type: string, mode: string) => `FILE ${name} ${type} ${mode} NOT FOUND`,
	SBS112E: (name: string, type: string, mode: string) => `FILE ${name} ${type} ${mode} ALREADY EXISTS; USE REPLACE`,
	SBS113E: (mode: string) => `DISK ${mode} IS NOT ACCESSED R/W OR IS FULL`,
	SBS120E: (mode: string) => `DISK ${mode} IS NOT ACCESSED`,
	SBS114E: (master: string) => `SBS MASTER ${master} DOES NOT ANSWER`,
	SBS115E: (slave: string) => `SLAVE ${slave} ENDED BEFORE THE COMMAND WAS DONE`,
	SBS116E: () => 'NO SLAVE AVAILABLE',
	SBS117E: (code: number) => `SBS DATA BASE ERROR ${code}`,
	SBS118I: () => 'NO MEMBERS',
	SBS121E: (functions: string) => `NO SBS FUNCTION GIVEN; USE ${functions} OR HELP SBS`,
	SBS119E: (file: string) => `SERVICE PROFILE ${file} NOT FOUND OR NOT VALID`,
} as const;

export type SbsMessageId = keyof typeof sbsMessages;

/** Message `id` with its text, as typed. */
export function sbsMessage<Id extends SbsMessageId>(
	id: Id,
	...parameters: Parameters<(typeof sbsMessages)[Id]>
): string {
	const text = sbsMessages[id] as (...words: readonly unknown[]) => string;
	return `${id} ${text(...parameters)}`;
}
