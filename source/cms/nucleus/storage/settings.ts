/** What SET changes in CMS (GC20-1818, "SET"), kept as the flag bits of NUCON. */
import type {GuestStorage} from '../../../guest/guest.js';
import type {CmsSettings} from '../../cms.js';
import {
	execFlag, messageFlag, nucon, nuconArea, optionFlag, protectFlag,
} from './nucon.js';

/** Longest BLIP string. */
const longestBlip = nuconArea.fields.blip.length;

export class NuconSettings implements CmsSettings {
	readonly storage: GuestStorage;
	/** Set by who resets it again before anything else runs: no bit of NUCON. */
	silent = false;
	/** Likewise. */
	subset = false;

	constructor(storage: GuestStorage) {
		this.storage = storage;
	}

	get impliedExec(): boolean {
		return !this.#bit(nucon.optionFlags, optionFlag.noImpliedExec);
	}

	set impliedExec(on: boolean) {
		this.#set(nucon.optionFlags, optionFlag.noImpliedExec, !on);
	}

	get impliedCp(): boolean {
		return !this.#bit(nucon.optionFlags, optionFlag.noImpliedCp);
	}

	set impliedCp(on: boolean) {
		this.#set(nucon.optionFlags, optionFlag.noImpliedCp, !on);
	}

	get abbreviations(): boolean {
		return !this.#bit(nucon.optionFlags, optionFlag.noAbbreviations);
	}

	set abbreviations(on: boolean) {
		this.#set(nucon.optionFlags, optionFlag.noAbbreviations, !on);
	}

	get standardSynonyms(): boolean {
		return !this.#bit(nucon.optionFlags, optionFlag.noStandardSynonyms);
	}

	set standardSynonyms(on: boolean) {
		this.#set(nucon.optionFlags, optionFlag.noStandardSynonyms, !on);
	}

	get releasePages(): boolean {
		return !this.#bit(nucon.optionFlags, optionFlag.noPageRelease);
	}

	set releasePages(on: boolean) {
		this.#set(nucon.optionFlags, optionFlag.noPageRelease, !on);
	}

	get automaticRead(): boolean {
		return !this.#bit(nucon.optionFlags, optionFlag.noAutomaticRead);
	}

	set automaticRead(on: boolean) {
		this.#set(nucon.optionFlags, optionFlag.noAutomaticRead, !on);
	}

	get loaderPages(): number {
		return this.storage.half(nucon.loaderPages);
	}

	set loaderPages(pages: number) {
		this.storage.setHalf(nucon.loaderPages, pages);
	}

	get systemNames(): readonly string[] {
		const {offset, length, decode} = nuconArea.fields.systemNames;
		return decode(this.storage.fetch(offset, length));
	}

	set systemNames(names: readonly string[]) {
		const {offset, encode} = nuconArea.fields.systemNames;
		this.storage.store(offset, encode([...names]));
	}

	get protect(): boolean {
		return !this.#bit(nucon.protectFlags, protectFlag.unprotected);
	}

	set protect(on: boolean) {
		this.#set(nucon.protectFlags, protectFlag.unprotected, !on);
	}

	get readyMessage(): 'LMSG' | 'SMSG' | 'OFF' {
		if (this.#bit(nucon.messageFlags, messageFlag.noReady)) {
			return 'OFF';
		}

		return this.#bit(nucon.messageFlags, messageFlag.noReadyTime) ? 'SMSG' : 'LMSG';
	}

	set readyMessage(form: 'LMSG' | 'SMSG' | 'OFF') {
		this.#set(nucon.messageFlags, messageFlag.noReady, form === 'OFF');
		this.#set(nucon.messageFlags, messageFlag.noReadyTime, form === 'SMSG');
	}

	get abendCommand(): string | undefined {
		const {offset, length, decode} = nuconArea.fields.abendCommand;
		const command = decode(this.storage.fetch(offset, length)).trim();
		return /^[!-~]+$/.test(command) ? command : undefined;
	}

	set abendCommand(command: string | undefined) {
		const {offset, encode} = nuconArea.fields.abendCommand;
		this.storage.store(offset, encode(command ?? ''));
	}

	get fileWait(): number {
		return this.storage.word(nucon.fileWait) >>> 0;
	}

	set fileWait(seconds: number) {
		this.storage.setWord(nucon.fileWait, seconds);
	}

	get redType(): boolean {
		return this.#bit(nucon.messageFlags, messageFlag.redError);
	}

	set redType(on: boolean) {
		this.#set(nucon.messageFlags, messageFlag.redError, on);
	}

	/** The characters typed for every two seconds of CPU time; `undefined` = BLIP OFF. */
	get blip(): string | undefined {
		const length = this.storage.byte(nucon.blipLength);
		return length === 0 ? undefined : this.storage.text(nucon.blip, length);
	}

	set blip(characters: string | undefined) {
		const text = (characters ?? '').slice(0, longestBlip);
		this.storage.setByte(nucon.blipLength, text.length);
		this.storage.setText(nucon.blip, text, longestBlip);
	}

	/** HT is in effect (NOTYPOUT). */
	get haltTyping(): boolean {
		return this.#bit(nucon.messageFlags, messageFlag.noTyping);
	}

	set haltTyping(on: boolean) {
		this.#set(nucon.messageFlags, messageFlag.noTyping, on);
	}

	get suppressMessages(): boolean {
		return this.#bit(nucon.execFlags, execFlag.noMessages);
	}

	set suppressMessages(on: boolean) {
		this.#set(nucon.execFlags, execFlag.noMessages, on);
	}

	#bit(address: number, bit: number): boolean {
		return (this.storage.byte(address) & bit) !== 0;
	}

	#set(address: number, bit: number, on: boolean): void {
		const flags = this.storage.byte(address);
		this.storage.setByte(address, on ? flags | bit : flags & ~bit);
	}
}
