/** Groups: where a member is on its way from who works on it to those who use it. */

/** In order of promotion. */
export const groups = ['TEST', 'INTEGRATION', 'PRODUCTION'] as const;

export type Group = (typeof groups)[number];

/** As operands and options have them: upper case is the least abbreviation. */
export const groupWords = ['Test', 'INTegration', 'PRODuction'] as const;

/** The group before, out of which a version is promoted. */
export const groupBefore = (group: Group): Group | undefined => groups[groups.indexOf(group) - 1];

/** A group and those before it, in the order of promotion. */
export const groupsUpTo = (group: Group): readonly Group[] => groups.slice(0, groups.indexOf(group) + 1);
