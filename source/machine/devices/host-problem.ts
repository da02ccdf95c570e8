/** What the host says when a file operation fails, as one line. */

/** Why a file cannot be used: one line without the file's name. */
export type HostProblem = {readonly problem: string};

const texts: Readonly<Record<string, string>> = {
	ENOENT: 'no such file',
	EACCES: 'permission denied',
	EEXIST: 'the file exists already',
	ENOSPC: 'no room left on the host\'s disk',
	EISDIR: 'is a folder',
	ENOTDIR: 'is not a folder',
	ELOOP: 'is a symbolic link, which is not followed',
	EIO: 'the host\'s disk cannot be read or written',
	EDQUOT: 'no room left for you on the host\'s disk',
	EFBIG: 'the file is longer than the host allows',
	EROFS: 'the host\'s disk is read-only',
};

/** The line for an error of `node:fs`; any other error is ours and goes on. */
export function hostProblem(error: unknown): HostProblem {
	if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) {
		throw error;
	}

	return {problem: texts[error.code] ?? error.message};
}
