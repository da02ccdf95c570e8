/** Where COPY members and macro definitions come from: a MACLIB, or a folder of the host. */
export type Library = {
	/** The member's lines of up to 80 columns, or `undefined` where there is none. `name` is in upper case. */
	member(name: string): readonly string[] | undefined;
};

export const emptyLibrary: Library = {member: () => undefined};

/** The first of `libraries` that has a member wins, as with concatenated libraries. */
export function concatenate(libraries: readonly Library[]): Library {
	return {
		member(name) {
			for (const library of libraries) {
				const lines = library.member(name);
				if (lines) {
					return lines;
				}
			}

			return undefined;
		},
	};
}
