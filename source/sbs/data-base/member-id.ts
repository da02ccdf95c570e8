/** Which member, and how texts name it. */
export type MemberId = {readonly name: string; readonly type: string};

export const idText = ({name, type}: MemberId): string => `${name} ${type}`;
