/**
 * Named systems that every installation has, beside those of its `SYSTEM NAMES`, where a profile says nothing of its
 * own about them.
 */
import {parseSystemNames, type SystemName} from '../cp/systems/system-names.js';

/**
 * SBSDIR: directory and locks of the library's disk, and the index as it was read last, one copy for all slaves of the
 * System Building System, which are machines of SBSPROTO's directory entry (ACCESS, option SEGMENT). SBSDIR2, SBSDIR3:
 * directory and locks of a second and a third disk. They lie above the storage that machines commonly have.
 *
 * IBMCMS and CMSSEG: the CMS of VM/370 Release 6, whose pages a site brings in (`yorktown system import`); until then
 * there is nothing to IPL, and no segment.
 */
const source = `
NAMESYS SBSDIR SYSSIZE=1024K VSYSADR=IGNORE SYSPGNM=(3072-3327)
 SYSHRSG=(192-207) PROTECT=OFF RCVRID=(SBSMASTR,SBSPROTO)
NAMESYS SBSDIR2 SYSSIZE=256K VSYSADR=IGNORE SYSPGNM=(3328-3391)
 SYSHRSG=(208-211) PROTECT=OFF RCVRID=(SBSMASTR,SBSPROTO)
NAMESYS SBSDIR3 SYSSIZE=256K VSYSADR=IGNORE SYSPGNM=(3392-3455)
 SYSHRSG=(212-215) PROTECT=OFF RCVRID=(SBSMASTR,SBSPROTO)
NAMESYS IBMCMS SYSSIZE=256K SYSPGNM=(0-32) SYSHRSG=(1) PROTECT=ON
NAMESYS CMSSEG SYSSIZE=64K VSYSADR=IGNORE SYSPGNM=(3840-3855)
 SYSHRSG=(240) PROTECT=ON
`;

/** The names of a profile, and those of ours that it does not have. */
export function withDefaultNames(names: readonly SystemName[]): readonly SystemName[] {
	const known = new Set(names.map(({name}) => name));
	return [...names, ...parseSystemNames(source).names.filter(({name}) => !known.has(name))];
}
