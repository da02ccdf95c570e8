/** Who is told what happens in the system (DMKSYS, SYSOPER). */
export const operatorUserid = 'OPERATOR';
