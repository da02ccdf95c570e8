/**
 * A device as one virtual machine has it (VM/370's VDEVBLOK, SY20-0886): the machine's own device object, at an address
 * of the machine, with what CP and its commands know of it. The device does its work in `machine/devices`; CP sees the
 * operator's side only.
 */
import type {Device} from '../../machine/channel/device.js';
import type {PrintingOptions} from '../spool/spool-file.js';
import type {SpooledUnit} from '../spool/unit.js';
import type {RealDevice} from './real/real-device.js';
import type {VirtualAdapter} from './virtual-adapter.js';

/** Kinds of virtual devices, as QUERY VIRTUAL words them: `CONS 009`, `DASD 191`, `RDR 00C`, `PUN 00D`, `PRT 00E`. */
export type VirtualDeviceKind =
	'CONS' | 'DASD' | 'RDR' | 'PUN' | 'PRT' | 'GRAF' | 'TAPE' | 'LINE' | 'CTCA' | 'TIMR' | 'DEV';

/** How a spooled device closes its files (SPOOL command). */
export type SpoolOptions = {
	class: string;
	copies: number;
	hold: boolean;
	continuous: boolean;
	/** Readers: the end of the last file is a unit exception; else the reader is found empty. */
	eof: boolean;
	/** Userid whose reader the output goes to. */
	to: string | undefined;
	/** Userid the output is printed or punched for; `undefined` = the machine's own. */
	forUser: string | undefined;
	/** Distribution code of that user. */
	forDistribution: string | undefined;
	/** Printers: options of a 3800. */
	printing?: PrintingOptions;
	/** What TAG says of its files. */
	tag: string;
	/** Consoles: START, so that what is typed is also spooled. */
	started: boolean;
	/** Consoles: TERM; with NOTERM what is spooled is not shown. */
	terminal: boolean;
};

export type VirtualDevice = {
	/** Address in the machine, 12 bits. */
	readonly address: number;
	readonly kind: VirtualDeviceKind;
	/** Machine type: `3215`, `3350`, `2540R`, `1403`. */
	readonly type: string;
	readonly device: Device;
	/** DASD: linked read-only. */
	readonly readOnly: boolean;
	/** DASD: volume, extent and owner of the minidisk, as QUERY VIRTUAL and LINK show it. */
	readonly minidisk?: MinidiskExtent;
	/** The real device that the machine alone has here (ATTACH, DEDICATE). */
	readonly real?: RealDevice;
	/** A channel-to-channel adapter. */
	readonly adapter?: VirtualAdapter;
	/** Spooled devices. */
	readonly spool?: SpoolOptions;
	readonly unit?: SpooledUnit;
	/** Runs when the device leaves the machine (DETACH, LOGOFF): gives up the link. */
	readonly onDetach?: () => void;
};

/** Where a virtual DASD lies. */
export type MinidiskExtent = {
	readonly owner: string;
	readonly ownerAddress: number;
	readonly volume: string;
	readonly start: number;
	readonly cylinders: number;
	/** Machines that have it reserve it against each other (MDISK mode V). */
	readonly reserves?: boolean | undefined;
};
