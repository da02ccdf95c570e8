/**
 * A real device as CP has it (VM/370's RDEVBLOK, SY20-0886; GC20-1801, "The RDEVICE Macro"): what the operator
 * attaches, varies and asks for. What a device does is elsewhere: volumes in `../disk-arms.ts`, real unit-record
 * devices in `../../spool/real/`, tapes in `dedicated-device.ts`.
 */

/** Kinds of real devices, as QUERY and ATTACH word them: `DASD 150`, `TAPE 181`, `DEV 01F`. */
export type RealDeviceKind = 'CONS' | 'DASD' | 'TAPE' | 'RDR' | 'PRT' | 'PUN' | 'GRAF' | 'LINE' | 'CTCA' | 'DEV';

/** A device as the installation defines it. */
export type RealDeviceDefinition = {
	/** X'cuu'. */
	readonly address: number;
	readonly kind: RealDeviceKind;
	/** Machine type: `3350`, `3420`, `2540R`, `1403`, `3277`, `3215`. */
	readonly type: string;
	readonly model?: string;
	/** Spool classes that a printer, punch or reader begins with. */
	readonly classes?: string;
	/** Host file on the device: a tape's reel. */
	readonly file?: string;
};

/** Who alone has a device. */
export type Attachment = {
	readonly userid: string;
	/** Address in the machine. */
	readonly address: number;
	readonly readOnly: boolean;
};

export class RealDevice {
	readonly address: number;
	readonly kind: RealDeviceKind;
	readonly type: string;
	readonly model: string | undefined;
	readonly classes: string | undefined;
	readonly file: string | undefined;
	/** VARY OFFLINE: CP and its users leave it alone. */
	isOffline = false;
	/** The machine that alone has it (ATTACH, DEDICATE). */
	attachedTo: Attachment | undefined;
	/** DASD: serial number of the volume on it; `undefined`: no volume is mounted. */
	volume: string | undefined;
	/** DASD: CP has the volume for minidisks and for itself (ATTACH to SYSTEM). */
	isSystem = false;
	/** DASD: the volume is in the list of those that CP owns (SYSOWN): it cannot be detached. */
	isOwned = false;
	/** Lines and displays: CP takes a LOGON or DIAL there (ENABLE, DISABLE). */
	isEnabled = true;

	/** Unit record: what QUERY says behind kind and address, where CP has the unit (`../../spool/real/`). */
	describe: (() => string) | undefined;
	/** Unit record: CP reads a deck there, prints or punches a file. */
	isBusy = false;

	constructor({address, kind, type, model, classes, file}: RealDeviceDefinition) {
		this.address = address;
		this.kind = kind;
		this.type = type;
		this.model = model;
		this.classes = classes;
		this.file = file;
	}

	/** Unit record: CP may use it. */
	get isCp(): boolean {
		return !this.isOffline && this.attachedTo === undefined;
	}

	/** Nobody has it, CP neither. */
	get isFree(): boolean {
		return !this.isOffline && this.attachedTo === undefined && !this.isSystem;
	}
}
